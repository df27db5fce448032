package org.meshnn;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.meshnn.train.Ending;

/** Runs on threads side by side. No thread outlives the call. */
final class SideBySide {
  private SideBySide() {}

  /**
   * Starts the runs in their order and waits for them. If the calling thread is interrupted, the
   * flag is taken, the trainings in progress stop, and the finished runs are returned.
   *
   * @param listener hears of each returned run, in the order of the runs, on the calling thread
   * @return the finished runs, in the order of the runs; all of them unless interrupted
   * @throws RuntimeException of the first run, in their order, that failed; the others stop
   */
  static List<Trial> run(List<Supplier<Trial>> runs, int threads, Consumer<Trial> listener) {
    ExecutorService pool = pool(Math.min(threads, runs.size()));
    try {
      List<CompletableFuture<Trial>> futures =
          runs.stream().map(run -> CompletableFuture.supplyAsync(run, pool)).toList();
      List<Trial> finished = new ArrayList<>();
      boolean interrupted = false;
      for (CompletableFuture<Trial> future : futures) {
        if (!interrupted && !await(future)) {
          interrupted = true;
          stop(pool);
        }
        if (future.isDone() && result(future).ending() != Ending.INTERRUPTED) {
          finished.add(result(future));
          listener.accept(result(future));
        }
      }
      return List.copyOf(finished);
    } finally {
      stop(pool);
    }
  }

  private static ExecutorService pool(int threads) {
    AtomicInteger number = new AtomicInteger();
    return Executors.newFixedThreadPool(
        threads,
        work -> {
          Thread thread = new Thread(work, "meshnn-run-" + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }

  /** Waits until a run has ended, well or badly; false if interrupted meanwhile. */
  private static boolean await(CompletableFuture<Trial> future) {
    try {
      future.get();
      return true;
    } catch (ExecutionException e) {
      return true; // result() tells
    } catch (InterruptedException e) {
      return false;
    }
  }

  private static Trial result(CompletableFuture<Trial> done) {
    try {
      return done.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause(); // a supplier throws nothing else
    }
  }

  /** Interrupts the trainings in progress and waits until their threads have ended. */
  private static void stop(ExecutorService pool) {
    pool.shutdownNow();
    boolean interrupted = false;
    boolean ended = false;
    while (!ended) {
      try {
        ended = pool.awaitTermination(1, TimeUnit.HOURS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
