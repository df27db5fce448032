package org.meshnn.scores;

import java.util.Arrays;
import java.util.Locale;
import org.meshnn.text.Plural;

/**
 * Rows of two kinds in the order of a score, the highest first: how many of either kind have at
 * least each score that occurs. Rows with equal scores come together. Immutable.
 */
public final class Ranking {
  private final double[] thresholds; // scores that occur, descending
  private final int[] truePositives; // positive rows with at least that score
  private final int[] falsePositives;
  private final int positives;
  private final int negatives;

  /** Of sorted scores, merged from their upper ends. */
  private Ranking(double[] positive, double[] negative) {
    positives = positive.length;
    negatives = negative.length;
    double[] scores = new double[positives + negatives];
    int[] tp = new int[scores.length];
    int[] fp = new int[scores.length];
    int size = 0;
    int p = positives;
    int n = negatives;
    while (p + n > 0) {
      double score =
          n == 0 || (p > 0 && positive[p - 1] > negative[n - 1])
              ? positive[p - 1]
              : negative[n - 1];
      while (p > 0 && positive[p - 1] == score) {
        p--;
      }
      while (n > 0 && negative[n - 1] == score) {
        n--;
      }
      scores[size] = score;
      tp[size] = positives - p;
      fp[size++] = negatives - n;
    }
    thresholds = Arrays.copyOf(scores, size);
    truePositives = Arrays.copyOf(tp, size);
    falsePositives = Arrays.copyOf(fp, size);
  }

  /**
   * {@return the ranking of rows}
   *
   * @param positive whether each row is of the kind that should score high
   * @param scores of each row, in the same order; not NaN
   * @throws IllegalArgumentException if there is no row, not one score for each, or one is NaN
   */
  public static Ranking of(boolean[] positive, double[] scores) {
    if (positive.length != scores.length || scores.length == 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected a score for each row, at least one, got %s of %s",
              Plural.of(scores.length, "score"),
              Plural.of(positive.length, "row")));
    }
    double[] ofPositives = new double[scores.length];
    double[] ofNegatives = new double[scores.length];
    int p = 0;
    int n = 0;
    for (int i = 0; i < scores.length; i++) {
      if (Double.isNaN(scores[i])) {
        throw new IllegalArgumentException("expected scores that are numbers, got NaN in row " + i);
      }
      if (positive[i]) {
        ofPositives[p++] = scores[i];
      } else {
        ofNegatives[n++] = scores[i];
      }
    }
    Arrays.sort(ofPositives, 0, p);
    Arrays.sort(ofNegatives, 0, n);
    return new Ranking(Arrays.copyOf(ofPositives, p), Arrays.copyOf(ofNegatives, n));
  }

  /** {@return the number of positive rows} */
  public int positives() {
    return positives;
  }

  /** {@return the number of negative rows} */
  public int negatives() {
    return negatives;
  }

  /** {@return how many different scores occur} */
  public int size() {
    return thresholds.length;
  }

  /**
   * {@return a score that occurs}
   *
   * @param i from 0, the highest, to one below {@link #size()}
   */
  public double threshold(int i) {
    return thresholds[i];
  }

  /**
   * {@return how many positive rows have at least a score}
   *
   * @param i of the score, as for {@link #threshold}; -1 for a score above all
   */
  public int truePositives(int i) {
    return i < 0 ? 0 : truePositives[i];
  }

  /**
   * {@return how many negative rows have at least a score}
   *
   * @param i of the score, as for {@link #threshold}; -1 for a score above all
   */
  public int falsePositives(int i) {
    return i < 0 ? 0 : falsePositives[i];
  }

  /** {@return whether rows of both kinds are there} */
  public boolean hasBoth() {
    return positives > 0 && negatives > 0;
  }

  /**
   * {@return the area under the ROC curve, in [0, 1]: the share of pairs of a positive and a
   * negative row of which the positive one has the higher score, a pair with equal scores counted
   * as half}
   *
   * @throws IllegalStateException if rows of one kind only are there
   */
  public double auc() {
    requireBoth();
    long twice = 0;
    for (int i = 0; i < size(); i++) {
      long below = negatives - falsePositives(i);
      twice += (truePositives(i) - truePositives(i - 1)) * (2 * below + tiedNegatives(i));
    }
    return twice / (2.0 * positives * negatives);
  }

  /**
   * {@return the area under the ROC curve of all rows of the same kind, and its 95 % interval} Its
   * variance by DeLong, DeLong and Clarke-Pearson (Biometrics 44, 1988): with V of a row the share
   * of the rows of the other kind that it is rightly above or below, {@code var V(positive) /
   * positives + var V(negative) / negatives}; taken of the logarithm of the odds, as the interval
   * of the area itself covers too little where the area is large. It takes the rows for independent
   * of each other and of the training. With scores of two normal distributions it covers the true
   * area in 93 to 97 % of the cases that have ends from 20 rows of each kind on, in 91 to 97 % with
   * 10 and 90. No ends where there is one row of a kind, or the variance is 0: where scores
   * separate the kinds, or are all equal, nothing tells how far other rows may be.
   *
   * @throws IllegalStateException if rows of one kind only are there
   */
  public Interval aucInterval() {
    double auc = auc();
    double ofPositives = 0;
    double ofNegatives = 0;
    for (int i = 0; i < size(); i++) {
      int tied = truePositives(i) - truePositives(i - 1);
      double p = (negatives - falsePositives(i) + tiedNegatives(i) / 2.0) / negatives - auc;
      double n = (truePositives(i - 1) + tied / 2.0) / positives - auc;
      ofPositives += tied * p * p;
      ofNegatives += tiedNegatives(i) * n * n;
    }
    double variance =
        ofPositives / (positives - 1.0) / positives + ofNegatives / (negatives - 1.0) / negatives;
    return Interval.ofOdds(positives + negatives, auc, Math.sqrt(variance));
  }

  private int tiedNegatives(int i) {
    return falsePositives(i) - falsePositives(i - 1);
  }

  /**
   * {@return the mean of the precision over the positive rows, each taken at its own score: {@code
   * sum over scores of (recall - recall before) precision}, in (0, 1]}
   *
   * @throws IllegalStateException if no row is positive
   */
  public double averagePrecision() {
    if (positives == 0) {
      throw new IllegalStateException(
          "average precision is of positive rows, but all "
              + Plural.of(negatives, "row")
              + " are negative");
    }
    double sum = 0;
    for (int i = 0; i < size(); i++) {
      sum += (truePositives(i) - truePositives(i - 1)) * precision(i);
    }
    return sum / positives;
  }

  /**
   * {@return the share of the rows with at least a score that are positive, in [0, 1]}
   *
   * @param i of the score, as for {@link #threshold}
   */
  public double precision(int i) {
    return truePositives(i) / ((double) truePositives(i) + falsePositives(i));
  }

  private void requireBoth() {
    if (!hasBoth()) {
      throw new IllegalStateException(
          "the area under the ROC curve compares rows of two kinds, but all "
              + Plural.of(positives + negatives, "row")
              + (positives == 0 ? " are negative" : " are positive"));
    }
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "Ranking of %d positive and %d negative rows by %s",
        positives,
        negatives,
        Plural.of(size(), "score"));
  }
}
