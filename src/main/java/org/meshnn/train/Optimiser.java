package org.meshnn.train;

/** A rule that moves the weights down a gradient. Immutable; {@link #start} gives it a memory. */
public sealed interface Optimiser permits Adam, Sgd {

  /** Adam at a learning rate, its other constants as usual. */
  static Adam adam(double learningRate) {
    return new Adam(learningRate, 0.9, 0.999, 1e-8);
  }

  /** Plain stochastic gradient descent. */
  static Sgd sgd(double learningRate) {
    return new Sgd(learningRate, 0);
  }

  /** Stochastic gradient descent with momentum. */
  static Sgd sgd(double learningRate, double momentum) {
    return new Sgd(learningRate, momentum);
  }

  /** Begins an optimisation of this many weights. */
  Steps start(int weights);

  /** One optimisation under way. */
  interface Steps {
    /** Moves the weights one step, in place. */
    void step(double[] weights, double[] gradient);
  }
}
