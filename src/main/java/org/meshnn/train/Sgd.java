package org.meshnn.train;

/**
 * Stochastic gradient descent with momentum (Polyak 1964): {@code u = momentum u + g; w -= rate u}.
 *
 * @param learningRate positive
 * @param momentum in [0, 1); 0 for none
 */
public record Sgd(double learningRate, double momentum) implements Optimiser {

  public Sgd {
    Optimiser.requireLearningRate(learningRate);
    Optimiser.requireDecay("momentum", momentum);
  }

  @Override
  public Steps start(int weights) {
    double[] u = new double[weights];
    return (w, g) -> {
      for (int i = 0; i < w.length; i++) {
        u[i] = momentum * u[i] + g[i];
        w[i] -= learningRate * u[i];
      }
    };
  }

  @Override
  public String toString() {
    return "SGD at " + learningRate + (momentum > 0 ? ", momentum " + momentum : "");
  }
}
