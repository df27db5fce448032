package org.meshnn.train;

import java.util.Locale;
import org.ejml.data.DMatrixRMaj;
import org.meshnn.plan.Program;

/**
 * Rows to learn from or to measure on.
 *
 * @param x one row a sample, one column an input
 * @param y one row a sample, one column an output: class weights (one-hot) or values
 */
public record Samples(DMatrixRMaj x, DMatrixRMaj y) {
  private static final int CACHE_LINE = 8; // numbers
  private static long prefetched; // written so that the JIT cannot remove the reads

  /**
   * Checks the shapes.
   *
   * @param x shape (samples, inputs)
   * @param y shape (samples, outputs)
   * @throws IllegalArgumentException if the numbers of rows differ
   */
  public Samples {
    if (x.numRows != y.numRows) {
      throw new IllegalArgumentException(
          "one target row per sample: got " + x.numRows + " samples and " + y.numRows + " targets");
    }
  }

  /** {@return the number of samples} */
  public int size() {
    return x.numRows;
  }

  /** Refuses samples of another shape than a mesh takes, and none at all. */
  void requireFor(Program program) {
    int inputs = program.inputColumns();
    int outputs = program.targetColumns();
    if (size() < 1 || x.numCols != inputs || y.numCols != outputs) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected at least one sample with %d inputs and %d targets; got %d with %d and %d",
              inputs,
              outputs,
              size(),
              x.numCols,
              y.numCols));
    }
  }

  /**
   * {@return a copy of the given rows, in the given order}
   *
   * @param rows each in [0, {@link #size()})
   */
  public Samples take(int[] rows) {
    return new Samples(take(x, rows), take(y, rows));
  }

  /**
   * {@return the same samples with their targets weighted}
   *
   * @param outputs a factor for each output, in (0, infinity)
   */
  public Samples weighted(double[] outputs) {
    DMatrixRMaj weighted = y.copy();
    for (int i = 0; i < weighted.getNumElements(); i++) {
      weighted.data[i] *= outputs[i % y.numCols];
    }
    return new Samples(x, weighted);
  }

  /**
   * Reads a number of each cache line of the inputs of some rows, so that they are cached when
   * needed: rows in random order lie far apart, and to wait for one after the other took a fifth of
   * the training of small meshes on 60,000 rows.
   *
   * @param from first position in {@code order}
   * @param most that are read; fewer where the order ends
   */
  void prefetch(int[] order, int from, int most) {
    prefetched = touch(x, order, from, Math.min(order.length, from + most));
  }

  /**
   * {@return bits that depend on each cache line of some rows of a matrix} Line by line, for loops
   * of few turns and sums that wait for each other keep the processor from reading ahead.
   */
  static long touch(DMatrixRMaj matrix, int[] order, int from, int to) {
    long bits = 0;
    for (int column = 0; column < matrix.numCols; column += CACHE_LINE) {
      bits |= touch(matrix, column, order, from, to);
    }
    return bits | touch(matrix, matrix.numCols - 1, order, from, to);
  }

  private static long touch(DMatrixRMaj matrix, int column, int[] order, int from, int to) {
    long bits = 0;
    for (int p = from; p < to; p++) {
      bits |= Double.doubleToRawLongBits(matrix.data[order[p] * matrix.numCols + column]);
    }
    return bits;
  }

  static DMatrixRMaj take(DMatrixRMaj matrix, int[] rows) {
    DMatrixRMaj taken = new DMatrixRMaj(rows.length, matrix.numCols);
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(
          matrix.data, rows[i] * matrix.numCols, taken.data, i * matrix.numCols, matrix.numCols);
    }
    return taken;
  }
}
