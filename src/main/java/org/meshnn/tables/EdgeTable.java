package org.meshnn.tables;

import java.util.List;
import org.meshnn.graph.Wiring;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A wiring from a table with a row for each edge: read a graph from a file, train it as a mesh. */
public final class EdgeTable {
  private EdgeTable() {}

  /**
   * The wiring whose edges are the rows of the table, in any order; a repeated edge counts once.
   * Time and memory are linear in the rows.
   *
   * @param table one row an edge
   * @param from name of the column of sources: neuron numbers, counted from 0
   * @param to name of the column of targets
   * @throws IllegalArgumentException if a column is absent, not numeric, has missing values or one
   *     that is no neuron number
   */
  public static Wiring wiring(Table table, String from, String to) {
    List<Column<?>> ends = Columns.getAll(table, List.of(from, to));
    Columns.requireRows(table);
    Columns.requireComplete(ends);
    return Wiring.edges(neurons(ends.get(0)), neurons(ends.get(1)));
  }

  private static int[] neurons(Column<?> column) {
    if (!(column instanceof NumericColumn<?> numbers)) {
      throw new IllegalArgumentException(
          "expected a numeric column of neuron numbers, got '"
              + column.name()
              + "' of type "
              + column.type().name()
              + "; number the neurons from 0, inputs first");
    }
    int[] neurons = new int[numbers.size()];
    for (int row = 0; row < neurons.length; row++) {
      double value = numbers.getDouble(row);
      neurons[row] = (int) value;
      if (neurons[row] != value || value < 0) {
        throw new IllegalArgumentException(
            "expected neuron numbers 0, 1, 2, ..., got "
                + numbers.getString(row)
                + " in row "
                + row
                + " of column '"
                + column.name()
                + "'");
      }
    }
    return neurons;
  }
}
