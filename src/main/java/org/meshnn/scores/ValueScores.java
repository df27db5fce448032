package org.meshnn.scores;

/**
 * Scores of predicted values.
 *
 * @param samples number of samples
 * @param rmse root mean squared error, in units of the target
 * @param mae mean absolute error, in units of the target
 * @param r2 coefficient of determination: 1 is perfect, 0 is no better than the mean; NaN where the
 *     actual values do not vary, or by no more than rounding
 */
public record ValueScores(int samples, double rmse, double mae, double r2) {
  private static final int ROUNDING = 4; // units in the last place

  /**
   * {@return the scores of predictions} The sums are of values over a power of 2, so that no square
   * overflows and no digit is lost.
   *
   * @param actual value of each sample
   * @param predicted value of each sample, in the same order
   * @throws IllegalArgumentException if a value is NaN or infinite
   */
  public static ValueScores of(double[] actual, double[] predicted) {
    int exponent =
        Math.getExponent(Math.max(largest("actual", actual), largest("predicted", predicted)));
    int n = actual.length;
    double mean = 0;
    for (double v : actual) {
      mean += Math.scalb(v, -exponent) / n;
    }
    double squares = 0;
    double absolutes = 0;
    double deviations = 0;
    double spread = 0;
    for (int i = 0; i < n; i++) {
      double value = Math.scalb(actual[i], -exponent);
      double error = Math.scalb(predicted[i], -exponent) - value;
      squares += error * error;
      absolutes += Math.abs(error);
      deviations += value - mean;
      spread += (value - mean) * (value - mean);
    }
    spread -= deviations * deviations / n; // of the mean's own rounding error
    return new ValueScores(
        n,
        Math.scalb(Math.sqrt(squares / n), exponent),
        Math.scalb(absolutes / n, exponent),
        varies(actual) ? 1 - squares / spread : Double.NaN);
  }

  private static double largest(String what, double[] values) {
    double largest = 0;
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "expected finite " + what + " values, got " + values[i] + " in row " + i);
      }
      largest = Math.max(largest, Math.abs(values[i]));
    }
    return largest;
  }

  private static boolean varies(double[] values) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return high - low > ROUNDING * Math.ulp(Math.max(Math.abs(low), Math.abs(high)));
  }
}
