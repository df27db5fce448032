package org.meshnn.graph;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Locale;

/**
 * An immutable set of directed edges over n neurons in compressed-column form: the sources of the
 * edges into neuron {@code to} are {@code source[columnStart[to]] .. source[columnStart[to + 1] -
 * 1]}, in increasing order, each once. At most 2^30.
 */
final class EdgeSet implements Serializable {
  private static final int MOST = 1 << 30;

  final int neurons;
  final int[] columnStart;
  final int[] source;

  EdgeSet(int neurons, int[] columnStart, int[] source) {
    this.neurons = neurons;
    this.columnStart = columnStart;
    this.source = source;
  }

  /**
   * A set in compressed-column form that somebody else made.
   *
   * @throws IllegalArgumentException if it is not such a set
   */
  static EdgeSet ofColumns(int neurons, int[] columnStart, int[] source) {
    requireRoom(source.length);
    if (columnStart.length != neurons + 1
        || columnStart[0] != 0
        || columnStart[neurons] != source.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected %d column starts, from 0 to the number of edges, %d; got %d",
              neurons + 1L,
              source.length,
              columnStart.length));
    }
    for (int to = 0; to < neurons; to++) {
      requireColumn(to, neurons, columnStart[to], columnStart[to + 1], source);
    }
    return new EdgeSet(neurons, columnStart, source);
  }

  private static void requireColumn(int to, int neurons, int start, int end, int[] source) {
    if (start > end || end > source.length) {
      throw new IllegalArgumentException(
          "the edges into neuron " + to + " end before they start, or after the last edge");
    }
    int before = -1;
    for (int e = start; e < end; e++) {
      if (source[e] <= before || source[e] >= neurons) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "expected sources of the edges into neuron %d in increasing order, each once, from 0 to"
                    + " %d; got %d after %d",
                to,
                neurons - 1,
                source[e],
                before));
      }
      before = source[e];
    }
  }

  /**
   * Refuses more edges than a mesh holds, before they are made.
   *
   * @param edges how many there will be, or are expected
   */
  static void requireRoom(long edges) {
    if (edges > MOST) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a mesh holds at most %,d edges; this wiring has %,d or more; take fewer neurons or a"
                  + " sparser wiring, such as Wiring.random(density, seed)",
              MOST,
              edges));
    }
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
    if (size() == 0 || other.size() == 0) {
      return size() == 0 ? other : this;
    }
    Builder merged = new Builder(neurons, (long) size() + other.size());
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
    if (size() == 0 || other.size() == 0) {
      return this;
    }
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

  /** The set of the given edges, in any order, repeats allowed; linear in edges and neurons. */
  static EdgeSet of(int neurons, int[] from, int[] to, int count) {
    return Change.of(neurons, from, to, count).added();
  }

  /**
   * The set of undirected edges, each as two, one either way.
   *
   * @param ends edge e is between {@code ends[2 e]} and {@code ends[2 e + 1]}
   */
  static EdgeSet bothWays(int neurons, int[] ends) {
    int[] others = new int[ends.length];
    Arrays.setAll(others, i -> ends[i ^ 1]);
    return of(neurons, ends, others, ends.length);
  }

  /** Takes the columns in order, each with its sources in increasing order. */
  static final class Builder {
    private final int[] columnStart;
    private int[] source;
    private int size;
    private int column;

    /** Room for the expected edges, as far as a mesh holds them; grows where there are more. */
    Builder(int neurons, long expectedEdges) {
      columnStart = new int[neurons + 1];
      source = new int[(int) Math.min(MOST, Math.max(8, expectedEdges))];
    }

    void add(int from) {
      if (size == source.length) {
        requireRoom(size + 1L);
        source = Arrays.copyOf(source, (int) Math.min(MOST, 2L * size));
      }
      source[size++] = from;
    }

    /** Adds the sources {@code from .. end - 1}. */
    void addRange(int from, int end) {
      for (int next = from; next < end; next++) {
        add(next);
      }
    }

    void endColumn() {
      columnStart[++column] = size;
    }

    EdgeSet build() {
      return new EdgeSet(columnStart.length - 1, columnStart, trimmed());
    }

    private int[] trimmed() {
      return size == source.length ? source : Arrays.copyOf(source, size);
    }
  }
}
