package org.meshnn.train;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;
import org.meshnn.graph.Topology;

/** The weakest edges make way for others at random: see {@link SparseEvolution}. */
final class RandomGrowth {
  private RandomGrowth() {}

  static Rewirer.Step of(
      double fraction,
      List<EdgePart> parts,
      Initialisation initialisation,
      Topology topology,
      double[] weights,
      RandomGenerator random) {
    BitSet dropped = new BitSet(topology.edges());
    long[] grown = {};
    for (EdgePart part : parts) {
      int before = dropped.cardinality();
      int[] edges = part.edgesOf(topology);
      int[] positive = Arrays.stream(edges).filter(e -> weights[e] >= 0).toArray();
      int[] negative = Arrays.stream(edges).filter(e -> weights[e] < 0).toArray();
      Weakest.mark(positive, fraction, weights, dropped);
      Weakest.mark(negative, fraction, weights, dropped);
      int count = dropped.cardinality() - before;
      grown = EdgeChange.merged(grown, part.draw(topology, dropped, count, new Draws(random)));
    }
    EdgeChange change = EdgeChange.of(topology, dropped, grown);
    double[] carried = change.carried(weights);
    double[] drawn = initialisation.weights(change.after(), random);
    Arrays.setAll(carried, e -> change.origin()[e] < 0 ? drawn[e] : carried[e]);
    return new Rewirer.Step(change, carried);
  }
}
