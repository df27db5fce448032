package org.meshnn.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.meshnn.text.Listing;
import org.meshnn.text.Spelling;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * Finds columns by name and refuses, with the reason and the remedy, what a mesh cannot learn from.
 * Names are compared as tablesaw compares them, ignoring case: a table cannot hold two that differ
 * in case only.
 */
final class Columns {
  private Columns() {}

  static Optional<Column<?>> find(Table table, String name) {
    for (Column<?> column : table.columns()) {
      if (column.name().equalsIgnoreCase(name)) {
        return Optional.of(column);
      }
    }
    return Optional.empty();
  }

  static Column<?> get(Table table, String name) {
    return getAll(table, List.of(name)).get(0);
  }

  /** The named columns in the order of the names. */
  static List<Column<?>> getAll(Table table, List<String> names) {
    List<Column<?>> found = new ArrayList<>();
    List<String> absent = new ArrayList<>();
    for (String name : names) {
      find(table, name)
          .ifPresentOrElse(found::add, () -> absent.add(absence(name, table.columnNames())));
    }
    if (!absent.isEmpty()) {
      throw new IllegalArgumentException(
          "the table has no column "
              + String.join(", no column ", absent)
              + " (columns: "
              + Listing.of(table.columnNames())
              + ")");
    }
    return found;
  }

  private static String absence(String name, List<String> columns) {
    return "'"
        + name
        + "'"
        + Spelling.closest(name, columns).map(near -> "; did you mean '" + near + "'?").orElse("");
  }

  static void requireRows(Table table) {
    if (table.rowCount() == 0) {
      throw new IllegalArgumentException(
          "the table is empty: expected at least one row, got 0 rows and "
              + table.columnCount()
              + " columns; check the file it was read from and the selection made of it");
    }
  }

  static void requireSupported(List<Column<?>> columns) {
    String alien =
        columns.stream()
            .filter(column -> !Kind.supports(column))
            .map(column -> "'" + column.name() + "' (" + column.type().name() + ")")
            .collect(Collectors.joining(", "));
    if (!alien.isEmpty()) {
      throw new IllegalArgumentException(
          "expected numeric, boolean and string columns, got "
              + alien
              + "; drop such a column (table.removeColumns(name)) or replace it by numbers, for"
              + " example the year, month or hour of a date");
    }
  }

  /** Refuses missing entries and infinite numbers. */
  static void requireComplete(List<Column<?>> columns) {
    String missing =
        columns.stream()
            .filter(column -> missing(column) > 0)
            .map(column -> count(column, missing(column)))
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "the table has missing values: "
              + missing
              + "; drop these rows (table.dropRowsWithMissingValues()), fill them"
              + " (column.setMissingTo(value)) or drop the column (table.removeColumns(name))");
    }
    String infinite =
        columns.stream()
            .filter(column -> infinite(column) > 0)
            .map(column -> count(column, infinite(column)))
            .collect(Collectors.joining(", "));
    if (!infinite.isEmpty()) {
      throw new IllegalArgumentException(
          "the table has infinite values: "
              + infinite
              + "; replace them by finite numbers or drop these rows");
    }
  }

  /** Counts them itself in text: tablesaw 0.44 misses those made by {@code setMissing}. */
  private static int missing(Column<?> column) {
    if (!(column instanceof StringColumn text)) {
      return column.countMissing();
    }
    int count = 0;
    for (int row = 0; row < text.size(); row++) {
      count += text.get(row).isEmpty() ? 1 : 0;
    }
    return count;
  }

  private static int infinite(Column<?> column) {
    int count = 0;
    if (column instanceof NumericColumn<?> numbers) {
      for (int row = 0; row < numbers.size(); row++) {
        count += Double.isInfinite(numbers.getDouble(row)) ? 1 : 0;
      }
    }
    return count;
  }

  private static String count(Column<?> column, int affected) {
    return "column '" + column.name() + "' in " + affected + " of " + column.size() + " rows";
  }

  /** The error for entries (with their number of rows) that training did not know. */
  static IllegalArgumentException unseen(
      String what, Map<String, Integer> unknown, List<String> known) {
    List<String> counted =
        unknown.entrySet().stream()
            .map(entry -> "'" + entry.getKey() + "' (rows: " + entry.getValue() + ")")
            .toList();
    return new IllegalArgumentException(
        what
            + " never seen in training: "
            + Listing.of(counted)
            + "; known: "
            + Listing.of(known)
            + "; correct or drop these rows, or train on a table that has them");
  }
}
