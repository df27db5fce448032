package org.meshnn.tables;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.meshnn.text.Listing;
import tech.tablesaw.columns.Column;

/** Labels of whole series. */
final class SeriesLabels {
  private SeriesLabels() {}

  /**
   * A row that holds the label of each series; its first row if the label is missing throughout.
   * Refuses series that have several.
   */
  static int[] sources(Column<?> label, List<int[]> series) {
    List<Object> mixed = new ArrayList<>();
    int[] sources = new int[series.size()];
    for (int s = 0; s < sources.length; s++) {
      int[] known =
          Arrays.stream(series.get(s)).filter(row -> !Completeness.missing(label, row)).toArray();
      sources[s] = known.length == 0 ? series.get(s)[0] : known[0];
      Object entry = label.get(sources[s]);
      Arrays.stream(known)
          .filter(row -> !label.get(row).equals(entry))
          .findFirst()
          .ifPresent(row -> mixed.add(Listing.quoted(entry) + " and " + label.getString(row)));
    }
    if (!mixed.isEmpty()) {
      throw new IllegalArgumentException(
          "expected one label throughout each series, got several in "
              + mixed.size()
              + " of them"
              + " in the label column "
              + Listing.quoted(label.name())
              + ", the first "
              + mixed.get(0)
              + "; for a label of each row say .labelPerStep("
              + Calls.literal(label.name())
              + ")");
    }
    return sources;
  }

  /** Refuses series without a label. */
  static void requireKnown(Column<?> label, SeriesRows series) {
    int[] unknown =
        Arrays.stream(sources(label, series.rows()))
            .filter(row -> Completeness.missing(label, row))
            .toArray();
    if (unknown.length > 0) {
      throw new IllegalArgumentException(
          "the label column "
              + Listing.quoted(label.name())
              + " is missing in all rows of "
              + unknown.length
              + " of "
              + series.rows().size()
              + " series; the first is "
              + series.name(unknown[0])
              + "; fill it or drop these series, or state a rule, .missing(Missing.SKIP), by which"
              + " nothing is learned from them");
    }
  }
}
