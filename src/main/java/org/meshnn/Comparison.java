package org.meshnn;

import java.util.Locale;
import org.meshnn.train.Interval;
import org.meshnn.train.PairedTest;

/**
 * Two settings of an {@link Experiment}, compared run by run with the same seed and fold.
 *
 * <p>The interval and p speak of more seeds on the same table. Where each run holds out another
 * part of one table, runs share training rows, and about new data both are too confident (Nadeau
 * and Bengio, Inference for the generalization error, Machine Learning 52, 2003). Where the rows
 * were held out in folds, interval and test are corrected for that: see {@link Interval#corrected}.
 *
 * @param first setting
 * @param second setting
 * @param metric what is compared on the test rows: accuracy or RMSE
 * @param folds whether the rows were held out in folds
 * @param difference first minus second, over the seeds (and folds) with which both have run: mean,
 *     deviation and 95 % interval; without deviation and interval (NaN) from one run
 * @param p of the two-sided paired t-test: 1 where all pairs are equal, 0 where all differ by the
 *     same amount, NaN below two pairs
 */
public record Comparison(
    String first, String second, String metric, boolean folds, Interval difference, double p) {

  static Comparison of(
      String first,
      String second,
      String metric,
      double overlap,
      double[] ofFirst,
      double[] ofSecond) {
    PairedTest test = PairedTest.corrected(overlap, ofFirst, ofSecond);
    return new Comparison(first, second, metric, overlap > 0, test.difference(), test.p());
  }

  @Override
  public String toString() {
    String test =
        difference.bounded()
            ? String.format(
                Locale.ROOT, ", p = %.2g (%spaired t-test)", p, folds ? "corrected " : "")
            : "";
    return "test "
        + metric
        + " of '"
        + first
        + "' minus '"
        + second
        + (folds ? "', paired by seed and fold: mean " : "', paired by seed: mean ")
        + difference
        + test;
  }
}
