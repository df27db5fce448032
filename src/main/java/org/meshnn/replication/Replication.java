package org.meshnn.replication;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.meshnn.Experiment;

/**
 * Runs studies on all processors and keeps each finished run in a ledger: after a kill the same
 * call goes on where it was, and ends with the same report.
 */
public final class Replication {
  private final List<Study> studies;
  private final Ledger ledger;

  /** The studies, in the order of the report. */
  public Replication(List<Study> studies, Ledger ledger) {
    this.studies = List.copyOf(studies);
    this.ledger = ledger;
  }

  /**
   * Where a replication stands.
   *
   * @param latest the run just finished
   * @param done runs of all studies that are finished, those of earlier calls too
   * @param all runs of all studies
   */
  public record Progress(Ledger.Key latest, int done, int all) {}

  /**
   * Makes the runs that are not in the ledger yet. If the thread is interrupted, what is finished
   * is in the ledger.
   *
   * @param listener hears of each run, on this thread
   * @return the report; null if interrupted before all runs were finished
   */
  public Report run(Map<String, String> provenance, Consumer<Progress> listener) {
    int all = studies.stream().mapToInt(s -> s.seeds() * s.experiment().settings().size()).sum();
    for (Study study : studies) {
      for (String setting : study.experiment().settings()) {
        if (!run(study, setting, all, listener)) {
          return null;
        }
      }
    }
    return new Report(lines(), provenance);
  }

  /** Whether all runs of the setting are finished. */
  private boolean run(Study study, String setting, int all, Consumer<Progress> listener) {
    long[] missing =
        LongStream.rangeClosed(1, study.seeds())
            .filter(seed -> !ledger.has(new Ledger.Key(study.name(), setting, seed)))
            .toArray();
    if (missing.length == 0) {
      return true;
    }
    Experiment rest = study.experiment().only(setting).seeds(missing);
    int made =
        rest.listen(
                trial -> {
                  Ledger.Key key = new Ledger.Key(study.name(), setting, trial.seed());
                  ledger.add(key, Ledger.Result.of(trial));
                  listener.accept(new Progress(key, finished(), all));
                })
            .run()
            .all()
            .size();
    return made == missing.length;
  }

  private int finished() {
    int finished = 0;
    for (Study study : studies) {
      for (String setting : study.experiment().settings()) {
        for (long seed = 1; seed <= study.seeds(); seed++) {
          finished += ledger.has(new Ledger.Key(study.name(), setting, seed)) ? 1 : 0;
        }
      }
    }
    return finished;
  }

  private List<Report.Line> lines() {
    List<Report.Line> lines = new ArrayList<>();
    for (Study study : studies) {
      for (String setting : study.experiment().settings()) {
        List<Ledger.Result> results =
            LongStream.rangeClosed(1, study.seeds())
                .mapToObj(seed -> ledger.get(new Ledger.Key(study.name(), setting, seed)))
                .toList();
        lines.add(new Report.Line(study.name(), setting, study.claims().get(setting), results));
      }
    }
    return lines;
  }
}
