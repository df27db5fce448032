package org.meshnn.train;

/** A rule that moves the weights down a gradient. Immutable; {@link #start} gives it a memory. */
public sealed interface Optimiser permits Adam, Sgd {

  /**
   * {@return Adam with beta1 0.9, beta2 0.999 and epsilon 1e-8}
   *
   * @param learningRate positive
   * @throws IllegalArgumentException if it is not positive and finite
   */
  static Adam adam(double learningRate) {
    return new Adam(learningRate, 0.9, 0.999, 1e-8);
  }

  /**
   * {@return plain stochastic gradient descent}
   *
   * @param learningRate positive
   * @throws IllegalArgumentException if it is not positive and finite
   */
  static Sgd sgd(double learningRate) {
    return new Sgd(learningRate, 0);
  }

  /**
   * {@return stochastic gradient descent with momentum}
   *
   * @param learningRate positive
   * @param momentum in [0, 1); 0 for none
   * @throws IllegalArgumentException if one is outside its range
   */
  static Sgd sgd(double learningRate, double momentum) {
    return new Sgd(learningRate, momentum);
  }

  /**
   * Begins an optimisation.
   *
   * @param weights how many there are
   * @return its steps, with a memory of their own
   */
  Steps start(int weights);

  /** One optimisation under way. */
  interface Steps {
    /**
     * Moves the weights one step, in place.
     *
     * @param weights one per edge
     * @param gradient one derivative per edge
     */
    void step(double[] weights, double[] gradient);
  }
}
