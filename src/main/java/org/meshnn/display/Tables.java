package org.meshnn.display;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.meshnn.tables.ReadColumn;
import org.meshnn.tables.ReadTable;
import org.meshnn.text.OneLine;
import org.meshnn.text.Plural;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** How a table looks: its first and last rows and columns, types, missing counts and size. */
final class Tables {
  private static final int FIRST_ROWS = 8;
  private static final int LAST_ROWS = 4;
  private static final int FIRST_COLUMNS = 14;
  private static final int LAST_COLUMNS = 4;
  private static final int FIRST_DECIDED = 50; // columns of a table that was read
  private static final int LAST_DECIDED = 10;
  private static final int LONG_CELL = 60;
  private static final String GAP = "…";

  private Tables() {}

  static Grid grid(Table table) {
    return grid(table, caption(table));
  }

  static Grid grid(Column<?> column) {
    return grid(Table.create(column), "column of " + column.size() + " values");
  }

  /** What was decided of a table that was read, column by column; notes below. */
  static Map<String, String> read(ReadTable read) {
    List<ReadColumn> columns = read.columns();
    List<List<String>> rows = new ArrayList<>();
    for (int c : Window.of(columns.size(), FIRST_DECIDED, LAST_DECIDED)) {
      rows.add(c == Window.GAP ? List.of(GAP, GAP, GAP, GAP) : decided(columns.get(c)));
    }
    String headline = read.headline();
    Grid grid =
        new Grid(
            String.join("; ", read.notes()),
            List.of("column", "type", "missing", "decided"),
            List.of(),
            List.of(false, false, false, false),
            rows);
    return Rich.html(
        read.toString(), "<div><div>" + Rich.escape(headline) + "</div>" + grid.html() + "</div>");
  }

  private static List<String> decided(ReadColumn column) {
    return List.of(
        shortened(column.name()), column.typeName(), column.missingInWords(), column.reason());
  }

  private static Grid grid(Table table, String caption) {
    int[] rows = Window.of(table.rowCount(), FIRST_ROWS, LAST_ROWS);
    int[] columns = Window.of(table.columnCount(), FIRST_COLUMNS, LAST_COLUMNS);
    List<String> head = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    List<Boolean> right = new ArrayList<>();
    List<List<String>> cells = new ArrayList<>();
    for (int c : columns) {
      if (c == Window.GAP) {
        head.add(GAP);
        notes.add("");
        right.add(false);
        cells.add(IntStream.of(rows).mapToObj(r -> GAP).toList());
      } else {
        Column<?> column = table.column(c);
        head.add(shortened(column.name()));
        notes.add(note(column));
        right.add(column instanceof NumericColumn<?>);
        cells.add(cells(column, rows));
      }
    }
    return new Grid(caption, head, notes, right, transpose(cells, rows.length));
  }

  private static String caption(Table table) {
    String name =
        table.name() == null || table.name().isBlank() ? "" : shortened(table.name()) + ": ";
    return name
        + Plural.of(table.rowCount(), "row")
        + " x "
        + Plural.of(table.columnCount(), "column");
  }

  private static String note(Column<?> column) {
    int missing = column.countMissing();
    String type = column.type().name().toLowerCase(Locale.ROOT);
    return missing == 0 ? type : type + ", " + missing + " missing";
  }

  private static List<String> cells(Column<?> column, int[] rows) {
    boolean real = column.type().equals(ColumnType.DOUBLE) || column instanceof FloatColumn;
    List<String> numbers = real ? numbers((NumericColumn<?>) column, rows) : List.of();
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      int r = rows[i];
      if (r == Window.GAP) {
        cells.add(GAP);
      } else if (column.isMissing(r)) {
        cells.add("");
      } else {
        cells.add(real ? numbers.get(i) : cell(column, r));
      }
    }
    return cells;
  }

  /** Not tablesaw's text of an integer, which has the digits of the default locale. */
  private static String cell(Column<?> column, int row) {
    return column instanceof NumericColumn<?>
        ? String.valueOf(column.get(row))
        : shortened(column.getString(row));
  }

  private static List<String> numbers(NumericColumn<?> column, int[] rows) {
    double[] values = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      values[i] = rows[i] == Window.GAP ? Double.NaN : column.getDouble(rows[i]);
    }
    return Numbers.column(values);
  }

  private static String shortened(String text) {
    return OneLine.of(text, LONG_CELL);
  }

  private static List<List<String>> transpose(List<List<String>> columns, int rows) {
    return IntStream.range(0, rows)
        .mapToObj(r -> columns.stream().map(c -> c.get(r)).toList())
        .toList();
  }
}
