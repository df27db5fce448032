package org.meshnn.notebook.runner;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.meshnn.notebook.session.Failure;
import org.meshnn.notebook.session.Session;

/** The time that a notebook has, cell by cell and in all; what is over time is interrupted. */
final class Deadline implements AutoCloseable {
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "meshnn-deadline");
            thread.setDaemon(true);
            return thread;
          });
  private final Optional<Duration> cell;
  private final Optional<Duration> total;
  private final long start = System.nanoTime();

  Deadline(Optional<Duration> cell, Optional<Duration> total) {
    this.cell = cell;
    this.total = total;
  }

  /** Starts the time of one cell. */
  Watch watch(int count, Session session) {
    long left = total.map(t -> t.toNanos() - (System.nanoTime() - start)).orElse(Long.MAX_VALUE);
    long own = cell.map(Duration::toNanos).orElse(Long.MAX_VALUE);
    String reason =
        own <= left
            ? "cell " + count + " took longer than --timeout" + seconds(cell)
            : "the notebook took longer than --total-timeout"
                + seconds(total)
                + ", in cell "
                + count;
    Watch watch = new Watch(session, reason);
    if (cell.isPresent() || total.isPresent()) {
      watch.task =
          clock.schedule(watch::expire, Math.max(0, Math.min(own, left)), TimeUnit.NANOSECONDS);
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
    private final Session session;
    private final String reason;
    private ScheduledFuture<?> task;
    private boolean over;
    private boolean expired;

    private Watch(Session session, String reason) {
      this.session = session;
      this.reason = reason;
    }

    private synchronized void expire() {
      if (!over) {
        expired = true;
        session.interrupt();
      }
    }

    /** Ends the time; tells of a failure if the cell was stopped for it. */
    synchronized Optional<Failure> end() {
      over = true;
      if (task != null) {
        task.cancel(false);
      }
      return expired
          ? Optional.of(new Failure("Timeout", reason, List.of("Timeout: " + reason)))
          : Optional.empty();
    }
  }
}
