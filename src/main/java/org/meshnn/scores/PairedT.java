package org.meshnn.scores;

import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.statistics.inference.TTest;

/**
 * The paired t-test, two-sided: could differences like these come from pairs whose true mean
 * difference is 0?
 *
 * @param difference of each pair, first minus second: mean, deviation and 95 % interval
 * @param p probability, were the true mean difference 0, of a mean difference as far from 0; 1
 *     where all pairs are equal; NaN below two pairs, and where all differ by the same amount other
 *     than 0, up to 4 units in the last place of the largest value: without any spread, t has no
 *     meaning
 */
public record PairedT(Interval difference, double p) {

  /**
   * {@return the test of independent pairs}
   *
   * @param first one value a pair
   * @param second one value a pair, in the same order
   * @throws IllegalArgumentException if there are not as many of each
   */
  public static PairedT of(double[] first, double[] second) {
    return corrected(0, first, second);
  }

  /**
   * {@return the test of pairs of results that share training rows, with the variance that this
   * asks for}
   *
   * @param overlap as for {@link Interval#corrected}
   * @param first one value a pair
   * @param second one value a pair, in the same order
   * @throws IllegalArgumentException if there are not as many of each, or the overlap is no ratio
   */
  public static PairedT corrected(double overlap, double[] first, double[] second) {
    if (first.length != second.length) {
      throw new IllegalArgumentException(
          "expected pairs, as many first values as second; got "
              + first.length
              + " and "
              + second.length);
    }
    double[] differences = first.clone();
    Arrays.setAll(differences, i -> first[i] - second[i]);
    double largest = Math.max(Interval.largest(first), Interval.largest(second));
    double rounding = Interval.rounding(largest);
    Interval difference = Interval.of(overlap, rounding, differences);
    if (difference.alike()) {
      return new PairedT(difference, Math.abs(difference.mean()) <= rounding ? 1 : Double.NaN);
    }
    return new PairedT(difference, p(differences, overlap));
  }

  /** Of differences over a power of 2, as p does not depend on their unit. */
  private static double p(double[] differences, double overlap) {
    int exponent = Math.getExponent(Interval.largest(differences));
    double[] scaled = Arrays.stream(differences).map(d -> Math.scalb(d, -exponent)).toArray();
    Interval difference = Interval.of(overlap, 0, scaled);
    if (!difference.bounded()) {
      return Double.NaN;
    }
    int n = difference.n();
    double variance = difference.deviation() * difference.deviation() * (1 + n * overlap);
    return TTest.withDefaults().test(difference.mean(), variance, n).getPValue();
  }

  /**
   * {@return the same test, its interval cut off where no mean difference can lie: see {@link
   * Interval#within}} p stays.
   *
   * @param least that a mean difference can be, may be infinite
   * @param most that a mean difference can be, may be infinite
   * @throws IllegalArgumentException if the mean difference lies beyond the bounds
   */
  public PairedT within(double least, double most) {
    return new PairedT(difference.within(least, most), p);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "mean difference %s, p = %.4g", difference, p);
  }
}
