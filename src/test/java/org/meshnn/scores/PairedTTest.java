package org.meshnn.scores;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairedTTest {

  /**
   * Extra hours of sleep of ten patients with two drugs, from Student, The probable error of a
   * mean, Biometrika 6, 1908; t = -4.0621 with 9 degrees of freedom, p = 0.002833.
   */
  @Test
  void isWhatStudentsSleepDataGive() {
    double[] first = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
    double[] second = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};
    PairedT test = PairedT.of(first, second);
    assertEquals(-1.58, test.difference().mean(), 1e-12);
    assertEquals(-2.4598858, test.difference().low(), 1e-6);
    assertEquals(-0.7001142, test.difference().high(), 1e-6);
    assertEquals(0.002833, test.p(), 1e-6);
    assertEquals(test.p(), PairedT.of(second, first).p(), 1e-15);
  }

  /** With 2 degrees of freedom p = 1 - t / sqrt(t² + 2); here t = 2 / (1 / sqrt(3)) = sqrt(12). */
  @Test
  void isWhatIsWorkedOutByHand() {
    PairedT test = PairedT.of(new double[] {2, 4, 6}, new double[] {1, 2, 3});
    assertEquals(1 - Math.sqrt(12.0 / 14), test.p(), 1e-12);
  }

  /** As above, with t = 2 / sqrt(1/3 + 1/2) = sqrt(4.8): k = 3 folds. */
  @Test
  void sharedTrainingRowsMakeItLessSure() {
    PairedT test = PairedT.corrected(0.5, new double[] {2, 4, 6}, new double[] {1, 2, 3});
    assertEquals(1 - Math.sqrt(4.8 / 6.8), test.p(), 1e-12);
    assertEquals(Interval.corrected(0.5, 1, 2, 3), test.difference());
    double[] values = {0.1, 0.7, 0.3};
    assertEquals(1, PairedT.corrected(0.5, values, values).p());
  }

  @Test
  void aBoundOfTheDifferenceLeavesPAsItIs() {
    PairedT test = PairedT.of(new double[] {1, 1, 0.2}, new double[] {0, 0.1, 0.3});
    assertTrue(test.difference().high() > 1);
    PairedT within = test.within(-1, 1);
    assertEquals(1, within.difference().high());
    assertEquals(test.p(), within.p());
  }

  @Test
  void equalPairsHaveP1() {
    double[] values = {0.1, 0.7, 0.3};
    assertEquals(1, PairedT.of(values, values).p());
    assertEquals(new Interval(3, 0, 0, 0, 0, false), PairedT.of(values, values).difference());
  }

  @Test
  void pairsThatDifferByTheSameHaveNoP() {
    PairedT test = PairedT.of(new double[] {2, 3, 4}, new double[] {1, 2, 3});
    assertEquals(Double.NaN, test.p());
    assertEquals(new Interval(3, 1, 0, 1, 1, false), test.difference());
  }

  /** 14/15 - 12/15 and 13/15 - 11/15 differ in the last place only. */
  @Test
  void pairsThatDifferByTheSameUpToRoundingHaveNoP() {
    double[] first = {14.0 / 15, 13.0 / 15};
    double[] second = {12.0 / 15, 11.0 / 15};
    assertNotEquals(first[0] - second[0], first[1] - second[1]);
    PairedT test = PairedT.of(first, second);
    assertEquals(0, test.difference().deviation());
    assertTrue(test.difference().alike());
    assertEquals(Double.NaN, test.p());
    double[] rounded = {0.1 + 0.2, 0.7};
    assertEquals(1, PairedT.of(rounded, new double[] {0.3, 0.7}).p());
  }

  /** p has no unit. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-310, 1e-180, 1e-100, 1e100, 1e160, 1e307})
  void isTheSameInAnyUnit(double unit) {
    double[] first = {1, 2, 5};
    double[] second = {0.9, 2.2, 4.4};
    PairedT plain = PairedT.of(first, second);
    PairedT scaled =
        PairedT.of(
            Arrays.stream(first).map(v -> v * unit).toArray(),
            Arrays.stream(second).map(v -> v * unit).toArray());
    assertEquals(plain.p(), scaled.p(), 1e-12);
    assertEquals(plain.difference().low(), scaled.difference().low() / unit, 1e-12);
  }

  @Test
  void onePairCannotTell() {
    PairedT test = PairedT.of(new double[] {2}, new double[] {1});
    assertEquals(1, test.difference().mean());
    assertTrue(Double.isNaN(test.p()));
  }

  @Test
  void aValueWithoutItsPairIsAnError() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> PairedT.of(new double[2], new double[1]));
    assertEquals("expected pairs, as many first values as second; got 2 and 1", e.getMessage());
  }
}
