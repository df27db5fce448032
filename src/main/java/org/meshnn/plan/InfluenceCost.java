package org.meshnn.plan;

import java.util.Optional;
import org.meshnn.graph.Topology;

/**
 * What it takes to carry influence on a mesh, for one stream, counted before anything is built.
 *
 * @param numbers that are carried: one per kept pair (j, b) and edge into b
 * @param multiplyAdds of one tick, those of the states left out
 * @param learnable edges whose influence on some output is kept
 */
public record InfluenceCost(long numbers, long multiplyAdds, int learnable) {

  /**
   * {@return what it takes; empty if that is more numbers than may be}
   *
   * @param topology the graph
   * @param reach {@link InfluencePlan#EXACT}, or n of SnAp-n, at least 1
   * @param most numbers that may be carried; found to be more, the count ends
   * @throws IllegalArgumentException if the reach is below 1
   */
  public static Optional<InfluenceCost> of(Topology topology, int reach, long most) {
    if (reach < 1) {
      throw new IllegalArgumentException(
          "SnAp-n carries paths of n - 1 edges; n is at least 1, got " + reach);
    }
    return InfluencePairs.of(topology, reach == InfluencePlan.EXACT ? reach : reach - 1, most)
        .map(kept -> of(topology, kept));
  }

  private static InfluenceCost of(Topology topology, InfluencePairs kept) {
    int learnable = 0;
    for (int b = 0; b < topology.neurons(); b++) {
      // What is kept of an edge's influence is what a path within it leads to an output.
      learnable += kept.neurons(b).isEmpty() ? 0 : topology.inDegree(b);
    }
    return new InfluenceCost(kept.numbers(), kept.multiplyAdds(), learnable);
  }
}
