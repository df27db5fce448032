package org.meshnn.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.meshnn.text.Listing;
import org.meshnn.text.Spelling;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * Finds columns by name and refuses, with the reason and the remedy, what a mesh cannot learn from.
 * Names are compared as tablesaw compares them, ignoring case: a table cannot hold two that differ
 * in case only.
 */
final class Columns {
  private static final String SEPARATORS = ";\t|";
  private static final String DECIMAL_COMMAS =
      "; and where its numbers have decimal commas, which tablesaw skips (1,25 becomes 125), read"
          + " such columns as ColumnType.STRING";

  private Columns() {}

  static Optional<Column<?>> find(Table table, String name) {
    for (Column<?> column : table.columns()) {
      if (column.name().equalsIgnoreCase(name)) {
        return Optional.of(column);
      }
    }
    return Optional.empty();
  }

  /**
   * The named column of a table with rows.
   *
   * @param what the column is, for the message if the name is null
   */
  static Column<?> get(Table table, String name, String what) {
    requireRows(table);
    if (name == null) {
      throw new IllegalArgumentException(
          "expected the name of "
              + what
              + ", got null; one of the columns: "
              + Listing.of(table.columnNames()));
    }
    return getAll(table, List.of(name)).get(0);
  }

  /** The named columns in the order of the names. */
  static List<Column<?>> getAll(Table table, List<String> names) {
    List<Column<?>> found = new ArrayList<>();
    List<String> absent = new ArrayList<>();
    for (String name : names) {
      find(table, name).ifPresentOrElse(found::add, () -> absent.add(name));
    }
    if (!absent.isEmpty()) {
      List<String> columns = table.columnNames();
      String unseparated = unseparated(columns);
      List<String> candidates = unseparated.isEmpty() ? columns : List.of();
      List<String> told =
          absent.stream()
              .limit(Listing.SHOWN)
              .map(name -> Listing.quoted(name) + Spelling.didYouMean(name, candidates))
              .toList();
      int more = absent.size() - told.size();
      throw new IllegalArgumentException(
          "the table has no column "
              + String.join(", no column ", told)
              + (more == 0 ? "" : " and lacks " + Listing.count(more) + " more")
              + " (columns: "
              + Listing.of(columns)
              + ")"
              + unseparated);
    }
    return found;
  }

  /** What to do if the only column is a whole line of a file whose separator is another. */
  private static String unseparated(List<String> columns) {
    if (columns.size() != 1) {
      return "";
    }
    return SEPARATORS
        .chars()
        .filter(separator -> columns.get(0).indexOf(separator) >= 0)
        .mapToObj(
            separator ->
                "; its lines were not separated: "
                    + Calls.readSeparated((char) separator)
                    + (separator == ';' ? DECIMAL_COMMAS : ""))
        .findFirst()
        .orElse("");
  }

  static void requireRows(Table table) {
    if (table == null) {
      throw new IllegalArgumentException(
          "expected a table, got null; read one, for example Table.read().csv(file)");
    }
    if (table.rowCount() == 0) {
      throw new IllegalArgumentException(
          "the table is empty: expected at least one row, got 0 rows and "
              + table.columnCount()
              + " columns; check the file it was read from and the selection made of it"
              + (table.columnCount() == 0
                  ? " (tablesaw reads a file of a header line only as no columns)"
                  : ""));
    }
  }

  static void requireSupported(List<Column<?>> columns) {
    requireSupported(columns, column -> "");
  }

  /**
   * Refuses columns of other types.
   *
   * @param rule what else can be done with the first of them, or nothing
   */
  static void requireSupported(List<Column<?>> columns, Function<Column<?>, String> rule) {
    List<String> alien =
        columns.stream()
            .filter(column -> !Kind.supports(column))
            .map(column -> Listing.quoted(column.name()) + " (" + column.type().name() + ")")
            .toList();
    if (!alien.isEmpty()) {
      throw new IllegalArgumentException(
          "expected numeric, boolean and string columns, got "
              + Listing.ofParts(alien)
              + "; drop such a column (table.removeColumns(name)) or replace it by numbers, for"
              + " example the year, month or hour of a date"
              + columns.stream()
                  .flatMap(column -> Calls.numbersOf(column).stream())
                  .findFirst()
                  .map(call -> ": " + call)
                  .orElse("")
              + columns.stream()
                  .filter(column -> !Kind.supports(column))
                  .findFirst()
                  .map(rule)
                  .orElse(""));
    }
  }

  /** The error for entries (with their number of rows) that training did not know. */
  static IllegalArgumentException unseen(
      String what, Map<String, Integer> unknown, List<String> known) {
    List<String> counted =
        unknown.entrySet().stream()
            .map(entry -> Listing.quoted(entry.getKey()) + " (rows: " + entry.getValue() + ")")
            .toList();
    return new IllegalArgumentException(
        what
            + " never seen in training: "
            + Listing.ofParts(counted)
            + "; known: "
            + Listing.of(known)
            + "; correct or drop these rows, or train on a table that has them");
  }
}
