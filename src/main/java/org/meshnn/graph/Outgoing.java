package org.meshnn.graph;

import java.util.Arrays;

/**
 * The edges of a topology by source; the topology itself holds them by target.
 *
 * @param start the edges that leave neuron a are {@code start[a] .. start[a + 1] - 1}; length
 *     {@code neurons + 1}
 * @param target where each leads, from one neuron in increasing order
 */
public record Outgoing(int[] start, int[] target) {

  /**
   * {@return the edges by source: a counting sort, linear in neurons and edges}
   *
   * @param topology the graph
   */
  public static Outgoing of(Topology topology) {
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
