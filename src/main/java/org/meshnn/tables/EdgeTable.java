package org.meshnn.tables;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshnn.graph.Wiring;
import org.meshnn.text.Listing;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A wiring from a table with a row for each edge: read a graph from a file, train it as a mesh. */
public final class EdgeTable {
  private EdgeTable() {}

  /**
   * {@return the wiring whose edges are the rows of the table, in any order; a repeated edge counts
   * once} Time and memory are linear in the rows. Numbers that are counted from 1 are brought down
   * by {@code table.replaceColumn("from", table.numberColumn("from").subtract(1).setName("from"))}.
   *
   * @param table one row an edge
   * @param from name of the column of sources: neuron numbers, counted from 0
   * @param to name of the column of targets
   * @throws IllegalArgumentException if a column is absent, not numeric, has missing values or one
   *     that is no neuron number
   */
  public static Wiring wiring(Table table, String from, String to) {
    Column<?> sources = Columns.get(table, from, "the column of sources");
    Column<?> targets = Columns.get(table, to, "the column of targets");
    Completeness.require(List.of(sources, targets), false);
    return Wiring.edges(neurons(sources), neurons(targets));
  }

  /**
   * {@return the columns of sources, targets and, if it is named, of weights, without missing
   * values}
   *
   * @param table one row an edge
   * @param from name of the column of sources
   * @param to name of the column of targets
   * @param weight name of the column of weights, numeric; null for none
   * @throws IllegalArgumentException if a column is absent or has missing values, or that of
   *     weights is not numeric
   */
  public static List<Column<?>> columns(
      Table table, String from, String to, @Nullable String weight) {
    List<Column<?>> columns = new ArrayList<>();
    columns.add(Columns.get(table, from, "the column of sources"));
    columns.add(Columns.get(table, to, "the column of targets"));
    if (weight != null) {
      Column<?> weights = Columns.get(table, weight, "the column of weights");
      if (!(weights instanceof NumericColumn<?>)) {
        throw new IllegalArgumentException(
            "expected a numeric column of weights, got "
                + Listing.quoted(weights.name())
                + " of type "
                + weights.type().name());
      }
      columns.add(weights);
    }
    Completeness.require(columns, false);
    return columns;
  }

  private static int[] neurons(Column<?> column) {
    if (!(column instanceof NumericColumn<?> numbers)) {
      throw new IllegalArgumentException(
          "expected a numeric column of neuron numbers, got "
              + Listing.quoted(column.name())
              + " of type "
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
                + " of column "
                + Listing.quoted(column.name()));
      }
    }
    return neurons;
  }
}
