package org.meshnn.scores;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RankingTest {
  private static boolean[] positive(Random random, int n) {
    boolean[] positive = new boolean[n];
    for (int i = 0; i < n; i++) {
      positive[i] = random.nextInt(3) == 0;
    }
    positive[0] = true;
    positive[1] = false;
    return positive;
  }

  /** By its definition, pair by pair; turning the scores round turns the area round. */
  @Test
  void theAreaIsTheShareOfPairsInOrder() {
    Random random = new Random(1);
    for (int round = 0; round < 200; round++) {
      int n = 2 + random.nextInt(40);
      boolean[] positive = positive(random, n);
      double[] scores = random.ints(n, -5, 6).asDoubleStream().toArray(); // -0.0 and 0.0 are equal
      double sum = 0;
      int pairs = 0;
      for (int i = 0; i < n; i++) {
        scores[i] = scores[i] == 0 && random.nextBoolean() ? -0.0 : scores[i];
      }
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          if (positive[i] && !positive[j]) {
            sum += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
            pairs++;
          }
        }
      }
      Ranking ranking = Ranking.of(positive, scores);
      assertEquals(sum / pairs, ranking.auc(), 1e-15);
      double[] negated = scores.clone();
      for (int i = 0; i < n; i++) {
        negated[i] = -scores[i];
      }
      Ranking turned = Ranking.of(positive, negated);
      assertEquals(1 - ranking.auc(), turned.auc(), 1e-15);
      if (ranking.aucInterval().bounded()) {
        assertEquals(1 - ranking.aucInterval().low(), turned.aucInterval().high(), 1e-12);
      }
      int last = ranking.size() - 1;
      assertEquals(ranking.positives(), ranking.truePositives(last));
      assertEquals(ranking.negatives(), ranking.falsePositives(last));
      assertEquals(0, ranking.truePositives(-1) + ranking.falsePositives(-1));
    }
  }

  /** 500 samples of two normal distributions: the interval holds the true area in about 95 %. */
  @ParameterizedTest
  @CsvSource({"1, 0.7602499389065234", "2, 0.9213503964748575"})
  void theIntervalCoversTheArea(double apart, double area) {
    Random random = new Random(3);
    int covered = 0;
    for (int round = 0; round < 500; round++) {
      boolean[] positive = new boolean[100];
      double[] scores = new double[100];
      for (int i = 0; i < 100; i++) {
        positive[i] = i < 50;
        scores[i] = random.nextGaussian() + (positive[i] ? apart : 0);
      }
      Interval interval = Ranking.of(positive, scores).aucInterval();
      covered += interval.low() <= area && area <= interval.high() ? 1 : 0;
    }
    assertTrue(covered >= 460 && covered <= 490, covered + " of 500");
  }

  @Test
  void refusesWhatHasNoOrder() {
    boolean[] two = {true, false};
    assertThrows(IllegalArgumentException.class, () -> Ranking.of(new boolean[0], new double[0]));
    assertThrows(IllegalArgumentException.class, () -> Ranking.of(two, new double[3]));
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> Ranking.of(two, new double[] {1, Double.NaN}))
            .getMessage();
    assertTrue(message.endsWith("row 1"), message);
    assertEquals(1, Ranking.of(two, new double[] {Double.POSITIVE_INFINITY, 1}).auc());
  }

  /** Memory is bounded: beyond, what needs the order is not there, the rest is. */
  @Test
  void tooManyAreNotRanked() {
    ProbabilityScores.Sums sums = new ProbabilityScores.Sums(2, ProbabilityScores.MOST_RANKED + 1);
    sums.add(1, new double[] {0, 2}, 0);
    ProbabilityScores scores = sums.scores();
    assertNull(scores.auc());
    assertTrue(Double.isNaN(scores.averagePrecision()));
    assertEquals(1, scores.topK(1).mean());
    double p = 1 / (1 + Math.exp(2));
    assertEquals(p * p, scores.brier(), 1e-15);
  }

  /** Fewer samples than were announced, or none. */
  @Test
  void samplesMayStayOut() {
    ProbabilityScores.Sums sums = new ProbabilityScores.Sums(2, 10);
    assertNull(sums.scores().auc());
    sums.add(0, new double[] {0, 2}, 0);
    sums.add(1, new double[] {0, 3}, 0);
    assertEquals(1, sums.scores().auc().mean());
    assertFalse(sums.scores().auc().bounded());
  }

  /** By hand: 4 rows, the class first, third, first of equals, last. */
  @Test
  void ranksByHand() {
    ProbabilityScores.Sums sums = new ProbabilityScores.Sums(3, 4);
    double[] logits = {3, 2, 1, 3, 2, 1, 1, 1, 0, 1, 1, 0};
    sums.add(0, logits, 0);
    sums.add(2, logits, 3);
    sums.add(0, logits, 6);
    sums.add(1, logits, 9);
    ProbabilityScores scores = sums.scores();
    assertEquals(0.5, scores.topK(1).mean());
    assertEquals(0.75, scores.topK(2).mean());
    assertEquals(Interval.ofShare(3, 4), scores.topK(2));
    assertThrows(IllegalArgumentException.class, () -> scores.topK(0));
    assertThrows(IllegalArgumentException.class, () -> scores.topK(4));
  }

  /** Of numbers near the largest and the least, no sum overflows or vanishes. */
  @ParameterizedTest
  @CsvSource({"1e308", "1e-300", "1"})
  void errorsOfAnySize(double unit) {
    double[] actual = {1 * unit, 0.5 * unit, -1 * unit};
    double[] predicted = {0.5 * unit, 0.75 * unit, -0.5 * unit};
    ErrorScores errors = ErrorScores.of(actual, predicted);
    assertEquals(0.5 * unit, errors.median(), 1e-15 * unit);
    assertEquals((0.9 * 0.5 + 0.1 * 0.75) / 3 * unit, errors.pinball(0.9), 1e-15 * unit);
    ErrorScores same = ErrorScores.of(new double[] {1, 0.5, -1}, new double[] {0.5, 0.75, -0.5});
    assertEquals(same.explainedVariance(), errors.explainedVariance(), 1e-14);
    assertThrows(IllegalArgumentException.class, () -> errors.pinball(1));
    assertThrows(
        IllegalArgumentException.class,
        () -> ErrorScores.of(actual, new double[] {1, Double.NaN, 2}));
  }
}
