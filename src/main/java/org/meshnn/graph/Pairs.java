package org.meshnn.graph;

/**
 * Hidden and output neurons that share an edge, each pair once whatever its direction, self-loops
 * left out. Neurons go by their rank from the fewest edges to the most: a neuron then has at most
 * the square root of twice the pairs above it (Latapy, Theoretical Computer Science 407, 2008).
 */
final class Pairs {
  static final int UP = 1; // an edge from the lower rank to the higher
  static final int DOWN = 2;

  final int neurons;
  final int[] neuron; // of each rank
  final int[] start; // the pairs whose lower rank is i are start[i] .. start[i + 1] - 1
  final int[] higher; // the other rank
  final byte[] direction; // UP, DOWN or both
  final int[] degree; // pairs that a rank is in

  private Pairs(int[] neuron, int[] start, int[] higher, byte[] direction) {
    this.neuron = neuron;
    neurons = neuron.length;
    this.start = start;
    this.higher = higher;
    this.direction = direction;
    degree = new int[neurons];
    for (int low = 0; low < neurons; low++) {
      for (int i = start[low]; i < start[low + 1]; i++) {
        degree[low]++;
        degree[higher[i]]++;
      }
    }
  }

  /** Counting sorts: linear in neurons and edges. */
  static Pairs of(Topology topology) {
    int[] rank = ranks(topology);
    int n = rank.length;
    int[] start = new int[n + 1];
    each(topology, rank, (low, high, direction) -> start[low + 1]++);
    for (int i = 0; i < n; i++) {
      start[i + 1] += start[i];
    }
    int[] next = start.clone();
    int[] higher = new int[start[n]];
    byte[] directions = new byte[start[n]];
    each(
        topology,
        rank,
        (low, high, direction) -> {
          higher[next[low]] = high;
          directions[next[low]++] = (byte) direction;
        });
    merge(n, start, higher, directions);
    int[] neuron = new int[n];
    for (int j = 0; j < n; j++) {
      neuron[rank[j]] = topology.roles().clamped() + j;
    }
    return new Pairs(neuron, start, higher, directions);
  }

  /** Edges between the same two neurons become one pair, in place. */
  private static void merge(int n, int[] start, int[] higher, byte[] direction) {
    int[] place = new int[n]; // of the pair with a rank, plus 1
    int size = 0;
    int from = 0;
    for (int low = 0; low < n; low++) {
      int first = size;
      int end = start[low + 1];
      for (int i = from; i < end; i++) {
        int high = higher[i];
        if (place[high] > first) {
          direction[place[high] - 1] |= direction[i];
        } else {
          higher[size] = high;
          direction[size] = direction[i];
          place[high] = ++size;
        }
      }
      from = end;
      start[low + 1] = size;
    }
  }

  /** The rank of each neuron that is not clamped, by its edges. */
  private static int[] ranks(Topology topology) {
    int clamped = topology.roles().clamped();
    int n = topology.neurons() - clamped;
    int[] edges = new int[n];
    int most = 0;
    for (int to = clamped; to < topology.neurons(); to++) {
      for (int e = topology.columnStart(to); e < topology.columnEnd(to); e++) {
        int from = topology.source(e);
        if (from >= clamped && from != to) {
          most = Math.max(most, Math.max(++edges[from - clamped], ++edges[to - clamped]));
        }
      }
    }
    int[] start = new int[most + 2];
    for (int count : edges) {
      start[count + 1]++;
    }
    for (int i = 0; i <= most; i++) {
      start[i + 1] += start[i];
    }
    int[] rank = new int[n];
    for (int j = 0; j < n; j++) {
      rank[j] = start[edges[j]]++;
    }
    return rank;
  }

  private interface EdgeVisit {
    void edge(int low, int high, int direction);
  }

  private static void each(Topology topology, int[] rank, EdgeVisit visit) {
    int clamped = topology.roles().clamped();
    for (int to = clamped; to < topology.neurons(); to++) {
      for (int e = topology.columnStart(to); e < topology.columnEnd(to); e++) {
        int from = topology.source(e);
        if (from >= clamped && from != to) {
          int a = rank[from - clamped];
          int b = rank[to - clamped];
          visit.edge(Math.min(a, b), Math.max(a, b), a < b ? UP : DOWN);
        }
      }
    }
  }
}
