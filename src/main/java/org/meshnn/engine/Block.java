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

  /** {@return the memory, shared} */
  public double[] values() {
    return values;
  }

  /** {@return the index of row 0, sample 0} */
  public int offset() {
    return offset;
  }

  /** {@return the distance between rows: the engine's batch capacity, or a little more} */
  public int stride() {
    return stride;
  }

  /** {@return the number of rows} */
  public int rows() {
    return rows;
  }

  /**
   * {@return a value}
   *
   * @param row from 0 to one below the number of rows
   * @param p its sample in the batch, from 0
   */
  public double value(int row, int p) {
    return values[offset + row * stride + p];
  }

  /**
   * {@return the index of a row's sample 0 in the memory}
   *
   * @param row from 0 to one below the number of rows
   */
  public int at(int row) {
    return offset + row * stride;
  }

  /**
   * Writes softmax, {@code e^x / sum of e^x}, of each of the first samples; the largest x is taken
   * away first, so that nothing overflows. Keeps {@link #largest} and {@link #logSum} of them.
   *
   * @param into as many rows and samples of the same memory
   * @param count number of samples, from 1 to the engine's capacity
   * @throws IllegalArgumentException if {@code into} is of another shape or memory
   */
  public void softmax(Block into, int count) {
    if (into.values != values || into.stride != stride || into.rows != rows) {
      throw new IllegalArgumentException(
          "expected " + rows + " rows of the same memory to write into; got other rows or memory");
    }
    int width = kernels.padded(count);
    kernels.softmax(values, offset, into.offset, stride, rows, width, norms, scratch);
  }

  /**
   * {@return the largest value of a sample at the last {@link #softmax}; NaN if there was one}
   *
   * @param p the sample in the batch, from 0
   */
  public double largest(int p) {
    return norms[p];
  }

  /**
   * {@return {@code log(sum of e^(x - largest))} of a sample at the last {@link #softmax}}
   *
   * @param p the sample in the batch, from 0
   */
  public double logSum(int p) {
    return norms[stride + p];
  }
}
