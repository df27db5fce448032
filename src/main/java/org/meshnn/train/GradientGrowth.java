package org.meshnn.train;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.meshnn.engine.PairGradient;
import org.meshnn.graph.Topology;

/** The weakest edges make way for those of largest gradient: see {@link RiggedLottery}. */
final class GradientGrowth {
  private static final int BLOCK = 16; // targets whose gradients are taken together

  private GradientGrowth() {}

  static Rewirer.Step of(
      double fraction,
      List<EdgePart> parts,
      Topology topology,
      double[] weights,
      PairGradient gradient) {
    BitSet dropped = new BitSet(topology.edges());
    long[] chosen = {};
    for (EdgePart part : parts) {
      int count = Weakest.mark(part.edgesOf(topology), fraction, weights, dropped);
      if (count > 0) {
        LargestPairs largest = new LargestPairs(count);
        offer(part, topology, dropped, gradient, largest);
        chosen = EdgeChange.merged(chosen, largest.pairs());
      }
    }
    for (long pair : chosen) {
      if (edge(topology, pair) >= 0) {
        dropped.clear(edge(topology, pair)); // not dropped after all
      }
    }
    long[] grown = Arrays.stream(chosen).filter(pair -> edge(topology, pair) < 0).toArray();
    EdgeChange change = EdgeChange.of(topology, dropped, grown);
    return new Rewirer.Step(change, change.carried(weights));
  }

  private static int edge(Topology topology, long pair) {
    return topology.edge(EdgeChange.from(pair), EdgeChange.to(pair));
  }

  /** Offers the pairs that are no edges, block by block. */
  private static void offer(
      EdgePart part,
      Topology topology,
      BitSet dropped,
      PairGradient gradient,
      LargestPairs largest) {
    int[] sources = new int[topology.neurons()];
    double[] values = new double[BLOCK * topology.neurons()];
    int end = topology.neurons();
    for (int first = topology.roles().clamped(); first < end; first += BLOCK) {
      int last = Math.min(first + BLOCK, end) - 1;
      int from = IntStream.rangeClosed(first, last).map(part::firstSource).min().orElseThrow();
      int to = IntStream.rangeClosed(first, last).map(part::endSource).max().orElseThrow();
      if (from < to) {
        gradient.between(first, last + 1, from, to, values);
      }
      for (int target = first; target <= last; target++) {
        int count = part.absent(topology, dropped, target, sources);
        for (int i = 0; i < count; i++) {
          double value = values[(target - first) * (to - from) + sources[i] - from];
          double size = Double.isFinite(value) ? Math.abs(value) : 0;
          largest.offer(size, EdgeChange.pair(sources[i], target));
        }
      }
    }
  }
}
