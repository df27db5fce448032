package org.meshnn.inspect;

import org.ejml.data.DMatrixRMaj;
import org.meshnn.train.Loss;

/**
 * Mean log-loss of {@code softmax(b z)}, where b is 1 over the temperature, and its derivatives by
 * b: with p = softmax(b z) and class y,
 *
 * <pre>
 *   loss      = mean of  -log p_y
 *   slope     = mean of  sum_k p_k z_k - z_y
 *   curvature = mean of  sum_k p_k z_k² - (sum_k p_k z_k)²
 * </pre>
 */
final class TemperedLoss {
  private final DMatrixRMaj logits;
  private final int[] actual;

  /**
   * Of rows.
   *
   * @param logits shape (rows, classes), finite
   * @param actual class of each row, from 0
   */
  TemperedLoss(DMatrixRMaj logits, int[] actual) {
    this.logits = logits;
    this.actual = actual;
  }

  int rows() {
    return actual.length;
  }

  double at(double b) {
    double sum = 0;
    for (int i = 0; i < actual.length; i++) {
      double[] z = row(i);
      double top = Double.NEGATIVE_INFINITY;
      for (double v : z) {
        top = Math.max(top, v);
      }
      double total = 0;
      for (double v : z) {
        total += StrictMath.exp(b * (v - top));
      }
      sum += StrictMath.log(total) + b * (top - z[actual[i]]);
    }
    return sum / actual.length;
  }

  double slope(double b) {
    double sum = 0;
    for (int i = 0; i < actual.length; i++) {
      double own = row(i)[actual[i]];
      sum += moment(i, b, own, 1);
    }
    return sum / actual.length;
  }

  double curvature(double b) {
    double sum = 0;
    for (int i = 0; i < actual.length; i++) {
      double mean = moment(i, b, 0, 1);
      sum += moment(i, b, mean, 2);
    }
    return sum / actual.length;
  }

  /** The mean under p of the logits' distance from a number, or of its square. */
  private double moment(int i, double b, double from, int power) {
    double[] z = row(i);
    double[] p = row(i);
    for (int k = 0; k < p.length; k++) {
      p[k] *= b;
    }
    Loss.softmax(p, 0, p.length);
    double sum = 0;
    for (int k = 0; k < z.length; k++) {
      double distance = z[k] - from;
      sum += p[k] * (power == 1 ? distance : distance * distance);
    }
    return sum;
  }

  private double[] row(int i) {
    int classes = logits.numCols;
    double[] row = new double[classes];
    System.arraycopy(logits.data, i * classes, row, 0, classes);
    return row;
  }
}
