package org.meshnn.train;

/** The weights of the lowest loss so far; until there is one, those that training began with. */
final class BestWeights {
  private final double[] weights;
  private double loss;
  private int epoch;

  /** Goes on from a state, whose weights are copied. */
  BestWeights(TrainingState.Best best) {
    weights = best.weights().clone();
    loss = best.loss();
    epoch = best.epoch();
  }

  /** Takes the weights over if their loss is lower than any before. */
  void offer(int number, double measured, double[] candidate) {
    if (measured < loss) {
      loss = measured;
      epoch = number;
      System.arraycopy(candidate, 0, weights, 0, weights.length);
    }
  }

  double[] weights() {
    return weights;
  }

  /** The epoch whose loss was lowest, or 0 if there was none. */
  int epoch() {
    return epoch;
  }

  /** What to go on from; its weights are shared. */
  TrainingState.Best state() {
    return new TrainingState.Best(weights, loss, epoch);
  }
}
