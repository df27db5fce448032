package org.meshnn.graph;

import java.util.random.RandomGenerator;

/**
 * The model of {@link Recurrent}, drawn pair by pair: its seeds give the edges they have always
 * given.
 */
record Reservoir(double density, long seed) implements HiddenModel {

  Reservoir {
    Draw.requireFraction("density", density);
  }

  @Override
  public EdgeSet among(Roles roles) {
    int n = roles.hidden();
    double expected = density * n * n;
    EdgeSet.requireRoom((long) expected);
    EdgeSet.Builder edges = new EdgeSet.Builder(n, Skips.roomFor(expected));
    RandomGenerator random = Draw.of(seed);
    for (int to = 0; to < n; to++) {
      for (int from = 0; from < n; from++) {
        if (random.nextDouble() < density) {
          edges.add(from);
        }
      }
      edges.endColumn();
    }
    return edges.build();
  }

  @Override
  public String toString() {
    return "reservoir(" + density + ", seed " + seed + ")";
  }
}
