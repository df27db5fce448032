package org.meshnn.notebook.session;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/**
 * Why a cell did not finish.
 *
 * @param name the exception's class, {@code CompileError} or {@code Interrupted}
 * @param message one line: what is wrong and where
 * @param traceback the lines to show, from the user's line inward
 */
public record Failure(String name, String message, List<String> traceback) {
  public Failure {
    traceback = List.copyOf(traceback);
  }

  static Failure interrupted(String where, boolean restSkipped) {
    String message =
        restSkipped
            ? "stopped on request; the rest of " + where + " was not run"
            : "stopped on request";
    return interrupted(message);
  }

  /** A cell was stopped whose thread runs on. */
  static Failure leftBehind() {
    return interrupted(
        "stopped on request, but what the cell called cannot be ended and runs on;"
            + " a restart of the kernel ends it");
  }

  private static Failure interrupted(String message) {
    return new Failure("Interrupted", message, List.of("Interrupted: " + message));
  }

  /** A fault of the evaluator itself, with its whole stack trace. */
  public static Failure internal(RuntimeException fault) {
    StringWriter trace = new StringWriter();
    fault.printStackTrace(new PrintWriter(trace, true));
    return new Failure("KernelFault", fault.toString(), trace.toString().lines().toList());
  }
}
