package org.meshnn.graph;

import java.util.Arrays;

/**
 * An immutable set of directed edges over n neurons in compressed-column form: the sources of the
 * edges into neuron {@code to} are {@code source[columnStart[to]] .. source[columnStart[to + 1] -
 * 1]}, in increasing order, each once.
 */
final class EdgeSet {
  final int neurons;
  final int[] columnStart;
  final int[] source;

  EdgeSet(int neurons, int[] columnStart, int[] source) {
    this.neurons = neurons;
    this.columnStart = columnStart;
    this.source = source;
  }

  int size() {
    return source.length;
  }

  /** Position of the edge, or -1; O(log in-degree). */
  int find(int from, int to) {
    int at = Arrays.binarySearch(source, columnStart[to], columnStart[to + 1], from);
    return at < 0 ? -1 : at;
  }

  /** Edges in either set; linear in both. */
  EdgeSet union(EdgeSet other) {
    Builder merged = new Builder(neurons, size() + other.size());
    for (int to = 0; to < neurons; to++) {
      int i = columnStart[to];
      int k = other.columnStart[to];
      while (i < columnStart[to + 1] || k < other.columnStart[to + 1]) {
        int a = i < columnStart[to + 1] ? source[i] : Integer.MAX_VALUE;
        int b = k < other.columnStart[to + 1] ? other.source[k] : Integer.MAX_VALUE;
        merged.add(Math.min(a, b));
        i += a <= b ? 1 : 0;
        k += b <= a ? 1 : 0;
      }
      merged.endColumn();
    }
    return merged.build();
  }

  /** Edges of this set that the other lacks; linear in both. */
  EdgeSet minus(EdgeSet other) {
    Builder rest = new Builder(neurons, size());
    for (int to = 0; to < neurons; to++) {
      int k = other.columnStart[to];
      for (int i = columnStart[to]; i < columnStart[to + 1]; i++) {
        while (k < other.columnStart[to + 1] && other.source[k] < source[i]) {
          k++;
        }
        if (k == other.columnStart[to + 1] || other.source[k] != source[i]) {
          rest.add(source[i]);
        }
      }
      rest.endColumn();
    }
    return rest.build();
  }

  /**
   * The set of the given edges, in any order, repeats allowed. Two stable counting sorts, by source
   * and then by target: linear in edges and neurons.
   */
  static EdgeSet of(int neurons, int[] from, int[] to, int count) {
    int[] bySource = sortedBy(from, identity(count), neurons);
    int[] byTarget = sortedBy(to, bySource, neurons);
    Builder set = new Builder(neurons, count);
    int i = 0;
    for (int column = 0; column < neurons; column++) {
      int last = -1;
      for (; i < count && to[byTarget[i]] == column; i++) {
        int source = from[byTarget[i]];
        if (source != last) {
          set.add(source);
        }
        last = source;
      }
      set.endColumn();
    }
    return set.build();
  }

  private static int[] identity(int count) {
    int[] order = new int[count];
    Arrays.setAll(order, i -> i);
    return order;
  }

  private static int[] sortedBy(int[] key, int[] order, int keys) {
    int[] start = new int[keys + 1];
    for (int i : order) {
      start[key[i] + 1]++;
    }
    Arrays.parallelPrefix(start, Integer::sum);
    int[] sorted = new int[order.length];
    for (int i : order) {
      sorted[start[key[i]]++] = i;
    }
    return sorted;
  }

  /** Takes the columns in order, each with its sources in increasing order. */
  static final class Builder {
    private final int[] columnStart;
    private int[] source;
    private int size;
    private int column;

    Builder(int neurons, int expectedEdges) {
      columnStart = new int[neurons + 1];
      source = new int[Math.max(8, expectedEdges)];
    }

    void add(int from) {
      if (size == source.length) {
        if (size > Integer.MAX_VALUE / 2) {
          throw new IllegalArgumentException(
              "a mesh holds at most 2^30 edges; this wiring has more");
        }
        source = Arrays.copyOf(source, size * 2);
      }
      source[size++] = from;
    }

    void endColumn() {
      columnStart[++column] = size;
    }

    EdgeSet build() {
      return new EdgeSet(columnStart.length - 1, columnStart, Arrays.copyOf(source, size));
    }
  }
}
