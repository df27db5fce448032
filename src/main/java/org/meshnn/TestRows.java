package org.meshnn;

import org.meshnn.tables.Split;
import tech.tablesaw.api.Table;

/**
 * The rows the runs of an experiment are tested on: a fraction drawn for each, every fold in turn,
 * or always the same.
 */
final class TestRows {
  private final double fraction; // NaN where there are folds or rows
  private final int folds; // 0 where there are none
  private final Table rows; // null where there is a fraction or folds

  private TestRows(double fraction, int folds, Table rows) {
    this.fraction = fraction;
    this.folds = folds;
    this.rows = rows;
  }

  static TestRows of(double fraction) {
    if (!(fraction > 0 && fraction < 1)) {
      throw new IllegalArgumentException(
          "expected a test fraction between 0 and 1 (both excluded), got "
              + fraction
              + "; for example test(0.3)");
    }
    return new TestRows(fraction, 0, null);
  }

  static TestRows folds(int folds) {
    if (folds < 2) {
      throw new IllegalArgumentException(
          "expected at least 2 folds, got " + folds + "; for example folds(5)");
    }
    return new TestRows(Double.NaN, folds, null);
  }

  static TestRows of(Table rows) {
    if (rows.rowCount() == 0) {
      throw new IllegalArgumentException(
          "expected at least one test row, got a table of none; hand in other rows, or hold some"
              + " out with test(0.3)");
    }
    return new TestRows(Double.NaN, 0, rows);
  }

  /** Number of folds, 0 if the rows are not held out in folds. */
  int folds() {
    return folds;
  }

  /**
   * The rows to learn from and the rows to test on.
   *
   * @param fold from 1; 0 where there are none
   */
  Split split(Table table, String label, boolean classification, long seed, int fold) {
    if (rows != null) {
      return new Split(table, rows);
    }
    if (folds > 0) {
      return (classification
              ? Split.folds(table, label, folds, seed)
              : Split.folds(table, folds, seed))
          .get(fold - 1);
    }
    return classification
        ? Split.stratified(table, label, fraction, seed)
        : Split.random(table, fraction, seed);
  }

  @Override
  public String toString() {
    if (rows != null) {
      return rows.rowCount() + " rows of their own";
    }
    return folds > 0 ? "each of " + folds + " folds" : fraction + " of the rows";
  }
}
