package org.meshnn.train;

import org.meshnn.engine.Block;

/**
 * See {@link Loss#labelSmoothing}.
 *
 * @param share in [0, 1)
 */
public record LabelSmoothing(double share) implements Loss {
  /**
   * Checks the range.
   *
   * @param share in [0, 1)
   * @throws IllegalArgumentException if it is not
   */
  public LabelSmoothing {
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException(
          "expected a share in [0, 1) of each target, for example Loss.labelSmoothing(0.1); got "
              + share);
    }
  }

  @Override
  public void prepare(Block z, Block g, int count) {
    z.softmax(g, count);
  }

  /**
   * With m the sum of the K targets and {@code t_k = (1 - share) y_k + share m / K}, {@code sum
   * over k of -t_k log softmax(z)_k} and its derivative {@code m softmax(z)_k - t_k}.
   */
  @Override
  public double sample(Block z, Block g, int p, double[] targets, int y, double scale) {
    double mass = 0;
    for (int k = 0; k < z.rows(); k++) {
      mass += targets[y + k];
    }
    double spread = share * mass / z.rows();
    double loss = 0;
    for (int k = 0; k < z.rows(); k++) {
      double target = (1 - share) * targets[y + k] + spread;
      loss += target * (z.logSum(p) + (z.largest(p) - z.value(k, p)));
      int at = g.at(k) + p;
      g.values()[at] = scale * (mass * g.values()[at] - target);
    }
    return loss;
  }

  @Override
  public Metric metric() {
    return Metric.ACCURACY;
  }

  @Override
  public String toString() {
    return "label smoothing(" + share + ")";
  }
}
