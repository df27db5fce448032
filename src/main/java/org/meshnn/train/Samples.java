package org.meshnn.train;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * Rows to learn from or to measure on.
 *
 * @param x one row a sample, one column an input
 * @param y one row a sample, one column an output: class weights (one-hot) or values
 * @param weights what the loss of each row is multiplied by; null where all count the same
 */
public record Samples(DMatrixRMaj x, DMatrixRMaj y, double @Nullable [] weights)
    implements RowSource {
  private static final int CACHE_LINE = 8; // numbers
  private static long prefetched; // written so that the JIT cannot remove the reads

  /**
   * Checks the shapes.
   *
   * @param x shape (samples, inputs)
   * @param y shape (samples, outputs)
   * @param weights one a sample, 0 or more; or null
   * @throws IllegalArgumentException if the numbers of rows differ
   */
  public Samples(DMatrixRMaj x, DMatrixRMaj y, double @Nullable [] weights) {
    if (weights != null && weights.length != x.numRows) {
      throw new IllegalArgumentException(
          "one weight per sample: got "
              + x.numRows
              + " samples and "
              + weights.length
              + " weights");
    }
    if (x.numRows != y.numRows) {
      throw new IllegalArgumentException(
          "one target row per sample: got " + x.numRows + " samples and " + y.numRows + " targets");
    }
    this.x = x;
    this.y = y;
    this.weights = weights;
  }

  /**
   * Rows that count the same.
   *
   * @param x shape (samples, inputs)
   * @param y shape (samples, outputs)
   * @throws IllegalArgumentException if the numbers of rows differ
   */
  public Samples(DMatrixRMaj x, DMatrixRMaj y) {
    this(x, y, null);
  }

  /**
   * {@return the same samples, of which some count more than others}
   *
   * @param rows what the loss of each is multiplied by, 0 or more; null to count all the same
   * @throws IllegalArgumentException if there is another number of them
   */
  public Samples withWeights(double @Nullable [] rows) {
    return new Samples(x, y, rows);
  }

  /** {@return the number of samples} */
  @Override
  public int size() {
    return x.numRows;
  }

  @Override
  public int inputs() {
    return x.numCols;
  }

  @Override
  public int targets() {
    return y.numCols;
  }

  @Override
  public int[] order() {
    return RowOrder.ascending(size());
  }

  /** They are read where they lie. */
  @Override
  public RowReader reader(int most) {
    return new InPlace(this);
  }

  private static final class InPlace implements RowReader {
    private final Samples samples;
    private int[] order = {};
    private int first;

    InPlace(Samples samples) {
      this.samples = samples;
    }

    @Override
    public void read(int[] order, int from, int count) {
      this.order = order;
      first = from;
    }

    @Override
    public Samples samples() {
      return samples;
    }

    @Override
    public int[] order() {
      return order;
    }

    @Override
    public int first() {
      return first;
    }
  }

  /**
   * {@return a copy of the given rows, in the given order}
   *
   * @param rows each in [0, {@link #size()})
   */
  public Samples take(int[] rows) {
    return new Samples(take(x, rows), take(y, rows), take(weights, rows));
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
    return new Samples(x, weighted, weights);
  }

  /**
   * Reads a number of each cache line of the inputs of some rows, so that they are cached when
   * needed: rows in random order lie far apart, and to wait for one after the other took a fifth of
   * the training of small meshes on 60,000 rows.
   *
   * @param from first position in {@code order}
   * @param most that are read; fewer where the order ends
   */
  @Override
  public void prefetch(int[] order, int from, int most) {
    int end = Math.min(order.length, from + most);
    prefetched = touch(x, order, from, end) | touch(y, order, from, end);
  }

  /**
   * {@return bits that depend on each cache line of some rows of a matrix} Line by line, for loops
   * of few turns and sums that wait for each other keep the processor from reading ahead.
   */
  private static long touch(DMatrixRMaj matrix, int[] order, int from, int to) {
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

  @Override
  public double largestInput() {
    return Finite.largest(x.data, x.getNumElements());
  }

  @Override
  public double largestTarget() {
    return Finite.largest(y.data, y.getNumElements());
  }

  private static double @Nullable [] take(double @Nullable [] weights, int[] rows) {
    return weights == null ? null : Arrays.stream(rows).mapToDouble(row -> weights[row]).toArray();
  }

  private static DMatrixRMaj take(DMatrixRMaj matrix, int[] rows) {
    DMatrixRMaj taken = new DMatrixRMaj(rows.length, matrix.numCols);
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(
          matrix.data, rows[i] * matrix.numCols, taken.data, i * matrix.numCols, matrix.numCols);
    }
    return taken;
  }
}
