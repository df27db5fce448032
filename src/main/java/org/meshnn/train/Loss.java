package org.meshnn.train;

import org.ejml.data.DMatrixRMaj;
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
    double sum(Block z, Block g, double[] targets, int[] order, int from, int count, double scale) {
      z.softmax(g, count);
      double sum = 0;
      for (int p = 0; p < count; p++) {
        sum += sample(z, g, p, targets, order[from + p] * z.rows(), scale);
      }
      return sum;
    }

    /** Loss of sample p, whose target begins at y and whose softmax stands in g. */
    private double sample(Block z, Block g, int p, double[] targets, int y, double scale) {
      double[] values = g.values();
      int stride = g.stride();
      int toLogit = z.offset() - g.offset();
      double mass = 0;
      for (int k = 0; k < z.rows(); k++) {
        mass += targets[y + k];
      }
      double top = z.largest(p);
      double logSum = z.logSum(p);
      double loss = 0; // a NaN or infinite logit must not hide behind a class of weight 0
      for (int k = 0, at = g.offset() + p; k < z.rows(); k++, at += stride) {
        double weight = targets[y + k];
        loss += weight * (logSum + (top - values[at + toLogit]));
        values[at] = scale * (mass * values[at] - weight);
      }
      return loss;
    }
  },
  /**
   * {@link #CROSS_ENTROPY} of what softmax has already made of the outputs: {@code -sum over k of
   * y_k log softmax(softmax(z))_k}. A mistake, the one of the paper's code in section 4.2: it
   * cannot fall below {@code log(1 + (m - 1) / e)} for m classes, and its gradient fades where the
   * mesh is sure, right or wrong. To reproduce that code, never to train with.
   */
  SOFTMAX_TWICE {
    /** Overwrites z by its softmax s. */
    @Override
    double sum(Block z, Block g, double[] targets, int[] order, int from, int count, double scale) {
      z.softmax(z, count);
      z.softmax(g, count);
      double sum = 0;
      for (int p = 0; p < count; p++) {
        sum += sample(z, g, p, targets, order[from + p] * z.rows(), scale);
      }
      return sum;
    }

    /**
     * Loss of sample p, whose target begins at y, s stands in s, and {@code q = softmax(s)} in g:
     * {@code dL/ds_k = mass q_k - y_k} and {@code dL/dz_k = s_k (dL/ds_k - sum over j of s_j
     * dL/ds_j)}.
     */
    private double sample(Block s, Block g, int p, double[] targets, int y, double scale) {
      double mass = 0;
      for (int k = 0; k < s.rows(); k++) {
        mass += targets[y + k];
      }
      double logTotal = s.largest(p) + s.logSum(p);
      double loss = 0;
      double mean = 0;
      for (int k = 0; k < s.rows(); k++) {
        double weight = targets[y + k];
        loss += weight * (logTotal - s.value(k, p));
        mean += s.value(k, p) * (mass * g.value(k, p) - weight);
      }
      for (int k = 0; k < s.rows(); k++) {
        double slope = mass * g.value(k, p) - targets[y + k];
        g.values()[g.at(k) + p] = scale * s.value(k, p) * (slope - mean);
      }
      return loss;
    }
  },
  /** Half the squared error, summed over the outputs: {@code 1/2 sum over k of (s_k - y_k)^2}. */
  HALF_SQUARED_ERROR {
    @Override
    double sum(Block s, Block g, double[] targets, int[] order, int from, int count, double scale) {
      double sum = 0;
      for (int p = 0; p < count; p++) {
        int y = order[from + p] * s.rows();
        for (int k = 0; k < s.rows(); k++) {
          double error = s.value(k, p) - targets[y + k];
          sum += error * error / 2;
          g.values()[g.at(k) + p] = scale * error;
        }
      }
      return sum;
    }
  };

  /**
   * Softmax of each row: logits to class probabilities.
   *
   * @param logits one row a sample, one column a class
   */
  public static DMatrixRMaj softmax(DMatrixRMaj logits) {
    DMatrixRMaj probabilities = logits.createLike();
    for (int i = 0; i < logits.numRows; i++) {
      double top = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < logits.numCols; k++) {
        top = Math.max(top, logits.unsafe_get(i, k));
      }
      double total = 0;
      for (int k = 0; k < logits.numCols; k++) {
        double e = Math.exp(logits.unsafe_get(i, k) - top);
        probabilities.unsafe_set(i, k, e);
        total += e;
      }
      for (int k = 0; k < logits.numCols; k++) {
        probabilities.unsafe_set(i, k, probabilities.unsafe_get(i, k) / total);
      }
    }
    return probabilities;
  }

  /**
   * What a batch adds to the metric: correctly classified samples, or summed squared errors.
   *
   * @param outputs states of the output neurons, a row each
   * @param targets one row a sample, row-major
   */
  double score(Block outputs, double[] targets, int[] order, int from, int count) {
    double sum = 0;
    for (int p = 0; p < count; p++) {
      int y = order[from + p] * outputs.rows();
      sum += isOfClasses() ? hit(outputs, targets, y, p) : squares(outputs, targets, y, p);
    }
    return sum;
  }

  /** Accuracy in [0, 1] for classes; root mean squared error per sample for values. */
  double metric(double score, int samples) {
    return isOfClasses() ? score / samples : Math.sqrt(score / samples);
  }

  /** What {@link #metric} is called. */
  public String metricName() {
    return isOfClasses() ? "accuracy" : "RMSE";
  }

  private boolean isOfClasses() {
    return this != HALF_SQUARED_ERROR;
  }

  /** 1 if no output before the target's is as large, and none after it larger; else 0. */
  private static double hit(Block outputs, double[] targets, int y, int p) {
    int truth = 0;
    for (int k = 1; k < outputs.rows(); k++) {
      truth = targets[y + k] > targets[y + truth] ? k : truth;
    }
    double own = outputs.value(truth, p);
    int ahead = 0;
    for (int k = 0; k < truth; k++) {
      ahead += outputs.value(k, p) >= own ? 1 : 0;
    }
    for (int k = truth + 1; k < outputs.rows(); k++) {
      ahead += outputs.value(k, p) > own ? 1 : 0;
    }
    return ahead == 0 ? 1 : 0;
  }

  private static double squares(Block outputs, double[] targets, int y, int p) {
    double sum = 0;
    for (int k = 0; k < outputs.rows(); k++) {
      double error = outputs.value(k, p) - targets[y + k];
      sum += error * error;
    }
    return sum;
  }

  /** The sum over the samples; writes {@code scale} times its derivative by the outputs into g. */
  abstract double sum(
      Block outputs, Block g, double[] targets, int[] order, int from, int count, double scale);

  /**
   * Evaluates a batch.
   *
   * @param outputs states of the output neurons, a row each; {@link #SOFTMAX_TWICE} overwrites them
   * @param gradient receives the derivative of the batch mean with respect to {@code outputs}
   * @param targets one row a sample, row-major
   * @param order rows of {@code targets} to take
   * @param from first position in {@code order}
   * @param count samples in the batch
   * @return the batch mean
   */
  public double mean(
      Block outputs, Block gradient, double[] targets, int[] order, int from, int count) {
    return sum(outputs, gradient, targets, order, from, count, 1.0 / count) / count;
  }
}
