package org.meshnn.graph;

import java.util.random.RandomGenerator;

/**
 * Draws each of many edges with the same probability p, in time linear in those drawn: how many are
 * left out before the next one is geometric, {@code floor(ln(1 - u) / ln(1 - p))} (Batagelj and
 * Brandes 2005, Efficient generation of large random networks, section II).
 */
final class Skips {
  private final double p;
  private final double logOfFailure;
  private final RandomGenerator random;

  /** p in [0, 1]. */
  Skips(double p, RandomGenerator random) {
    this.p = p;
    this.logOfFailure = StrictMath.log1p(-p);
    this.random = random;
  }

  /** Adds some of the sources {@code from .. end - 1} to the present column. */
  void add(EdgeSet.Builder edges, int from, int end) {
    if (p == 0) {
      return;
    }
    for (long source = from + next(); source < end; source += 1 + next()) {
      edges.add((int) source);
    }
  }

  private long next() {
    return p == 1
        ? 0
        : (long)
            Math.min(Integer.MAX_VALUE, StrictMath.log(1 - random.nextDouble()) / logOfFailure);
  }

  /** Room for so many edges as there will hardly be more of, where so many are expected. */
  static long roomFor(double expected) {
    return (long) (expected + 6 * Math.sqrt(expected));
  }
}
