package org.meshnn.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.meshnn.Evaluation;
import org.meshnn.Mesh;
import org.meshnn.TrainedMesh;
import org.meshnn.scores.ClassScores;
import org.meshnn.scores.Interval;
import org.meshnn.scores.PairedT;
import org.meshnn.scores.ValueScores;
import org.meshnn.tables.Datasets;
import org.meshnn.train.Ending;
import org.meshnn.train.Training;
import tech.tablesaw.api.Table;

class TrialsTest {
  private static final double OVERLAP = 0.5;
  private static final SoftModel<TrainedMesh> NO_MODEL = new SoftModel<>(null);
  private static final TestRows SPLITS = new TestRows.Fraction(0.3);
  private static final TestRows FOLDS = new TestRows.Folds(3);
  private static final TestRows GIVEN = new TestRows.HandedIn(Datasets.iris());

  private static Trial trial(
      String setting, long seed, OptionalInt fold, double rmse, Ending ending) {
    Evaluation evaluation = Evaluation.of("y", new ValueScores(20, rmse, rmse, 0, 1));
    return trial(setting, seed, fold, evaluation, rmse * rmse / 2, ending);
  }

  private static Trial trial(
      String setting,
      long seed,
      OptionalInt fold,
      Evaluation evaluation,
      double loss,
      Ending ending) {
    Run run = new Run(setting, Mesh.of(2), Training.defaults(), seed, fold.orElse(0));
    Measured.Kept kept = new Measured.OfTable(evaluation, NO_MODEL);
    Data data = new Data.OfTable(new SeedTable(Datasets.iris(), "species"), SPLITS);
    return new Trial(run, data, new Measured(kept, loss, 7, 200, ending));
  }

  private static Trial trial(String setting, long seed, double rmse) {
    return trial(setting, seed, OptionalInt.empty(), rmse, Ending.COMPLETED);
  }

  private static Trials trials(Resampling resampling, Score score, Outcome... outcomes) {
    List<String> settings = Stream.of(outcomes).map(Outcome::setting).distinct().sorted().toList();
    return new Trials(settings, resampling, score, List.of(outcomes));
  }

  /** Every run draws another third of one table to be tested on. */
  private static Trials splits(int seeds, Outcome... outcomes) {
    return trials(new Resampling(seeds, SPLITS, false, OVERLAP), Score.RMSE, outcomes);
  }

  private static final Trials TRIALS =
      splits(
          3,
          trial("a", 1, 2),
          trial("b", 1, 1),
          trial("a", 2, 4),
          trial("b", 2, 2),
          trial("a", 3, 6),
          trial("b", 3, 3));

  @Test
  void theSummaryIsTheIntervalOfRunsThatShareTrainingRows() {
    Table summary = TRIALS.table();
    assertEquals("test RMSE", summary.name());
    assertEquals(
        List.of("setting", "runs", "mean", "sd", "95 % low", "95 % high", "best", "edges"),
        summary.columnNames());
    Interval a = Interval.corrected(OVERLAP, 2, 4, 6).within(0, Double.POSITIVE_INFINITY);
    assertEquals(a, TRIALS.interval("a"));
    assertEquals(4, summary.doubleColumn("mean").get(0));
    assertEquals(2, summary.doubleColumn("sd").get(0));
    assertEquals(0, summary.doubleColumn("95 % low").get(0), "4 - 7.9, and no error is negative");
    assertEquals(a.high(), summary.doubleColumn("95 % high").get(0));
    assertEquals(2, summary.doubleColumn("best").get(0), "the least error is the best");
    assertEquals(3, summary.intColumn("runs").get(1));
    assertEquals(
        "6 of 6 runs finished; intervals corrected for the training rows that runs share (Nadeau"
            + " and Bengio 2003); clipped to 0 or more",
        TRIALS.headline());
  }

  @Test
  void anIntervalOfAnAccuracyEndsAt1() {
    Outcome[] runs = new Outcome[4];
    int[] right = {10, 9, 10, 10};
    for (int i = 0; i < 4; i++) {
      int[][] confusion = {{right[i] - 5, 10 - right[i]}, {0, 5}};
      Evaluation evaluation = Evaluation.of(List.of("x", "y"), new ClassScores(confusion, 0.1));
      runs[i] = trial("a", i + 1, OptionalInt.empty(), evaluation, 0.1, Ending.COMPLETED);
    }
    Trials trials = trials(new Resampling(4, SPLITS, false, 3.0 / 7), Score.ACCURACY, runs);
    Interval whole = Interval.corrected(3.0 / 7, 1, 0.9, 1, 1);
    assertTrue(whole.high() > 1.1);
    assertEquals(1, trials.interval("a").high());
    assertEquals(whole.low(), trials.interval("a").low());
    assertTrue(trials.headline().endsWith("; clipped to [0, 1]"), trials.headline());
    assertEquals(1, trials.table().doubleColumn("95 % high").get(0));
  }

  @Test
  void aComparisonIsPairedBySeedAndCorrected() {
    Comparison comparison = TRIALS.compare("a", "b");
    assertEquals(2, comparison.difference().mean());
    // t = 2 / sqrt(1/3 + 1/2) = sqrt(4.8), and with 2 degrees of freedom p = 1 - t / sqrt(t² + 2)
    assertEquals(1 - Math.sqrt(4.8 / 6.8), comparison.p(), 1e-12);
    assertEquals(
        "test RMSE of 'a' minus 'b', paired by seed: mean 2.000, 95 % interval [-1.928, 5.928],"
            + " n = 3, p = 0.16 (paired t-test); interval and p corrected for the training rows"
            + " that runs share (Nadeau and Bengio 2003)",
        comparison.toString());
    assertEquals(-2, TRIALS.compare("b", "a").difference().mean());
    assertEquals(1, TRIALS.compare("a", "a").p());
  }

  @Test
  void runsWithoutSpreadTellNothingAndItIsSaid() {
    Outcome[] runs = {trial("a", 1, 2.3), trial("b", 1, 2), trial("a", 2, 1.3), trial("b", 2, 1)};
    String told = splits(2, runs).compare("a", "b").toString();
    assertTrue(
        told.endsWith(
            "mean 0.3000, 95 % interval [0.3000, 0.3000], n = 2; all pairs differ by the same"
                + " amount: interval and p say nothing"),
        told);
    assertEquals(Double.NaN, splits(2, runs).compare("a", "b").p());
    Trials alike =
        splits(2, trial("a", 1, 2), trial("a", 2, 2), trial("b", 1, 1), trial("b", 2, 3));
    assertTrue(
        alike.headline().contains("; all runs alike with a: no spread to infer from"),
        alike.headline());
    Comparison itself = alike.compare("a", "a");
    assertEquals(1, itself.p());
    assertTrue(itself.toString().endsWith("all pairs are equal: interval and p say nothing"));
  }

  @Test
  void runsWithTablesOfTheirOwnAreIndependent() {
    Outcome[] runs = {trial("a", 1, 2), trial("a", 2, 4), trial("a", 3, 6)};
    Trials trials = trials(new Resampling(3, SPLITS, true, 0), Score.RMSE, runs);
    assertEquals(Interval.of(2, 4, 6).within(0, 1e9), trials.interval("a"));
    assertTrue(
        trials.headline().contains("; intervals of runs that each have a table of their own"));
    assertFalse(trials.compare("a", "a").toString().contains("corrected"));
  }

  @Test
  void runsOnTheSameRowsSpeakOfSeeds() {
    Outcome[] runs = {trial("a", 1, 2), trial("a", 2, 4), trial("a", 3, 6)};
    Trials trials = trials(new Resampling(3, GIVEN, false, 0), Score.RMSE, runs);
    assertEquals(Interval.of(2, 4, 6).within(0, 1e9), trials.interval("a"));
    assertTrue(
        trials
            .headline()
            .contains(
                "; intervals are for other seeds on the same training and test rows, not for other"
                    + " rows"));
  }

  /** Folds of a seed share rows, tables of different seeds do not: n is the number of seeds. */
  @Test
  void foldsOfATableOfItsOwnCountOnceASeed() {
    Outcome[] runs = new Outcome[12];
    double[][] rmse = {{1, 2, 3}, {2, 3, 7}};
    double[][] other = {{1, 1, 1}, {0, 1, 2}};
    for (int i = 0; i < 6; i++) {
      runs[i] =
          trial("a", 1 + i / 3, OptionalInt.of(1 + i % 3), rmse[i / 3][i % 3], Ending.COMPLETED);
      runs[6 + i] =
          trial("b", 1 + i / 3, OptionalInt.of(1 + i % 3), other[i / 3][i % 3], Ending.COMPLETED);
    }
    Trials trials = trials(new Resampling(2, FOLDS, true, 0), Score.RMSE, runs);
    assertEquals(Interval.of(2, 4).within(0, 1e9), trials.interval("a"));
    assertEquals(6, trials.table().intColumn("runs").get(0));
    assertTrue(
        trials
            .headline()
            .contains(
                "3 folds x 2 seeds, intervals of the means of the folds of each seed, which has a"
                    + " table of its own"));
    Comparison comparison = trials.compare("a", "b");
    assertEquals(PairedT.of(new double[] {2, 4}, new double[] {1, 1}).p(), comparison.p());
    assertTrue(
        comparison.toString().contains("paired by seed (the mean of its folds): mean 2.000"));
    Trials one = trials(new Resampling(1, FOLDS, true, 0), Score.RMSE, runs[0], runs[1], runs[2]);
    assertFalse(one.interval("a").bounded());
    assertTrue(one.headline().endsWith("no interval from one seed, take more seeds"));
  }

  @Test
  void aRunWithoutItsPairIsNotComparedAndIsCounted() {
    Trials trials = splits(2, trial("b", 2, 1), trial("a", 1, 5), trial("a", 2, 3));
    assertEquals(1, trials.compare("a", "b").difference().n());
    assertEquals(2, trials.compare("a", "b").difference().mean());
    assertEquals(1, trials.compare("a", "b").omitted());
    assertEquals(
        "test RMSE of 'a' minus 'b', paired by seed: mean 2.000, no interval from n = 1; 1 of 2"
            + " pairs left out, where not both runs gave a finite RMSE",
        trials.compare("a", "b").toString());
  }

  @Test
  void oneRunHasNoIntervalAndSaysSo() {
    Trials one = splits(1, trial("a", 1, 2));
    assertEquals("1 of 1 run finished; no interval from one run, take more seeds", one.headline());
    assertEquals(2, one.table().doubleColumn("mean").get(0));
    for (String column : List.of("sd", "95 % low", "95 % high")) {
      assertTrue(one.table().doubleColumn(column).isMissing(0), column);
    }
    assertEquals(
        "1 of 1 run finished; no interval from one run, take more seeds; test RMSE\n"
            + "setting  runs       mean         sd   95 % low  95 % high       best      edges\n"
            + "a           1      2.000          -          -          -      2.000      7.000",
        one.toString());
  }

  @Test
  void aFailedRunIsARowWithItsReason() {
    Failure failure =
        new Failure("b", 2, OptionalInt.empty(), new OutOfMemoryError("Java heap space"));
    Trials trials = splits(2, trial("a", 1, 2), trial("b", 1, 1), trial("a", 2, 4), failure);
    assertEquals(List.of(failure), trials.failures());
    assertEquals(3, trials.all().size());
    assertFalse(trials.interrupted());
    assertTrue(
        trials
            .headline()
            .startsWith(
                "3 of 4 runs finished; 1 failed, the first: setting 'b', seed 2:"
                    + " java.lang.OutOfMemoryError: Java heap space; "),
        trials.headline());
    Table runs = trials.runs();
    assertEquals(
        List.of("completed", "completed", "completed", "failed"),
        runs.stringColumn("ending").asList());
    assertEquals(
        List.of("", "", "", "java.lang.OutOfMemoryError: Java heap space"),
        runs.stringColumn("reason").asList());
    for (String column : List.of("test RMSE", "test loss", "edges", "epochs")) {
      assertTrue(runs.column(column).isMissing(3), column);
    }
    assertEquals(List.of(2, 1), trials.table().intColumn("runs").asList());
    assertEquals(List.of(0, 1), trials.table().intColumn("failed").asList());
    assertEquals(1, trials.table().doubleColumn("mean").get(1));
    assertEquals(1, trials.compare("a", "b").omitted());
    assertTrue(trials.plot().height() > 0);
    assertFalse(TRIALS.runs().columnNames().contains("reason"));
  }

  @Test
  void aDivergedRunWithoutAFiniteMetricIsCountedNotAveraged() {
    Trials trials =
        splits(
            3,
            trial("a", 1, 2),
            trial("a", 2, OptionalInt.empty(), Double.NaN, Ending.DIVERGED),
            trial("a", 3, 4));
    assertTrue(
        trials
            .headline()
            .startsWith(
                "3 of 3 runs finished; 1 diverged, measured with their best weights; 1 without a"
                    + " finite RMSE, left out of the figures; "),
        trials.headline());
    assertEquals(3, trials.interval("a").mean());
    assertEquals(2, trials.interval("a").n());
    assertEquals(2, trials.table().doubleColumn("best").get(0));
    assertEquals(1, trials.table().intColumn("no finite RMSE").get(0));
    assertEquals("diverged", trials.runs().stringColumn("ending").get(1));
    assertTrue(trials.runs().column("test RMSE").isMissing(1));
    assertEquals(1, trials.compare("a", "a").omitted());
  }

  @Test
  void anUnknownSettingNamesTheKnown() {
    assertEquals(
        "expected one of the settings a, b, got 'c'",
        assertThrows(IllegalArgumentException.class, () -> TRIALS.compare("a", "c")).getMessage());
  }
}
