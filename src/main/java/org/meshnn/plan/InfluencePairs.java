package org.meshnn.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.meshnn.graph.Outgoing;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;

/**
 * Which influence is carried: that of the edges into b on neuron j, for pairs (j, b) where b
 * reaches j within some number of edges and j passes it on to an output. What reaches no output
 * changes no gradient.
 */
final class InfluencePairs {
  private final Topology topology;
  private final BitSet[] neurons; // [b]: the neurons j
  private final long numbers;
  private final long multiplyAdds;

  private InfluencePairs(Topology topology, BitSet[] neurons) {
    this.topology = topology;
    this.neurons = neurons;
    long sum = 0;
    long products = 0;
    for (int b = 0; b < neurons.length; b++) {
      long terms = neurons[b].cardinality();
      for (int j = neurons[b].nextSetBit(0); j >= 0; j = neurons[b].nextSetBit(j + 1)) {
        terms += sources(j, b);
      }
      sum += (long) neurons[b].cardinality() * topology.inDegree(b);
      products += terms * topology.inDegree(b);
    }
    numbers = sum;
    multiplyAdds = products;
  }

  /**
   * The pairs of a mesh; none if there are more than may be.
   *
   * @param reach paths from b to j have at most so many edges, from 0 on
   * @param most numbers that may be carried; found to be more, the search ends
   */
  static Optional<InfluencePairs> of(Topology topology, int reach, long most) {
    Roles roles = topology.roles();
    Outgoing outgoing = Outgoing.of(topology);
    BitSet[] neurons = new BitSet[roles.neurons()];
    long numbers = 0;
    for (int b = 0; b < neurons.length; b++) {
      neurons[b] = new BitSet();
      if (!roles.isClamped(b) && topology.inDegree(b) > 0) {
        neurons[b] = useful(topology, reached(roles, outgoing, b, reach));
        numbers += (long) neurons[b].cardinality() * topology.inDegree(b);
        if (numbers > most) {
          return Optional.empty();
        }
      }
    }
    return Optional.of(new InfluencePairs(topology, neurons));
  }

  /** The neurons that a path of at most {@code reach} edges leads to, not through clamped ones. */
  private static BitSet reached(Roles roles, Outgoing outgoing, int b, int reach) {
    BitSet seen = new BitSet();
    seen.set(b);
    List<Integer> front = List.of(b);
    for (int length = 0; length < reach && !front.isEmpty(); length++) {
      List<Integer> next = new ArrayList<>();
      for (int from : front) {
        for (int o = outgoing.start()[from]; o < outgoing.start()[from + 1]; o++) {
          int to = outgoing.target()[o];
          if (!roles.isClamped(to) && !seen.get(to)) {
            seen.set(to);
            next.add(to);
          }
        }
      }
      front = next;
    }
    return seen;
  }

  /** Those of a set from which a path within the set leads to an output. */
  static BitSet useful(Topology topology, BitSet set) {
    BitSet useful = new BitSet();
    IntList queue = new IntList();
    for (int o = topology.roles().firstOutput(); o < topology.neurons(); o++) {
      if (set.get(o)) {
        useful.set(o);
        queue.add(o);
      }
    }
    for (int i = 0; i < queue.size(); i++) {
      int to = queue.get(i);
      for (int e = topology.columnStart(to); e < topology.columnEnd(to); e++) {
        int from = topology.source(e);
        if (set.get(from) && !useful.get(from)) {
          useful.set(from);
          queue.add(from);
        }
      }
    }
    return useful;
  }

  /** The neurons on which the influence of the edges into b is carried, shared. */
  BitSet neurons(int b) {
    return neurons[b];
  }

  /** How many sources of j carry the influence of the edges into b. */
  private int sources(int j, int b) {
    int count = 0;
    for (int e = topology.columnStart(j); e < topology.columnEnd(j); e++) {
      count += neurons[b].get(topology.source(e)) ? 1 : 0;
    }
    return count;
  }

  /** Numbers carried: one per kept pair and edge into b. */
  long numbers() {
    return numbers;
  }

  /**
   * Multiply-adds of one tick: the sum over kept pairs of {@code indegree(b) (1 + sources of j that
   * carry b)}.
   */
  long multiplyAdds() {
    return multiplyAdds;
  }
}
