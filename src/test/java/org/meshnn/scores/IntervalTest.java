package org.meshnn.scores;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntervalTest {

  /** Two-sided 5 % points of Student's t, as printed in every table of it. */
  @ParameterizedTest
  @CsvSource({"1, 12.706", "2, 4.303", "4, 2.776", "9, 2.262", "29, 2.045", "120, 1.980"})
  void isAsWideAsTheTableOfStudentsTSays(int freedom, double t) {
    int n = freedom + 1;
    double[] values = DoubleStream.iterate(0, i -> i + 1).limit(n).toArray();
    Interval interval = Interval.of(values);
    double half = (interval.high() - interval.low()) / 2;
    assertEquals(t, half * Math.sqrt(n) / interval.deviation(), 5e-4);
    assertEquals(interval.mean(), (interval.high() + interval.low()) / 2, 1e-12);
  }

  @Test
  void isWhatIsWorkedOutByHand() {
    // mean 3, squares 4 + 1 + 0 + 1 + 4 = 10, deviation sqrt(10 / 4), half 2.776445 * sqrt(0.5)
    Interval interval = Interval.of(1, 2, 3, 4, 5);
    assertEquals(5, interval.n());
    assertEquals(3, interval.mean());
    assertEquals(Math.sqrt(2.5), interval.deviation(), 1e-15);
    assertEquals(3 - 1.963243, interval.low(), 1e-6);
    assertEquals(3 + 1.963243, interval.high(), 1e-6);
    assertEquals("3.000, 95 % interval [1.037, 4.963], n = 5", interval.toString());
  }

  /** As above, half 2.776445 sqrt(2.5) sqrt(1/5 + 1/4). */
  @Test
  void sharedTrainingRowsMakeItWider() {
    Interval interval = Interval.corrected(0.25, 1, 2, 3, 4, 5);
    assertEquals(Math.sqrt(2.5), interval.deviation(), 1e-15);
    assertEquals(3 - 2.944864, interval.low(), 1e-6);
    assertEquals(3 + 2.944864, interval.high(), 1e-6);
    assertEquals(Interval.of(1, 2, 3), Interval.corrected(0, 1, 2, 3));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 14.0 / 15, 1e-300, -7e17, 0})
  void equalValuesHaveAnIntervalOfWidthZero(double value) {
    double[] values = DoubleStream.generate(() -> value).limit(10).toArray();
    assertEquals(new Interval(10, value, 0, value, value, false), Interval.of(values));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-310, 1e-200, 1e-100, 1e100, 1e160, 1e306})
  void isAsWideInAnyUnit(double unit) {
    Interval plain = Interval.of(1, 2, 5);
    Interval scaled = Interval.of(unit, 2 * unit, 5 * unit);
    assertEquals(plain.deviation(), scaled.deviation() / unit, 1e-12);
    assertEquals(plain.low(), scaled.low() / unit, 1e-12);
    assertEquals(plain.high(), scaled.high() / unit, 1e-12);
  }

  /** Mean 1/3 and deviation 2 / sqrt(3), in units of 1e308; the ends lie beyond all numbers. */
  @Test
  void endsBeyondTheLargestNumberAreInfinite() {
    Interval interval = Interval.of(1e308, -1e308, 1e308);
    assertEquals(1.0 / 3, interval.mean() / 1e308, 1e-12);
    assertEquals(2 / Math.sqrt(3), interval.deviation() / 1e308, 1e-12);
    assertEquals(Double.NEGATIVE_INFINITY, interval.low());
    assertEquals(Double.POSITIVE_INFINITY, interval.high());
  }

  @Test
  void valuesThatDifferByRoundingAreAlike() {
    Interval alike = Interval.of(0.1 + 0.2, 0.3);
    assertEquals(0, alike.deviation());
    assertTrue(alike.alike());
    assertFalse(Interval.of(0.3, 0.3 + 1e-14).alike());
    assertFalse(Interval.of(0.3).alike());
  }

  /** Mean 0.9, deviation 0.1, half 4.302653 * 0.1 / sqrt(3) = 0.248414. */
  @Test
  void endsWhereTheMeanOfAnAccuracyMustEnd() {
    Interval beyond = Interval.of(0.8, 0.9, 1.0);
    assertEquals(1.148414, beyond.high(), 1e-6);
    Interval within = beyond.within(0, 1);
    assertEquals(1, within.high());
    assertEquals(beyond.low(), within.low());
    assertEquals(beyond.mean(), within.mean());
    assertEquals(beyond.deviation(), within.deviation());
    assertTrue(within.clipped());
    assertEquals("0.9000, 95 % interval [0.6516, 1.000] (clipped), n = 3", within.toString());
    assertEquals(within, within.within(0, 1), "stays as it is, and stays marked");
    assertEquals(0, Interval.of(0, 0.1, 0.2).within(0, 1).low());
  }

  @Test
  void staysWhereItIsWithinBounds() {
    Interval inside = Interval.of(0.5, 0.51, 0.52);
    assertEquals(inside, inside.within(0, 1));
    assertFalse(inside.within(0, 1).clipped());
    assertEquals(inside, inside.within(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
    Interval one = Interval.of(0.5);
    assertEquals(one, one.within(0, 1));
  }

  @Test
  void boundsThatLeaveTheMeanOutAreAnError() {
    var e = assertThrows(IllegalArgumentException.class, () -> Interval.of(95, 97).within(0, 1));
    assertEquals(
        "expected bounds around the mean 96.00, got [0.0, 1.0]; an accuracy lies in [0, 1], not in"
            + " percent",
        e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
  void anOverlapIsARatioOfRows(double overlap) {
    var e =
        assertThrows(IllegalArgumentException.class, () -> Interval.corrected(overlap, 1, 2, 3));
    assertEquals(
        "expected an overlap of 0 or more, test rows over training rows, got " + overlap,
        e.getMessage());
  }

  @Test
  void oneValueHasNoInterval() {
    Interval one = Interval.of(0.5);
    assertEquals(new Interval(1, 0.5, Double.NaN, Double.NaN, Double.NaN, false), one);
    assertFalse(one.bounded());
    assertEquals("0.5000, no interval from n = 1", one.toString());
    assertTrue(Interval.of(0.5, 0.6).bounded());
  }

  @Test
  void noValueHasNoMean() {
    assertEquals(0, Interval.of().n());
    assertTrue(Double.isNaN(Interval.of().mean()));
  }

  @Test
  void aValueThatIsNotANumberIsNotDropped() {
    assertTrue(Double.isNaN(Interval.of(1, Double.NaN, 2).mean()));
    assertFalse(Interval.of(1, Double.NaN, 2).bounded());
  }
}
