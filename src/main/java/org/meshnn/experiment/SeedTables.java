package org.meshnn.experiment;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;
import org.meshnn.tables.Target;
import org.meshnn.tables.TrainingTable;
import org.meshnn.text.Listing;
import tech.tablesaw.api.Table;

/** The tables of an experiment's seeds, each checked once for each meaning of its label. */
final class SeedTables {
  private final String label;
  private final Map<Long, Table> bySeed = new HashMap<>();
  private final Map<Reading, TrainingTable> checked = new ConcurrentHashMap<>();

  private record Reading(Table table, Target target) {}

  /**
   * Makes the table of each seed.
   *
   * @param own whether no two seeds may have one
   */
  SeedTables(LongFunction<Table> tables, boolean own, long[] seeds, String label) {
    this.label = label;
    Map<Table, Long> firsts = new IdentityHashMap<>();
    for (long seed : seeds) {
      Table table = tables.apply(seed);
      if (table == null) {
        throw new IllegalArgumentException(
            "expected a table for seed " + seed + ", got null; return one for every seed");
      }
      Long first = firsts.putIfAbsent(table, seed);
      if (own && first != null) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "expected a table of its own with each seed, got the same with seeds %d and %d,"
                    + " whose runs are not independent; for one table there is"
                    + " Experiment.on(table, %s)",
                first,
                seed,
                Listing.quoted(label)));
      }
      bySeed.put(seed, table);
    }
  }

  /**
   * The table of a seed, checked.
   *
   * @param target what its label means
   * @throws IllegalArgumentException if no mesh can learn from it
   */
  TrainingTable of(long seed, Target target) {
    Table table = Objects.requireNonNull(bySeed.get(seed), "each seed has a table");
    return checked.computeIfAbsent(
        new Reading(table, target), reading -> TrainingTable.of(table, label, target));
  }
}
