package org.meshnn.tables;

import java.util.Arrays;

/**
 * Standardisation z = (x - mean) / sd, with the standard deviation over n (not n - 1). A constant
 * column has sd 1: it is centred and nothing else.
 */
record Scale(double mean, double sd) {

  /** Fits on the given values, all finite; the sums are of values over their largest magnitude. */
  static Scale fit(double[] values) {
    double low = Arrays.stream(values).min().orElseThrow();
    double high = Arrays.stream(values).max().orElseThrow();
    if (low == high) {
      return new Scale(low, 1);
    }
    double unit = Math.max(Math.abs(low), Math.abs(high));
    double mean = 0;
    for (double value : values) {
      mean += value / unit / values.length;
    }
    double variance = 0;
    for (double value : values) {
      double deviation = value / unit - mean;
      variance += deviation * deviation / values.length;
    }
    double sd = Math.sqrt(variance) * unit;
    return new Scale(mean * unit, sd > 0 ? sd : 1);
  }

  double standardise(double value) {
    return (value - mean) / sd;
  }

  double restore(double standardised) {
    return mean + sd * standardised;
  }
}
