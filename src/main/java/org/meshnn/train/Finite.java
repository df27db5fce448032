package org.meshnn.train;

import java.util.Arrays;
import org.meshnn.engine.Activation;
import org.meshnn.engine.Transition;
import org.meshnn.graph.Topology;
import org.meshnn.plan.Plan;

/** Whether numbers are finite, or surely are going to be. */
final class Finite {
  /** Far below where squares, or sums of as many of them as fit a batch, overflow. */
  private static final double SAFE = 1e140;

  private Finite() {}

  static boolean all(double[] values) {
    double even = 0; // x * 0 is 0 for finite x, else NaN
    double odd = 0;
    for (int i = 0; i < values.length; i++) {
      if (i % 2 == 0) {
        even += values[i] * 0;
      } else {
        odd += values[i] * 0;
      }
    }
    return even + odd == 0;
  }

  /** Whether the squares are finite too. */
  static boolean allSquares(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value * value * 0;
    }
    return sum == 0;
  }

  /**
   * Whether a bound shows that no state of any sample overflows, nor the square of an error. Every
   * activation that is built in has {@code |f(z)| <= 1 + |z|}, hence with c = max over j of (sum
   * over k of |A[k, j]|), leaks or not,
   *
   * <pre>  |S(t)| &lt;= max(|S(t-1)|, 1 + c max(|S(t-1)|, |x|, 1))  </pre>
   *
   * <p>in the maximum norm. False says nothing, and is the answer where activations are one's own.
   * Costs a look at each weight and each number of the rows.
   */
  static boolean surely(Plan plan, Transition transition, double[] weights, RowSource rows) {
    Activation[] activations = transition.activations(plan.topology().roles());
    if (!Activation.all().containsAll(Arrays.asList(activations))) {
      return false;
    }
    double clamped = Math.max(1, rows.largestInput());
    double column = largestColumn(plan.topology(), weights);
    double bound = clamped;
    for (int t = 0; t < plan.ticks().size(); t++) {
      bound = Math.max(bound, 1 + column * bound);
    }
    return bound + rows.largestTarget() < SAFE;
  }

  private static double largestColumn(Topology topology, double[] weights) {
    double largest = 0;
    for (int to = 0; to < topology.neurons(); to++) {
      double sum = 0;
      for (int e = topology.columnStart(to); e < topology.columnEnd(to); e++) {
        sum += Math.abs(weights[e]);
      }
      largest = Math.max(largest, sum);
    }
    return largest;
  }

  /** The largest magnitude of the first numbers. */
  static double largest(double[] values, int count) {
    double largest = 0;
    for (int i = 0; i < count; i++) {
      largest = Math.max(largest, Math.abs(values[i]));
    }
    return largest;
  }
}
