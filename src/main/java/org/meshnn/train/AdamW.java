package org.meshnn.train;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter, Decoupled weight decay regularization,
 * ICLR 2019, algorithm 2): {@code w *= 1 - rate decay}, then a step of {@link Adam}. Unlike {@link
 * Training#weightDecay}, which adds to the gradient and is divided by its size, it shrinks all
 * weights alike; a {@link Schedule} scales both.
 *
 * @param learningRate positive
 * @param weightDecay 0 or more
 * @param beta1 decay of the mean of gradients, in [0, 1)
 * @param beta2 decay of the mean of squared gradients, in [0, 1)
 * @param epsilon positive
 */
public record AdamW(
    double learningRate, double weightDecay, double beta1, double beta2, double epsilon)
    implements Optimiser {

  /**
   * Checks the ranges.
   *
   * @param learningRate positive and finite
   * @param weightDecay 0 or more, finite
   * @param beta1 in [0, 1)
   * @param beta2 in [0, 1)
   * @param epsilon positive and finite
   * @throws IllegalArgumentException if one is outside its range
   */
  public AdamW {
    Sgd.requireLearningRate(learningRate);
    Sgd.requireDecay("beta1", beta1);
    Sgd.requireDecay("beta2", beta2);
    Adam.requireEpsilon(epsilon);
    if (!(weightDecay >= 0) || Double.isInfinite(weightDecay)) {
      throw new IllegalArgumentException(
          "the weight decay of AdamW must be 0 or more and finite; got " + weightDecay);
    }
  }

  private Adam adam() {
    return new Adam(learningRate, beta1, beta2, epsilon);
  }

  @Override
  public Steps start(int weights) {
    return decaying(adam().start(weights));
  }

  @Override
  public Steps start(int weights, Memory memory) {
    return decaying(adam().start(weights, memory));
  }

  private Steps decaying(Steps adam) {
    return new Steps() {
      @Override
      public void step(double[] w, double[] g, double factor) {
        double kept = 1 - learningRate * factor * weightDecay;
        for (int i = 0; i < w.length; i++) {
          w[i] *= kept;
        }
        adam.step(w, g, factor);
      }

      @Override
      public Memory memory() {
        return adam.memory();
      }
    };
  }

  @Override
  public String toString() {
    return "AdamW at " + learningRate + ", decay " + weightDecay;
  }
}
