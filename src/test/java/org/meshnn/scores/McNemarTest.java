package org.meshnn.scores;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class McNemarTest {
  private static McNemar of(int both, int onlyFirst, int onlySecond, int neither) {
    int n = both + onlyFirst + onlySecond + neither;
    boolean[] first = new boolean[n];
    boolean[] second = new boolean[n];
    for (int i = 0; i < n; i++) {
      first[i] = i < both + onlyFirst;
      second[i] = i < both || (i >= both + onlyFirst && i < both + onlyFirst + onlySecond);
    }
    return McNemar.of(first, second);
  }

  /** 2 (1 + 14 + 91) / 2^14, by hand. */
  @Test
  void pIsTwiceTheSmallerTail() {
    assertEquals(2 * 106 / 16384.0, of(20, 12, 2, 16).p(), 1e-15);
    assertEquals(2 * 106 / 16384.0, of(0, 2, 12, 3).p(), 1e-15);
    assertEquals(1, of(5, 3, 3, 0).p(), 0);
    assertEquals(1, of(5, 0, 0, 7).p(), 0);
    assertEquals(2.0 / 64, of(0, 6, 0, 0).p(), 1e-15);
  }

  /** Cases of table II of Newcombe 1998, method 10, to its four digits. */
  @Test
  void theIntervalIsNewcombes() {
    requireInterval(0.0569, 0.3404, of(36, 12, 2, 0));
    requireInterval(0.0562, 0.3292, of(20, 12, 2, 16));
  }

  private static void requireInterval(double low, double high, McNemar test) {
    assertEquals(low, test.difference().low(), 5.1e-5, test.toString());
    assertEquals(high, test.difference().high(), 5.1e-5, test.toString());
    assertEquals(0.2, test.difference().mean(), 1e-15);
  }

  @Test
  void exchangedTheDifferenceIsNegative() {
    McNemar test = of(9, 7, 2, 5);
    McNemar exchanged = of(9, 2, 7, 5);
    assertEquals(-test.difference().high(), exchanged.difference().low(), 1e-15);
    assertEquals(-test.difference().low(), exchanged.difference().high(), 1e-15);
    assertEquals(test.p(), exchanged.p());
  }

  /** At least 94 % of intervals hold the true difference, for shares that are not extreme. */
  @Test
  void theIntervalHoldsTheTrueDifference() {
    SplittableRandom random = new SplittableRandom(5);
    int held = 0;
    int trials = 4000;
    for (int trial = 0; trial < trials; trial++) {
      int[] counts = new int[4];
      for (int i = 0; i < 60; i++) {
        double u = random.nextDouble();
        counts[u < 0.3 ? 0 : u < 0.55 ? 1 : u < 0.7 ? 2 : 3]++;
      }
      Interval difference = of(counts[0], counts[1], counts[2], counts[3]).difference();
      held += difference.low() <= 0.1 && 0.1 <= difference.high() ? 1 : 0;
    }
    assertTrue(held > 0.94 * trials, held + " of " + trials);
  }

  @Test
  void pairsAreAskedFor() {
    assertThrows(IllegalArgumentException.class, () -> McNemar.of(new boolean[2], new boolean[3]));
    assertThrows(IllegalArgumentException.class, () -> McNemar.of(new boolean[0], new boolean[0]));
  }
}
