package org.meshnn.graph;

import java.util.Locale;
import org.meshnn.text.Plural;

/**
 * What a graph is like from neuron to neuron and among three: directed cycles of one, two and three
 * edges, each counted once, and the clustering coefficient. Among hidden and output neurons; edges
 * from and into inputs and bias are on no cycle.
 *
 * <p>The clustering coefficient is that of Watts and Strogatz (Nature 393, 1998) without
 * directions: for each neuron the part of the pairs of its neighbours that are neighbours
 * themselves, 0 if it has fewer than two, and the mean over the neurons.
 *
 * @param selfLoops cycles of one edge
 * @param twoCycles cycles of two edges: pairs of neurons with an edge in both directions
 * @param threeCycles cycles of three edges
 * @param clustering in [0, 1]
 * @param steps that counting takes: the pairs of edges looked at
 * @param draws pairs of neighbours that were drawn; 0 where all were counted
 */
public record Triads(
    long selfLoops,
    long twoCycles,
    Estimate threeCycles,
    Estimate clustering,
    long steps,
    int draws) {
  private static final int DRAWS = 400_000;

  /**
   * A number and how exact it is.
   *
   * @param value the number
   * @param error its standard error; 0 where all were counted
   */
  public record Estimate(double value, double error) {
    private static Estimate exact(double value) {
      return new Estimate(value, 0);
    }

    /** Factor times the mean of numbers that were drawn, of this sum and sum of squares. */
    static Estimate of(double sum, double squares, int draws, double factor) {
      double mean = sum / draws;
      double variance = Math.max(0, squares / draws - mean * mean);
      return new Estimate(factor * mean, factor * Math.sqrt(variance / draws));
    }
  }

  /**
   * {@return the short cycles and the clustering of a graph} Triangles are found from their neurons
   * of fewer edges on (Latapy, Theoretical Computer Science 407, 2008): of m edges in at most m
   * times the square root of 2 m steps, hubs or not. Where that is more than allowed, which is
   * known before, cycles of three edges and clustering are estimated from pairs of neighbours that
   * are drawn (Seshadhri, Pinar and Kolda, SIAM International Conference on Data Mining, 2013).
   *
   * @param topology the graph
   * @param most steps in which triangles are counted; 0 for an estimate, {@code Long.MAX_VALUE} for
   *     none
   * @param seed of an estimate: the same seed, the same pairs
   */
  public static Triads of(Topology topology, long most, long seed) {
    long selfLoops = 0;
    for (int j = topology.roles().clamped(); j < topology.neurons(); j++) {
      selfLoops += topology.edge(j, j) >= 0 ? 1 : 0;
    }
    Pairs pairs = Pairs.of(topology);
    long twoCycles = 0;
    long steps = 0;
    for (int i = 0; i < pairs.start[pairs.neurons]; i++) {
      twoCycles += pairs.direction[i] == (Pairs.UP | Pairs.DOWN) ? 1 : 0;
      steps += pairs.start[pairs.higher[i] + 1] - pairs.start[pairs.higher[i]];
    }
    if (steps > most) {
      Wedges wedges = new Wedges(topology, pairs, Draw.of(seed));
      return new Triads(
          selfLoops, twoCycles, wedges.cycles(DRAWS), wedges.clustering(DRAWS), steps, DRAWS);
    }
    long[] triangles = new long[pairs.neurons];
    Estimate threeCycles = Estimate.exact(cycles(pairs, triangles));
    Estimate clustering = Estimate.exact(clustering(pairs, triangles));
    return new Triads(selfLoops, twoCycles, threeCycles, clustering, steps, 0);
  }

  /**
   * For each triangle of ranks u below v below w: one cycle if it has the edges u to v to w to u,
   * one if it has u to w to v to u.
   */
  private static long cycles(Pairs pairs, long[] triangles) {
    byte[] shared = new byte[pairs.neurons]; // [w]: the directions between u and w; 0: no pair
    long cycles = 0;
    for (int u = 0; u < pairs.neurons; u++) {
      for (int i = pairs.start[u]; i < pairs.start[u + 1]; i++) {
        shared[pairs.higher[i]] = pairs.direction[i];
      }
      for (int i = pairs.start[u]; i < pairs.start[u + 1]; i++) {
        int v = pairs.higher[i];
        int uv = pairs.direction[i];
        for (int k = pairs.start[v]; k < pairs.start[v + 1]; k++) {
          int w = pairs.higher[k];
          int uw = shared[w];
          if (uw != 0) {
            int vw = pairs.direction[k];
            triangles[u]++;
            triangles[v]++;
            triangles[w]++;
            cycles += uv & vw & (uw >> 1) & 1; // UP, UP, DOWN
            cycles += uw & (vw >> 1) & (uv >> 1) & 1; // UP, DOWN, DOWN
          }
        }
      }
      for (int i = pairs.start[u]; i < pairs.start[u + 1]; i++) {
        shared[pairs.higher[i]] = 0;
      }
    }
    return cycles;
  }

  /** Mean over neurons of triangles / (k (k - 1) / 2), of k neighbours. */
  private static double clustering(Pairs pairs, long[] triangles) {
    double sum = 0;
    for (int j = 0; j < pairs.neurons; j++) {
      double k = pairs.degree[j];
      sum += k < 2 ? 0 : 2 * triangles[j] / (k * (k - 1));
    }
    return sum / pairs.neurons;
  }

  /** {@return whether triangles were counted, not estimated} */
  public boolean counted() {
    return draws == 0;
  }

  @Override
  public String toString() {
    String counts =
        Plural.grouped(selfLoops, "self-loop")
            + ", "
            + Plural.grouped(twoCycles, "cycle")
            + " of 2 edges, ";
    double three = threeCycles.value();
    double part = clustering.value();
    return counted()
        ? String.format(Locale.ROOT, "%s%,.0f of 3; clustering %.4g", counts, three, part)
        : String.format(
            Locale.ROOT,
            "%sabout %.4g of 3 (standard error %.2g); clustering about %.4g (%.2g)",
            counts,
            three,
            threeCycles.error(),
            part,
            clustering.error());
  }
}
