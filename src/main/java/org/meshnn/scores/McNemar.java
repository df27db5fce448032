package org.meshnn.scores;

import java.util.Locale;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * McNemar's exact test of pairs of successes and failures, two-sided (Psychometrika 12, 1947):
 * could the pairs in which only one succeeded be split like this if each were as likely as the
 * other?
 *
 * <p>The difference of the two shares has Newcombe's interval (method 10 of Improved confidence
 * intervals for the difference between binomial proportions based on paired data, Statistics in
 * Medicine 17, 1998), made of Wilson's intervals of both shares and their correlation. Pairs are
 * taken to be independent of each other.
 *
 * @param both pairs in which both succeeded
 * @param onlyFirst pairs in which only the first did
 * @param onlySecond pairs in which only the second did
 * @param neither pairs in which neither did
 * @param difference the share of the first minus that of the second, and its 95 % interval; its
 *     deviation is that of the pairs' differences, each 1, 0 or -1
 * @param p probability, were both as likely to be the only one, of a split at least as uneven; 1
 *     where no pair differs
 */
public record McNemar(
    int both, int onlyFirst, int onlySecond, int neither, Interval difference, double p) {

  /**
   * {@return the test of pairs}
   *
   * @param first whether the first of each pair succeeded
   * @param second whether the second did, in the same order
   * @throws IllegalArgumentException if there are not as many of each, or none
   */
  public static McNemar of(boolean[] first, boolean[] second) {
    if (first.length != second.length || first.length == 0) {
      throw new IllegalArgumentException(
          "expected pairs, as many first results as second and at least one; got "
              + first.length
              + " and "
              + second.length);
    }
    int[] counts = new int[4];
    for (int i = 0; i < first.length; i++) {
      counts[(first[i] ? 0 : 2) + (second[i] ? 0 : 1)]++;
    }
    return of(counts[0], counts[1], counts[2], counts[3]);
  }

  private static McNemar of(int both, int onlyFirst, int onlySecond, int neither) {
    return new McNemar(
        both,
        onlyFirst,
        onlySecond,
        neither,
        difference(both, onlyFirst, onlySecond, neither),
        p(onlyFirst, onlySecond));
  }

  /** Twice the smaller tail of a binomial distribution of as many pairs and 1/2. */
  private static double p(int onlyFirst, int onlySecond) {
    int n = onlyFirst + onlySecond;
    int fewer = Math.min(onlyFirst, onlySecond);
    return Math.min(1, 2 * BinomialDistribution.of(n, 0.5).cumulativeProbability(fewer));
  }

  private static Interval difference(int both, int onlyFirst, int onlySecond, int neither) {
    int n = both + onlyFirst + onlySecond + neither;
    Interval first = Interval.ofShare(both + onlyFirst, n);
    Interval second = Interval.ofShare(both + onlySecond, n);
    double mean = (double) (onlyFirst - onlySecond) / n;
    double phi = correlation(both, onlyFirst, onlySecond, neither);
    double down = first.mean() - first.low();
    double up = first.high() - first.mean();
    double otherDown = second.mean() - second.low();
    double otherUp = second.high() - second.mean();
    double square = (double) (onlyFirst + onlySecond) / n - mean * mean;
    return new Interval(
        n,
        mean,
        Math.sqrt(square * n / (n - 1)),
        mean - Math.sqrt(down * down - 2 * phi * down * otherUp + otherUp * otherUp),
        mean + Math.sqrt(up * up - 2 * phi * up * otherDown + otherDown * otherDown),
        false);
  }

  /** Newcombe's phi, with its correction for continuity; 0 where one of the sums is 0. */
  private static double correlation(double a, double b, double c, double d) {
    double sums = (a + b) * (c + d) * (a + c) * (b + d);
    if (sums == 0) {
      return 0;
    }
    double numerator = a * d - b * c;
    double corrected = numerator > 0 ? Math.max(numerator - (a + b + c + d) / 2, 0) : numerator;
    return corrected / Math.sqrt(sums);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "difference of shares %s, p = %.4g (only the first: %d, only the second: %d)",
        difference,
        p,
        onlyFirst,
        onlySecond);
  }
}
