package org.meshnn.exchange;

import java.util.Arrays;
import java.util.OptionalInt;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;

/** How many ticks a graph without cycles takes until its outputs are what they will remain. */
final class LongestPath {
  private LongestPath() {}

  /**
   * The longest path to an output in edges, from clamped neurons or from those that nothing feeds,
   * which take a tick themselves; at least 1. Empty where computed neurons form a cycle. Neurons
   * are taken off from the ends of all paths (Kahn 1962), linear in edges.
   */
  static OptionalInt ticks(Topology topology) {
    int n = topology.neurons();
    Roles roles = topology.roles();
    int[] pending = new int[n]; // edges to neurons that are not yet taken off
    for (int e = topology.columnStart(roles.clamped()); e < topology.edges(); e++) {
      pending[topology.source(e)]++;
    }
    int[] distance = new int[n]; // to an output, on the longest path; -1 where there is none
    Arrays.fill(distance, 0, roles.firstOutput(), -1);
    int[] taken = new int[n];
    int size = 0;
    for (int j = roles.clamped(); j < n; j++) {
      if (pending[j] == 0) {
        taken[size++] = j;
      }
    }
    int longest = 1;
    for (int i = 0; i < size; i++) {
      int j = taken[i];
      int beyond = distance[j] < 0 ? -1 : distance[j] + 1;
      longest = Math.max(longest, beyond);
      for (int e = topology.columnStart(j); e < topology.columnEnd(j); e++) {
        int from = topology.source(e);
        distance[from] = Math.max(distance[from], beyond);
        pending[from]--;
        if (pending[from] == 0 && !roles.isClamped(from)) {
          taken[size++] = from;
        }
      }
    }
    return size < n - roles.clamped() ? OptionalInt.empty() : OptionalInt.of(longest);
  }
}
