package org.meshnn.notebook.session;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import org.jspecify.annotations.Nullable;
import org.meshnn.display.Outlet;
import org.meshnn.display.Rich;
import org.meshnn.notebook.assist.Piece;
import org.meshnn.notebook.magic.Magic;
import org.meshnn.notebook.magic.MagicException;
import org.meshnn.notebook.magic.Magics;
import org.meshnn.notebook.magic.Script;

/** Runs the pieces of a text, one after the other: snippets of Java, and magics. */
final class Evaluator {
  private static final CellOutcome DONE = CellOutcome.of(null);

  private final JShell shell;
  private final InProcess control;
  private final Interrupt interrupt;
  private final Magics magics;
  private final SourceCodeAnalysis analysis;
  private final Diagnosis diagnosis;
  private final Declarations declarations;
  private final StartupNames names;
  private final Set<Path> loading = new HashSet<>();

  Evaluator(JShell shell, InProcess control, Interrupt interrupt, Magics magics) {
    this.shell = shell;
    this.control = control;
    this.interrupt = interrupt;
    this.magics = magics;
    analysis = shell.sourceCodeAnalysis();
    diagnosis = new Diagnosis(shell, control);
    declarations = new Declarations(shell, control.values());
    names = new StartupNames(shell, control.loader());
  }

  /** Runs a whole cell; says what in it waits for later declarations. */
  CellOutcome cell(Place cell, Outlet outlet) {
    try {
      CellOutcome outcome = run(cell, outlet);
      declarations.tellWaiting(outlet);
      return outcome;
    } catch (StackOverflowError | InternalError e) {
      return CellOutcome.failed(diagnosis.tooDeep(e));
    }
  }

  /** Runs what stands in a text from a place on. */
  private CellOutcome run(Place from, Outlet outlet) {
    @Nullable Object value = null;
    Place next = from;
    while (true) {
      diagnosis.place(next);
      Piece piece = Piece.next(analysis, next.text(), next.offset());
      if (piece.completeness() == Completeness.EMPTY) {
        return CellOutcome.of(value);
      }
      if (interrupt.requested()) {
        return CellOutcome.failed(CellFailure.interrupted(next.where(), true));
      }
      Place here = next.at(piece.start());
      CellOutcome outcome =
          piece.isMagic() ? magic(here, piece, outlet) : snippet(here, piece, outlet);
      if (outcome.failure().isPresent() || piece.takesTheRest()) {
        return outcome;
      }
      value = outcome.value().orElse(null);
      next = next.at(piece.end());
    }
  }

  private CellOutcome snippet(Place here, Piece piece, Outlet outlet) {
    diagnosis.place(here);
    Optional<CellFailure> unclosed = diagnosis.unclosedComment(piece);
    if (unclosed.isPresent()) {
      return CellOutcome.failed(unclosed.get());
    }
    names.before(piece.code()).forEach(note -> note(note, outlet));
    List<SnippetEvent> events = shell.eval(piece.code());
    if (events.get(0).status() == Snippet.Status.REJECTED) {
      names.rejected();
    }
    CellOutcome outcome =
        failure(here, events)
            .map(CellOutcome::failed)
            .orElseGet(() -> CellOutcome.of(value(events)));
    if (diagnosis.exceedsLimit(events.get(0))) {
      renewCompiler();
      shell.drop(events.get(0).snippet());
    }
    declarations.changed(events, outlet);
    return outcome;
  }

  private static void note(String note, Outlet outlet) {
    outlet.stream("stderr", "note: " + note + "\n");
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

  private Optional<CellFailure> failure(Place here, List<SnippetEvent> events) {
    diagnosis.note(events);
    if (control.wasStopped() && interrupt.requested()) {
      return Optional.of(
          control.wasLeftBehind()
              ? CellFailure.leftBehind()
              : CellFailure.interrupted(here.where(), false));
    }
    Optional<CellFailure> failure =
        events.stream().flatMap(e -> diagnosis.of(e).stream()).findFirst();
    return failure.map(
        f ->
            interrupt.requested() && Interrupt.caused(control.thrown())
                ? CellFailure.interrupted(here.where(), false)
                : f);
  }

  private @Nullable Object value(List<SnippetEvent> events) {
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

  private CellOutcome magic(Place here, Piece line, Outlet outlet) {
    try {
      Magic magic = interrupt.during(() -> magics.read(line.code()));
      if (magic instanceof Magic.ClassPath found) {
        return add(found, outlet);
      }
      if (magic instanceof Magic.Load load) {
        return load(load.files(), outlet);
      }
      int from = here.offset() + ((Magic.Time) magic).from();
      String text = line.takesTheRest() ? here.text() : here.text().substring(0, line.end());
      return time(new Place(here.where(), text, from), outlet);
    } catch (InterruptedException e) {
      return CellOutcome.failed(CellFailure.interrupted(here.where(), false));
    } catch (MagicException | IOException e) {
      String message = e instanceof MagicException ? e.getMessage() : e.toString();
      String told = here.name(here.line(here.offset())) + ": " + message;
      return CellOutcome.failed(new CellFailure("MagicError", told, told.lines().toList()));
    }
  }

  private CellOutcome add(Magic.ClassPath found, Outlet outlet) {
    if (!found.entries().isEmpty()) {
      shell.addToClasspath(
          found.entries().stream()
              .map(Path::toString)
              .collect(Collectors.joining(File.pathSeparator)));
    }
    found.added().run();
    found.notes().forEach(note -> note(note, outlet));
    outlet.stream("stdout", "added to the class path: " + found.told() + "\n");
    return DONE;
  }

  private CellOutcome load(List<Path> files, Outlet outlet) throws MagicException, IOException {
    CellOutcome outcome = DONE;
    for (Path file : files) {
      if (!loading.add(file)) {
        throw new MagicException(file + " loads itself");
      }
      try {
        for (Script script : Script.read(file)) {
          outcome = run(new Place(script.name(), script.source(), 0), outlet);
          if (outcome.failure().isPresent()) {
            return outcome;
          }
        }
      } finally {
        loading.remove(file);
      }
    }
    return outcome;
  }

  /** Shows the value itself, so that the time stands below it. */
  private CellOutcome time(Place code, Outlet outlet) {
    long start = System.nanoTime();
    long cpu = cpuNanos();
    CellOutcome outcome = run(code, outlet);
    double wallSeconds = (System.nanoTime() - start) / 1e9;
    double cpuSeconds = (cpuNanos() - cpu) / 1e9;
    outcome.value().ifPresent(value -> outlet.display(Rich.bundle(value)));
    String times = String.format(Locale.ROOT, "%.3f s, CPU %.3f s", wallSeconds, cpuSeconds);
    outlet.stream("stdout", "time: " + times + "\n");
    return new CellOutcome(Optional.empty(), outcome.failure());
  }

  /** Processor time of all threads of this process. */
  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
        .getProcessCpuTime();
  }
}
