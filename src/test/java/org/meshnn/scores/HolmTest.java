package org.meshnn.scores;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class HolmTest {
  /** As R's p.adjust(c(.01, .04, .03, .005, .5), "holm"). */
  @Test
  void eachIsAdjustedForAll() {
    assertArrayEquals(
        new double[] {0.04, 0.09, 0.09, 0.025, 0.5},
        Holm.adjusted(0.01, 0.04, 0.03, 0.005, 0.5),
        1e-15);
  }

  @Test
  void equalOnesAreAdjustedAlikeAndNoneExceeds1() {
    assertArrayEquals(new double[] {0.06, 0.06, 1}, Holm.adjusted(0.02, 0.02, 1), 1e-15);
    assertArrayEquals(new double[] {1, 1}, Holm.adjusted(0.6, 0.7), 0);
  }

  @Test
  void aTestWithoutPHasNoneAndCounts() {
    assertArrayEquals(new double[] {0.02, Double.NaN}, Holm.adjusted(0.01, Double.NaN), 1e-15);
    assertArrayEquals(new double[0], Holm.adjusted());
  }
}
