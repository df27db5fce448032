package org.meshnn.train;

import org.meshnn.engine.Block;

/**
 * What is minimised: the mean over the batch of a loss per sample. Targets are one row a sample and
 * one column an output.
 */
public enum Loss {
  /**
   * Softmax cross-entropy on the outputs taken as logits z: {@code -sum over k of y_k log
   * softmax(z)_k}, with the largest logit subtracted first, so that no logit overflows. Targets are
   * class weights: one-hot, scaled where classes are weighted.
   */
  CROSS_ENTROPY {
    @Override
    double sample(Block outputs, Block gradient, double[] target, int y, int p, double scale) {
      double[] z = outputs.values();
      double[] g = gradient.values();
      double top = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < outputs.rows(); k++) {
        top = Math.max(top, z[outputs.at(k) + p]);
      }
      double total = 0;
      double mass = 0;
      for (int k = 0; k < outputs.rows(); k++) {
        double e = Math.exp(z[outputs.at(k) + p] - top);
        g[gradient.at(k) + p] = e;
        total += e;
        mass += target[y + k];
      }
      double logTotal = Math.log(total) + top;
      double loss = 0;
      for (int k = 0; k < outputs.rows(); k++) {
        double weight = target[y + k];
        loss += weight == 0 ? 0 : weight * (logTotal - z[outputs.at(k) + p]);
        g[gradient.at(k) + p] = scale * (mass * g[gradient.at(k) + p] / total - weight);
      }
      // A NaN or infinite logit must not hide behind a class of weight 0.
      return Double.isFinite(logTotal) ? loss : Double.NaN;
    }
  },
  /** Half the squared error, summed over the outputs: {@code 1/2 sum over k of (s_k - y_k)^2}. */
  HALF_SQUARED_ERROR {
    @Override
    double sample(Block outputs, Block gradient, double[] target, int y, int p, double scale) {
      double loss = 0;
      for (int k = 0; k < outputs.rows(); k++) {
        double error = outputs.values()[outputs.at(k) + p] - target[y + k];
        loss += error * error / 2;
        gradient.values()[gradient.at(k) + p] = scale * error;
      }
      return loss;
    }
  };

  /** Loss of sample p, whose target begins at y; writes scale times its gradient. */
  abstract double sample(
      Block outputs, Block gradient, double[] target, int y, int p, double scale);

  /**
   * Evaluates a batch.
   *
   * @param outputs states of the output neurons, a row each
   * @param gradient receives the derivative of the batch mean with respect to {@code outputs}
   * @param targets one row a sample, row-major
   * @param order rows of {@code targets} to take
   * @param from first position in {@code order}
   * @param count samples in the batch
   * @return the batch mean
   */
  public double mean(
      Block outputs, Block gradient, double[] targets, int[] order, int from, int count) {
    double sum = 0;
    for (int p = 0; p < count; p++) {
      int y = order[from + p] * outputs.rows();
      sum += sample(outputs, gradient, targets, y, p, 1.0 / count);
    }
    return sum / count;
  }
}
