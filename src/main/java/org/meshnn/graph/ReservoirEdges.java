package org.meshnn.graph;

import java.util.random.RandomGenerator;

/** The edges of {@link Wiring#reservoir}. */
final class ReservoirEdges {
  private ReservoirEdges() {}

  static EdgeSet of(Roles roles, double density, RandomGenerator random) {
    long hidden = roles.hidden();
    double recurrent = density * hidden * hidden;
    long others = hidden * roles.clamped() + roles.outputs() * (hidden + (roles.bias() ? 1 : 0));
    EdgeSet.requireRoom(others + (long) recurrent);
    EdgeSet.Builder edges =
        new EdgeSet.Builder(roles.neurons(), others + Skips.roomFor(recurrent));
    for (int to = 0; to < roles.neurons(); to++) {
      if (roles.isOutput(to)) {
        if (roles.bias()) {
          edges.add(roles.inputs());
        }
        edges.addRange(roles.clamped(), roles.firstOutput());
      } else if (!roles.isClamped(to)) {
        edges.addRange(0, roles.clamped());
        for (int from = roles.clamped(); from < roles.firstOutput(); from++) {
          if (random.nextDouble() < density) {
            edges.add(from);
          }
        }
      }
      edges.endColumn();
    }
    return edges.build();
  }
}
