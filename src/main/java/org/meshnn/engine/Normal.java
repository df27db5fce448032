package org.meshnn.engine;

/** The standard normal distribution, by StrictMath, so to the same bits on every machine. */
final class Normal {
  private static final double DENSITY_AT_0 = 0.3989422804014327; // 1 / sqrt(2 pi)
  private static final double SERIES = 2; // up to here a series, beyond a continued fraction
  private static final int FRACTIONS = 100; // enough for all digits beyond it

  private Normal() {}

  /** e^(-z²/2) / sqrt(2 pi). */
  static double density(double z) {
    return DENSITY_AT_0 * StrictMath.exp(-0.5 * z * z);
  }

  /**
   * P(X <= z): 1/2 + density(z) (z + z³/3 + z⁵/(3 5) + ...) near 0 (Marsaglia 2004,
   * doi:10.18637/jss.v011.i04), further out density(z) / (z + 1/(z + 2/(z + 3/(z + ...))))
   * (Laplace) or what is left of 1.
   */
  static double cumulative(double z) {
    double size = Math.abs(z);
    if (size <= SERIES) {
      double sum = 0;
      double term = z;
      for (int i = 3; sum != sum + term; i += 2) {
        sum += term;
        term *= z * z / i;
      }
      return 0.5 + sum * density(z);
    }
    double denominator = size;
    for (int i = FRACTIONS; i > 0; i--) {
      denominator = size + i / denominator;
    }
    double tail = density(z) / denominator;
    return z < 0 ? tail : 1 - tail;
  }
}
