package org.meshnn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
}
