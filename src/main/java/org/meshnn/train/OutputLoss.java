package org.meshnn.train;

import org.meshnn.engine.Block;

/** A loss that is a sum over the outputs, of each beside its own target. */
interface OutputLoss extends Loss {
  /** The loss of output k, in state s where y is wanted. */
  double value(int k, double s, double y);

  /** Its derivative by s. */
  double slope(int k, double s, double y);

  @Override
  default void prepare(Block s, Block g, int count) {}

  @Override
  default double sample(Block s, Block g, int p, double[] targets, int y, double scale) {
    double sum = 0;
    for (int k = 0; k < s.rows(); k++) {
      double state = s.value(k, p);
      sum += value(k, state, targets[y + k]);
      g.values()[g.at(k) + p] = scale * slope(k, state, targets[y + k]);
    }
    return sum;
  }

  /** The sum of the scores of each sample. */
  @Override
  default double score(
      Block outputs, Block scratch, double[] targets, int[] order, int from, int count) {
    double sum = 0;
    for (int p = 0; p < count; p++) {
      sum += score(outputs, targets, order[from + p] * outputs.rows(), p);
    }
    return sum;
  }

  @Override
  default Metric metric() {
    return Metric.RMSE;
  }
}
