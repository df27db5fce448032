package org.meshnn.graph;

import java.util.random.RandomGenerator;

/** Random parts of the edges of {@link Wiring#dense}, and of any set. */
final class RandomEdges {
  private RandomEdges() {}

  /** Each edge of dense with a probability, independently. */
  static EdgeSet ofDensity(Roles roles, double density, RandomGenerator random) {
    return ofDensity(roles.neurons(), dense(roles), density, random);
  }

  private static Range dense(Roles roles) {
    return new Range(0, roles.neurons() - 1, roles.clamped(), roles.neurons() - 1);
  }

  /** Each edge of a range with a probability, independently. */
  private static EdgeSet ofDensity(int n, Range range, double density, RandomGenerator random) {
    double expected = density * range.pairs();
    EdgeSet.requireRoom((long) expected);
    EdgeSet.Builder edges = new EdgeSet.Builder(n, Skips.roomFor(expected));
    Skips skips = new Skips(density, random);
    for (int to = 0; to < n; to++) {
      if (to >= range.toFirst() && to <= range.toLast()) {
        skips.add(edges, range.fromFirst(), range.fromLast() + 1);
      }
      edges.endColumn();
    }
    return edges.build();
  }

  /** So many edges of dense, each such part as likely; linear in the count. */
  static EdgeSet ofCount(Roles roles, int count, RandomGenerator random) {
    long all = dense(roles).pairs();
    if (count > all) {
      throw new IllegalArgumentException(
          "expected at most the " + all + " edges of dense; got " + count);
    }
    return ofCount(roles.neurons(), dense(roles), count, random);
  }

  /**
   * So many edges of a range, at most all, each such part as likely: so many of a part drawn by a
   * density that hardly ever leaves fewer, so that time and memory are linear in count and neurons.
   */
  static EdgeSet ofCount(int n, Range range, int count, RandomGenerator random) {
    double density = Math.min(1, (double) Skips.roomFor(count) / range.pairs());
    EdgeSet some = ofDensity(n, range, density, random);
    while (some.size() < count) {
      some = ofDensity(n, range, density, random);
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
