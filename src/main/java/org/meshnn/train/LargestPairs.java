package org.meshnn.train;

import java.util.Arrays;

/**
 * The k pairs of largest size among those that come by; of equal ones those that came first. Memory
 * is linear in k, time in the pairs that come, but for sorting.
 */
final class LargestPairs {
  private final int k;
  private final double[] sizes; // twice as many as are wanted
  private final long[] pairs; // in the order they came
  private int count;
  private double least = -1; // larger ones may still be among the k

  LargestPairs(int k) {
    this.k = k;
    sizes = new double[2 * k];
    pairs = new long[2 * k];
  }

  /**
   * Takes a pair.
   *
   * @param size 0 or more
   */
  void offer(double size, long pair) {
    if (k == 0 || size <= least) {
      return;
    }
    if (count == sizes.length) {
      select();
    }
    sizes[count] = size;
    pairs[count++] = pair;
  }

  private void select() {
    if (count <= k) {
      return;
    }
    double[] sorted = Arrays.copyOf(sizes, count);
    Arrays.sort(sorted);
    least = sorted[count - k];
    int equal = k;
    for (int i = count - 1; i >= 0 && sorted[i] > least; i--) {
      equal--;
    }
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (sizes[i] > least || (sizes[i] == least && equal-- > 0)) {
        sizes[kept] = sizes[i];
        pairs[kept++] = pairs[i];
      }
    }
    count = kept;
  }

  /** The largest, in the order they came; fewer than k where fewer came. */
  long[] pairs() {
    select();
    return Arrays.copyOf(pairs, count);
  }
}
