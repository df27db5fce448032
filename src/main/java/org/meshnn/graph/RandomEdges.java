package org.meshnn.graph;

import java.util.random.RandomGenerator;

/** Random parts of the edges of {@link Wiring#dense}, and of any set. */
final class RandomEdges {
  private RandomEdges() {}

  /** Each edge of dense with a probability, independently. */
  static EdgeSet ofDensity(Roles roles, double density, RandomGenerator random) {
    int n = roles.neurons();
    double expected = density * n * (n - roles.clamped());
    EdgeSet.requireRoom((long) expected);
    EdgeSet.Builder edges = new EdgeSet.Builder(n, Skips.roomFor(expected));
    Skips skips = new Skips(density, random);
    for (int to = 0; to < n; to++) {
      if (!roles.isClamped(to)) {
        skips.add(edges, 0, n);
      }
      edges.endColumn();
    }
    return edges.build();
  }

  /**
   * So many edges of dense, each such part as likely: so many of a part drawn by a density that
   * hardly ever leaves fewer, so that time and memory are linear in the count.
   */
  static EdgeSet ofCount(Roles roles, int count, RandomGenerator random) {
    long all = (long) roles.neurons() * (roles.neurons() - roles.clamped());
    if (count > all) {
      throw new IllegalArgumentException(
          "expected at most the " + all + " edges of dense; got " + count);
    }
    double density = Math.min(1, (double) Skips.roomFor(count) / all);
    EdgeSet some = ofDensity(roles, density, random);
    while (some.size() < count) {
      some = ofDensity(roles, density, random);
    }
    return chosen(some, count, random);
  }

  /** Each edge of a set with a probability, independently. */
  static EdgeSet kept(EdgeSet all, double fraction, RandomGenerator random) {
    EdgeSet.Builder kept = new EdgeSet.Builder(all.neurons, all.size());
    for (int to = 0; to < all.neurons; to++) {
      for (int e = all.columnStart[to]; e < all.columnStart[to + 1]; e++) {
        if (random.nextDouble() < fraction) {
          kept.add(all.source[e]);
        }
      }
      kept.endColumn();
    }
    return kept.build();
  }

  /** So many edges of a set, at most all; each such part is as likely. */
  static EdgeSet chosen(EdgeSet all, int count, RandomGenerator random) {
    EdgeSet.Builder chosen = new EdgeSet.Builder(all.neurons, count);
    int missing = count;
    for (int to = 0; to < all.neurons; to++) {
      for (int e = all.columnStart[to]; e < all.columnStart[to + 1]; e++) {
        if (random.nextInt(all.size() - e) < missing) {
          chosen.add(all.source[e]);
          missing--;
        }
      }
      chosen.endColumn();
    }
    return chosen.build();
  }
}
