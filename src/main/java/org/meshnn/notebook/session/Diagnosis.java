package org.meshnn.notebook.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.UnresolvedReferenceException;
import org.jspecify.annotations.Nullable;
import org.meshnn.notebook.assist.OpenToken;
import org.meshnn.notebook.assist.Piece;
import org.meshnn.text.Listing;

/**
 * Turns what JShell says of a failed snippet into a {@link CellFailure} in terms of cells and
 * lines.
 */
final class Diagnosis {
  private static final int SHOWN_ERRORS = 5;
  private static final int SHOWN_FRAMES = 6;
  private static final Pattern SNIPPET_FILE = Pattern.compile("#(\\d+)");
  private static final Map<String, String> MADE_UP =
      Map.of("<init>", "a constructor", "<clinit>", "a static initialiser");
  private static final Pattern SHELL_CLASS = Pattern.compile("REPL\\.\\$JShell\\$\\w+\\$");

  private final JShell shell;
  private final InProcess control;
  private final Map<String, Place> places = new HashMap<>();
  private Place current = new Place("", "", 0);

  Diagnosis(JShell shell, InProcess control) {
    this.shell = shell;
    this.control = control;
  }

  /** Says where the snippet stands that is evaluated next. */
  void place(Place next) {
    current = next;
  }

  /** Remembers the place of the snippets just evaluated. */
  void note(List<SnippetEvent> events) {
    for (SnippetEvent event : events) {
      if (event.causeSnippet() == null) {
        places.put(event.snippet().id(), current);
      }
    }
  }

  /** The failure an event tells of; empty when the snippet did its work. */
  Optional<CellFailure> of(SnippetEvent event) {
    if (event.causeSnippet() != null) {
      return Optional.empty();
    }
    if (event.exception() != null) {
      return Optional.of(thrown(event.exception()));
    }
    return event.status() == Status.REJECTED || exceedsLimit(event)
        ? Optional.of(rejected(event.snippet()))
        : Optional.empty();
  }

  /**
   * Whether a snippet did not fit into a class file, such as a string constant of more than 65,535
   * bytes. JShell takes it for one that waits for a later declaration.
   */
  boolean exceedsLimit(SnippetEvent event) {
    return event.status() == Status.RECOVERABLE_NOT_DEFINED
        && shell
            .diagnostics(event.snippet())
            .anyMatch(d -> d.isError() && d.getCode().startsWith("compiler.err.limit."));
  }

  private CellFailure rejected(Snippet snippet) {
    List<Diag> errors = shell.diagnostics(snippet).filter(Diag::isError).toList();
    List<String> lines = new ArrayList<>();
    errors.stream().limit(SHOWN_ERRORS).forEach(e -> lines.addAll(describe(e)));
    if (errors.size() > SHOWN_ERRORS) {
      lines.add("... and " + (errors.size() - SHOWN_ERRORS) + " more errors");
    }
    return compileError(lines);
  }

  /** The failure of a piece that ends inside a comment, of which JShell says nothing. */
  Optional<CellFailure> unclosedComment(Piece piece) {
    return piece.completeness().isComplete()
        ? Optional.empty()
        : OpenToken.of(piece.code())
            .filter(open -> open.kind() == OpenToken.Kind.BLOCK_COMMENT)
            .map(open -> current.offset() + open.start())
            .map(
                at -> compileError(current.pointedOut("unclosed comment", at, at + "/*".length())));
  }

  /**
   * The failure of a snippet that the compiler, which works by recursion, has no stack for.
   *
   * @param overflow what JShell threw: itself, or with it as a cause
   * @throws InternalError what JShell threw, if it is anything else
   */
  CellFailure tooDeep(VirtualMachineError overflow) {
    Throwable cause = overflow;
    while (!(cause instanceof StackOverflowError)) {
      cause = cause.getCause();
      if (cause == null) {
        throw overflow;
      }
    }
    String where = current.name(current.line(current.offset()));
    return compileError(
        List.of(
            where
                + ": nested too deeply for the compiler; compute long or deep expressions in"
                + " several statements"));
  }

  private static CellFailure compileError(List<String> lines) {
    String message = lines.isEmpty() ? "the code cannot be compiled" : lines.get(0);
    return new CellFailure("CompileError", message, lines);
  }

  private List<String> describe(Diag error) {
    int last = current.text().length();
    int at = (int) Math.min(last, current.offset() + Math.max(0, error.getPosition()));
    int end = (int) Math.min(last, current.offset() + Math.max(0, error.getEndPosition()));
    return current.pointedOut(error.getMessage(Locale.getDefault()), at, end);
  }

  private CellFailure thrown(JShellException exception) {
    if (exception instanceof UnresolvedReferenceException unresolved) {
      DeclarationSnippet snippet = unresolved.getSnippet();
      String missing = Listing.of(shell.unresolvedDependencies(snippet).toList());
      String message = snippet.name() + " cannot run: not declared: " + missing;
      List<String> lines = new ArrayList<>(List.of("UnresolvedReference: " + message));
      lines.addAll(frames(exception.getStackTrace()));
      return new CellFailure("UnresolvedReference", message, lines);
    }
    String name = name(exception);
    String message = exception.getMessage() == null ? "" : exception.getMessage();
    List<String> lines = new ArrayList<>();
    lines.add(headline(exception));
    lines.addAll(frames(exception.getStackTrace()));
    for (Throwable cause = exception.getCause(); cause != null; cause = cause.getCause()) {
      lines.add("caused by " + headline(cause));
      lines.addAll(frames(cause.getStackTrace()));
    }
    lines.addAll(suppressed(control.thrown()));
    return new CellFailure(name, message, lines);
  }

  /** What went wrong besides, such as in closing a resource; JShell does not hand it on. */
  private static List<String> suppressed(@Nullable Throwable thrown) {
    return thrown == null
        ? List.of()
        : Stream.of(thrown.getSuppressed()).map(s -> "suppressed " + headline(s)).toList();
  }

  private static String headline(Throwable exception) {
    String message = exception.getMessage();
    return name(exception) + (message == null ? "" : ": " + message);
  }

  private static String name(Throwable exception) {
    String name =
        exception instanceof EvalException thrown
            ? thrown.getExceptionClassName()
            : exception.getClass().getName();
    return SHELL_CLASS.matcher(name).replaceFirst("").replace('$', '.');
  }

  /** The user's lines, nearest first, then the library calls between the nearest and the throw. */
  private List<String> frames(StackTraceElement[] trace) {
    List<String> users = new ArrayList<>();
    List<String> library = new ArrayList<>();
    for (StackTraceElement frame : trace) {
      Matcher file = SNIPPET_FILE.matcher(String.valueOf(frame.getFileName()));
      if (file.matches() && places.containsKey(file.group(1))) {
        users.add(userFrame(places.get(file.group(1)), frame, users.isEmpty()));
      } else if (users.isEmpty()) {
        library.add(frame.getClassName() + "." + frame.getMethodName() + position(frame));
      }
    }
    List<String> lines = new ArrayList<>(limit(users, "    at ", "calls"));
    if (!library.isEmpty()) {
      lines.add("  thrown in");
      lines.addAll(limit(library, "    ", "calls"));
    }
    return lines;
  }

  private static List<String> limit(List<String> frames, String indent, String what) {
    List<String> lines = new ArrayList<>();
    frames.stream().limit(SHOWN_FRAMES).forEach(f -> lines.add(indent + f));
    if (frames.size() > SHOWN_FRAMES) {
      lines.add("    ... " + (frames.size() - SHOWN_FRAMES) + " more " + what);
    }
    return lines;
  }

  private static String userFrame(Place place, StackTraceElement frame, boolean nearest) {
    int line = place.line(place.offset()) + frame.getLineNumber() - 1;
    String method = frame.getMethodName();
    String where = place.name(line);
    if (!method.isEmpty() && !method.contains("$")) {
      where += " in " + MADE_UP.getOrDefault(method, method);
    }
    return nearest ? where + ":  " + place.shown(line) : where;
  }

  private static String position(StackTraceElement frame) {
    String file = frame.getFileName();
    return file == null ? "" : " (" + file + ":" + frame.getLineNumber() + ")";
  }
}
