package org.meshnn.train;

import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Mean, standard deviation and the 95 % interval of the mean, by Student's t with n - 1 degrees of
 * freedom: {@code mean ± t(0.975, n - 1) deviation / sqrt(n)}, wider if {@link #corrected}. Values
 * that are all equal have an interval of width 0; one value has none.
 *
 * @param n number of values, 0 or more
 * @param mean of the values; NaN if there is none or one of them is NaN
 * @param deviation sample standard deviation, divisor n - 1; NaN below two values
 * @param low lower end; NaN below two values
 * @param high upper end; NaN below two values
 */
public record Interval(int n, double mean, double deviation, double low, double high) {
  private static final double ONE_TAIL = 0.025;

  /** The interval of the mean of any number of values, none included. */
  public static Interval of(double... values) {
    return corrected(0, values);
  }

  /**
   * The interval of the mean of results that share training rows, as those of cross-validation do:
   * {@code mean ± t(0.975, n - 1) deviation sqrt(1/n + overlap)}. Without the second term it would
   * shrink with every repetition, though there are no new data (Nadeau and Bengio, Inference for
   * the generalization error, Machine Learning 52, 2003; for repeated k-fold cross-validation
   * Bouckaert and Frank, Evaluating the replicability of significance tests for comparing learning
   * algorithms, PAKDD 2004).
   *
   * @param overlap test rows over training rows of each result: 1 / (k - 1) for k folds; 0 for
   *     independent values
   */
  public static Interval corrected(double overlap, double... values) {
    int n = values.length;
    if (n == 0) {
      return new Interval(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
    // Around the first value: equal values have exactly that mean, and deviation 0.
    double mean = values[0] + Arrays.stream(values).map(v -> v - values[0]).sum() / n;
    if (n == 1) {
      return new Interval(1, mean, Double.NaN, Double.NaN, Double.NaN);
    }
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    double deviation = Math.sqrt(squares / (n - 1));
    double half =
        TDistribution.of(n - 1).inverseSurvivalProbability(ONE_TAIL)
            * deviation
            * Math.sqrt(1.0 / n + overlap);
    return new Interval(n, mean, deviation, mean - half, mean + half);
  }

  /** Whether there are ends: not below two values. */
  public boolean bounded() {
    return !Double.isNaN(low);
  }

  @Override
  public String toString() {
    return bounded()
        ? String.format(
            Locale.ROOT, "%.4g, 95 %% interval [%.4g, %.4g], n = %d", mean, low, high, n)
        : String.format(Locale.ROOT, "%.4g, no interval from n = %d", mean, n);
  }
}
