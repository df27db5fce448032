package org.meshnn.notebook.session;

import java.util.Map;
import jdk.jshell.JShell;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.jspecify.annotations.Nullable;
import org.meshnn.display.Outlet;
import org.meshnn.notebook.assist.CodeAssist;
import org.meshnn.notebook.magic.Magics;
import org.meshnn.notebook.magic.MavenRepository;

/**
 * Evaluates cells in this JVM: real objects out, output captured, errors told by cell and line.
 *
 * <p>A cell is a row of snippets; its value is that of its last snippet, when that is an expression
 * and no assignment (a trailing semicolon makes no difference: the rule of IJava). Lines that begin
 * with {@code %} between snippets are {@link Magics}.
 */
public final class Session implements AutoCloseable {
  private final InProcess control = new InProcess();
  private final Interrupt interrupt = new Interrupt(control);
  private final JShell shell;
  private final Evaluator evaluator;
  private volatile @Nullable Capture capture;

  /** Opens a session with the class path of this JVM and the start-up imports. */
  public Session() {
    this(MavenRepository.ofUser());
  }

  /**
   * Opens a session with a repository of artifacts.
   *
   * @param maven where {@code %maven} looks
   */
  public Session(MavenRepository maven) {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try {
      shell =
          JShell.builder()
              .compilerOptions("-g")
              .executionEngine(provider(control), Map.of())
              .build();
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
    shell.addToClasspath(System.getProperty("java.class.path"));
    evaluator = new Evaluator(shell, control, interrupt, new Magics(maven));
  }

  /** {@return completion and documentation over this session's declarations} */
  public CodeAssist assist() {
    return new CodeAssist(shell, control.loader(), Magics.NAMES);
  }

  /**
   * Runs one cell.
   *
   * @param cell the number that errors name it by
   * @param source snippets and magic lines
   * @param outlet gets what it prints and shows
   * @return its value, or why it has none
   */
  public synchronized CellOutcome run(int cell, String source, Outlet outlet) {
    interrupt.begin();
    try (Capture opened = new Capture(outlet)) {
      capture = opened;
      return evaluator.cell(new Place("Cell " + cell, source, 0), opened);
    } finally {
      capture = null;
      interrupt.end();
    }
  }

  /** Hands on what the cell in progress, if any, has printed so far. */
  public void flush() {
    Capture current = capture;
    if (current != null) {
      current.handOn();
    }
  }

  /**
   * Stops the cell in progress, if any: first asks (the interrupt flag, which a training loop polls
   * to return what it has), then ends the cell's threads.
   */
  public void interrupt() {
    interrupt.request();
  }

  @Override
  public void close() {
    interrupt.end();
    shell.close();
  }

  private static ExecutionControlProvider provider(InProcess control) {
    return new ExecutionControlProvider() {
      @Override
      public String name() {
        return "meshnn";
      }

      @Override
      public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
        return control;
      }
    };
  }
}
