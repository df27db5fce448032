package org.meshnn.scores;

import java.util.Arrays;

/**
 * Holm's step-down method for the p of several tests: a simple sequentially rejective multiple test
 * procedure, Scandinavian Journal of Statistics 6, 1979.
 */
public final class Holm {
  private Holm() {}

  /**
   * {@return the p adjusted for all of them, in their order: of the i-th smallest of m, counted
   * from 0, the largest of {@code min(1, (m - j) p_j)} over j up to i} If those below a level are
   * taken to be differences, then the probability that any of them is none is at most that level,
   * however the tests depend on each other. A test without p (NaN) has none adjusted, and counts as
   * one of m.
   *
   * @param p each in [0, 1], or NaN
   */
  public static double[] adjusted(double... p) {
    double[] ordered = p.clone();
    Arrays.sort(ordered); // NaN last
    return Arrays.stream(p).map(each -> adjusted(each, ordered)).toArray();
  }

  private static double adjusted(double p, double[] ordered) {
    if (Double.isNaN(p)) {
      return Double.NaN;
    }
    double adjusted = 0;
    for (int i = 0; i < ordered.length && ordered[i] <= p; i++) {
      adjusted = Math.max(adjusted, Math.min(1, (ordered.length - i) * ordered[i]));
    }
    return adjusted;
  }
}
