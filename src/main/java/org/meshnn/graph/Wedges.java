package org.meshnn.graph;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Two neighbours of a neuron each, drawn at random: how often they are neighbours themselves tells
 * the clustering, how often they close a directed cycle the number of those (Seshadhri, Pinar and
 * Kolda, SIAM International Conference on Data Mining, 2013). Work does not depend on how many
 * triangles there are.
 */
final class Wedges {
  private final Topology topology;
  private final Pairs pairs;
  private final int[] start; // neighbours of each rank, lower and higher ones
  private final int[] neighbour;
  private final RandomGenerator random;

  Wedges(Topology topology, Pairs pairs, RandomGenerator random) {
    this.topology = topology;
    this.pairs = pairs;
    this.random = random;
    start = new int[pairs.neurons + 1];
    for (int i = 0; i < pairs.neurons; i++) {
      start[i + 1] = start[i] + pairs.degree[i];
    }
    int[] next = start.clone();
    neighbour = new int[start[pairs.neurons]];
    for (int low = 0; low < pairs.neurons; low++) {
      for (int i = pairs.start[low]; i < pairs.start[low + 1]; i++) {
        neighbour[next[low]++] = pairs.higher[i];
        neighbour[next[pairs.higher[i]]++] = low;
      }
    }
  }

  /**
   * Mean over neurons, 0 of those with fewer than two neighbours: the share of these is known, and
   * of the others each is as likely.
   */
  Triads.Estimate clustering(int draws) {
    int[] eligible = IntStream.range(0, pairs.neurons).filter(i -> pairs.degree[i] > 1).toArray();
    if (eligible.length == 0) {
      return new Triads.Estimate(0, 0);
    }
    long closed = 0;
    for (int draw = 0; draw < draws; draw++) {
      int middle = eligible[random.nextInt(eligible.length)];
      int a = neighbour(middle, -1);
      int b = neighbour(middle, a);
      closed += edge(a, b) || edge(b, a) ? 1 : 0;
    }
    return Triads.Estimate.of(closed, closed, draws, (double) eligible.length / pairs.neurons);
  }

  /** Each wedge as likely; a cycle of three edges has three. */
  Triads.Estimate cycles(int draws) {
    double[] upTo = new double[pairs.neurons]; // wedges whose middle has this rank or a lower one
    double all = 0;
    for (int i = 0; i < pairs.neurons; i++) {
      all += 0.5 * pairs.degree[i] * (pairs.degree[i] - 1.0);
      upTo[i] = all;
    }
    if (all == 0) {
      return new Triads.Estimate(0, 0);
    }
    long sum = 0;
    long squares = 0;
    for (int draw = 0; draw < draws; draw++) {
      int middle = firstAbove(upTo, random.nextDouble(all));
      int a = neighbour(middle, -1);
      int b = neighbour(middle, a);
      int closed = cycle(a, middle, b) + cycle(b, middle, a);
      sum += closed;
      squares += closed * closed;
    }
    return Triads.Estimate.of(sum, squares, draws, all / 3);
  }

  private static int firstAbove(double[] upTo, double drawn) {
    int at = Arrays.binarySearch(upTo, drawn);
    int first = at < 0 ? -at - 1 : at + 1;
    while (upTo[first] == drawn) {
      first++;
    }
    return first;
  }

  /** A neighbour of a rank other than {@code taken}, each as likely. */
  private int neighbour(int rank, int taken) {
    int found;
    do {
      found = neighbour[random.nextInt(start[rank], start[rank + 1])];
    } while (found == taken);
    return found;
  }

  private int cycle(int a, int b, int c) {
    return edge(a, b) && edge(b, c) && edge(c, a) ? 1 : 0;
  }

  private boolean edge(int from, int to) {
    return topology.edge(pairs.neuron[from], pairs.neuron[to]) >= 0;
  }
}
