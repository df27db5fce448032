package org.meshnn.graph;

import java.util.Arrays;

/** The graph that the hidden neurons of a mesh are, counted from 0, measured as a graph. */
final class HiddenGraph {
  final int n;
  private final int[][] sources; // of the edges into each

  HiddenGraph(Topology topology) {
    int first = topology.roles().clamped();
    int[] all = topology.sources();
    n = topology.hidden();
    sources = new int[n][];
    for (int to = 0; to < n; to++) {
      sources[to] =
          Arrays.stream(all, topology.columnStart(first + to), topology.columnEnd(first + to))
              .filter(from -> topology.roles().of(from) == Roles.Role.HIDDEN)
              .map(from -> from - first)
              .toArray();
    }
  }

  static HiddenGraph of(Wiring wiring, int hidden) {
    return new HiddenGraph(wiring.wire(new Roles(3, true, hidden, 2)));
  }

  int edges() {
    return Arrays.stream(sources).mapToInt(column -> column.length).sum();
  }

  int inDegree(int to) {
    return sources[to].length;
  }

  int[] sources(int to) {
    return sources[to];
  }

  boolean has(int from, int to) {
    return Arrays.binarySearch(sources[to], from) >= 0;
  }

  /** Whether each edge is there in either direction, and none leads to itself. */
  boolean isUndirected() {
    for (int to = 0; to < n; to++) {
      for (int from : sources[to]) {
        if (from == to || !has(to, from)) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * C of Watts and Strogatz 1998: of the pairs of a neuron's neighbours the share that is joined,
   * in the mean over neurons.
   */
  double clustering() {
    double sum = 0;
    for (int[] near : sources) {
      int joined = 0;
      for (int a : near) {
        for (int b : near) {
          joined += has(a, b) ? 1 : 0;
        }
      }
      sum += near.length < 2 ? 0 : joined / ((double) near.length * (near.length - 1));
    }
    return sum / n;
  }

  /** L of Watts and Strogatz 1998: the shortest path in the mean over pairs that are connected. */
  double pathLength() {
    double sum = 0;
    double pairs = 0;
    int[] distance = new int[n];
    int[] queue = new int[n];
    for (int start = 0; start < n; start++) {
      Arrays.fill(distance, -1);
      distance[start] = 0;
      queue[0] = start;
      int size = 1;
      for (int i = 0; i < size; i++) {
        for (int next : sources[queue[i]]) {
          if (distance[next] < 0) {
            distance[next] = distance[queue[i]] + 1;
            sum += distance[next];
            pairs++;
            queue[size++] = next;
          }
        }
      }
    }
    return sum / pairs;
  }
}
