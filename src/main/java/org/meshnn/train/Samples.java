package org.meshnn.train;

import org.ejml.data.DMatrixRMaj;

/**
 * Rows to learn from or to measure on.
 *
 * @param x one row a sample, one column an input
 * @param y one row a sample, one column an output: class weights (one-hot) or values
 */
public record Samples(DMatrixRMaj x, DMatrixRMaj y) {

  public Samples {
    if (x.numRows != y.numRows) {
      throw new IllegalArgumentException(
          "one target row per sample: got " + x.numRows + " samples and " + y.numRows + " targets");
    }
  }

  /** Number of samples. */
  public int size() {
    return x.numRows;
  }

  /** The given rows, in the given order. */
  public Samples rows(int[] order) {
    return new Samples(rows(x, order), rows(y, order));
  }

  private static DMatrixRMaj rows(DMatrixRMaj matrix, int[] order) {
    DMatrixRMaj taken = new DMatrixRMaj(order.length, matrix.numCols);
    for (int i = 0; i < order.length; i++) {
      System.arraycopy(
          matrix.data, order[i] * matrix.numCols, taken.data, i * matrix.numCols, matrix.numCols);
    }
    return taken;
  }
}
