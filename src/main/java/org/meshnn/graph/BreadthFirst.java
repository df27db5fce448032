package org.meshnn.graph;

import java.util.Arrays;

/**
 * Fewest edges on paths to or from given neurons, along the edges that act: those into inputs and
 * bias do not, as their states are overwritten before every tick. A search is linear in the neurons
 * and edges that it comes to; arrays are used again by the next.
 */
final class BreadthFirst {
  static final int NEVER = Integer.MAX_VALUE;

  private final Roles roles;
  private final boolean backwards;
  private final int[] start;
  private final int[] neighbour;
  private final int[] distance;
  private final int[] found;
  private int size;

  private BreadthFirst(Roles roles, boolean backwards, int[] start, int[] neighbour) {
    this.roles = roles;
    this.backwards = backwards;
    this.start = start;
    this.neighbour = neighbour;
    distance = new int[roles.neurons()];
    found = new int[roles.neurons()];
    Arrays.fill(distance, NEVER);
  }

  /** Along the edges. */
  static BreadthFirst forwards(Topology topology) {
    Outgoing outgoing = Outgoing.of(topology);
    return new BreadthFirst(topology.roles(), false, outgoing.start(), outgoing.target());
  }

  /** Against the edges. */
  static BreadthFirst backwards(Topology topology) {
    EdgeSet edges = topology.edgeSet();
    return new BreadthFirst(topology.roles(), true, edges.columnStart, edges.source);
  }

  /** Searches from neurons {@code first .. end - 1}, which are at distance 0. */
  BreadthFirst from(int first, int end) {
    for (int i = 0; i < size; i++) {
      distance[found[i]] = NEVER;
    }
    size = 0;
    for (int j = first; j < end; j++) {
      add(j, 0);
    }
    for (int i = 0; i < size; i++) {
      if (!backwards || !roles.isClamped(found[i])) {
        for (int k = start[found[i]]; k < start[found[i] + 1]; k++) {
          int j = neighbour[k];
          if (distance[j] == NEVER && (backwards || !roles.isClamped(j))) {
            add(j, distance[found[i]] + 1);
          }
        }
      }
    }
    return this;
  }

  private void add(int neuron, int edges) {
    distance[neuron] = edges;
    found[size++] = neuron;
  }

  /** How many neurons the last search has found. */
  int size() {
    return size;
  }

  /** The i-th of them, the nearest first. */
  int found(int i) {
    return found[i];
  }

  /** Edges between the neuron and the nearest of those searched from; NEVER without a path. */
  int distance(int neuron) {
    return distance[neuron];
  }
}
