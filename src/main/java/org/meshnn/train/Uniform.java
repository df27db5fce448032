package org.meshnn.train;

import java.util.random.RandomGenerator;
import org.meshnn.graph.Topology;

/**
 * Uniform weights between two bounds.
 *
 * @param low lower bound, finite
 * @param high upper bound, finite, above {@code low}
 */
public record Uniform(double low, double high) implements Initialisation {

  /**
   * Checks the bounds.
   *
   * @param low lower bound
   * @param high upper bound
   * @throws IllegalArgumentException if {@code low < high} does not hold or a bound is not finite
   */
  public Uniform {
    if (!(low < high) || Double.isInfinite(high - low)) {
      throw new IllegalArgumentException(
          "a uniform initialisation needs low < high, both finite; got " + low + " and " + high);
    }
  }

  @Override
  public double[] weights(Topology topology, RandomGenerator random) {
    double[] weights = new double[topology.edges()];
    for (int e = 0; e < weights.length; e++) {
      weights[e] = low + (high - low) * random.nextDouble();
    }
    return weights;
  }

  @Override
  public String toString() {
    return "uniform(" + low + ", " + high + ")";
  }
}
