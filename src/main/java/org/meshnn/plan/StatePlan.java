package org.meshnn.plan;

import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;

/**
 * Where the states of a mesh lie that moves tick after tick without end: a row for each neuron,
 * twice, for the tick before and for this tick, in turn; then a row of slopes for each.
 *
 * @param topology the graph
 * @param gather the pre-activations of all neurons that are not clamped, from the first place to
 *     the second, and back
 * @param scatter for each neuron that is not clamped, the edges that leave it for one that is not:
 *     sources are counted from neuron 0, targets from the first that is not clamped
 */
public record StatePlan(Topology topology, Gather[] gather, Gather scatter) {

  /**
   * {@return the plan of a mesh}
   *
   * @param topology the graph
   */
  public static StatePlan of(Topology topology) {
    int n = topology.neurons();
    return new StatePlan(
        topology, new Gather[] {gather(topology, 0, n), gather(topology, n, 0)}, scatter(topology));
  }

  private static Gather gather(Topology topology, int from, int to) {
    int clamped = topology.roles().clamped();
    int first = topology.columnStart(clamped);
    int[] start = new int[topology.neurons() - clamped + 1];
    int[] source = new int[topology.edges() - first];
    int[] edge = new int[source.length];
    for (int i = 0; i < start.length; i++) {
      start[i] =
          (i < start.length - 1 ? topology.columnStart(clamped + i) : topology.edges()) - first;
    }
    for (int k = 0; k < source.length; k++) {
      source[k] = from + topology.source(first + k);
      edge[k] = first + k;
    }
    return new Gather(to + clamped, start, source, edge);
  }

  /** The edges between neurons that are not clamped, by their source: a counting sort. */
  private static Gather scatter(Topology topology) {
    Roles roles = topology.roles();
    int clamped = roles.clamped();
    int[] start = new int[topology.neurons() - clamped + 1];
    for (int e = topology.columnStart(clamped); e < topology.edges(); e++) {
      int from = topology.source(e);
      if (!roles.isClamped(from)) {
        start[from - clamped + 1]++;
      }
    }
    for (int i = 1; i < start.length; i++) {
      start[i] += start[i - 1];
    }
    int[] next = start.clone();
    int[] target = new int[start[start.length - 1]];
    int[] edge = new int[target.length];
    for (int to = clamped; to < topology.neurons(); to++) {
      for (int e = topology.columnStart(to); e < topology.columnEnd(to); e++) {
        int from = topology.source(e);
        if (!roles.isClamped(from)) {
          int at = next[from - clamped]++;
          target[at] = to;
          edge[at] = e;
        }
      }
    }
    return new Gather(clamped, start, target, edge);
  }

  /** {@return multiply-adds of one tick of one stream} */
  public long multiplyAdds() {
    return gather[0].terms();
  }
}
