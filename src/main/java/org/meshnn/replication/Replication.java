package org.meshnn.replication;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.meshnn.text.Listing;
import org.meshnn.text.Required;
import org.meshnn.workers.Task;
import org.meshnn.workers.Workers;

/**
 * Runs studies side by side on all processors and keeps each finished run in a ledger: after a kill
 * the same call goes on where it was, and ends with the same report.
 */
public final class Replication {
  private static final String SHARED = ""; // a run needs no more than its name

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
   * {@return the report of {@link #run(Workers, Consumer)}, made on the threads of this machine}
   *
   * @param listener as there; null is returned as there
   * @throws IllegalStateException as there
   */
  public @Nullable Report run(Consumer<Ledger.Key> listener) {
    return run(Workers.threads(threads), listener);
  }

  /**
   * {@return the report of {@link #run(Workers, Consumer)}, without a listener}
   *
   * @param workers where the runs are made
   * @throws IllegalStateException as there
   * @throws IllegalArgumentException as there
   */
  public @Nullable Report run(Workers workers) {
    return run(workers, key -> {});
  }

  /**
   * Makes the runs that are not in the ledger yet. If the thread is interrupted, what is finished
   * is in the ledger. Elsewhere than on this machine, only studies can be run that a {@link
   * StudySource} there knows: see {@link Study#knownTo}.
   *
   * @param workers where the runs are made, to the same bits
   * @param listener is called with each run as it is finished, on this thread
   * @return the report; null if interrupted before all runs were finished
   * @throws IllegalStateException if a run fails, which is named; if the runs cannot go on there
   * @throws IllegalArgumentException if it is null; if a study is not known there
   */
  public @Nullable Report run(Workers workers, Consumer<Ledger.Key> listener) {
    Required.of(workers, "where to make the runs, for example Workers.threads()");
    List<Task<String, Result>> tasks = new ArrayList<>();
    List<Ledger.Key> keys = new ArrayList<>();
    unfinished()
        .forEach(
            (key, setting) -> {
              keys.add(key);
              tasks.add(new Task<>(SHARED, new NamedRun(setting, key)));
            });
    FirstFailure failure = new FirstFailure();
    boolean all =
        workers.make(
            tasks,
            (place, ended) -> {
              if (ended.result() == null) {
                return failure.is(keys.get(place), Objects.requireNonNull(ended.failure()));
              }
              ledger.add(keys.get(place), ended.result());
              listener.accept(keys.get(place));
              return true;
            });
    failure.throwIfAny();
    return all ? Report.of(studies, ledger) : null;
  }

  /** What the first run that failed threw. */
  private static final class FirstFailure {
    private @Nullable IllegalStateException first;

    /** False, as it is not worth to go on. */
    boolean is(Ledger.Key key, Throwable cause) {
      if (first == null) {
        first = new IllegalStateException(key + ": " + cause.getMessage(), cause);
      }
      return false;
    }

    void throwIfAny() {
      if (first != null) {
        throw first;
      }
    }
  }

  private Map<Ledger.Key, Setting> unfinished() {
    Map<Ledger.Key, Setting> unfinished = new LinkedHashMap<>();
    for (Study study : studies) {
      for (Setting setting : study.settings()) {
        for (Ledger.Key key : setting.keys(study.seeds())) {
          if (!ledger.has(key)) {
            unfinished.putIfAbsent(key, setting);
          }
        }
      }
    }
    return unfinished;
  }
}
