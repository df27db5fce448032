package org.meshnn.plan;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.meshnn.graph.Topology;

/**
 * Where the states of a mesh lie that moves tick after tick without end: a row for each neuron,
 * twice, for the tick before and for this tick, in turn; then a row of slopes for each.
 *
 * @param topology the graph
 * @param gather the pre-activations of all neurons that are not clamped, from the first place to
 *     the second, and back
 * @param scatter for each neuron that is not clamped, the edges that leave it for one that is not:
 *     from rows behind those of n neurons, row n + j for neuron j, to the rows of the neurons; its
 *     weights are read one after the other, in the order of {@code outgoing}
 * @param outgoing the edge of each term of scatter
 */
public record StatePlan(Topology topology, Gather[] gather, Gather scatter, int[] outgoing) {

  /**
   * {@return the plan of a mesh}
   *
   * @param topology the graph
   */
  public static StatePlan of(Topology topology) {
    int n = topology.neurons();
    Gather[] gather = {gather(topology, 0, n), gather(topology, n, 0)};
    Gather edges = scatter(topology);
    int[] inTheirOrder = IntStream.range(0, edges.terms()).toArray();
    Gather scatter = new Gather(edges.first(), edges.start(), edges.source(), inTheirOrder);
    return new StatePlan(topology, gather, scatter, edges.edge());
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

  private static Gather scatter(Topology topology) {
    int n = topology.neurons();
    int clamped = topology.roles().clamped();
    int[] number = new int[n];
    Arrays.setAll(number, j -> j - clamped);
    return bySource(topology, number, n - clamped, n + clamped, clamped);
  }

  /**
   * The edges between some neurons, by their source: a counting sort.
   *
   * @param number of each neuron, negative for those left out
   * @param count how many are numbered
   * @param from row of number 0 as a target of edges, where a gather reads
   * @param to row of number 0 as a source of edges, where a gather writes
   */
  static Gather bySource(Topology topology, int[] number, int count, int from, int to) {
    int[] start = new int[count + 1];
    for (int j = 0; j < topology.neurons(); j++) {
      for (int e = topology.columnStart(j); number[j] >= 0 && e < topology.columnEnd(j); e++) {
        if (number[topology.source(e)] >= 0) {
          start[number[topology.source(e)] + 1]++;
        }
      }
    }
    Arrays.parallelPrefix(start, Integer::sum);
    int[] next = start.clone();
    int[] row = new int[start[count]];
    int[] edge = new int[row.length];
    for (int j = 0; j < topology.neurons(); j++) {
      for (int e = topology.columnStart(j); number[j] >= 0 && e < topology.columnEnd(j); e++) {
        int source = number[topology.source(e)];
        if (source >= 0) {
          row[next[source]] = from + number[j];
          edge[next[source]++] = e;
        }
      }
    }
    return new Gather(to, start, row, edge);
  }

  /** {@return multiply-adds of one tick of one stream} */
  public long multiplyAdds() {
    return gather[0].terms();
  }
}
