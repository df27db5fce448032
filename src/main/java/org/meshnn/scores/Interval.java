package org.meshnn.scores;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Mean, standard deviation and the 95 % interval of the mean, unless said otherwise by Student's t
 * with n - 1 degrees of freedom: {@code mean ± t(0.975, n - 1) deviation / sqrt(n)}, wider if
 * {@link #corrected}, cut off where no mean can lie if asked for {@link #within}. Values that are
 * equal up to rounding, to 4 units in the last place of the largest, have a deviation of 0 and an
 * interval of width 0: nothing in them tells how far others may lie, see {@link #alike}. One value
 * has none, but by Wilson's score ({@link #ofShare}).
 *
 * @param n number of values, 0 or more
 * @param mean of the values; NaN if there is none or one of them is NaN
 * @param deviation sample standard deviation, divisor n - 1; NaN below two values
 * @param low lower end; NaN if there is none
 * @param high upper end; NaN if there is none
 * @param clipped whether an end was moved inwards by {@link #within}
 */
public record Interval(
    int n, double mean, double deviation, double low, double high, boolean clipped)
    implements Serializable {
  private static final double ONE_TAIL = 0.025;
  private static final int ROUNDING = 4; // units in the last place

  /**
   * {@return the interval of the mean of independent values}
   *
   * @param values any number of them, none included
   */
  public static Interval of(double... values) {
    return corrected(0, values);
  }

  /**
   * {@return the interval of the mean of results that share training rows, as those of
   * cross-validation do: {@code mean ± t(0.975, n - 1) deviation sqrt(1/n + overlap)}} Without the
   * second term it would shrink with every repetition, though there are no new data (Nadeau and
   * Bengio, Inference for the generalization error, Machine Learning 52, 2003; for repeated k-fold
   * cross-validation Bouckaert and Frank, Evaluating the replicability of significance tests for
   * comparing learning algorithms, PAKDD 2004).
   *
   * @param overlap test rows over training rows of each result, at least 0: f / (1 - f) where each
   *     holds out another fraction f of the same rows, 1 / (k - 1) for k folds; 0 for independent
   *     values
   * @param values any number of them, none included
   * @throws IllegalArgumentException if the overlap is negative, infinite or NaN
   */
  public static Interval corrected(double overlap, double... values) {
    return of(overlap, rounding(largest(values)), values);
  }

  /**
   * As {@link #corrected}. The sums are of values over a power of 2, so that no square overflows or
   * vanishes and no digit is lost.
   *
   * @param rounding by which values that are equal may differ
   */
  static Interval of(double overlap, double rounding, double[] values) {
    if (!(overlap >= 0 && overlap < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "expected an overlap of 0 or more, test rows over training rows, got " + overlap);
    }
    int n = values.length;
    if (n == 0) {
      return unbounded(0, Double.NaN);
    }
    int exponent = Math.getExponent(largest(values));
    double[] scaled = Arrays.stream(values).map(v -> Math.scalb(v, -exponent)).toArray();
    // Around the first value: equal values have exactly that mean, and deviation 0.
    double mean = scaled[0] + Arrays.stream(scaled).map(v -> v - scaled[0]).sum() / n;
    if (n == 1) {
      return unbounded(1, Math.scalb(mean, exponent));
    }
    double squares = Arrays.stream(scaled).map(v -> (v - mean) * (v - mean)).sum();
    double deviation = spread(values) <= rounding ? 0 : Math.sqrt(squares / (n - 1));
    double half =
        TDistribution.of(n - 1).inverseSurvivalProbability(ONE_TAIL)
            * deviation
            * Math.sqrt(1.0 / n + overlap);
    return new Interval(
        n,
        Math.scalb(mean, exponent),
        Math.scalb(deviation, exponent),
        Math.scalb(mean - half, exponent),
        Math.scalb(mean + half, exponent),
        false);
  }

  /**
   * {@return the interval of a share, by Wilson's score: the shares p from which the one found is
   * not further than 1.96 deviations, {@code sqrt(p (1 - p) / n)} each} It has a width even where
   * the share found is 0 or 1 (Wilson, Probable inference, the law of succession, and statistical
   * inference, JASA 22, 1927).
   *
   * @param found how many of them are counted, from 0 to n
   * @param n of independent trials, 0 or more
   * @throws IllegalArgumentException if there are not from 0 to n
   */
  public static Interval ofShare(int found, int n) {
    if (found < 0 || found > n) {
      throw new IllegalArgumentException("expected 0 to " + n + " of " + n + ", got " + found);
    }
    if (n == 0) {
      return unbounded(0, Double.NaN);
    }
    double share = (double) found / n;
    double z = NormalDistribution.of(0, 1).inverseSurvivalProbability(ONE_TAIL);
    double shrink = 1 + z * z / n;
    double centre = (share + z * z / (2 * n)) / shrink;
    double half = z / shrink * Math.sqrt(share * (1 - share) / n + z * z / (4.0 * n * n));
    return new Interval(
        n,
        share,
        Math.sqrt(share * (1 - share) * n / (n - 1)),
        found == 0 ? 0 : centre - half,
        found == n ? 1 : centre + half,
        false);
  }

  /**
   * The interval of a positive figure whose logarithm is as a mean of n values: {@code figure exp(±
   * t(0.975, n - 1) variation / sqrt(n))}.
   *
   * @param variation standard deviation of one value over the figure; NaN for none
   */
  static Interval ofRatio(int n, double figure, double variation) {
    if (Double.isNaN(variation)) {
      return unbounded(n, figure);
    }
    double half =
        TDistribution.of(n - 1).inverseSurvivalProbability(ONE_TAIL) * variation / Math.sqrt(n);
    return new Interval(
        n,
        figure,
        figure * variation,
        figure * StrictMath.exp(-half),
        figure * StrictMath.exp(half),
        false);
  }

  /**
   * The interval of a figure in (0, 1) from n rows whose log-odds are as normal: {@code log(figure
   * / (1 - figure)) ± 1.96 error / (figure (1 - figure))}.
   *
   * @param error standard error of the figure; 0 or NaN for no ends
   */
  static Interval ofOdds(int n, double figure, double error) {
    if (!(error > 0)) {
      return unbounded(n, figure);
    }
    double z = NormalDistribution.of(0, 1).inverseSurvivalProbability(ONE_TAIL);
    double odds = figure / (1 - figure);
    double factor = StrictMath.exp(z * error / (figure * (1 - figure)));
    double low = odds / factor;
    return new Interval(
        n, figure, error * Math.sqrt(n), low / (1 + low), 1 / (1 + 1 / (odds * factor)), false);
  }

  /** The largest magnitude, 0 of no values; NaN if one of them is. */
  static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).reduce(0, Math::max);
  }

  /**
   * By how much numbers may differ that would be equal without rounding.
   *
   * @param largest magnitude they were worked out from
   */
  static double rounding(double largest) {
    return ROUNDING * Math.ulp(Double.isFinite(largest) ? largest : 0);
  }

  private static double spread(double[] values) {
    double first = values[0];
    double low = Arrays.stream(values).reduce(first, Math::min);
    return Arrays.stream(values).reduce(first, Math::max) - low;
  }

  static Interval unbounded(int n, double mean) {
    return new Interval(n, mean, Double.NaN, Double.NaN, Double.NaN, false);
  }

  /**
   * {@return the part of this interval that lies in [least, most], where the true mean is known to
   * lie: that of an accuracy in [0, 1], of a difference of accuracies in [-1, 1], of an error in
   * [0, ∞); this interval itself if it lies in the bounds, or has no ends} The part holds the true
   * mean whenever the whole does, so it is as sure; mean and deviation stay.
   *
   * @param least that a mean can be, may be infinite
   * @param most that a mean can be, may be infinite
   * @throws IllegalArgumentException if the mean lies beyond the bounds
   */
  public Interval within(double least, double most) {
    if (!bounded()) {
      return this;
    }
    if (!(least <= mean && mean <= most)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected bounds around the mean %.4g, got [%s, %s]; an accuracy lies in [0, 1], not"
                  + " in percent",
              mean,
              least,
              most));
    }
    return low >= least && high <= most
        ? this
        : new Interval(n, mean, deviation, Math.max(low, least), Math.min(high, most), true);
  }

  /**
   * {@return whether there are several values and all are equal, up to rounding: their spread, 0,
   * does not tell how far others may lie}
   */
  public boolean alike() {
    return deviation == 0;
  }

  /** {@return whether there are ends: not below two values, of a share not of none} */
  public boolean bounded() {
    return !Double.isNaN(low);
  }

  @Override
  public String toString() {
    return bounded()
        ? String.format(
            Locale.ROOT,
            "%.4g, 95 %% interval [%.4g, %.4g]%s, n = %d",
            mean,
            low,
            high,
            clipped ? " (clipped)" : "",
            n)
        : String.format(Locale.ROOT, "%.4g, no interval from n = %d", mean, n);
  }
}
