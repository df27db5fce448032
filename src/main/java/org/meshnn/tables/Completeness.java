package org.meshnn.tables;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.meshnn.text.Listing;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.selection.Selection;

/** Refuses missing entries and infinite numbers, with the remedies that work on these columns. */
final class Completeness {
  private static final String DROP = "drop these rows (table.dropRowsWithMissingValues())";
  private static final String DROP_AS_LEARNED =
      "drop these rows, as those learned from were (model.encoding().complete(table))";

  private Completeness() {}

  /**
   * Refuses columns with holes or infinite numbers.
   *
   * @param droppable whether the columns may be dropped, as those to be learned from may
   */
  static void require(List<Column<?>> columns, boolean droppable) {
    requireNoHoles(columns, droppable, DROP, holed -> "");
    requireFinite(columns);
  }

  /**
   * Refuses holes and infinite numbers in a table that was not learned from.
   *
   * @param needed columns without holes
   * @param all columns without infinite numbers
   * @param dropped whether incomplete rows of a table to learn from are left out
   */
  static void require(List<Column<?>> needed, List<Column<?>> all, boolean dropped) {
    requireNoHoles(needed, false, dropped ? DROP_AS_LEARNED : DROP, holed -> "");
    requireFinite(all);
  }

  /**
   * Refuses holes and infinite numbers in a table to learn from, whose columns may be dropped.
   *
   * @param needed columns without holes
   * @param all columns without infinite numbers
   * @param labels some of them
   */
  static void requireToLearn(List<Column<?>> needed, List<Column<?>> all, List<Column<?>> labels) {
    requireNoHoles(needed, true, DROP, holed -> rules(holed, labels));
    requireFinite(all);
  }

  /**
   * The rows that have an entry in some columns, as a table; the table itself if all do.
   *
   * @throws IllegalArgumentException if none has
   */
  static Table complete(Table table, List<Column<?>> needed) {
    List<Column<?>> holed = needed.stream().filter(column -> missing(column) > 0).toList();
    if (holed.isEmpty()) {
      return table;
    }
    int[] rows =
        IntStream.range(0, table.rowCount())
            .filter(row -> holed.stream().noneMatch(column -> missing(column, row)))
            .toArray();
    if (rows.length == 0) {
      throw new IllegalArgumentException(
          "every row lacks an entry, so that none is left without the incomplete ones: "
              + counts(holed, Completeness::missing)
              + "; fill the columns with most holes, for example .missing(Fill.median()), or leave"
              + " them out: .ignore(name)");
    }
    return table.where(Selection.with(rows));
  }

  private static void requireNoHoles(
      List<Column<?>> columns,
      boolean droppable,
      String drop,
      Function<List<Column<?>>, String> rules) {
    List<Column<?>> holed =
        columns.stream().filter(column -> missing(column) > 0).collect(Collectors.toList());
    if (!holed.isEmpty()) {
      requireSomeEntry(holed, droppable);
      throw new IllegalArgumentException(
          "the table has missing values: "
              + counts(holed, Completeness::missing)
              + "; "
              + (overlooked(holed)
                  ? "tablesaw overlooks text set missing in memory until it is copied: first"
                      + " table = table.copy(), then "
                  : "")
              + remedies(holed, droppable, drop)
              + rules.apply(holed));
    }
  }

  /** The rules that take such a table as it is. */
  private static String rules(List<Column<?>> holed, List<Column<?>> labels) {
    List<Column<?>> features = holed.stream().filter(c -> !isOne(labels, c)).toList();
    boolean numbers = features.stream().anyMatch(NumericColumn.class::isInstance);
    boolean others = !features.stream().allMatch(NumericColumn.class::isInstance);
    return "; or state it once, for this table and those to come:"
        + " mesh.columns(ColumnRules.defaults()"
        + (others ? ".missing(Fill.mostFrequent())" : "")
        + (numbers ? ".missing(Fill.median())" : "")
        + (features.size() < holed.size() ? ".dropIncompleteRows()" : "")
        + ")";
  }

  private static boolean isOne(List<Column<?>> columns, Column<?> column) {
    return columns.stream().anyMatch(one -> one == column);
  }

  /** Refuses infinite numbers. */
  static void requireFinite(List<Column<?>> columns) {
    List<Column<?>> infinite =
        columns.stream().filter(column -> infinite(column) > 0).collect(Collectors.toList());
    if (!infinite.isEmpty()) {
      throw new IllegalArgumentException(
          "the table has infinite values: "
              + counts(infinite, Completeness::infinite)
              + "; replace them by finite numbers or drop these rows");
    }
  }

  private static void requireSomeEntry(List<Column<?>> columns, boolean droppable) {
    List<String> empty =
        columns.stream()
            .filter(column -> missing(column) == column.size())
            .map(Column::name)
            .toList();
    if (!empty.isEmpty()) {
      boolean one = empty.size() == 1;
      throw new IllegalArgumentException(
          (one ? "column " + Listing.quoted(empty.get(0)) + " is" : Listing.of(empty) + " are")
              + " missing in all "
              + Listing.count(columns.get(0).size())
              + " rows; "
              + (droppable
                  ? "drop " + (one ? "it" : "them") + " (" + Calls.remove(empty) + ")"
                  : "fill " + (one ? "it" : "them") + " (table.replaceColumn(column))"));
    }
  }

  private static String remedies(List<Column<?>> holed, boolean droppable, String drop) {
    boolean someRowIsComplete =
        IntStream.range(0, holed.get(0).size())
            .anyMatch(row -> holed.stream().noneMatch(column -> missing(column, row)));
    return (someRowIsComplete ? drop + (droppable ? ", " : " or ") : "")
        + "fill them (column.setMissingTo(value))"
        + (droppable ? " or drop the column (table.removeColumns(name))" : "")
        + (someRowIsComplete ? "" : "; every row has a missing value, so rows cannot be dropped");
  }

  /** Text set missing by {@code setMissing}, which tablesaw 0.44 neither counts nor drops. */
  private static boolean overlooked(List<Column<?>> columns) {
    return columns.stream().anyMatch(column -> column.countMissing() < missing(column));
  }

  private static int missing(Column<?> column) {
    if (!(column instanceof StringColumn)) {
      return column.countMissing();
    }
    return (int) IntStream.range(0, column.size()).filter(row -> missing(column, row)).count();
  }

  static boolean missing(Column<?> column, int row) {
    return column instanceof StringColumn text ? text.get(row).isEmpty() : column.isMissing(row);
  }

  private static int infinite(Column<?> column) {
    if (!(column instanceof NumericColumn<?> numbers)) {
      return 0;
    }
    return (int)
        IntStream.range(0, numbers.size())
            .filter(row -> Double.isInfinite(numbers.getDouble(row)))
            .count();
  }

  private static String counts(List<Column<?>> columns, ToIntFunction<Column<?>> affected) {
    return Listing.ofParts(
        columns.stream()
            .map(
                column ->
                    "column "
                        + Listing.quoted(column.name())
                        + " in "
                        + affected.applyAsInt(column)
                        + " of "
                        + column.size()
                        + " rows")
            .toList());
  }
}
