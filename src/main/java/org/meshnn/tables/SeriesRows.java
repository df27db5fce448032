package org.meshnn.tables;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meshnn.text.Listing;
import org.meshnn.text.Plural;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * The rows of each series of a table in their order, the series as they first appear.
 *
 * @param rows of each series, in its order
 * @param at where each row of the table stands in the order
 * @param order the column that orders, or null: the rows stand in order
 * @param series the column that names the series, or null: there is one
 */
record SeriesRows(
    List<int[]> rows, double[] at, @Nullable Column<?> order, @Nullable Column<?> series) {

  /** Refuses missing names and places, and two rows of a series at one place. */
  static SeriesRows of(Table table, Ordering ordering) {
    Columns.requireRows(table);
    Column<?> order = column(table, ordering.order(), "the order column");
    Column<?> series = column(table, ordering.series(), "the series column");
    double[] at = new double[table.rowCount()];
    if (order == null) {
      java.util.Arrays.setAll(at, row -> row);
    } else {
      Pace.requireOrder(order);
      at = Pace.positions(order);
    }
    SeriesRows all = new SeriesRows(sorted(series, at), at, order, series);
    all.requireDistinct();
    return all;
  }

  private static @Nullable Column<?> column(Table table, @Nullable String name, String what) {
    if (name == null) {
      return null;
    }
    Column<?> column = Columns.get(table, name, what);
    Completeness.require(List.of(column), false);
    return column;
  }

  private static List<int[]> sorted(@Nullable Column<?> series, double[] at) {
    Map<String, List<Integer>> rowsOf = new LinkedHashMap<>();
    for (int row = 0; row < at.length; row++) {
      String name = series == null ? "" : series.getString(row);
      rowsOf.computeIfAbsent(name, n -> new ArrayList<>()).add(row);
    }
    List<int[]> sorted = new ArrayList<>();
    for (List<Integer> rows : rowsOf.values()) {
      rows.sort(Comparator.comparingDouble(row -> at[row]));
      sorted.add(rows.stream().mapToInt(Integer::intValue).toArray());
    }
    return List.copyOf(sorted);
  }

  private void requireDistinct() {
    int repeated = 0;
    int first = -1;
    for (int[] ordered : rows) {
      for (int i = 1; i < ordered.length; i++) {
        if (at[ordered[i]] == at[ordered[i - 1]]) {
          first = repeated++ == 0 ? ordered[i] : first;
        }
      }
    }
    if (repeated > 0) {
      throw new IllegalArgumentException(
          "expected one row at each place of "
              + (series == null ? "the order" : "a series")
              + ", got "
              + Plural.of(repeated, "row")
              + " at the place of another, the first at "
              + place(first)
              + "; drop or join them"
              + (series == null ? ", or name the column that tells series: .series(name)" : ""));
    }
  }

  /** Where a row stands, for messages: {@code year 1958 of 'a'}. */
  String place(int row) {
    String at = order == null ? "row " + row : order.name() + " " + order.getString(row);
    return at + (series == null ? "" : " of " + Listing.quoted(series.getString(row)));
  }

  /** The name of the series that a row is of, for messages. */
  String name(int row) {
    return series == null ? "the series" : "the series " + Listing.quoted(series.getString(row));
  }
}
