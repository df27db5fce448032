package org.meshnn;

import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;
import org.meshnn.file.RowsOnDisk;
import org.meshnn.tables.Encoding;
import org.meshnn.tables.StoredDecoder;
import org.meshnn.tables.StoredStatistics;
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
  private final double largestInput;
  private final double largestTarget;

  /**
   * Some rows.
   *
   * @param encoding of the file's columns
   * @param weights what the targets are multiplied by, one an output; null for 1
   * @param rows ascending; null for all
   * @param statistics of these rows; null where they are not learned from
   */
  FileRows(
      RowsOnDisk file,
      Encoding encoding,
      double @Nullable [] weights,
      int @Nullable [] rows,
      @Nullable StoredStatistics statistics) {
    this.file = file;
    decoder = new StoredDecoder(encoding, weights);
    this.rows = rows;
    double infinite = Double.POSITIVE_INFINITY;
    largestInput = statistics == null ? infinite : statistics.largestInput(encoding);
    largestTarget = statistics == null ? infinite : statistics.largestTarget(encoding, weights);
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

  /** That of the statistics; unknown without them, so that no bound holds. */
  @Override
  public double largestInput() {
    return largestInput;
  }

  @Override
  public double largestTarget() {
    return largestTarget;
  }
}
