package org.meshnn.experiment;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The runs of an experiment as a table, a row each; what a run did not come to is missing. */
final class RunTable {
  private static final String FAILED = "failed";

  private RunTable() {}

  static Table of(List<Outcome> runs, Score score, boolean folds) {
    Table table =
        Table.create(
            "runs",
            StringColumn.create("setting", runs.stream().map(Outcome::setting)),
            LongColumn.create("seed", runs.stream().mapToLong(Outcome::seed).toArray()));
    if (folds) {
      int[] numbers = runs.stream().mapToInt(run -> run.fold().orElseThrow()).toArray();
      table.addColumns(IntColumn.create("fold", numbers));
    }
    table.addColumns(
        numbers("test " + score, runs, Trial::metric),
        numbers("test loss", runs, Trial::loss),
        counts("edges", runs, Trial::edges),
        counts("epochs", runs, Trial::epochs),
        StringColumn.create("ending", runs.stream().map(RunTable::ending)));
    if (runs.stream().anyMatch(Failure.class::isInstance)) {
      table.addColumns(StringColumn.create("reason", runs.stream().map(RunTable::reason)));
    }
    return table;
  }

  private static DoubleColumn numbers(
      String name, List<Outcome> runs, ToDoubleFunction<Trial> value) {
    DoubleColumn column = DoubleColumn.create(name);
    for (Outcome run : runs) {
      if (run instanceof Trial trial) {
        column.append(value.applyAsDouble(trial));
      } else {
        column.appendMissing();
      }
    }
    return column;
  }

  private static IntColumn counts(String name, List<Outcome> runs, ToIntFunction<Trial> value) {
    IntColumn column = IntColumn.create(name);
    for (Outcome run : runs) {
      if (run instanceof Trial trial) {
        column.append(value.applyAsInt(trial));
      } else {
        column.appendMissing();
      }
    }
    return column;
  }

  private static String ending(Outcome run) {
    return run instanceof Trial trial ? trial.ending().toString() : FAILED;
  }

  private static String reason(Outcome run) {
    return run instanceof Failure failure ? failure.reason() : "";
  }
}
