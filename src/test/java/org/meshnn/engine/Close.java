package org.meshnn.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Closeness of arrays, relative to the largest expected entry. */
public final class Close {
  private Close() {}

  public static void assertClose(double[] expected, double[] actual, double relative, String what) {
    assertEquals(expected.length, actual.length, what);
    double scale = 0;
    for (double v : expected) {
      scale = Math.max(scale, Math.abs(v));
    }
    for (int i = 0; i < expected.length; i++) {
      double error = Math.abs(expected[i] - actual[i]);
      int at = i;
      double bound = relative * Math.max(scale, Double.MIN_NORMAL);
      assertTrue(
          error <= bound,
          () -> what + "[" + at + "]: expected " + expected[at] + ", got " + actual[at]);
    }
  }
}
