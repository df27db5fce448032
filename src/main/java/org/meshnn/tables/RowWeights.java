package org.meshnn.tables;

import java.util.Locale;
import org.meshnn.text.Listing;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** What the loss of each row is multiplied by. */
public final class RowWeights {
  private static final double HEAVIEST = 1e6;

  private RowWeights() {}

  /**
   * {@return a column of weights}
   *
   * @param table with this column
   * @param name of the column: numbers from 0 to 1e6, not all 0
   * @throws IllegalArgumentException if it is not there, or no such column
   */
  public static double[] of(Table table, String name) {
    Column<?> column = Columns.get(table, name, "the column of weights");
    if (!(column instanceof NumericColumn<?> numbers)) {
      throw new IllegalArgumentException(
          "expected weights of rows that are numbers; "
              + Listing.quoted(name)
              + " is of the type "
              + column.type().name());
    }
    double[] weights = numbers.asDoubleArray();
    double sum = 0;
    for (int row = 0; row < weights.length; row++) {
      if (!(weights[row] >= 0 && weights[row] <= HEAVIEST)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "expected weights of rows from 0 to 1e6, where 1 changes nothing and 0 leaves the"
                    + " row out; got %s in row %d of %s%s",
                weights[row],
                row,
                Listing.quoted(name),
                Double.isNaN(weights[row])
                    ? "; no rule fills weights: set it, or leave such rows out,"
                        + " .dropIncompleteRows()"
                    : ""));
      }
      sum += weights[row];
    }
    if (sum == 0) {
      throw new IllegalArgumentException(
          "expected weights of rows of which one at least is above 0; all of "
              + Listing.quoted(name)
              + " are 0, so that nothing would be learned");
    }
    return weights;
  }
}
