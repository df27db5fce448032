package org.meshnn.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.meshnn.train.Ending;

/** Runs on threads side by side. No thread outlives the call. */
final class SideBySide {
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final ExecutorService pool;

  private SideBySide(int threads) {
    pool = Executors.newFixedThreadPool(threads, this::thread);
  }

  private Thread thread(Runnable work) {
    Thread thread = new Thread(work, "meshnn-run-" + (threads.size() + 1));
    thread.setDaemon(true);
    threads.add(thread);
    return thread;
  }

  /**
   * Starts the runs in their order and waits for them. If the calling thread is interrupted, the
   * flag is taken, the trainings in progress stop, and the runs that have ended are returned.
   *
   * @param runs throw nothing
   * @param listener is called with each returned run, in the order of the runs, on the calling
   *     thread
   * @return how the runs ended, in their order; all of them unless interrupted
   */
  static List<Outcome> run(List<Supplier<Outcome>> runs, int threads, Consumer<Outcome> listener) {
    SideBySide sideBySide = new SideBySide(Math.min(threads, runs.size()));
    try {
      return sideBySide.ended(runs, listener);
    } finally {
      sideBySide.stop();
    }
  }

  private List<Outcome> ended(List<Supplier<Outcome>> runs, Consumer<Outcome> listener) {
    List<CompletableFuture<Outcome>> futures =
        runs.stream().map(run -> CompletableFuture.supplyAsync(run, pool)).toList();
    List<Outcome> ended = new ArrayList<>();
    boolean interrupted = false;
    for (CompletableFuture<Outcome> future : futures) {
      if (!interrupted && !await(future)) {
        interrupted = true;
        stop();
      }
      if (future.isDone() && !wasInterrupted(future.join())) {
        ended.add(future.join());
        listener.accept(future.join());
      }
    }
    return List.copyOf(ended);
  }

  /** Waits until a run has ended; false if interrupted meanwhile. */
  private static boolean await(CompletableFuture<Outcome> future) {
    try {
      future.get();
      return true;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause()); // runs throw nothing
    } catch (InterruptedException e) {
      return false;
    }
  }

  private static boolean wasInterrupted(Outcome outcome) {
    return outcome instanceof Trial trial && trial.ending() == Ending.INTERRUPTED;
  }

  /** Interrupts the trainings in progress and waits until their threads have ended. */
  private void stop() {
    pool.shutdownNow();
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
