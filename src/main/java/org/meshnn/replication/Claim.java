package org.meshnn.replication;

import java.util.Locale;
import org.apache.commons.statistics.distribution.TDistribution;
import org.meshnn.scores.Interval;

/**
 * A figure to compare with.
 *
 * @param figure a mean over runs, in the unit of the study's metric
 * @param deviation their sample standard deviation; NaN where none was given
 * @param runs how many; 0 where they were made otherwise (other epochs, say), so that the figure is
 *     given and not compared
 * @param source where it comes from, in a few words
 */
public record Claim(double figure, double deviation, int runs, String source) {
  private static final double ONE_TAIL = 0.025;

  /**
   * A figure without a deviation.
   *
   * @param figure a mean over runs, in the unit of the study's metric
   * @param runs how many; 0 where they were made otherwise
   * @param source where it comes from, in a few words
   */
  public Claim(double figure, int runs, String source) {
    this(figure, Double.NaN, runs, source);
  }

  /**
   * Whether these runs and ours may have the same mean: "yes" if the 95 % interval of the
   * difference holds 0, else where ours lies; "-" where it is not to be compared. The interval is
   * Welch's; where no deviation was given, their runs are taken to be spread as ours are. It is
   * about more seeds: where both sides split one and the same table, runs with different seeds are
   * independent draws from it, and nothing is corrected.
   */
  String within(Interval ours) {
    if (runs == 0) {
      return "-";
    }
    double a = ours.deviation() * ours.deviation() / ours.n();
    boolean spread = !Double.isNaN(deviation) && runs > 1;
    double own = spread ? deviation : ours.deviation();
    double b = own * own / runs;
    double freedom =
        spread ? (a + b) * (a + b) / (a * a / (ours.n() - 1) + b * b / (runs - 1)) : ours.n() - 1;
    double half = a + b == 0 ? 0 : quantile(freedom) * Math.sqrt(a + b);
    if (Math.abs(figure - ours.mean()) <= half) {
      return "yes";
    }
    return figure > ours.mean() ? "ours is below" : "ours is above";
  }

  private static double quantile(double freedom) {
    return TDistribution.of(freedom).inverseSurvivalProbability(ONE_TAIL);
  }

  @Override
  public String toString() {
    String spread = Double.isNaN(deviation) ? "" : String.format(Locale.ROOT, " ± %.3f", deviation);
    return String.format(Locale.ROOT, "%.3f%s, %s", figure, spread, source);
  }
}
