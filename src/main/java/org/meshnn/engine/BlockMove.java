package org.meshnn.engine;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.meshnn.plan.BlockPlan;

/**
 * Moves the influence of a stream over a block of ticks: with {@code N[k, j] = dS_j(end) /
 * dS_k(begin)} and {@code M_t[b, j] = dS_j(end) / dZ_b(t)}, which are carried back from the end for
 * all j at once,
 *
 * <pre>
 *   G'[e, j] = sum over k of G[e, k] N[k, j] + sum over t of S_source(e)(t-1) M_t[target(e), j]
 * </pre>
 *
 * Nothing is allocated after construction.
 */
final class BlockMove {
  private final BlockPlan plan;
  private final Kernels kernels;
  private final int n; // carriers
  private final int ticks;
  private final int width; // of a row of G
  private final int stride;
  private final double[]
      m; // v before and after a tick, in turn; a zero; of each b its v at each tick
  private final double[] factors; // of the rows of G of one target
  private final double[] jacobian; // of each term on the way back
  private final double[] past; // 1 - a of each carrier
  private final double[] slope; // D of each carrier
  private final double[] slopes; // D of each tick
  private int place; // 0 or 1: where v is now

  BlockMove(BlockPlan plan, LaneStates states, Kernels kernels, int ticks) {
    this.plan = plan;
    this.kernels = kernels;
    this.ticks = ticks;
    n = plan.carriers().length;
    width = kernels.padded(n);
    stride = width + kernels.lanes(); // rows a power of 2 apart would crowd in few lines of a cache
    m = new double[Requests.requireMemory((2L * n + 1 + (long) n * ticks) * stride, 1, null)];
    int inDegree = 0;
    for (int c = 0; c < n; c++) {
      inDegree = Math.max(inDegree, plan.start()[c + 1] - plan.start()[c]);
    }
    factors = new double[Requests.requireMemory((long) inDegree * Math.max(n, ticks), 1, null)];
    jacobian = new double[plan.back().target().length];
    past = IntStream.of(plan.carriers()).mapToDouble(j -> 1 - states.leak(j)).toArray();
    slope = new double[n];
    slopes = new double[ticks];
  }

  /** The distance between rows of G. */
  int width() {
    return width;
  }

  /**
   * Moves.
   *
   * @param recent as many ticks as a block has
   * @param lane the stream
   * @param g its influence, a row for each edge into a carrier
   */
  void move(RecentTicks recent, int lane, double[] g) {
    place = 0;
    Arrays.fill(m, 0, n * stride, 0);
    for (int c = 0; c < n; c++) {
      m[c * stride + c] = 1;
    }
    for (int t = ticks - 1; t >= 0; t--) {
      carry(recent, lane, t);
    }
    for (int b = 0; b < n; b++) {
      multiply(recent, lane, g, b);
    }
  }

  /** Back through tick t: v is dS(end)/dS(t), of which D times is M. */
  private void carry(RecentTicks recent, int lane, int t) {
    int from = place * n * stride;
    for (int b = 0; b < n; b++) {
      slope[b] = recent.slope(t, plan.carriers()[b], lane);
      int kept = (2 * n + 1 + b * ticks + t) * stride;
      System.arraycopy(m, from + b * stride, m, kept, width);
    }
    BlockPlan.Back back = plan.back();
    double[] w = recent.weights(t);
    for (int k = 0; k < jacobian.length; k++) {
      int b = back.target()[k];
      int i = back.weight()[k];
      jacobian[k] = i < 0 ? past[b] : w[i] * slope[b];
    }
    kernels.gather(m, stride, width, back.gather()[place], jacobian, null, null, 2 * n);
    place = 1 - place;
  }

  /** The rows of the edges into b. */
  private void multiply(RecentTicks recent, int lane, double[] g, int b) {
    int first = plan.start()[b];
    int rows = plan.start()[b + 1] - first;
    int at = first * width;
    for (int i = 0; i < rows; i++) {
      System.arraycopy(g, at + i * width, factors, i * n, n);
    }
    int x = place * n * stride;
    kernels.product(m, x, stride, width, factors, n, g, at, width, rows, false);
    for (int t = 0; t < ticks; t++) {
      slopes[t] = recent.slope(t, plan.carriers()[b], lane);
    }
    for (int i = 0; i < rows; i++) {
      recent.copyStates(plan.source()[first + i], lane, slopes, factors, i * ticks);
    }
    x = (2 * n + 1 + b * ticks) * stride;
    kernels.product(m, x, stride, width, factors, ticks, g, at, width, rows, true);
  }
}
