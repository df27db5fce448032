package org.meshnn.train;

/**
 * Scores of predicted values.
 *
 * @param samples number of samples
 * @param rmse root mean squared error, in units of the target
 * @param mae mean absolute error, in units of the target
 * @param r2 coefficient of determination: 1 is perfect, 0 is no better than the mean; NaN where the
 *     actual values do not vary
 */
public record ValueScores(int samples, double rmse, double mae, double r2) {

  /**
   * Scores predictions.
   *
   * @param actual value of each sample
   * @param predicted value of each sample
   */
  public static ValueScores of(double[] actual, double[] predicted) {
    double mean = 0;
    for (double v : actual) {
      mean += v / actual.length;
    }
    double squares = 0;
    double absolutes = 0;
    double spread = 0;
    for (int i = 0; i < actual.length; i++) {
      double error = predicted[i] - actual[i];
      squares += error * error;
      absolutes += Math.abs(error);
      spread += (actual[i] - mean) * (actual[i] - mean);
    }
    return new ValueScores(
        actual.length,
        Math.sqrt(squares / actual.length),
        absolutes / actual.length,
        spread > 0 ? 1 - squares / spread : Double.NaN);
  }
}
