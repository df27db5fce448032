package org.meshnn;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
   * flag is taken, the trainings in progress stop, and the finished runs are returned.
   *
   * @param listener hears of each returned run, in the order of the runs, on the calling thread
   * @return the finished runs, in the order of the runs; all of them unless interrupted
   * @throws RuntimeException of a run that failed, which stops the others; of several, the first
   */
  static List<Trial> run(List<Supplier<Trial>> runs, int threads, Consumer<Trial> listener) {
    SideBySide sideBySide = new SideBySide(Math.min(threads, runs.size()));
    try {
      return sideBySide.finished(runs, listener);
    } finally {
      sideBySide.stop();
    }
  }

  private List<Trial> finished(List<Supplier<Trial>> runs, Consumer<Trial> listener) {
    CompletableFuture<Trial> failure = new CompletableFuture<>();
    List<CompletableFuture<Trial>> futures = new ArrayList<>();
    for (Supplier<Trial> run : runs) {
      CompletableFuture<Trial> future = CompletableFuture.supplyAsync(run, pool);
      futures.add(future);
      future.whenComplete(
          (trial, thrown) -> {
            if (thrown != null) {
              failure.completeExceptionally(thrown);
            }
          });
    }
    List<Trial> finished = new ArrayList<>();
    boolean interrupted = false;
    for (CompletableFuture<Trial> future : futures) {
      if (!interrupted && !await(CompletableFuture.anyOf(future, failure))) {
        interrupted = true;
        stop();
      }
      if (failure.isDone()) {
        stop();
        futures.stream().filter(CompletableFuture::isDone).forEach(SideBySide::result);
      }
      if (future.isDone() && result(future).ending() != Ending.INTERRUPTED) {
        finished.add(result(future));
        listener.accept(result(future));
      }
    }
    return List.copyOf(finished);
  }

  /** Waits until there is a result, good or bad; false if interrupted meanwhile. */
  private static boolean await(CompletableFuture<?> future) {
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
