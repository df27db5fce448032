package org.meshnn.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.meshnn.scores.Interval;
import org.meshnn.text.Plural;

/**
 * Which rows the runs of a setting share, and so what an interval of their mean counts in and is
 * about.
 *
 * @param seeds planned
 * @param test which rows are held out
 * @param ownTables whether each seed has a table of its own
 * @param overlap test rows over training rows where runs draw both from one table, else 0: see
 *     {@link Interval#corrected}
 */
record Resampling(int seeds, TestRows test, boolean ownTables, double overlap) {
  static final String CORRECTED =
      "corrected for the training rows that runs share (Nadeau and Bengio 2003)";

  /** Planned for each setting. */
  int runs() {
    return seeds * test.runs();
  }

  boolean inFolds() {
    return test instanceof TestRows.Folds;
  }

  /**
   * The numbers whose mean has an interval: one a run. Where each seed has a table of its own and
   * deals it into folds, one a seed, the mean of its folds: those share rows, seeds do not.
   */
  double[] sample(List<Trial> trials) {
    if (!averaged()) {
      return trials.stream().mapToDouble(Trial::metric).toArray();
    }
    return trials.stream()
        .collect(
            Collectors.groupingBy(
                Trial::seed, LinkedHashMap::new, Collectors.averagingDouble(Trial::metric)))
        .values()
        .stream()
        .mapToDouble(mean -> mean)
        .toArray();
  }

  private boolean averaged() {
    return ownTables && inFolds();
  }

  Interval interval(List<Trial> trials) {
    return Interval.corrected(overlap, sample(trials));
  }

  /** What makes two runs of different settings a pair. */
  String pairedBy() {
    if (!inFolds()) {
      return "seed";
    }
    return averaged() ? "seed (the mean of its folds)" : "seed and fold";
  }

  /** What has one number in the sample. */
  String unit() {
    return averaged() ? "seed" : "run";
  }

  /** What the intervals count in or are about. */
  String basis() {
    String dealt =
        test instanceof TestRows.Folds folds
            ? folds.count() + " folds x " + Plural.of(seeds, "seed") + ", "
            : "";
    if (test instanceof TestRows.HandedIn) {
      return ownTables
          ? "intervals are for other training rows and seeds on the same test rows"
          : "intervals are for other seeds on the same training and test rows, not for other rows";
    }
    if (test instanceof TestRows.FirstRows) {
      return "intervals corrected for the test rows that runs share (Nadeau and Bengio 2003)";
    }
    if (averaged()) {
      return dealt
          + "intervals of the means of the folds of each seed, which has a table of its own";
    }
    return dealt
        + (ownTables
            ? "intervals of runs that each have a table of their own"
            : "intervals " + CORRECTED);
  }
}
