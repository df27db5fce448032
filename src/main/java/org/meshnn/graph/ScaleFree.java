package org.meshnn.graph;

import java.util.random.RandomGenerator;

/** Growth and preferential attachment (Barabási and Albert 1999). */
record ScaleFree(int edgesPerNeuron, long seed) implements HiddenModel {

  ScaleFree {
    if (edgesPerNeuron < 1) {
      throw new IllegalArgumentException(
          "expected at least 1 edge per neuron; got " + edgesPerNeuron);
    }
  }

  /**
   * Edge e has the ends {@code ends[2 e]} and {@code ends[2 e + 1]}: a neuron is among the ends as
   * often as it has edges, so that one of them at random is a neuron by its degree (Batagelj and
   * Brandes 2005, section IV).
   */
  @Override
  public EdgeSet among(Roles roles) {
    int n = roles.hidden();
    int m = edgesPerNeuron;
    Rule.requireHiddenAtLeast(roles, toString(), m + 1L);
    EdgeSet.requireRoom(2L * m * (n - m));
    int[] ends = new int[2 * m * (n - m)];
    int size = 0;
    for (int old = 0; old < m; old++) { // neuron m finds m neurons without an edge
      ends[size++] = m;
      ends[size++] = old;
    }
    int[] joinedBy = new int[n];
    RandomGenerator random = Draw.of(seed);
    for (int v = m + 1; v < n; v++) {
      int before = size;
      while (size < before + 2 * m) {
        int old = ends[random.nextInt(before)];
        if (joinedBy[old] != v) {
          joinedBy[old] = v;
          ends[size++] = v;
          ends[size++] = old;
        }
      }
    }
    return EdgeSet.bothWays(n, ends);
  }

  @Override
  public String toString() {
    return "scaleFree(" + edgesPerNeuron + ", seed " + seed + ")";
  }
}
