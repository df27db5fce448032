package org.meshnn.train;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * The targets of samples. Where few rows differ, as those of classes do, each is kept once, and of
 * a sample only which it has: they stay in the cache while samples are taken in random order.
 */
final class TargetRows {
  private static final int FEW = 64;
  private static long prefetched; // written so that the JIT cannot remove the reads

  private final DMatrixRMaj y; // the different rows, or all
  private final int[] place; // by sample: its row in values; empty where each has its own

  private TargetRows(DMatrixRMaj y, int[] place) {
    this.y = y;
    this.place = place;
  }

  /** The targets of a matrix, one row a sample, which must not change. */
  static TargetRows of(DMatrixRMaj y) {
    int[] place = new int[y.numRows];
    int[] firsts = new int[FEW]; // samples that have the different rows
    int found = 0;
    for (int sample = 0; sample < place.length; sample++) {
      int row = find(y, sample, firsts, found);
      if (row == FEW) {
        return new TargetRows(y, new int[0]);
      }
      if (row == found) {
        firsts[found++] = sample;
      }
      place[sample] = row;
    }
    return new TargetRows(Samples.take(y, Arrays.copyOf(firsts, found)), place);
  }

  /** The place among those found of the row that has the same bits; else behind them. */
  private static int find(DMatrixRMaj y, int sample, int[] firsts, int found) {
    int at = sample * y.numCols;
    for (int row = 0; row < found; row++) {
      int other = firsts[row] * y.numCols;
      if (Arrays.equals(y.data, at, at + y.numCols, y.data, other, other + y.numCols)) {
        return row;
      }
    }
    return found;
  }

  /** The rows, row-major, shared. */
  double[] values() {
    return y.data;
  }

  /** Writes the rows that some samples have. */
  void rows(int[] order, int from, int count, int[] into) {
    for (int p = 0; p < count; p++) {
      int sample = order[from + p];
      into[p] = place.length == 0 ? sample : place[sample];
    }
  }

  /** As {@link Samples#prefetch}, of the targets, unless they are few. */
  void prefetch(int[] order, int from, int most) {
    if (place.length == 0) {
      prefetched = Samples.touch(y, order, from, Math.min(order.length, from + most));
    }
  }
}
