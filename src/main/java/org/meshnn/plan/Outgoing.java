package org.meshnn.plan;

import java.util.Arrays;
import org.meshnn.graph.Topology;

/**
 * The edges by source.
 *
 * @param start the edges of neuron a are {@code start[a] .. start[a + 1] - 1}
 * @param target where each leads
 */
record Outgoing(int[] start, int[] target) {

  /** A counting sort, linear in neurons and edges. */
  static Outgoing of(Topology topology) {
    int[] start = new int[topology.neurons() + 1];
    for (int e = 0; e < topology.edges(); e++) {
      start[topology.source(e) + 1]++;
    }
    Arrays.parallelPrefix(start, Integer::sum);
    int[] next = start.clone();
    int[] target = new int[topology.edges()];
    for (int to = 0; to < topology.neurons(); to++) {
      for (int e = topology.columnStart(to); e < topology.columnEnd(to); e++) {
        target[next[topology.source(e)]++] = to;
      }
    }
    return new Outgoing(start, target);
  }
}
