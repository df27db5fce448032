package org.meshnn.graph;

import java.util.random.RandomGenerator;

/** Modules of neighbouring neurons, dense within and sparse between (Holland et al. 1983). */
record Modular(int modules, double within, double between, long seed) implements HiddenModel {

  Modular {
    if (modules < 1) {
      throw new IllegalArgumentException("expected at least 1 module; got " + modules);
    }
    requireProbability("within", within);
    requireProbability("between", between);
  }

  private static void requireProbability(String which, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(
          "the density " + which + " modules must be in [0, 1]; got " + value);
    }
  }

  @Override
  public EdgeSet among(Roles roles) {
    Rule.requireHiddenAtLeast(roles, toString(), modules);
    int n = roles.hidden();
    double expected = expected(n);
    EdgeSet.requireRoom((long) expected);
    EdgeSet.Builder edges = new EdgeSet.Builder(n, Skips.roomFor(expected));
    RandomGenerator random = Draw.of(seed);
    Skips inside = new Skips(within, random);
    Skips outside = new Skips(between, random);
    for (int module = 0; module < modules; module++) {
      int first = first(module, n);
      int end = first(module + 1, n);
      for (int to = first; to < end; to++) {
        outside.add(edges, 0, first);
        inside.add(edges, first, to);
        inside.add(edges, to + 1, end);
        outside.add(edges, end, n);
        edges.endColumn();
      }
    }
    return edges.build();
  }

  private double expected(int n) {
    double pairs = 0; // within modules
    for (int module = 0; module < modules; module++) {
      double size = first(module + 1, n) - first(module, n);
      pairs += size * (size - 1);
    }
    return within * pairs + between * ((double) n * (n - 1) - pairs);
  }

  /** The first neuron of a module; sizes differ by 1 at most. */
  private int first(int module, int n) {
    return (int) ((long) module * n / modules);
  }

  @Override
  public String toString() {
    return "modular(" + modules + ", " + within + ", " + between + ", seed " + seed + ")";
  }
}
