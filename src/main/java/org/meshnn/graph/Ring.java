package org.meshnn.graph;

/** The ring lattice: each neuron and its nearest neighbours, half of them on either side. */
record Ring(int neighbours) implements HiddenModel {

  Ring {
    requireNeighbours(neighbours);
  }

  static void requireNeighbours(int neighbours) {
    if (neighbours < 2 || neighbours % 2 != 0) {
      throw new IllegalArgumentException(
          "expected an even number of neighbours, 2 or more, half of them on either side; got "
              + neighbours);
    }
  }

  @Override
  public EdgeSet among(Roles roles) {
    Rule.requireHiddenAtLeast(roles, toString(), neighbours + 1L);
    int n = roles.hidden();
    EdgeSet.requireRoom((long) n * neighbours);
    int half = neighbours / 2;
    EdgeSet.Builder edges = new EdgeSet.Builder(n, (long) n * neighbours);
    for (int to = 0; to < n; to++) {
      edges.addRange(0, Math.max(0, to + half + 1 - n)); // beyond the last is the first
      edges.addRange(Math.max(0, to - half), to);
      edges.addRange(to + 1, Math.min(n, to + half + 1));
      edges.addRange(Math.min(n, n + to - half), n);
      edges.endColumn();
    }
    return edges.build();
  }

  @Override
  public String toString() {
    return "ring(" + neighbours + ")";
  }
}
