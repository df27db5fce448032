package org.meshnn.train;

import java.util.Arrays;
import java.util.BitSet;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.meshnn.graph.Topology;

/**
 * From one topology to the next.
 *
 * @param before where it begins
 * @param after where it leads: the same neurons
 * @param origin for each edge after it the edge before it, or -1 for one that has grown
 */
record EdgeChange(Topology before, Topology after, int[] origin) {

  /** A pair as one number, whose order is that of edges: by target, then by source. */
  static long pair(int from, int to) {
    return ((long) to << 32) | from;
  }

  /** The source of a pair. */
  static int from(long pair) {
    return (int) pair;
  }

  /** The target of a pair. */
  static int to(long pair) {
    return (int) (pair >>> 32);
  }

  /** Some pairs and more, ascending. */
  static long[] merged(long[] some, long[] more) {
    return LongStream.concat(Arrays.stream(some), Arrays.stream(more)).sorted().toArray();
  }

  /**
   * Drops and grows edges; linear in their number.
   *
   * @param dropped edges that go
   * @param grown pairs that come, ascending, none of them an edge that stays; one of those dropped
   *     is a new edge
   */
  static EdgeChange of(Topology before, BitSet dropped, long[] grown) {
    int edges = before.edges() - dropped.cardinality() + grown.length;
    int[] start = new int[before.neurons() + 1];
    int[] source = new int[edges];
    int[] origin = new int[edges];
    int at = 0;
    int g = 0;
    for (int to = 0; to < before.neurons(); to++) {
      int e = dropped.nextClearBit(before.columnStart(to));
      while (e < before.columnEnd(to) || (g < grown.length && to(grown[g]) == to)) {
        boolean stays =
            e < before.columnEnd(to)
                && (g == grown.length || pair(before.source(e), to) < grown[g]);
        source[at] = stays ? before.source(e) : from(grown[g++]);
        origin[at++] = stays ? e : -1;
        e = stays ? dropped.nextClearBit(e + 1) : e;
      }
      start[to + 1] = at;
    }
    return new EdgeChange(before, Topology.ofColumns(before.roles(), start, source), origin);
  }

  /** How many edges have grown. */
  int grown() {
    return (int) Arrays.stream(origin).filter(e -> e < 0).count();
  }

  /** How many edges were dropped. */
  int dropped() {
    return before.edges() - (after.edges() - grown());
  }

  /** One number per edge, carried over; 0 for those that have grown. */
  double[] carried(double[] values) {
    double[] carried = new double[origin.length];
    for (int e = 0; e < carried.length; e++) {
      carried[e] = origin[e] < 0 ? 0 : values[origin[e]];
    }
    return carried;
  }

  /** What an optimiser remembers, carried over. */
  Optimiser.Memory carried(Optimiser.Memory memory) {
    TreeMap<String, double[]> perWeight = new TreeMap<>();
    memory.perWeight().forEach((name, values) -> perWeight.put(name, carried(values)));
    return new Optimiser.Memory(memory.numbers(), perWeight);
  }
}
