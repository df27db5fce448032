package org.meshnn.train;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntToDoubleFunction;

/** Chooses edges by their size. */
final class Weakest {
  private Weakest() {}

  /**
   * Marks a fraction of the edges, rounded: those of smallest weight in magnitude.
   *
   * @param edges among them
   * @return how many
   */
  static int mark(int[] edges, double fraction, double[] weights, BitSet marks) {
    int count = (int) Math.round(fraction * edges.length);
    mark(edges, e -> Math.abs(weights[e]), count, marks);
    return count;
  }

  /**
   * Marks the k of smallest size; of equal ones the first.
   *
   * @param edges among them
   * @param size of an edge
   * @param k at most as many as edges
   */
  static void mark(int[] edges, IntToDoubleFunction size, int k, BitSet marks) {
    if (k == 0) {
      return;
    }
    double[] sorted = Arrays.stream(edges).mapToDouble(size).toArray();
    Arrays.sort(sorted);
    double largest = sorted[k - 1];
    int equal = k;
    for (int i = 0; i < k && sorted[i] < largest; i++) {
      equal--;
    }
    for (int e : edges) {
      double s = size.applyAsDouble(e);
      if (s < largest || (s == largest && equal-- > 0)) {
        marks.set(e);
      }
    }
  }
}
