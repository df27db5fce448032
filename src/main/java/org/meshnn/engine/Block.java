package org.meshnn.engine;

/**
 * A view of consecutive rows in an engine's memory: the value of row {@code i} for sample {@code p}
 * is {@code values[offset + i * stride + p]}.
 */
public final class Block {
  private final double[] values;
  private final int offset;
  private final int stride;
  private final int rows;
  private final Kernels kernels;
  private final int scratch;
  private final double[] norms; // of each sample the largest value, behind them the log sums

  /**
   * A view.
   *
   * @param values the memory, shared
   * @param offset index of row 0, sample 0
   * @param stride distance between rows: the most samples
   * @param rows number of rows
   */
  public Block(double[] values, int offset, int stride, int rows) {
    this(values, offset, stride, rows, Kernels.SCALAR, 0);
  }

  Block(double[] values, int offset, int stride, int rows, Kernels kernels, int scratch) {
    this.values = values;
    this.offset = offset;
    this.stride = stride;
    this.rows = rows;
    this.kernels = kernels;
    this.scratch = scratch;
    norms = new double[2 * stride];
  }

  /** The memory, shared. */
  public double[] values() {
    return values;
  }

  /** Index of row 0, sample 0. */
  public int offset() {
    return offset;
  }

  /** Distance between rows: the engine's batch capacity, or a little more. */
  public int stride() {
    return stride;
  }

  /** Number of rows. */
  public int rows() {
    return rows;
  }

  /** Value of row {@code row} for sample {@code p}. */
  public double value(int row, int p) {
    return values[offset + row * stride + p];
  }

  /** Index of row {@code row}, sample 0. */
  public int at(int row) {
    return offset + row * stride;
  }

  /**
   * Writes softmax, {@code e^x / sum of e^x}, of each of the first samples; the largest x is taken
   * away first, so that nothing overflows. Keeps {@link #largest} and {@link #logSum} of them.
   *
   * @param into as many rows and samples of the same memory
   * @param count number of samples
   */
  public void softmax(Block into, int count) {
    if (into.values != values || into.stride != stride || into.rows != rows) {
      throw new IllegalArgumentException(
          "expected " + rows + " rows of the same memory to write into; got other rows or memory");
    }
    int width = kernels.padded(count);
    kernels.softmax(values, offset, into.offset, stride, rows, width, norms, scratch);
  }

  /** The largest value of sample {@code p} at the last {@link #softmax}; NaN if there was one. */
  public double largest(int p) {
    return norms[p];
  }

  /** {@code log(sum of e^(x - largest))} of sample {@code p} at the last {@link #softmax}. */
  public double logSum(int p) {
    return norms[stride + p];
  }
}
