package org.meshnn.graph;

import java.util.random.RandomGenerator;

/**
 * Layers, each to the next by {@code min(round(epsilon (a + b)), a b)} edges, a and b being their
 * widths, at random, and the bias to all (Mocanu et al. 2018, equation 1).
 */
record SparseLayers(int[] widths, double epsilon, long seed) implements Rule {

  SparseLayers {
    Layers.requireNeurons(widths);
    if (!(epsilon > 0 && epsilon < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "epsilon must be positive and finite, such as 13; got " + epsilon);
    }
  }

  @Override
  public EdgeSet edges(Roles roles) {
    RandomGenerator random = Draw.of(seed);
    Draft draft = new Draft(roles.neurons());
    for (int pair = 0; pair <= widths.length; pair++) {
      draft.add(drawn(new LayerPair(widths, pair).range(roles), roles.neurons(), random));
    }
    if (roles.bias()) {
      int bias = roles.inputs();
      draft.add(new Range(bias, bias, roles.clamped(), roles.neurons() - 1).edges(roles));
    }
    return draft.build().added();
  }

  private EdgeSet drawn(Range pair, int neurons, RandomGenerator random) {
    long from = pair.fromLast() - pair.fromFirst() + 1L;
    long to = pair.toLast() - pair.toFirst() + 1L;
    long count = Math.min(Math.round(epsilon * (from + to)), from * to);
    EdgeSet.requireRoom(count);
    return RandomEdges.ofCount(neurons, pair, (int) count, random);
  }

  @Override
  public String toString() {
    return "sparseLayered(" + epsilon + ", seed " + seed + ", " + Layers.listed(widths) + ")";
  }
}
