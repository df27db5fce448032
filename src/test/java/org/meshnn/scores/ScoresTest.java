package org.meshnn.scores;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

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
