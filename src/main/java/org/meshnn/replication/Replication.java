package org.meshnn.replication;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.meshnn.text.Listing;

/**
 * Runs studies side by side on all processors and keeps each finished run in a ledger: after a kill
 * the same call goes on where it was, and ends with the same report.
 */
public final class Replication {
  private final List<Study> studies;
  private final Ledger ledger;
  private final int threads;

  /**
   * Studies to run on all processors.
   *
   * @param studies in the order of the report, all with different names
   * @param ledger which has the finished runs, and takes others
   * @throws IllegalArgumentException if two studies have the same name
   */
  public Replication(List<Study> studies, Ledger ledger) {
    this(studies, ledger, Runtime.getRuntime().availableProcessors());
  }

  /**
   * Studies to run on some threads.
   *
   * @param studies in the order of the report, all with different names
   * @param ledger which has the finished runs, and takes others
   * @param threads runs side by side, at least 1
   * @throws IllegalArgumentException if two studies have the same name, or there is no thread
   */
  public Replication(List<Study> studies, Ledger ledger, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("expected at least 1 thread, got " + threads);
    }
    this.studies = List.copyOf(studies);
    this.ledger = ledger;
    this.threads = threads;
    Set<String> names = new HashSet<>();
    for (Study study : studies) {
      if (!names.add(study.name())) {
        throw new IllegalArgumentException(
            "expected studies with different names, got "
                + Listing.quoted(study.name())
                + " twice");
      }
    }
  }

  /**
   * Where a study stands.
   *
   * @param study that stands there
   * @param done finished runs, those of earlier calls too
   * @param all its runs
   */
  public record Progress(Study study, int done, int all) {}

  private record Task(Setting setting, Ledger.Key key) {}

  private record Finished(Ledger.Key key, Result result) {}

  /** {@return the number of all runs, each counted once} */
  public int runs() {
    return (int) studies.stream().flatMap(study -> study.keys().stream()).distinct().count();
  }

  /** {@return the number of those that are finished} */
  public int finished() {
    return (int)
        studies.stream()
            .flatMap(study -> study.keys().stream())
            .distinct()
            .filter(ledger::has)
            .count();
  }

  /** {@return the runs that are not finished, each once} */
  public List<Ledger.Key> waiting() {
    return studies.stream()
        .flatMap(study -> study.keys().stream())
        .distinct()
        .filter(key -> !ledger.has(key))
        .toList();
  }

  /** {@return where each study stands now} */
  public List<Progress> progress() {
    List<Progress> progress = new ArrayList<>();
    for (Study study : studies) {
      List<Ledger.Key> keys = study.keys();
      progress.add(
          new Progress(study, (int) keys.stream().filter(ledger::has).count(), keys.size()));
    }
    return progress;
  }

  /** {@return the report of {@link #run(Consumer)}, without a listener} */
  public @Nullable Report run() {
    return run(key -> {});
  }

  /**
   * Makes the runs that are not in the ledger yet. If the thread is interrupted, what is finished
   * is in the ledger.
   *
   * @param listener is called with each run as it is finished, on this thread
   * @return the report; null if interrupted before all runs were finished
   * @throws IllegalStateException if a run fails; it names the run
   */
  public @Nullable Report run(Consumer<Ledger.Key> listener) {
    List<Task> tasks = tasks();
    ExecutorService pool = Executors.newFixedThreadPool(threads, Replication::daemon);
    CompletionService<Finished> service = new ExecutorCompletionService<>(pool);
    try {
      return all(tasks, service, listener) ? Report.of(studies, ledger) : null;
    } finally {
      stop(pool);
      keep(service);
    }
  }

  private List<Task> tasks() {
    Map<Ledger.Key, Task> tasks = new LinkedHashMap<>();
    for (Study study : studies) {
      for (Setting setting : study.settings()) {
        for (Ledger.Key key : setting.keys(study.seeds())) {
          if (!ledger.has(key)) {
            tasks.putIfAbsent(key, new Task(setting, key));
          }
        }
      }
    }
    return List.copyOf(tasks.values());
  }

  /** False if interrupted. */
  private boolean all(
      List<Task> tasks, CompletionService<Finished> service, Consumer<Ledger.Key> listener) {
    for (Task task : tasks) {
      service.submit(() -> finished(task));
    }
    try {
      for (int i = 0; i < tasks.size(); i++) {
        Finished finished = service.take().get();
        ledger.add(finished.key(), finished.result());
        listener.accept(finished.key());
      }
      return true;
    } catch (InterruptedException e) {
      return false;
    } catch (ExecutionException e) {
      Throwable cause = Objects.requireNonNull(e.getCause());
      throw new IllegalStateException(cause.getMessage(), cause);
    }
  }

  /** Writes down what ended meanwhile. */
  private void keep(CompletionService<Finished> service) {
    for (Future<Finished> done = service.poll(); done != null; done = service.poll()) {
      try {
        ledger.add(done.get().key(), done.get().result());
      } catch (ExecutionException | InterruptedException e) {
        continue; // it did not finish, and the first failure is being told
      }
    }
  }

  private static Finished finished(Task task) throws InterruptedException {
    @Nullable Result result;
    try {
      result = task.setting().run().apply(task.key().seed());
    } catch (RuntimeException | Error e) {
      throw new IllegalStateException(task.key() + ": " + e.getMessage(), e);
    }
    if (result == null) {
      throw new InterruptedException(task.key() + " was interrupted");
    }
    return new Finished(task.key(), result);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "meshnn-replication");
    thread.setDaemon(true);
    return thread;
  }

  /** Interrupts the runs in progress and waits until they have ended. */
  private static void stop(ExecutorService pool) {
    pool.shutdownNow();
    boolean interrupted = false;
    while (!pool.isTerminated()) {
      try {
        pool.awaitTermination(1, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
