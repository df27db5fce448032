package org.meshnn.exchange;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Edges by their ends, with their weights, in arrays that grow. */
final class Edges {
  int[] from = new int[16];
  int[] to = new int[16];
  double[] weight = new double[16];
  int size;

  void add(int source, int target, double value) {
    if (size == from.length) {
      int longer = 2 * size;
      from = Arrays.copyOf(from, longer);
      to = Arrays.copyOf(to, longer);
      weight = Arrays.copyOf(weight, longer);
    }
    from[size] = source;
    to[size] = target;
    weight[size++] = value;
  }

  /** Each edge followed by its reverse, so that those that repeat do so in one order both ways. */
  void addReversed() {
    Edges both = new Edges();
    for (int e = 0; e < size; e++) {
      both.add(from[e], to[e], weight[e]);
      if (from[e] != to[e]) {
        both.add(to[e], from[e], weight[e]);
      }
    }
    from = both.from;
    to = both.to;
    weight = both.weight;
    size = both.size;
  }

  void renumber(int[] numbers) {
    for (int e = 0; e < size; e++) {
      from[e] = numbers[from[e]];
      to[e] = numbers[to[e]];
    }
  }

  /**
   * By target, then source, by two stable counting sorts.
   *
   * @param added whether weights of those that repeat are added; else the last counts
   * @return the number of those that repeat
   */
  int sortAndMerge(int nodes, boolean added) {
    int[] order = sorted(to, sorted(from, null, nodes), nodes);
    int[] sources = new int[size];
    int[] targets = new int[size];
    double[] weights = new double[size];
    int kept = 0;
    for (int e : order) {
      boolean again = kept > 0 && sources[kept - 1] == from[e] && targets[kept - 1] == to[e];
      if (again) {
        weights[kept - 1] = added ? weights[kept - 1] + weight[e] : weight[e];
      } else {
        sources[kept] = from[e];
        targets[kept] = to[e];
        weights[kept++] = weight[e];
      }
    }
    int repeated = size - kept;
    from = sources;
    to = targets;
    weight = weights;
    size = kept;
    return repeated;
  }

  /** The edges by a key, those of equal keys in the order given; null for as they are. */
  private int[] sorted(int[] key, int @Nullable [] order, int keys) {
    int[] start = new int[keys + 1];
    for (int i = 0; i < size; i++) {
      start[key[i] + 1]++;
    }
    for (int k = 0; k < keys; k++) {
      start[k + 1] += start[k];
    }
    int[] sorted = new int[size];
    for (int i = 0; i < size; i++) {
      int e = order == null ? i : order[i];
      sorted[start[key[e]]++] = e;
    }
    return sorted;
  }

  /** Whether nodes form a cycle: whether some stay when those that feed none are taken off. */
  boolean isCyclic(int nodes) {
    int[] byTarget = sorted(to, null, nodes);
    int[] starts = columnStarts(nodes);
    int[] pending = new int[nodes]; // edges to nodes that are not yet taken off
    for (int e = 0; e < size; e++) {
      pending[from[e]]++;
    }
    int[] taken = new int[nodes];
    int count = 0;
    for (int j = 0; j < nodes; j++) {
      if (pending[j] == 0) {
        taken[count++] = j;
      }
    }
    for (int i = 0; i < count; i++) {
      for (int k = starts[taken[i]]; k < starts[taken[i] + 1]; k++) {
        int source = from[byTarget[k]];
        pending[source]--;
        if (pending[source] == 0) {
          taken[count++] = source;
        }
      }
    }
    return count < nodes;
  }

  int[] columnStarts(int nodes) {
    int[] starts = new int[nodes + 1];
    for (int e = 0; e < size; e++) {
      starts[to[e] + 1]++;
    }
    for (int k = 0; k < nodes; k++) {
      starts[k + 1] += starts[k];
    }
    return starts;
  }

  int[] sources() {
    return Arrays.copyOf(from, size);
  }

  double[] weights() {
    return Arrays.copyOf(weight, size);
  }
}
