package org.meshnn.experiment;

import java.util.Locale;
import org.meshnn.scores.Interval;
import org.meshnn.text.Listing;

/**
 * Two settings of an {@link Experiment}, compared run by run with the same seed and fold.
 *
 * <p>Interval and p are about what differs from run to run. Where each run draws its training and
 * test rows from one table, in folds or not, runs share training rows, and both are corrected for
 * that (Nadeau and Bengio, Inference for the generalization error, Machine Learning 52, 2003): they
 * are about other rows of the same kind. So they do where each seed has a table of its own. On test
 * rows of their own they are about other seeds, given these rows.
 *
 * @param first setting
 * @param second setting
 * @param metric what is compared on the test rows: accuracy or RMSE
 * @param pairedBy what the runs of a pair have in common: seed, or seed and fold
 * @param overlap test rows over training rows of the runs, which interval and p are corrected for;
 *     0 where they are not: see {@link Interval#corrected}
 * @param difference first minus second, over the pairs of which both runs finished: mean, deviation
 *     and 95 % interval, that of accuracies within [-1, 1]; without deviation and interval (NaN)
 *     from one pair
 * @param p of the two-sided paired t-test: 1 where all pairs are equal; NaN where all differ by the
 *     same amount, up to rounding, and below two pairs
 * @param pairs planned
 * @param omitted pairs that are left out: one of their runs did not finish, or has no finite metric
 */
public record Comparison(
    String first,
    String second,
    String metric,
    String pairedBy,
    double overlap,
    Interval difference,
    double p,
    int pairs,
    int omitted) {

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("test " + metric + " of " + Listing.quoted(first));
    text.append(" minus ").append(Listing.quoted(second));
    text.append(", paired by ").append(pairedBy).append(": mean ");
    text.append(difference);
    if (difference.alike()) {
      text.append("; all pairs ")
          .append(p == 1 ? "are equal" : "differ by the same amount")
          .append(": interval and p say nothing");
    } else if (difference.bounded()) {
      text.append(String.format(Locale.ROOT, ", p = %.2g (paired t-test)", p));
      text.append(overlap > 0 ? "; interval and p " + Resampling.CORRECTED : "");
    }
    if (omitted > 0) {
      text.append(
          String.format(
              Locale.ROOT,
              "; %d of %d pairs left out, where not both runs gave a finite %s",
              omitted,
              pairs,
              metric));
    }
    return text.toString();
  }
}
