package org.meshnn.graph;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * What is said of edges, one after the other: that they are there, or that they are not. Linear in
 * the single edges; each edge of a set is merged O(log of all edges) times, as a set waits until
 * those after it are half as large.
 */
final class Draft {
  private final int neurons;
  private final EdgeSet none;
  private final Deque<Change> changes =
      new ArrayDeque<>(); // the last first, each at most half the next
  private boolean there = true;
  private int[] from = new int[8];
  private int[] to = new int[8]; // ~to of edges that are not there
  private int single;

  Draft(int neurons) {
    this.neurons = neurons;
    none = new EdgeSet(neurons, new int[neurons + 1], new int[0]);
  }

  /** Whether the edges that follow are there; they are until something else is said. */
  void there(boolean value) {
    there = value;
  }

  /** Says it of an edge; the last word counts. */
  void add(int source, int target) {
    if (single == from.length) {
      EdgeSet.requireRoom(single + 1L);
      from = Arrays.copyOf(from, 2 * single);
      to = Arrays.copyOf(to, 2 * single);
    }
    from[single] = source;
    to[single++] = there ? target : ~target;
  }

  /** Says it of all edges of a set. */
  void add(EdgeSet set) {
    addSingle();
    add(there ? new Change(set, none) : new Change(none, set));
  }

  private void addSingle() {
    if (single > 0) {
      Change said = Change.of(neurons, from, to, single);
      single = 0;
      add(said);
    }
  }

  private void add(Change last) {
    Change merged = last;
    while (!changes.isEmpty() && changes.peek().size() < 2 * merged.size()) {
      merged = changes.pop().then(merged);
    }
    changes.push(merged);
  }

  /** All that was said. */
  Change build() {
    addSingle();
    Change all = new Change(none, none);
    while (!changes.isEmpty()) {
      all = changes.pop().then(all);
    }
    return all;
  }
}
