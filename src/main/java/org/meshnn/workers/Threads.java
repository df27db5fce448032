package org.meshnn.workers;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** Threads of this machine, a pool for each call. */
final class Threads extends Workers {
  private final int count;

  Threads(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("expected at least 1 thread, got " + count);
    }
    this.count = count;
  }

  @Override
  public <S, R> boolean make(List<Task<S, R>> tasks, Receiver<R> receiver) {
    if (tasks.isEmpty()) {
      return true;
    }
    Pool<R> pool = new Pool<>(Math.min(count, tasks.size()), receiver);
    try {
      for (int i = 0; i < tasks.size(); i++) {
        pool.begin(i, tasks.get(i));
      }
      if (pool.report(tasks.size())) {
        return true;
      }
    } finally {
      pool.stop();
    }
    pool.reportRest();
    return false;
  }

  private static final class Pool<R> {
    private record Report<R>(int task, Ended<R> ended) {}

    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Report<R>> reports = new LinkedBlockingQueue<>();
    private final ExecutorService service;
    private final Receiver<R> receiver;

    Pool(int count, Receiver<R> receiver) {
      service = Executors.newFixedThreadPool(count, this::thread);
      this.receiver = receiver;
    }

    private Thread thread(Runnable work) {
      Thread thread = new Thread(work, "meshnn-run-" + (threads.size() + 1));
      thread.setDaemon(true);
      threads.add(thread);
      return thread;
    }

    void begin(int place, Task<?, R> task) {
      service.execute(() -> reports.add(new Report<>(place, task.end())));
    }

    /** False if interrupted, or the receiver has enough. */
    boolean report(int count) {
      try {
        for (int i = 0; i < count; i++) {
          if (!report(reports.take())) {
            return false;
          }
        }
        return true;
      } catch (InterruptedException e) {
        return false;
      }
    }

    private boolean report(Report<R> report) {
      return !report.ended().interrupted() && receiver.ended(report.task(), report.ended());
    }

    /** What ended while the others were stopped. */
    void reportRest() {
      reports.forEach(this::report);
    }

    /** Interrupts the runs in progress and waits until their threads have ended. */
    void stop() {
      service.shutdownNow();
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
}
