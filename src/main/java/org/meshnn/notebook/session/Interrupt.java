package org.meshnn.notebook.session;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import jdk.jshell.spi.ExecutionControl.ExecutionControlException;
import org.jspecify.annotations.Nullable;
import org.meshnn.notebook.magic.MagicException;
import org.meshnn.train.Polling;

/**
 * Stops a running cell in two steps. First the interrupt flag of the snippet's thread: blocking
 * calls end and training loops, which poll it, return their partial result. Then, after a grace
 * period, the control ends the snippet's threads.
 *
 * <p>A training step may outlast the grace period before it looks at the flag. So while the thread
 * is {@link Polling} and has not taken the flag, the second step waits, at most {@link
 * #PATIENCE_MS}; a second request does not.
 *
 * <p>From JDK 20 on only the code of cells can be ended so, not what it calls: a snippet that still
 * runs after {@link #LAST_MS} more is left behind.
 */
final class Interrupt {
  /** What a magic does that may take long. */
  interface Work<T> {
    T run() throws MagicException, IOException;
  }

  static final long GRACE_MS = 400;
  static final long PATIENCE_MS = 10_000;
  static final long LAST_MS = 2_000;

  private final InProcess control;
  private int running;
  private boolean inCell;
  private int requests;

  Interrupt(InProcess control) {
    this.control = control;
  }

  /** A cell begins: requests made before it do not count. */
  synchronized void begin() {
    running++;
    inCell = true;
    requests = 0;
  }

  /** The cell has ended. */
  synchronized void end() {
    inCell = false;
    notifyAll();
  }

  /** Whether the cell in progress was asked to stop. */
  synchronized boolean requested() {
    return requests > 0;
  }

  /** Asks the cell in progress to stop; does nothing between cells. */
  synchronized void request() {
    if (!inCell) {
      return;
    }
    requests++;
    Thread thread = control.thread();
    if (thread != null) {
      thread.interrupt();
    }
    if (requests > 1) {
      notifyAll();
      return;
    }
    int cell = running;
    Thread watcher = new Thread(() -> watch(cell), "meshnn-interrupt");
    watcher.setDaemon(true);
    watcher.start();
  }

  /**
   * Does work that blocks on a thread of its own, and waits for it until a request is made: then
   * that thread is interrupted and left behind, for a socket may not listen.
   */
  <T> T during(Work<T> work) throws MagicException, IOException, InterruptedException {
    FutureTask<T> task = new FutureTask<>(work::run);
    Thread worker = new Thread(task, "meshnn-magic");
    worker.setDaemon(true);
    worker.start();
    while (true) {
      if (requested()) {
        task.cancel(true);
        throw new InterruptedException("stopped on request");
      }
      try {
        return task.get(50, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        continue;
      } catch (ExecutionException e) {
        if (e.getCause() instanceof MagicException told) {
          throw told;
        }
        if (e.getCause() instanceof IOException told) {
          throw told;
        }
        if (e.getCause() instanceof RuntimeException fault) {
          throw fault;
        }
        throw new IllegalStateException(e.getCause());
      }
    }
  }

  /** Whether something was thrown because a thread was interrupted. */
  static boolean caused(@Nullable Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof InterruptedException
          || cause instanceof InterruptedIOException
          || cause instanceof ClosedByInterruptException) {
        return true;
      }
    }
    return false;
  }

  private synchronized void watch(int cell) {
    long start = System.nanoTime();
    long untaken = 0;
    long stopped = -1;
    while (inCell && running == cell) {
      long waited = (System.nanoTime() - start) / 1_000_000;
      if (requests == 1 && waited < PATIENCE_MS && willTakeTheFlag(control.thread())) {
        untaken = waited;
      }
      if (waited - untaken >= GRACE_MS || requests > 1) {
        stop();
        stopped = stopped < 0 ? waited : stopped;
        if (waited - stopped >= LAST_MS) {
          control.leaveBehind();
        }
      }
      pause();
    }
  }

  private void pause() {
    try {
      wait(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean willTakeTheFlag(@Nullable Thread thread) {
    return thread != null && thread.isInterrupted() && Polling.in(thread);
  }

  private void stop() {
    try {
      control.stop();
    } catch (ExecutionControlException e) {
      System.getLogger(Interrupt.class.getName()).log(Level.DEBUG, "cell could not be stopped", e);
    }
  }
}
