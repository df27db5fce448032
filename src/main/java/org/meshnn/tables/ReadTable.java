package org.meshnn.tables;

import java.util.ArrayList;
import java.util.List;
import org.meshnn.text.Listing;
import org.meshnn.text.OneLine;
import org.meshnn.text.Plural;
import org.meshnn.text.Required;
import org.meshnn.text.TextTable;
import tech.tablesaw.api.Table;

/**
 * A table that was read by {@link Tables#read(java.nio.file.Path, Reading)}, and what was decided:
 * of the file, and of each column. Immutable; shows itself in a cell.
 */
public final class ReadTable {
  private static final int SHOWN = 60; // columns of a text
  private static final int LONGEST = 40;

  private final Table table;
  private final List<ReadColumn> columns;
  private final String format;
  private final List<String> notes;

  ReadTable(Table table, List<ReadColumn> columns, String format, List<String> notes) {
    this.table = table;
    this.columns = List.copyOf(columns);
    this.format = format;
    this.notes = List.copyOf(notes);
  }

  /** {@return the table} A copy at each call: what is changed in it is not changed here. */
  public Table table() {
    return table.copy();
  }

  /** {@return the number of rows} */
  public int rows() {
    return table.rowCount();
  }

  /** {@return what was decided of each column, in their order} */
  public List<ReadColumn> columns() {
    return columns;
  }

  /**
   * {@return what was decided of a column}
   *
   * @param name of the column, in any case
   * @throws IllegalArgumentException if there is none of that name
   */
  public ReadColumn column(String name) {
    Required.of(name, "the name of a column, for example \"length\"");
    return columns.get(table.columnIndex(Columns.getAll(table, List.of(name)).get(0)));
  }

  /**
   * {@return the categories of a nominal attribute of an ARFF file, in the order in which it
   * declares them, also those that no row has}
   *
   * @param name of the column, in any case
   * @throws IllegalArgumentException if there is none of that name, or none are declared of it
   */
  public List<String> categories(String name) {
    ReadColumn column = column(name);
    if (column.categories().isEmpty()) {
      throw new IllegalArgumentException(
          "the file declares no categories of column "
              + Listing.quoted(column.name())
              + ", as ARFF does of nominal attributes; state their order yourself");
    }
    return column.categories();
  }

  /** {@return how the file was read: its charset, separator and the like} */
  public String format() {
    return format;
  }

  /** {@return what else was decided of the file: lines that were left out, for example} */
  public List<String> notes() {
    return notes;
  }

  /** {@return the name of the table, its size and how it was read, on a line} */
  public String headline() {
    return OneLine.of(table.name(), LONGEST)
        + ": "
        + Plural.grouped(rows(), "row")
        + " x "
        + Plural.grouped(columns.size(), "column")
        + "; "
        + format;
  }

  /** {@return the headline, a table of the columns, and notes} */
  @Override
  public String toString() {
    List<List<String>> lines = new ArrayList<>();
    for (ReadColumn column : columns.subList(0, Math.min(SHOWN, columns.size()))) {
      lines.add(
          List.of(
              OneLine.of(column.name(), LONGEST),
              column.typeName(),
              column.missingInWords(),
              OneLine.of(column.reason())));
    }
    List<String> text = new ArrayList<>();
    text.add(headline());
    text.addAll(
        TextTable.ruled(
            List.of(List.of("column", "type", "missing", "decided")),
            lines,
            List.of(false, false, false, false)));
    if (columns.size() > SHOWN) {
      text.add("and " + Plural.grouped(columns.size() - SHOWN, "column") + " more");
    }
    text.addAll(notes);
    return String.join("\n", text);
  }
}
