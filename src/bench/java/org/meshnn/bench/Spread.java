package org.meshnn.bench;

import java.util.List;
import java.util.Locale;

/**
 * Samples summed up, in nanoseconds.
 *
 * @param median the middle one
 * @param noise interquartile range over the median
 * @param samples how many
 */
record Spread(double median, double noise, int samples) {

  static Spread of(List<Double> samples) {
    double[] sorted = samples.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    double median = quantile(sorted, 0.5);
    double range = quantile(sorted, 0.75) - quantile(sorted, 0.25);
    return new Spread(median, range / median, sorted.length);
  }

  /** Linear between the order statistics. */
  private static double quantile(double[] sorted, double q) {
    double at = q * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }

  /** The median with its unit and the noise, as in {@code 17.3 µs ±2 %}. */
  @Override
  public String toString() {
    String[] units = {"ns", "µs", "ms", "s"};
    double value = median;
    int unit = 0;
    while (value >= 1000 && unit < units.length - 1) {
      value /= 1000;
      unit++;
    }
    int decimals = value < 10 ? 2 : value < 100 ? 1 : 0;
    return String.format(
        Locale.ROOT, "%." + decimals + "f %s ±%.0f %%", value, units[unit], 50 * noise);
  }
}
