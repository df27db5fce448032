package org.meshnn.scores;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The interval of a ratio of means from values that follow each other in time, and so are not
 * independent.
 *
 * <p>With u(t) the part of value t in the logarithm of the ratio, of mean 0, that has the variance
 * {@code V / n}, {@code V = c(0) + 2 sum over 0 < k < B of (1 - k / B) c(k)}, {@code c(k) = 1/n sum
 * over t of u(t) u(t - k)}: Newey and West, A simple, positive semi-definite, heteroskedasticity
 * and autocorrelation consistent covariance matrix, Econometrica 55, 1987. {@code B = 1.1447 (4 r^2
 * n / (1 - r^2)^2)^(1/3)}, {@code r = c(1) / c(0)}: Andrews, Heteroskedasticity and autocorrelation
 * consistent covariance matrix estimation, Econometrica 59, 1991. It is at least the horizon h, as
 * errors of forecasts h ahead overlap (Diebold and Mariano, Comparing predictive accuracy, Journal
 * of Business and Economic Statistics 13, 1995).
 */
final class LongRun {
  private static final double ONE_TAIL = 0.025;
  private static final double BARTLETT = 1.1447;

  private LongRun() {}

  /**
   * {@code sqrt(V)}, times what makes it an end of the interval: {@code t(0.975, n - 1) sqrt(V /
   * n)}.
   *
   * @param u of mean 0, at least 2
   * @param series the number of the series of each value; values of one stand together, in order
   * @param horizon rows ahead
   */
  static double half(double[] u, int[] series, int horizon) {
    int n = u.length;
    double spread = covariance(u, series, 0);
    double width = Math.min(n, Math.max(horizon, width(covariance(u, series, 1) / spread, n)));
    double variance = spread;
    for (int k = 1; k < width; k++) {
      variance += 2 * (1 - k / width) * covariance(u, series, k);
    }
    return TDistribution.of(n - 1).inverseSurvivalProbability(ONE_TAIL)
        * Math.sqrt(Math.max(0, variance) / n);
  }

  private static double width(double r, int n) {
    double rest = 1 - r * r;
    return rest > 0 ? BARTLETT * StrictMath.cbrt(4 * r * r * n / (rest * rest)) : n;
  }

  /** Over pairs of one series that stand k values apart. */
  private static double covariance(double[] u, int[] series, int k) {
    double sum = 0;
    for (int t = k; t < u.length; t++) {
      sum += series[t] == series[t - k] ? u[t] * u[t - k] : 0;
    }
    return sum / u.length;
  }
}
