package org.meshnn.notebook.session;

import java.io.File;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.meshnn.display.Imports;
import org.meshnn.display.Outlet;

/**
 * Evaluates cells in this JVM: real objects out, output captured, errors told by cell and line.
 *
 * <p>A cell is a row of snippets; its value is that of its last snippet, when that is an expression
 * and no assignment (a trailing semicolon makes no difference: the rule of IJava). Lines that begin
 * with {@code %} between snippets are {@link Magics}.
 */
public final class Session implements AutoCloseable {
  private final InProcess control = new InProcess();
  private final JShell shell;
  private final SourceCodeAnalysis analysis;
  private final Diagnosis diagnosis;
  private final Declarations declarations;
  private final StartupNames names;
  private final Interrupt interrupt = new Interrupt(control);
  private final Magics magics;
  private volatile Capture capture;

  /** Opens a session with the class path of this JVM and the start-up imports. */
  public Session() {
    this(
        new MavenRepository(
            MavenSettings.FILE, new JarsPresent(System.getProperty("java.class.path"))));
  }

  Session(MavenRepository maven) {
    magics = new Magics(this, maven);
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
    analysis = shell.sourceCodeAnalysis();
    diagnosis = new Diagnosis(shell, control);
    declarations = new Declarations(shell, control.values());
    names = new StartupNames(shell, control.loader());
    // A package that is not on the class path costs its import only.
    Imports.script().lines().forEach(shell::eval);
  }

  /** Completion and documentation over this session's declarations. */
  public CodeAssist assist() {
    return new CodeAssist(shell, control.loader(), magics);
  }

  /**
   * Runs one cell.
   *
   * @param cell the number that errors name it by
   */
  public synchronized Outcome run(int cell, String source, Outlet outlet) {
    interrupt.begin();
    try (Capture opened = new Capture(outlet)) {
      capture = opened;
      Outcome outcome = runPieces("Cell " + cell, source, 0, opened);
      declarations.tellWaiting(opened);
      return outcome;
    } catch (StackOverflowError | InternalError e) {
      return Outcome.failed(diagnosis.tooDeep(e));
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

  /** Runs what stands in a text from a position on; errors name the text by {@code where}. */
  Outcome runPieces(String where, String text, int from, Outlet outlet) {
    Object value = null;
    int at = from;
    while (true) {
      diagnosis.place(where, text, at);
      Piece piece = Piece.next(analysis, text, at);
      if (piece.completeness() == Completeness.EMPTY) {
        return Outcome.of(value);
      }
      if (interrupt.requested()) {
        return Outcome.failed(Failure.interrupted(where, true));
      }
      Outcome outcome =
          piece.isMagic()
              ? magics.run(where, text, piece, outlet)
              : evaluate(where, text, piece, outlet);
      if (outcome.failure().isPresent() || piece.takesTheRest()) {
        return outcome;
      }
      value = outcome.value().orElse(null);
      at = piece.end();
    }
  }

  private Outcome evaluate(String where, String text, Piece piece, Outlet outlet) {
    diagnosis.place(where, text, piece.start());
    Optional<Failure> unclosed = diagnosis.unclosedComment(piece);
    if (unclosed.isPresent()) {
      return Outcome.failed(unclosed.get());
    }
    for (String note : names.before(piece.code())) {
      outlet.stream("stderr", "note: " + note + "\n");
    }
    List<SnippetEvent> events = shell.eval(piece.code());
    Outcome outcome =
        failure(where, events).map(Outcome::failed).orElseGet(() -> Outcome.of(value(events)));
    if (diagnosis.exceedsLimit(events.get(0))) {
      renewCompiler();
      shell.drop(events.get(0).snippet());
    }
    declarations.changed(events, outlet);
    return outcome;
  }

  /**
   * Has JShell begin with a new compiler. One that has exceeded a limit of class files keeps what
   * it could not write and fails for all that follows; JShell parts with it when the class path
   * grows.
   */
  private void renewCompiler() {
    String path = System.getProperty("java.class.path");
    shell.addToClasspath(
        path.substring(0, (path + File.pathSeparator).indexOf(File.pathSeparator)));
  }

  /** Lets snippets see more jars and folders. */
  void addToClassPath(List<Path> entries) {
    if (!entries.isEmpty()) {
      shell.addToClasspath(
          entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    }
  }

  /** Does work that blocks and touches no snippet; a request to stop abandons it. */
  <T> T interruptible(Interrupt.Work<T> work) throws MagicException, InterruptedException {
    return interrupt.during(work);
  }

  private Optional<Failure> failure(String where, List<SnippetEvent> events) {
    diagnosis.note(events);
    if (control.wasStopped() && interrupt.requested()) {
      return Optional.of(
          control.wasLeftBehind() ? Failure.leftBehind() : Failure.interrupted(where, false));
    }
    Optional<Failure> failure = events.stream().flatMap(e -> diagnosis.of(e).stream()).findFirst();
    return failure.map(
        f ->
            interrupt.requested() && Interrupt.caused(control.thrown())
                ? Failure.interrupted(where, false)
                : f);
  }

  private Object value(List<SnippetEvent> events) {
    Object taken = control.takeValue();
    for (SnippetEvent event : events) {
      if (event.causeSnippet() == null) {
        switch (event.snippet().subKind()) {
          case VAR_VALUE_SUBKIND, OTHER_EXPRESSION_SUBKIND, TEMP_VAR_EXPRESSION_SUBKIND -> {
            // System.out.printf(...) is an expression, but what it prints is what was meant.
            return taken instanceof PrintStream ? null : taken;
          }
          default -> {}
        }
      }
    }
    return null;
  }

  @Override
  public void close() {
    interrupt.close();
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
