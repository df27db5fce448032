package org.meshnn.train;

import java.util.Map;
import java.util.Set;

/**
 * Stochastic gradient descent with momentum (Polyak 1964): {@code u = momentum u + g; w -= rate u}.
 *
 * @param learningRate positive
 * @param momentum in [0, 1); 0 for none
 */
public record Sgd(double learningRate, double momentum) implements Optimiser {

  /**
   * Checks the ranges.
   *
   * @param learningRate positive and finite
   * @param momentum in [0, 1)
   * @throws IllegalArgumentException if one is outside its range
   */
  public Sgd {
    requireLearningRate(learningRate);
    requireDecay("momentum", momentum);
  }

  /**
   * {@return descent that looks ahead, with this learning rate and momentum: see {@link Nesterov}}
   *
   * @throws IllegalArgumentException if the momentum is 0
   */
  public Nesterov nesterov() {
    return new Nesterov(learningRate, momentum);
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
          w[i] -= rate * u[i];
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
    return "SGD at " + learningRate + (momentum > 0 ? ", momentum " + momentum : "");
  }

  /** Refuses a learning rate that is not positive and finite. */
  static void requireLearningRate(double learningRate) {
    if (!(learningRate > 0) || Double.isInfinite(learningRate)) {
      throw new IllegalArgumentException(
          "the learning rate must be positive and finite; got " + learningRate);
    }
  }

  /** Refuses a decay rate outside [0, 1). */
  static void requireDecay(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(name + " must be in [0, 1); got " + value);
    }
  }
}
