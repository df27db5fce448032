package org.meshnn.experiment;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meshnn.workers.Task;
import org.meshnn.workers.Workers;
import tech.tablesaw.api.Table;
import tech.tablesaw.selection.Selection;

/** The chosen candidate, trained on all rows but the test rows and measured on these. */
final class OuterTest {
  private final Data.OfTable data;
  private final Run run;
  private final Run.Meaning meaning;
  private @Nullable Outcome outcome; // null until it has ended

  OuterTest(Data.OfTable data, Run run, Run.Meaning meaning) {
    this.data = data;
    this.run = run;
    this.meaning = meaning;
  }

  /** False if it was interrupted. */
  synchronized boolean make(Workers workers) {
    Task<Data, Measured> task = new Task<>(data, new Run.Making(run, meaning));
    return workers.make(
        List.of(task),
        (place, ended) -> {
          outcome = run.outcome(data, ended);
          return true;
        });
  }

  synchronized Optional<Outcome> outcome() {
    return Optional.ofNullable(outcome);
  }

  /**
   * Made now if it has not been.
   *
   * @throws IllegalStateException if it failed or is interrupted
   */
  synchronized Trial trial() {
    if (outcome == null && !make(Workers.threads(1))) {
      throw new IllegalStateException("interrupted while " + run + " was trained");
    }
    if (outcome instanceof Trial trial) {
      return trial;
    }
    throw new IllegalStateException(
        "the chosen candidate could not be trained on all rows but the test rows: " + outcome);
  }

  /** The rows that choose nothing. */
  Table rows() {
    int[] strata = data.table().read(run.mesh()).strata();
    int[] rows = data.test().rows(strata, run.seed(), run.fold())[1];
    return data.table().read(run.mesh()).table().where(Selection.with(rows));
  }
}
