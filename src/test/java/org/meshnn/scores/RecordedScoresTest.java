package org.meshnn.scores;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Metrics are those of scikit-learn, with ties, one class, constant scores and exact values. */
class RecordedScoresTest {
  private static final double CLOSE = 1e-10;

  static Stream<Recorded> two() {
    return Recorded.all("two");
  }

  static Stream<Recorded> several() {
    return Recorded.all("several");
  }

  static Stream<Recorded> values() {
    return Recorded.all("values");
  }

  @ParameterizedTest
  @MethodSource("two")
  void rankingsAreScikitLearns(Recorded recorded) {
    Ranking ranking = Ranking.of(recorded.positive(), recorded.numbers("p"));
    assertEquals(recorded.classes().length, ranking.positives() + ranking.negatives());
    if (recorded.has("average_precision")) {
      assertEquals(recorded.number("average_precision"), ranking.averagePrecision(), CLOSE);
    } else {
      assertThrows(IllegalStateException.class, ranking::averagePrecision);
    }
    if (!recorded.has("auc")) {
      assertFalse(ranking.hasBoth());
      assertThrows(IllegalStateException.class, ranking::auc);
      assertThrows(IllegalStateException.class, ranking::aucInterval);
      return;
    }
    assertEquals(recorded.number("auc"), ranking.auc(), CLOSE);
    double[] thresholds = recorded.numbers("roc_thresholds");
    assertEquals(thresholds.length, ranking.size());
    for (int i = 0; i < thresholds.length; i++) {
      assertEquals(thresholds[i], ranking.threshold(i));
    }
  }

  /** On the scale of log-odds, whatever the interval's ends, their half distance is 1.96 errors. */
  @ParameterizedTest
  @MethodSource("two")
  void theVarianceIsDeLongs(Recorded recorded) {
    if (!recorded.has("auc")) {
      return;
    }
    Interval interval = Ranking.of(recorded.positive(), recorded.numbers("p")).aucInterval();
    double auc = interval.mean();
    double variance = recorded.has("auc_variance") ? recorded.number("auc_variance") : 0;
    assertEquals(variance > 0, interval.bounded());
    if (interval.bounded()) {
      assertTrue(0 < interval.low() && interval.low() < auc, interval.toString());
      assertTrue(auc < interval.high() && interval.high() < 1, interval.toString());
      double half = (odds(interval.high()) - odds(interval.low())) / 2;
      assertEquals(1.959963984540054 * Math.sqrt(variance) / auc / (1 - auc), half, 1e-10 * half);
      assertEquals(Math.sqrt(variance * interval.n()), interval.deviation(), CLOSE);
    }
  }

  private static double odds(double share) {
    return Math.log(share / (1 - share));
  }

  @ParameterizedTest
  @MethodSource("several")
  void probabilityScoresAreScikitLearns(Recorded recorded) {
    int[] actual = recorded.classes();
    DMatrixRMaj logits = recorded.logits();
    ProbabilityScores.Sums sums = new ProbabilityScores.Sums(logits.numCols, actual.length);
    for (int i = 0; i < actual.length; i++) {
      sums.add(actual[i], logits.data, i * logits.numCols);
    }
    ProbabilityScores scores = sums.scores();
    assertEquals(recorded.number("brier"), scores.brier(), CLOSE);
    assertEquals(recorded.number("average_precision"), scores.averagePrecision(), CLOSE);
    assertNotNull(scores.auc());
    assertEquals(
        recorded.has("auc") ? recorded.number("auc") : Double.NaN, scores.auc().mean(), CLOSE);
    assertEquals(logits.numCols == 2, scores.auc().bounded());
    assertArrayEquals(
        recorded.numbers("top"),
        IntStream.rangeClosed(1, logits.numCols).mapToDouble(k -> scores.topK(k).mean()).toArray(),
        CLOSE);
  }

  @ParameterizedTest
  @MethodSource("several")
  void classScoresAreScikitLearns(Recorded recorded) {
    ClassScores scores = ClassScores.of(recorded.classes(), recorded.logits());
    assertEquals(recorded.number("mcc"), scores.mcc(), CLOSE);
    assertEquals(recorded.number("log_loss"), scores.logLoss(), CLOSE);
    assertEquals(recorded.numbers("top")[0], scores.accuracy(), CLOSE);
    if (recorded.has("balanced_accuracy")) {
      assertEquals(recorded.number("balanced_accuracy"), scores.balancedAccuracy(), CLOSE);
    }
  }

  @ParameterizedTest
  @MethodSource("values")
  void valueScoresAreScikitLearns(Recorded recorded) {
    double[] actual = recorded.numbers("y");
    double[] predicted = recorded.numbers("predicted");
    ValueScores scores = ValueScores.of(actual, predicted);
    ErrorScores errors = ErrorScores.of(actual, predicted);
    assertEquals(recorded.number("rmse"), scores.rmse(), CLOSE);
    assertEquals(recorded.number("mae"), scores.mae(), CLOSE);
    assertEquals(recorded.number("median"), errors.median(), CLOSE);
    double mape = recorded.number("mape");
    assertEquals(mape, errors.mape(), CLOSE * Math.max(1, mape));
    JsonObject pinball = recorded.json().getAsJsonObject("pinball");
    for (String q : pinball.keySet()) {
      assertEquals(pinball.get(q).getAsDouble(), errors.pinball(Double.parseDouble(q)), CLOSE);
    }
    boolean varies = recorded.has("r2");
    assertEquals(varies ? recorded.number("r2") : Double.NaN, scores.r2(), CLOSE);
    assertEquals(
        varies ? recorded.number("explained_variance") : Double.NaN,
        errors.explainedVariance(),
        CLOSE);
  }
}
