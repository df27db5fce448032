package org.meshnn.experiment;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.meshnn.tables.Split;
import org.meshnn.tables.TrainingTable;
import tech.tablesaw.api.Table;
import tech.tablesaw.selection.Selection;

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
    if (rows == null) {
      throw new IllegalArgumentException(
          "expected a table of test rows; got null; hand rows in, or hold some out with test(0.3)");
    }
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

  /** Whether the rows are not drawn from the experiment's table. */
  boolean handedIn() {
    return rows != null;
  }

  /**
   * What a run learns from and what it is tested on.
   *
   * @param training rows of the run's table, from 0 on, ascending
   * @param test labelled rows
   */
  record Parts(int[] training, Table test) {}

  /** The parts of a run: see {@link #rows}. */
  Parts parts(TrainingTable table, long seed, int fold) {
    int[][] parts = rows(table.strata(), seed, fold);
    return new Parts(parts[0], handedIn() ? rows : table.table().where(Selection.with(parts[1])));
  }

  /**
   * The rows of a run's table, to learn from and to test on; all are to learn from where test rows
   * were handed in.
   *
   * @param classOfRow classes are held out in proportion; all the same where there are none
   * @param fold from 1; 0 where there are none
   */
  int[][] rows(int[] classOfRow, long seed, int fold) {
    if (handedIn()) {
      return new int[][] {IntStream.range(0, classOfRow.length).toArray(), {}};
    }
    RandomGenerator random = Split.generator(seed);
    return folds > 0
        ? Split.foldRows(classOfRow, folds, fold, random)
        : Split.stratifiedRows(classOfRow, fraction, random);
  }

  /**
   * What the runs of a setting share.
   *
   * @param parts the {@link #rows} of the first run; other runs have as many
   */
  Resampling resampling(int seeds, boolean ownTables, int[][] parts) {
    double overlap = ownTables || handedIn() ? 0 : overlap(parts);
    return new Resampling(seeds, folds, ownTables, handedIn(), overlap);
  }

  /** Test rows over training rows: of folds, which may differ by a row, those of all together. */
  private double overlap(int[][] parts) {
    return folds > 0 ? 1.0 / (folds - 1) : (double) parts[1].length / parts[0].length;
  }

  @Override
  public String toString() {
    if (handedIn()) {
      return rows.rowCount() + " rows of their own";
    }
    return folds > 0 ? "each of " + folds + " folds" : fraction + " of the rows";
  }
}
