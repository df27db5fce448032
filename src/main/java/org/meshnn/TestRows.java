package org.meshnn;

import org.meshnn.tables.Split;
import tech.tablesaw.api.Table;

/**
 * The rows the runs of an experiment are tested on: a fraction drawn for each, or always the same.
 */
final class TestRows {
  private final double fraction; // NaN where there are rows
  private final Table rows; // null where there is a fraction

  private TestRows(double fraction, Table rows) {
    this.fraction = fraction;
    this.rows = rows;
  }

  static TestRows of(double fraction) {
    if (!(fraction > 0 && fraction < 1)) {
      throw new IllegalArgumentException(
          "expected a test fraction between 0 and 1 (both excluded), got "
              + fraction
              + "; for example test(0.3)");
    }
    return new TestRows(fraction, null);
  }

  static TestRows of(Table rows) {
    if (rows.rowCount() == 0) {
      throw new IllegalArgumentException(
          "expected at least one test row, got a table of none; hand in other rows, or hold some"
              + " out with test(0.3)");
    }
    return new TestRows(Double.NaN, rows);
  }

  /** The rows to learn from and the rows to test on. */
  Split split(Table table, String label, boolean classification, long seed) {
    if (rows != null) {
      return new Split(table, rows);
    }
    return classification
        ? Split.stratified(table, label, fraction, seed)
        : Split.random(table, fraction, seed);
  }

  @Override
  public String toString() {
    return rows == null ? fraction + " of the rows" : rows.rowCount() + " rows of their own";
  }
}
