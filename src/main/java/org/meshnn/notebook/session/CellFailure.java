package org.meshnn.notebook.session;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.meshnn.text.Excerpt;
import org.meshnn.text.Utf8;

/**
 * Why a cell did not finish.
 *
 * @param name the exception's class, {@code CompileError} or {@code Interrupted}
 * @param message one line: what is wrong and where
 * @param traceback the lines to show, from the user's line inward; of these and of the message the
 *     first {@value #LONGEST} characters are kept
 */
public record CellFailure(String name, String message, List<String> traceback) {
  private static final int LONGEST = 10_000;
  private static final int SHOWN_LINES = 60;

  /**
   * Cuts what is too long to show.
   *
   * @param name the exception's class, {@code CompileError} or {@code Interrupted}
   * @param message of any length
   * @param traceback lines of any length
   */
  public CellFailure {
    message = shown(message);
    traceback = traceback.stream().map(CellFailure::shown).toList();
  }

  private static String shown(String line) {
    return Utf8.wellFormed(Excerpt.start(line, LONGEST));
  }

  static CellFailure interrupted(String where, boolean restSkipped) {
    String message =
        restSkipped
            ? "stopped on request; the rest of " + where + " was not run"
            : "stopped on request";
    return interrupted(message);
  }

  /** A cell was stopped whose thread runs on. */
  static CellFailure leftBehind() {
    return interrupted(
        "stopped on request, but what the cell called cannot be ended and runs on;"
            + " a restart of the kernel ends it");
  }

  private static CellFailure interrupted(String message) {
    return new CellFailure("Interrupted", message, List.of("Interrupted: " + message));
  }

  /**
   * {@return a fault of the evaluator itself, with the first lines of its stack trace}
   *
   * @param fault what it threw
   */
  public static CellFailure internal(Throwable fault) {
    StringWriter trace = new StringWriter();
    fault.printStackTrace(new PrintWriter(trace, true));
    List<String> lines = trace.toString().lines().limit(SHOWN_LINES).toList();
    return new CellFailure("KernelFault", fault.toString(), lines);
  }
}
