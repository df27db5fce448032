package org.meshnn.scores;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoresTest {

  /** Three classes, the last never predicted: counted by hand. */
  @Test
  void classScoresByHand() {
    DMatrixRMaj logits =
        new DMatrixRMaj(
            new double[][] {{2, 1, 0}, {2, 1, 0}, {0, 1, 0}, {3, 1, 0}, {0, 1, 0}, {0, 0, -1}});
    ClassScores scores = ClassScores.of(new int[] {0, 0, 0, 1, 1, 2}, logits);
    assertArrayEquals(new int[] {2, 1, 0}, scores.confusion()[0]);
    assertArrayEquals(new int[] {1, 1, 0}, scores.confusion()[1]);
    assertArrayEquals(new int[] {1, 0, 0}, scores.confusion()[2]);
    assertEquals(6, scores.samples());
    assertEquals(3.0 / 6, scores.accuracy());
    assertEquals(2.0 / 4, scores.precision(0));
    assertEquals(2.0 / 3, scores.recall(0));
    assertEquals(4.0 / 7, scores.f1(0), 1e-15);
    assertTrue(Double.isNaN(scores.precision(2)));
    assertEquals(0, scores.f1(2));
    assertEquals((4.0 / 7 + 2.0 / 4 + 0) / 3, scores.macroF1(), 1e-15);
  }

  /** A class neither there nor predicted does not count as a 0. */
  @Test
  void macroF1IsOverClassesThatOccur() {
    DMatrixRMaj logits = new DMatrixRMaj(new double[][] {{2, 1, 0}, {0, 1, 0}});
    assertEquals(1, ClassScores.of(new int[] {0, 1}, logits).macroF1());
  }

  @Test
  void valueScoresByHand() {
    ValueScores scores = ValueScores.of(new double[] {1, 2, 3, 6}, new double[] {1, 3, 3, 4});
    assertEquals(Math.sqrt(5.0 / 4), scores.rmse(), 1e-15);
    assertEquals(3.0 / 4, scores.mae(), 1e-15);
    assertEquals(1 - 5.0 / 14, scores.r2(), 1e-15);
    assertTrue(Double.isNaN(ValueScores.of(new double[] {2, 2}, new double[] {2, 3}).r2()));
  }

  /** By hand: squares 0, 1, 0, 4 of mean 5/4 and variance (2 (5/4)² + (1/4)² + (11/4)²) / 3. */
  @Test
  void errorsHaveAnInterval() {
    ValueScores scores = ValueScores.of(new double[] {1, 2, 3, 6}, new double[] {1, 3, 3, 4});
    double variation = Math.sqrt((2 * 25 + 1 + 121) / 16.0 / 3) / 1.25;
    assertEquals(variation, scores.variation(), 1e-15);
    double factor = Math.exp(3.182446305284263 * variation / 2 / Math.sqrt(4));
    assertEquals(scores.rmse(), scores.interval().mean());
    assertEquals(scores.rmse() * factor, scores.interval().high(), 1e-12);
    assertEquals(scores.rmse() / factor, scores.interval().low(), 1e-12);
    ValueScores thousandths = scores.in(1000);
    assertEquals(1000 * scores.rmse(), thousandths.rmse());
    assertEquals(scores.r2(), thousandths.r2());
    assertEquals(1000 * scores.interval().high(), thousandths.interval().high(), 1e-9);
    double[] exact = {1, 2};
    assertFalse(ValueScores.of(exact, exact).interval().bounded());
    assertFalse(ValueScores.of(new double[] {1}, new double[] {2}).interval().bounded());
  }

  /** As often as its description says: 20,000 samples of 50 errors each. */
  @ParameterizedTest
  @CsvSource({"false, 0.93, 0.945", "true, 0.89, 0.915"})
  void theIntervalOfErrorsCovers(boolean heavyTails, double least, double most) {
    Random random = new Random(1);
    double[] actual = new double[50];
    double[] predicted = new double[50];
    int covered = 0;
    for (int i = 0; i < 20_000; i++) {
      for (int row = 0; row < 50; row++) {
        double error = random.nextGaussian();
        predicted[row] = heavyTails ? error * Math.sqrt(-Math.log(random.nextDouble())) : error;
      }
      Interval interval = ValueScores.of(actual, predicted).interval();
      covered += interval.low() <= 1 && 1 <= interval.high() ? 1 : 0;
    }
    assertTrue(covered >= least * 20_000 && covered <= most * 20_000, covered + " of 20,000");
  }

  /** Newcombe, Statistics in Medicine 17, 1998, table I: Wilson's score. */
  @ParameterizedTest
  @CsvSource({
    "81, 263, 0.2553, 0.3662",
    "15, 148, 0.0624, 0.1605",
    "0, 20, 0.0000, 0.1611",
    "1, 29, 0.0061, 0.1718",
    "29, 29, 0.8830, 1.0000"
  })
  void sharesHaveWilsonsInterval(int found, int n, double low, double high) {
    ClassScores scores = new ClassScores(new int[][] {{found, n - found}, {0, 0}}, 0);
    assertEquals(scores.accuracy(), scores.interval().mean());
    assertEquals(low, scores.interval().low(), 5e-5);
    assertEquals(high, scores.interval().high(), 5e-5);
    assertThrows(IllegalArgumentException.class, () -> Interval.ofShare(n + 1, n));
  }

  /** A row of NaN is of no class, not of the first; a value of NaN is no value. */
  @Test
  void whatIsNotFiniteIsNotScored() {
    for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      DMatrixRMaj logits = new DMatrixRMaj(new double[][] {{2, 1}, {wrong, 1}});
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class, () -> ClassScores.of(new int[] {0, 0}, logits));
      assertEquals("expected finite logits, got " + wrong + " in row 1", refused.getMessage());
      double[] values = {1, wrong};
      double[] fine = {1, 2};
      assertThrows(IllegalArgumentException.class, () -> ValueScores.of(values, fine));
      assertThrows(IllegalArgumentException.class, () -> ValueScores.of(fine, values));
    }
  }

  /** The scores of 1, 2, 3, 6 at any size and far from 0: R2 does not change, errors scale. */
  @Test
  void valuesOfAnySizeAreScored() {
    for (int exponent : new int[] {-1070, -600, 0, 664, 1020}) {
      double unit = Math.scalb(1.0, exponent);
      ValueScores scores =
          ValueScores.of(
              new double[] {unit, 2 * unit, 3 * unit, 6 * unit},
              new double[] {unit, 3 * unit, 3 * unit, 4 * unit});
      assertEquals(Math.sqrt(5.0 / 4) * unit, scores.rmse(), 1e-15 * unit + Double.MIN_VALUE);
      assertEquals(0.75 * unit, scores.mae(), Double.MIN_VALUE);
      assertEquals(1 - 5.0 / 14, scores.r2(), 1e-15);
    }
    ValueScores far =
        ValueScores.of(
            new double[] {1e17 + 16, 1e17 + 32, 1e17 + 48, 1e17 + 96},
            new double[] {1e17 + 16, 1e17 + 48, 1e17 + 48, 1e17 + 64});
    assertEquals(16 * Math.sqrt(5.0 / 4), far.rmse(), 1e-13);
    assertEquals(1 - 5.0 / 14, far.r2(), 1e-15);
    double[] constant = {0.3, 0.1 + 0.2, 0.3};
    assertTrue(Double.isNaN(ValueScores.of(constant, new double[] {0.3, 0.3, 0.3}).r2()));
  }
}
