package org.meshnn.graph;

import java.util.Random;

/** A small topology of random size and density, with edges into inputs and bias among them. */
final class RandomGraph {
  private static final int NEVER = 1_000_000;

  final Topology topology;
  final boolean[][] acts; // [from][to]: an edge, and not into a clamped neuron

  RandomGraph(long seed) {
    Random random = new Random(seed);
    Roles roles =
        new Roles(
            1 + random.nextInt(3), random.nextBoolean(), random.nextInt(9), 1 + random.nextInt(3));
    int n = roles.neurons();
    double density = random.nextDouble() * random.nextDouble();
    int[] from = new int[n * n];
    int[] to = new int[n * n];
    acts = new boolean[n][n];
    int edges = 0;
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        if (random.nextDouble() < density) {
          from[edges] = a;
          to[edges++] = b;
          acts[a][b] = !roles.isClamped(b);
        }
      }
    }
    topology = new Topology(roles, EdgeSet.of(n, from, to, edges));
  }

  /** Fewest edges by Floyd and Warshall; from a neuron to itself 0. */
  int[][] distances() {
    int n = acts.length;
    int[][] d = new int[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        d[i][j] = i == j ? 0 : acts[i][j] ? 1 : NEVER;
      }
    }
    for (int k = 0; k < n; k++) {
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          d[i][j] = Math.min(d[i][j], d[i][k] + d[k][j]);
        }
      }
    }
    return d;
  }

  static boolean joined(int distance) {
    return distance < NEVER;
  }

  /** The trace of the power of the recurrent part without self-loops. */
  long trace(int power) {
    int n = acts.length;
    int clamped = topology.roles().clamped();
    long[][] product = new long[n][n];
    for (int i = 0; i < n; i++) {
      product[i][i] = 1;
    }
    for (int k = 0; k < power; k++) {
      long[][] next = new long[n][n];
      for (int i = clamped; i < n; i++) {
        for (int j = clamped; j < n; j++) {
          for (int m = clamped; m < n; m++) {
            next[i][j] += m != j && acts[m][j] ? product[i][m] : 0;
          }
        }
      }
      product = next;
    }
    long trace = 0;
    for (int i = clamped; i < n; i++) {
      trace += product[i][i];
    }
    return trace;
  }

  boolean neighbours(int a, int b) {
    return a != b && (acts[a][b] || acts[b][a]);
  }
}
