package org.meshnn.experiment;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.meshnn.scores.Interval;

/**
 * How a candidate of a {@link Search} did on the inner folds.
 *
 * @param candidate what was tried
 * @param round the last round it was trained in, from 1; 0 where no mesh or training could be made
 * @param inner mean over the folds of accuracy in [0, 1] or RMSE in units of the label, with its
 *     interval corrected for the rows that folds share; NaN where it failed
 * @param loss mean over the folds of the mean loss per row; NaN where it failed
 * @param epochs mean over the folds of the whole epochs run
 * @param parameters of its mesh; 0 where no run told
 * @param reason why it failed; empty where it did not
 */
public record CandidateScore(
    Candidate candidate,
    int round,
    Interval inner,
    double loss,
    double epochs,
    int parameters,
    String reason) {

  /** Of a candidate that no run could be made of. */
  static CandidateScore refused(Candidate candidate, String reason) {
    return new CandidateScore(candidate, 0, Interval.of(), Double.NaN, 0, 0, reason);
  }

  /** Of its folds, all of them. */
  static CandidateScore of(Candidate candidate, int round, Score score, List<FoldScore> folds) {
    String reason = "";
    for (FoldScore fold : folds) {
      if (reason.isEmpty() && fold.failed()) {
        reason = "fold " + fold.key().fold() + ": " + fold.reason();
      }
    }
    double[] scores = folds.stream().mapToDouble(FoldScore::score).toArray();
    double[] losses = folds.stream().mapToDouble(FoldScore::loss).toArray();
    return new CandidateScore(
        candidate,
        round,
        reason.isEmpty() ? interval(score, scores) : Interval.of(),
        reason.isEmpty() ? mean(losses) : Double.NaN,
        mean(folds.stream().mapToDouble(FoldScore::epochs).toArray()),
        folds.stream().mapToInt(FoldScore::parameters).max().orElse(0),
        reason);
  }

  /** Test rows over training rows of k folds are 1 / (k - 1). */
  private static Interval interval(Score score, double[] scores) {
    return score.bounded(Interval.corrected(1.0 / (scores.length - 1), scores));
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** {@return whether it failed, in one of the folds or before} */
  public boolean failed() {
    return !reason.isEmpty();
  }

  /** Failed ones last; later rounds, better scores, smaller losses, lower numbers first. */
  static Comparator<CandidateScore> bestFirst(Score score) {
    return Comparator.comparing(CandidateScore::failed)
        .thenComparing(Comparator.comparingInt(CandidateScore::round).reversed())
        .thenComparingDouble(scored -> score.cost(scored.inner().mean()))
        .thenComparingDouble(CandidateScore::loss)
        .thenComparingInt(scored -> scored.candidate().number());
  }

  @Override
  public String toString() {
    return candidate
        + ": "
        + (failed() ? reason : String.format(Locale.ROOT, "inner score %.4g", inner.mean()));
  }
}
