package org.meshnn.exchange;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshnn.tables.EdgeTable;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A graph from a table with a row for each edge. */
final class TableEdges {
  private TableEdges() {}

  static MeshGraph graph(Table table, String from, String to, @Nullable String weight) {
    List<Column<?>> columns = EdgeTable.columns(table, from, to, weight);
    Draft draft = new Draft("the table");
    Column<?> sources = columns.get(0);
    Column<?> targets = columns.get(1);
    NumericColumn<?> weights = weight == null ? null : (NumericColumn<?>) columns.get(2);
    for (int row = 0; row < table.rowCount(); row++) {
      draft.at("row", row);
      int source = draft.node(name(draft, sources, row));
      int target = draft.node(name(draft, targets, row));
      if (weights == null) {
        draft.edge(source, target);
      } else {
        draft.edge(source, target, draft.finite(weights.getDouble(row)));
      }
    }
    return draft.graph();
  }

  /** Whole numbers without a decimal point, whatever the column's type. */
  private static String name(Draft draft, Column<?> column, int row) {
    if (!(column instanceof NumericColumn<?> numbers)) {
      return column.getString(row);
    }
    if (column instanceof LongColumn whole) {
      return Long.toString(whole.getLong(row));
    }
    double value = numbers.getDouble(row);
    if (value != Math.rint(value) || Math.abs(value) >= 1L << 53) {
      throw draft.refused(
          "expected text or a whole number in column '"
              + column.name()
              + "', got "
              + column.getString(row));
    }
    return Long.toString((long) value);
  }
}
