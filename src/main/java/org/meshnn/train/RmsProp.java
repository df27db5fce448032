package org.meshnn.train;

import java.util.Map;
import java.util.Set;

/**
 * RMSprop (Tieleman and Hinton, Neural networks for machine learning, lecture 6.5, 2012): {@code v
 * = decay v + (1 - decay) g^2; u = momentum u + g / (sqrt(v) + epsilon); w -= rate u}.
 *
 * @param learningRate positive
 * @param decay of the mean of squared gradients, in [0, 1)
 * @param momentum in [0, 1); 0 for none
 * @param epsilon positive
 */
public record RmsProp(double learningRate, double decay, double momentum, double epsilon)
    implements Optimiser {

  /**
   * Checks the ranges.
   *
   * @param learningRate positive and finite
   * @param decay in [0, 1)
   * @param momentum in [0, 1)
   * @param epsilon positive and finite
   * @throws IllegalArgumentException if one is outside its range
   */
  public RmsProp {
    Sgd.requireLearningRate(learningRate);
    Sgd.requireDecay("decay", decay);
    Sgd.requireDecay("momentum", momentum);
    Adam.requireEpsilon(epsilon);
  }

  @Override
  public Steps start(int weights) {
    return steps(new double[weights], new double[weights]);
  }

  @Override
  public Steps start(int weights, Memory memory) {
    Memory.require(memory, this, weights, Set.of(), Set.of("u", "v"));
    return steps(memory.copyOf("u"), memory.copyOf("v"));
  }

  private Steps steps(double[] u, double[] v) {
    return new Steps() {
      @Override
      public void step(double[] w, double[] g, double factor) {
        double rate = learningRate * factor;
        for (int i = 0; i < w.length; i++) {
          v[i] = decay * v[i] + (1 - decay) * g[i] * g[i];
          u[i] = momentum * u[i] + g[i] / (Math.sqrt(v[i]) + epsilon);
          w[i] -= rate * u[i];
        }
      }

      @Override
      public Memory memory() {
        return new Memory(Map.of(), Map.of("u", u, "v", v));
      }
    };
  }

  @Override
  public String toString() {
    return "RMSprop at " + learningRate + (momentum > 0 ? ", momentum " + momentum : "");
  }
}
