package org.meshnn;

import java.util.List;
import java.util.function.ToIntFunction;
import org.meshnn.train.Rewired;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Table;

/** What a training rewired, as a table. */
final class RewiringTable {
  private RewiringTable() {}

  /** One row per rewiring. */
  static Table of(List<Rewired> rewirings) {
    return Table.create(
        "rewiring",
        column("epoch", rewirings, Rewired::epoch),
        LongColumn.create("step", rewirings.stream().mapToLong(Rewired::step).toArray()),
        column("dropped", rewirings, Rewired::dropped),
        column("grown", rewirings, Rewired::grown),
        column("edges", rewirings, Rewired::edges));
  }

  private static IntColumn column(
      String name, List<Rewired> rewirings, ToIntFunction<Rewired> value) {
    return IntColumn.create(name, rewirings.stream().mapToInt(value).toArray());
  }
}
