package org.meshnn.notebook.kernel;

import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;
import org.jspecify.annotations.Nullable;
import org.meshnn.display.Outlet;
import org.meshnn.display.Rich;
import org.meshnn.notebook.session.CellFailure;
import org.meshnn.notebook.session.CellOutcome;
import org.meshnn.notebook.session.LastWords;
import org.meshnn.notebook.session.Session;

/** Runs the code of execute requests: the cell itself, and the expressions that came with it. */
final class Cells {
  private static final long FAREWELL_MS = 200;
  private static final String RED = "\u001b[31m";
  private static final String PLAIN = "\u001b[0m";

  private static final CellFailure STOPPED_EARLY =
      new CellFailure(
          "Interrupted",
          "stopped on request before it began",
          List.of("Interrupted: stopped on request before it began"));

  private final CompletableFuture<Session> session;

  private final Channels channels;
  private volatile CompletableFuture<Void> stop = new CompletableFuture<>();

  /**
   * @param session runs the cells, once it is there
   * @param channels ask for input
   */
  Cells(CompletableFuture<Session> session, Channels channels) {
    this.session = session;
    this.channels = channels;
  }

  /** Stops the cell in progress, if any, be it one that still waits for the session. */
  void interrupt() {
    stop.complete(null);
    if (session.isDone() && !session.isCompletedExceptionally()) {
      session.join().interrupt();
    }
  }

  /** What a cell gave: a value as it is shown, or a failure; both null for neither. */
  record Ran(@Nullable Map<String, String> bundle, @Nullable CellFailure failure) {
    @Nullable String text() {
      return bundle == null ? null : bundle.get(Rich.TEXT);
    }
  }

  /** Runs one piece of code; what it prints and shows goes to the outlet. */
  Ran run(
      ShellReplyEnvironment env, int count, ExecuteRequest request, String code, Outlet outlet) {
    stop = new CompletableFuture<>();
    InputStream inBefore = System.in;
    System.setIn(
        request.isStdinEnabled()
            ? new Input(() -> channels.input(env.getContext()))
            : new NoInput());
    try (LastWords open = new LastWords(words -> lastly(outlet, words))) {
      CompletableFuture.anyOf(session, stop).join();
      if (stop.isDone()) {
        return new Ran(null, STOPPED_EARLY);
      }
      CellOutcome outcome = session.join().run(count, code, outlet);
      return new Ran(
          outcome.value().map(Rich::bundle).orElse(null), outcome.failure().orElse(null));
    } catch (Throwable e) {
      // A broken kernel must say so: a request without a reply leaves the front end waiting.
      return new Ran(null, CellFailure.internal(e));
    } finally {
      System.setIn(inBefore);
    }
  }

  /** Sends the words and leaves them a moment to be sent. */
  private static void lastly(Outlet outlet, String words) {
    outlet.stream("stderr", words);
    try {
      Thread.sleep(FAREWELL_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The values of the expressions that came with a cell, by name. */
  Map<String, Object> expressions(ShellReplyEnvironment env, int count, ExecuteRequest request) {
    Map<String, Object> values = new LinkedHashMap<>();
    if (request.getUserExpr() != null) {
      request
          .getUserExpr()
          .forEach(
              (name, code) -> {
                Ran result = run(env, count, request, code, new Silence());
                values.put(
                    name,
                    result.failure() != null
                        ? Replies.error(result.failure())
                        : Replies.value(result.bundle() == null ? Map.of() : result.bundle()));
              });
    }
    return values;
  }

  /** The traceback with the failure's name in red, as front ends show errors. */
  static List<String> coloured(CellFailure failure) {
    return failure.traceback().stream()
        .map(
            line ->
                line.startsWith(failure.name())
                    ? RED + failure.name() + PLAIN + line.substring(failure.name().length())
                    : line)
        .toList();
  }
}
