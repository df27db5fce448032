package org.meshnn.train;

import java.util.Map;
import java.util.Set;

/**
 * Adam (Kingma and Ba 2015, algorithm 1): {@code w -= rate / (1 - beta1^t) * m / (sqrt(v) / sqrt(1
 * - beta2^t) + epsilon)}.
 *
 * @param learningRate positive
 * @param beta1 decay of the mean of gradients, in [0, 1)
 * @param beta2 decay of the mean of squared gradients, in [0, 1)
 * @param epsilon positive
 */
public record Adam(double learningRate, double beta1, double beta2, double epsilon)
    implements Optimiser {
  private static final String POWER_1 = "beta1^t";
  private static final String POWER_2 = "beta2^t";

  /**
   * Checks the ranges.
   *
   * @param learningRate positive and finite
   * @param beta1 in [0, 1)
   * @param beta2 in [0, 1)
   * @param epsilon positive and finite
   * @throws IllegalArgumentException if one is outside its range
   */
  public Adam {
    Sgd.requireLearningRate(learningRate);
    Sgd.requireDecay("beta1", beta1);
    Sgd.requireDecay("beta2", beta2);
    requireEpsilon(epsilon);
  }

  /** Refuses an epsilon that is not positive and finite. */
  static void requireEpsilon(double epsilon) {
    if (!(epsilon > 0) || Double.isInfinite(epsilon)) {
      throw new IllegalArgumentException("epsilon must be positive and finite; got " + epsilon);
    }
  }

  @Override
  public Steps start(int weights) {
    return steps(1, 1, new double[weights], new double[weights]);
  }

  @Override
  public Steps start(int weights, Memory memory) {
    Memory.require(memory, this, weights, Set.of(POWER_1, POWER_2), Set.of("m", "v"));
    return steps(
        memory.number(POWER_1), memory.number(POWER_2), memory.copyOf("m"), memory.copyOf("v"));
  }

  private Steps steps(double power1, double power2, double[] m, double[] v) {
    return new Steps() {
      private double decay1 = power1;
      private double decay2 = power2;

      @Override
      public void step(double[] w, double[] g, double factor) {
        decay1 *= beta1;
        decay2 *= beta2;
        double rate = learningRate * factor / (1 - decay1);
        double correction = 1 / Math.sqrt(1 - decay2);
        for (int i = 0; i < w.length; i++) {
          m[i] = beta1 * m[i] + (1 - beta1) * g[i];
          v[i] = beta2 * v[i] + (1 - beta2) * g[i] * g[i];
          w[i] -= rate * m[i] / (Math.sqrt(v[i]) * correction + epsilon);
        }
      }

      @Override
      public Memory memory() {
        return new Memory(Map.of(POWER_1, decay1, POWER_2, decay2), Map.of("m", m, "v", v));
      }
    };
  }

  @Override
  public String toString() {
    return "Adam at " + learningRate;
  }
}
