package org.meshnn.notebook.runner;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.meshnn.notebook.session.CellFailure;

/**
 * The time that a notebook has, cell by cell and in all. What is over time is interrupted; what
 * then still does not end, such as a wait for a lock that nobody releases, is given up.
 */
final class Deadline implements AutoCloseable {
  /** Longer than an interrupt ever waits for a step of this library to end. */
  static final Duration PATIENCE = Duration.ofSeconds(15);

  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "meshnn-deadline");
            thread.setDaemon(true);
            return thread;
          });
  private final Optional<Duration> cell;
  private final Optional<Duration> total;
  private final Duration patience;
  private final long start = System.nanoTime();

  Deadline(Optional<Duration> cell, Optional<Duration> total, Duration patience) {
    this.cell = cell;
    this.total = total;
    this.patience = patience;
  }

  /**
   * Starts the time of one cell.
   *
   * @param interrupt called when its time is over
   * @param giveUp called if it does not end then
   */
  Watch watch(int count, Runnable interrupt, Consumer<CellFailure> giveUp) {
    long left = total.map(t -> t.toNanos() - (System.nanoTime() - start)).orElse(Long.MAX_VALUE);
    long own = cell.map(Duration::toNanos).orElse(Long.MAX_VALUE);
    String reason =
        own <= left
            ? "cell " + count + " took longer than --timeout" + seconds(cell)
            : "the notebook took longer than --total-timeout"
                + seconds(total)
                + ", in cell "
                + count;
    Watch watch = new Watch(interrupt, reason, giveUp);
    if (cell.isPresent() || total.isPresent()) {
      long time = Math.max(0, Math.min(own, left));
      clock.schedule(watch::expire, time, TimeUnit.NANOSECONDS);
      clock.schedule(watch::abandon, time + patience.toNanos(), TimeUnit.NANOSECONDS);
    }
    return watch;
  }

  private static String seconds(Optional<Duration> limit) {
    return limit.map(d -> String.format(Locale.ROOT, " %.3g s", d.toMillis() / 1e3)).orElse("");
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  /** The time of one cell. */
  static final class Watch {
    private final Runnable interrupt;
    private final String reason;
    private final Consumer<CellFailure> giveUp;
    private boolean over;
    private boolean expired;

    private Watch(Runnable interrupt, String reason, Consumer<CellFailure> giveUp) {
      this.interrupt = interrupt;
      this.reason = reason;
      this.giveUp = giveUp;
    }

    private synchronized void expire() {
      if (!over) {
        expired = true;
        interrupt.run();
      }
    }

    private synchronized void abandon() {
      if (!over) {
        over = true;
        giveUp.accept(timeout(reason + ", and could not be stopped"));
      }
    }

    /** Ends the time; tells of a failure if the cell was stopped for it. */
    synchronized Optional<CellFailure> end() {
      over = true;
      return expired ? Optional.of(timeout(reason)) : Optional.empty();
    }

    private static CellFailure timeout(String message) {
      return new CellFailure("Timeout", message, List.of("Timeout: " + message));
    }
  }
}
