package org.meshnn.engine;

/**
 * A view of consecutive rows in an engine's memory: the value of row {@code i} for sample {@code p}
 * is {@code values[offset + i * stride + p]}.
 *
 * @param values the engine's memory, shared
 * @param offset index of row 0, sample 0
 * @param stride distance between rows: the engine's batch capacity
 * @param rows number of rows
 */
public record Block(double[] values, int offset, int stride, int rows) {

  /** Value of row {@code row} for sample {@code p}. */
  public double value(int row, int p) {
    return values[offset + row * stride + p];
  }

  /** Index of row {@code row}, sample 0. */
  public int at(int row) {
    return offset + row * stride;
  }

  /** The largest value for sample {@code p}; NaN if there is one. */
  public double largest(int p) {
    double largest = values[offset + p];
    for (int at = offset + stride + p, i = 1; i < rows; i++, at += stride) {
      largest = Math.max(largest, values[at]);
    }
    return largest;
  }
}
