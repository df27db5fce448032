package org.meshnn.train;

/** The weights of the lowest loss so far; until there is one, those that training began with. */
final class BestWeights {
  private final double[] weights;
  private double loss = Double.POSITIVE_INFINITY;
  private int epoch;

  BestWeights(double[] initial) {
    weights = initial.clone();
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
}
