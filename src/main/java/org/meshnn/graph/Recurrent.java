package org.meshnn.graph;

/** Each ordered pair of neurons with the same probability, a neuron with itself included. */
record Recurrent(double density, long seed) implements HiddenModel {

  Recurrent {
    Draw.requireFraction("density", density);
  }

  @Override
  public EdgeSet among(Roles roles) {
    int n = roles.hidden();
    double expected = density * n * n;
    EdgeSet.requireRoom((long) expected);
    EdgeSet.Builder edges = new EdgeSet.Builder(n, Skips.roomFor(expected));
    Skips skips = new Skips(density, Draw.of(seed));
    for (int to = 0; to < n; to++) {
      skips.add(edges, 0, n);
      edges.endColumn();
    }
    return edges.build();
  }

  @Override
  public String toString() {
    return "recurrent(" + density + ", seed " + seed + ")";
  }
}
