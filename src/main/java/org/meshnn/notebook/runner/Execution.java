package org.meshnn.notebook.runner;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.meshnn.display.Rich;
import org.meshnn.notebook.document.Notebook;
import org.meshnn.notebook.session.CellFailure;
import org.meshnn.notebook.session.CellOutcome;
import org.meshnn.notebook.session.Session;

/**
 * The cells of one notebook while they run, on a thread of their own, so that the notebook can be
 * given up at any moment with what has run so far in it.
 */
final class Execution {
  /** What a cell is tagged with whose failure is expected, as nbclient has it. */
  static final String RAISES = "raises-exception";

  /** What a cell is tagged with that is not to be run. */
  static final String SKIP = "skip-execution";

  private final Session session = new Session();
  private final CompletableFuture<Boolean> passed = new CompletableFuture<>();
  private final List<Notebook.Cell> code;
  private final ProgressLine progress;
  private final CellOutputs outputs;
  private int count;
  private volatile boolean givenUp;

  /** An execution of the code cells that are neither blank nor tagged {@value #SKIP}. */
  Execution(Notebook notebook, PrintStream terminal) {
    code =
        notebook.cells().stream()
            .filter(c -> c.isCode() && !c.source().isBlank() && !c.hasTag(SKIP))
            .toList();
    progress = new ProgressLine(terminal, code.size());
    outputs = new CellOutputs(progress);
  }

  /**
   * Runs the cells in order, up to the first that fails or is over time.
   *
   * @return whether all passed
   */
  boolean run(Deadline deadline) {
    InputStream inBefore = System.in;
    PrintStream outBefore = System.out;
    PrintStream errBefore = System.err;
    System.setIn(InputStream.nullInputStream());
    Thread worker = new Thread(() -> complete(deadline), "meshnn-cells");
    worker.setDaemon(true);
    worker.start();
    try {
      return passed.join();
    } finally {
      System.setIn(inBefore);
      // A cell that was given up still holds them.
      System.setOut(outBefore);
      System.setErr(errBefore);
    }
  }

  /**
   * The cell in progress has failed, whatever it does from here on; nothing after it is run, and
   * {@link #run} does not return.
   */
  synchronized void giveUp(CellFailure failure) {
    if (!givenUp && count > 0) {
      session.flush();
      fail(failure);
      outputs.close();
    }
    givenUp = true;
  }

  private void complete(Deadline deadline) {
    try (session) {
      boolean all = runCells(deadline);
      if (!givenUp) {
        passed.complete(all);
      }
    } catch (RuntimeException | Error e) {
      passed.completeExceptionally(e);
    }
  }

  private boolean runCells(Deadline deadline) {
    for (Notebook.Cell cell : code) {
      if (!begin(cell)) {
        return false;
      }
      Deadline.Watch watch = deadline.watch(count, session::interrupt, this::expire);
      Optional<Map<String, String>> shown = Optional.empty();
      Optional<CellFailure> failure;
      try {
        CellOutcome outcome = session.run(count, cell.source(), outputs);
        shown = outcome.value().map(Rich::bundle);
        failure = outcome.failure();
      } catch (Throwable e) {
        failure = Optional.of(CellFailure.internal(e));
      }
      if (!end(cell, shown, watch.end(), failure)) {
        return false;
      }
    }
    return true;
  }

  /** Gives up because of the time; {@link #run} returns. */
  void expire(CellFailure failure) {
    giveUp(failure);
    passed.complete(false);
  }

  private synchronized boolean begin(Notebook.Cell cell) {
    if (givenUp) {
      return false;
    }
    count++;
    progress.begin(count, cell.source());
    cell.begin(count);
    outputs.into(cell.outputs());
    return true;
  }

  /** Notes what came of a cell; answers whether the next one is to run. */
  private synchronized boolean end(
      Notebook.Cell cell,
      Optional<Map<String, String>> shown,
      Optional<CellFailure> late,
      Optional<CellFailure> own) {
    if (givenUp) {
      return false;
    }
    shown.ifPresent(bundle -> outputs.result(count, bundle));
    Optional<CellFailure> failure = late.or(() -> own);
    if (failure.isPresent() && (late.isPresent() || !cell.hasTag(RAISES))) {
      fail(failure.get());
      return false;
    }
    progress.end();
    failure.ifPresent(this::allowed);
    return true;
  }

  private void allowed(CellFailure failure) {
    outputs.failure(failure);
    progress.note("failed, as its tag " + RAISES + " allows: " + failure.message());
  }

  private void fail(CellFailure failure) {
    progress.end();
    outputs.failure(failure);
    progress.failed(count, code.get(count - 1).source(), failure);
  }
}
