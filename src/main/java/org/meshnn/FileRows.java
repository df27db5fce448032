package org.meshnn;

import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;
import org.meshnn.file.RowsOnDisk;
import org.meshnn.tables.Encoding;
import org.meshnn.tables.StoredDecoder;
import org.meshnn.train.RowOrder;
import org.meshnn.train.RowReader;
import org.meshnn.train.RowSource;
import org.meshnn.train.Samples;

/** Some rows of a file, turned into inputs and targets when they are read, a few at a time. */
final class FileRows implements RowSource {
  private static long prefetched; // written so that the JIT cannot remove the reads

  private final RowsOnDisk file;
  private final StoredDecoder decoder;
  private final int @Nullable [] rows; // ascending; null for all
  private double largestInput = Double.NaN; // until they were looked for
  private double largestTarget = Double.NaN;

  /**
   * Some rows.
   *
   * @param encoding of the file's columns
   * @param weights what the targets are multiplied by, one an output; null for 1
   * @param rows ascending; null for all
   */
  FileRows(RowsOnDisk file, Encoding encoding, double @Nullable [] weights, int @Nullable [] rows) {
    this.file = file;
    decoder = new StoredDecoder(encoding, weights);
    this.rows = rows;
  }

  @Override
  public int size() {
    return rows == null ? file.rows() : rows.length;
  }

  @Override
  public int inputs() {
    return decoder.inputs();
  }

  @Override
  public int targets() {
    return decoder.outputs();
  }

  @Override
  public int[] order() {
    return rows == null ? RowOrder.ascending(size()) : rows.clone();
  }

  @Override
  public RowReader reader(int most) {
    return new Decoding(file, decoder, most);
  }

  /** Reads into a few rows of its own. */
  private static final class Decoding implements RowReader {
    private final RowsOnDisk file;
    private final StoredDecoder decoder;
    private final Samples samples;
    private final int[] order;
    private final double[] stored;

    Decoding(RowsOnDisk file, StoredDecoder decoder, int most) {
      this.file = file;
      this.decoder = decoder;
      samples =
          new Samples(
              new DMatrixRMaj(most, decoder.inputs()), new DMatrixRMaj(most, decoder.outputs()));
      order = RowOrder.ascending(most);
      stored = new double[file.columns()];
    }

    @Override
    public void read(int[] rows, int from, int count) {
      double[] x = samples.x().data;
      double[] y = samples.y().data;
      for (int p = 0; p < count; p++) {
        file.read(rows[from + p], stored);
        decoder.decode(stored, x, p * decoder.inputs(), y, p * decoder.outputs());
      }
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
      return 0;
    }
  }

  @Override
  public void prefetch(int[] order, int from, int most) {
    long sum = 0;
    for (int p = from; p < Math.min(order.length, from + most); p++) {
      sum += file.touch(order[p]);
    }
    prefetched = sum;
  }

  @Override
  public synchronized double largestInput() {
    if (Double.isNaN(largestInput)) {
      findLargest();
    }
    return largestInput;
  }

  @Override
  public synchronized double largestTarget() {
    if (Double.isNaN(largestTarget)) {
      findLargest();
    }
    return largestTarget;
  }

  /** Goes through all rows once. */
  private void findLargest() {
    double[] stored = new double[file.columns()];
    double[] x = new double[decoder.inputs()];
    double[] y = new double[decoder.outputs()];
    double input = 0;
    double target = 0;
    for (int i = 0; i < size(); i++) {
      file.read(rows == null ? i : rows[i], stored);
      decoder.decode(stored, x, 0, y, 0);
      for (double value : x) {
        input = Math.max(input, Math.abs(value));
      }
      for (double value : y) {
        target = Math.max(target, Math.abs(value));
      }
    }
    largestInput = input;
    largestTarget = target;
  }
}
