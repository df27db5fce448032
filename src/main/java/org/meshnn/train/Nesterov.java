package org.meshnn.train;

import java.util.Map;
import java.util.Set;

/**
 * Stochastic gradient descent with Nesterov's momentum (Sutskever et al., On the importance of
 * initialization and momentum in deep learning, ICML 2013, section 2), in the form of which the
 * gradient is taken at the weights themselves: {@code u = momentum u + g; w -= rate (g + momentum
 * u)}.
 *
 * @param learningRate positive
 * @param momentum in (0, 1)
 */
public record Nesterov(double learningRate, double momentum) implements Optimiser {

  /**
   * Checks the ranges.
   *
   * @param learningRate positive and finite
   * @param momentum in (0, 1)
   * @throws IllegalArgumentException if one is outside its range
   */
  public Nesterov {
    Sgd.requireLearningRate(learningRate);
    Sgd.requireDecay("momentum", momentum);
    if (momentum == 0) {
      throw new IllegalArgumentException(
          "Nesterov's momentum must be in (0, 1), for example 0.9; got 0.0; without momentum:"
              + " Optimiser.sgd("
              + learningRate
              + ")");
    }
  }

  @Override
  public Steps start(int weights) {
    return steps(new double[weights]);
  }

  @Override
  public Steps start(int weights, Memory memory) {
    Memory.require(memory, this, weights, Set.of(), Set.of("u"));
    return steps(memory.copyOf("u"));
  }

  private Steps steps(double[] u) {
    return new Steps() {
      @Override
      public void step(double[] w, double[] g, double factor) {
        double rate = learningRate * factor;
        for (int i = 0; i < w.length; i++) {
          u[i] = momentum * u[i] + g[i];
          w[i] -= rate * (g[i] + momentum * u[i]);
        }
      }

      @Override
      public Memory memory() {
        return new Memory(Map.of(), Map.of("u", u));
      }
    };
  }

  @Override
  public String toString() {
    return "SGD at " + learningRate + ", Nesterov momentum " + momentum;
  }
}
