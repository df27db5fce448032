package org.meshnn.scores;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Further scores of predicted values, beside {@link ValueScores}.
 *
 * @param median median absolute error, in units of the target
 * @param mape mean absolute error over the absolute value, {@code mean of |e| / max(|y|, 2^-52)}: 1
 *     is 100 %; of no use where actual values are 0 or near
 * @param explainedVariance 1 - the variance of the errors over that of the actual values: {@link
 *     ValueScores#r2} of predictions from which their mean error is taken away; NaN where the
 *     actual values do not vary, or by no more than rounding
 * @param above how far the actual values lie above the predicted ones, those below counted as 0:
 *     the mean over all samples, in units of the target
 * @param below how far they lie below, likewise
 */
public record ErrorScores(
    double median, double mape, double explainedVariance, double above, double below)
    implements Serializable {
  private static final double SMALLEST = 0x1p-52; // that a relative error is taken of

  /**
   * {@return the scores of predictions} The sums are of values over a power of 2, so that no square
   * overflows and no digit is lost.
   *
   * @param actual value of each sample
   * @param predicted value of each sample, in the same order
   * @throws IllegalArgumentException if a value is NaN or infinite
   */
  public static ErrorScores of(double[] actual, double[] predicted) {
    double largest =
        Math.max(
            ValueScores.largest("actual", actual), ValueScores.largest("predicted", predicted));
    int exponent = Math.getExponent(largest);
    int n = actual.length;
    double[] errors = new double[n];
    double relative = 0;
    double above = 0;
    double below = 0;
    for (int i = 0; i < n; i++) {
      errors[i] = Math.scalb(actual[i], -exponent) - Math.scalb(predicted[i], -exponent);
      above += Math.max(errors[i], 0);
      below += Math.max(-errors[i], 0);
      // halves, as the difference of two numbers may be beyond the largest
      relative +=
          Math.abs(actual[i] / 2 - predicted[i] / 2)
              / Math.max(Math.abs(actual[i]) / 2, SMALLEST / 2);
    }
    double explained =
        ValueScores.varies(actual)
            ? 1 - squares(errors, 0) / squares(actual, exponent)
            : Double.NaN;
    return new ErrorScores(
        Math.scalb(medianMagnitude(errors), exponent),
        relative / n,
        explained,
        Math.scalb(above / n, exponent),
        Math.scalb(below / n, exponent));
  }

  /** The sum of squared distances from the mean, of values over a power of 2. */
  private static double squares(double[] values, int exponent) {
    double mean = 0;
    for (double value : values) {
      mean += Math.scalb(value, -exponent) / values.length;
    }
    double distances = 0;
    double squares = 0;
    for (double value : values) {
      double distance = Math.scalb(value, -exponent) - mean;
      distances += distance;
      squares += distance * distance;
    }
    return squares - distances * distances / values.length; // of the mean's own rounding error
  }

  /** Overwrites the values. */
  private static double medianMagnitude(double[] values) {
    Arrays.setAll(values, i -> Math.abs(values[i]));
    Arrays.sort(values);
    int n = values.length;
    return n == 0 ? Double.NaN : (values[(n - 1) / 2] + values[n / 2]) / 2;
  }

  /**
   * {@return the pinball loss of predictions taken for a quantile, in units of the target: {@code
   * mean of max(q e, (q - 1) e)} with e = actual - predicted; the quantile has the least} At q =
   * 1/2 it is half the mean absolute error.
   *
   * @param q the quantile's share, in (0, 1): 0.9 for values that nine of ten are to lie below
   * @throws IllegalArgumentException if it is not
   */
  public double pinball(double q) {
    if (!(q > 0 && q < 1)) {
      throw new IllegalArgumentException(
          "expected a quantile in (0, 1), for example 0.9, got " + q);
    }
    return q * above + (1 - q) * below;
  }
}
