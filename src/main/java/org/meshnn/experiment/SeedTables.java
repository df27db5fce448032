package org.meshnn.experiment;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongFunction;
import org.meshnn.text.Listing;
import tech.tablesaw.api.Table;

/** What the runs of each seed learn from: the same object where the table is the same. */
final class SeedTables {
  private final Map<Long, Data> bySeed = new HashMap<>();

  /**
   * Makes the table of each seed.
   *
   * @param own whether no two seeds may have one
   */
  SeedTables(LongFunction<Table> tables, boolean own, long[] seeds, String label, TestRows test) {
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
      bySeed.put(
          seed, first == null ? new Data.OfTable(new SeedTable(table, label), test) : of(first));
    }
  }

  /** What the runs of a seed learn from. */
  Data of(long seed) {
    return Objects.requireNonNull(bySeed.get(seed), "each seed has a table");
  }
}
