package org.meshnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meshnn.train.Ending;
import org.meshnn.train.Interval;
import org.meshnn.train.ValueScores;
import tech.tablesaw.api.Table;

class TrialsTest {
  private static Trial trial(String setting, long seed, double rmse) {
    Evaluation evaluation = Evaluation.of("y", new ValueScores(20, rmse, rmse, 0));
    return new Trial(setting, seed, 0, evaluation, rmse * rmse / 2, 7, 200, Ending.COMPLETED);
  }

  private static final Trials TRIALS =
      new Trials(
          List.of("a", "b"),
          3,
          0,
          false,
          List.of(
              trial("a", 1, 2), trial("b", 1, 1),
              trial("a", 2, 4), trial("b", 2, 2),
              trial("a", 3, 6), trial("b", 3, 3)));

  @Test
  void theSummaryIsTheInterval() {
    Table summary = TRIALS.summary();
    assertEquals("test RMSE", summary.name());
    assertEquals(
        List.of("setting", "runs", "mean", "sd", "95 % low", "95 % high", "best", "edges"),
        summary.columnNames());
    Interval a = Interval.of(2, 4, 6);
    assertEquals(a, TRIALS.interval("a"));
    assertEquals(4, summary.doubleColumn("mean").get(0));
    assertEquals(2, summary.doubleColumn("sd").get(0));
    assertEquals(a.low(), summary.doubleColumn("95 % low").get(0));
    assertEquals(a.high(), summary.doubleColumn("95 % high").get(0));
    assertEquals(2, summary.doubleColumn("best").get(0), "the least error is the best");
    assertEquals(3, summary.intColumn("runs").get(1));
    assertEquals("6 of 6 runs finished", TRIALS.headline());
  }

  @Test
  void aComparisonIsPairedBySeed() {
    Comparison comparison = TRIALS.compare("a", "b");
    assertEquals(2, comparison.difference().mean());
    assertEquals(1 - Math.sqrt(12.0 / 14), comparison.p(), 1e-12);
    assertEquals(
        "test RMSE of 'a' minus 'b', paired by seed: mean 2.000, 95 % interval [-0.4841, 4.484],"
            + " n = 3, p = 0.074 (paired t-test)",
        comparison.toString());
    assertEquals(-2, TRIALS.compare("b", "a").difference().mean());
    assertEquals(1, TRIALS.compare("a", "a").p());
  }

  @Test
  void aRunWithoutItsPairIsNotCompared() {
    Trials trials =
        new Trials(
            List.of("a", "b"),
            2,
            0,
            false,
            List.of(trial("b", 2, 1), trial("a", 1, 5), trial("a", 2, 3)));
    assertEquals(1, trials.compare("a", "b").difference().n());
    assertEquals(2, trials.compare("a", "b").difference().mean());
    assertTrue(trials.compare("a", "b").toString().endsWith("mean 2.000, no interval from n = 1"));
  }

  @Test
  void oneRunHasNoIntervalAndSaysSo() {
    Trials one = new Trials(List.of("a"), 1, 0, false, List.of(trial("a", 1, 2)));
    assertEquals("1 of 1 run finished; no interval from one run, take more seeds", one.headline());
    assertEquals(2, one.summary().doubleColumn("mean").get(0));
    for (String column : List.of("sd", "95 % low", "95 % high")) {
      assertTrue(one.summary().doubleColumn(column).isMissing(0), column);
    }
    assertEquals(
        List.of(
            "1 of 1 run finished; no interval from one run, take more seeds; test RMSE",
            "setting  runs       mean         sd   95 % low  95 % high       best      edges",
            "a           1      2.000          -          -          -      2.000      7.000"),
        one.toString().lines().toList());
  }

  @Test
  void anUnknownSettingNamesTheKnown() {
    assertEquals(
        "expected one of the settings [a, b], got 'c'",
        assertThrows(IllegalArgumentException.class, () -> TRIALS.compare("a", "c")).getMessage());
  }
}
