package org.meshnn.graph;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Gathers sets and single edges into one set. Linear in the single edges; each edge of a set is
 * merged O(log of all edges) times, as a set waits until those after it are half as large.
 */
final class Union {
  private final int neurons;
  private final Deque<EdgeSet> sets =
      new ArrayDeque<>(); // the last first, each at most half the next
  private int[] from = new int[8];
  private int[] to = new int[8];
  private int single;

  Union(int neurons) {
    this.neurons = neurons;
  }

  /** Adds an edge; a repeated one counts once. */
  void add(int source, int target) {
    if (single == from.length) {
      EdgeSet.requireRoom(single + 1L);
      from = Arrays.copyOf(from, 2 * single);
      to = Arrays.copyOf(to, 2 * single);
    }
    from[single] = source;
    to[single++] = target;
  }

  void add(EdgeSet set) {
    EdgeSet merged = set;
    while (!sets.isEmpty() && sets.peek().size() < 2L * merged.size()) {
      merged = sets.pop().union(merged);
    }
    sets.push(merged);
  }

  EdgeSet build() {
    if (single > 0 || sets.isEmpty()) {
      add(EdgeSet.of(neurons, from, to, single));
    }
    EdgeSet all = sets.pop();
    while (!sets.isEmpty()) {
      all = all.union(sets.pop());
    }
    return all;
  }
}
