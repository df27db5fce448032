package org.meshnn.graph;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** A ring lattice some of whose edges are led elsewhere (Watts and Strogatz 1998). */
record SmallWorld(int neighbours, double rewired, long seed) implements HiddenModel {

  SmallWorld {
    Ring.requireNeighbours(neighbours);
    if (!(rewired >= 0 && rewired <= 1)) {
      throw new IllegalArgumentException("rewired must be in [0, 1]; got " + rewired);
    }
  }

  @Override
  public EdgeSet among(Roles roles) {
    Rule.requireHiddenAtLeast(roles, toString(), neighbours + 1L);
    EdgeSet.requireRoom((long) roles.hidden() * neighbours);
    Lattice lattice = new Lattice(roles.hidden(), neighbours / 2, Draw.of(seed));
    for (int lap = 1; lap <= lattice.laps; lap++) {
      for (int v = 0; v < lattice.n; v++) {
        lattice.rewire(v, lap, rewired);
      }
    }
    return EdgeSet.bothWays(lattice.n, lattice.ends);
  }

  /**
   * The undirected edges. That from neuron v to its lap-th neighbour clockwise is number {@code e =
   * (lap - 1) n + v}, from {@code ends[2 e] = v} to {@code ends[2 e + 1]}.
   */
  private static final class Lattice {
    private final int n;
    private final int laps;
    private final int[] ends;
    private final int[] degree;
    private final PairSet led = new PairSet(); // the edges that were led elsewhere
    private final RandomGenerator random;

    Lattice(int n, int laps, RandomGenerator random) {
      this.n = n;
      this.laps = laps;
      this.random = random;
      ends = new int[2 * laps * n];
      degree = new int[n];
      Arrays.fill(degree, 2 * laps);
      for (int lap = 1; lap <= laps; lap++) {
        for (int v = 0; v < n; v++) {
          ends[start(v, lap)] = v;
          ends[start(v, lap) + 1] = (v + lap) % n;
        }
      }
    }

    private int start(int v, int lap) {
      return 2 * ((lap - 1) * n + v);
    }

    /** With probability p, to a neuron that v is not joined with, if there is one. */
    void rewire(int v, int lap, double p) {
      if (!(random.nextDouble() < p) || degree[v] == n - 1) {
        return;
      }
      int to = random.nextInt(n);
      while (to == v || inPlace(v, to) || inPlace(to, v) || led.contains(v, to)) {
        to = random.nextInt(n);
      }
      int end = start(v, lap) + 1;
      degree[ends[end]]--;
      degree[to]++;
      ends[end] = to;
      led.add(v, to);
    }

    /**
     * Whether a neuron lies on another's laps clockwise and their edge has not been led elsewhere.
     */
    private boolean inPlace(int v, int clockwise) {
      int lap = clockwise - v + (clockwise < v ? n : 0);
      return lap <= laps && ends[start(v, lap) + 1] == clockwise;
    }
  }

  @Override
  public String toString() {
    return "smallWorld(" + neighbours + ", " + rewired + ", seed " + seed + ")";
  }
}
