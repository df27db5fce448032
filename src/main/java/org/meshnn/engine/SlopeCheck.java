package org.meshnn.engine;

import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/**
 * Compares a slope with differences of its function, on a grid from -10 to 10:
 *
 * <pre>
 *   f'(z) = (8 (f(z + h) - f(z - h)) - (f(z + 2h) - f(z - 2h))) / 12h + O(h^4)
 * </pre>
 *
 * A kink or a jump spoils the differences next to it alone: a slope is wrong where it is wrong to
 * the left, in the middle and to the right.
 */
public final class SlopeCheck {
  private static final int POINTS = 321;
  private static final double END = 10;
  private static final double H = 1e-3;
  private static final double TOLERANCE = 1e-5; // of the slope or of 1, whichever is more

  private SlopeCheck() {}

  /**
   * Refuses a slope that is not that of f.
   *
   * @param what has the slope, for the message: {@code activation swish}
   * @param f the function
   * @param slope its derivative
   * @throws IllegalArgumentException if one is not finite, or the slope is not that of f; the
   *     message says at which z
   */
  public static void require(String what, DoubleUnaryOperator f, DoubleUnaryOperator slope) {
    for (int i = 0; i < POINTS; i++) {
      double z = END * (2.0 * i / (POINTS - 1) - 1);
      requireFinite(what, "f", z, f.applyAsDouble(z));
      requireFinite(what, "the slope", z, slope.applyAsDouble(z));
      if (wrong(f, slope, z) && wrong(f, slope, z - 5 * H) && wrong(f, slope, z + 5 * H)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "the slope of %s is not the derivative of its function: at z = %s"
                    + " expected %s, by differences; got %s",
                what,
                (float) z,
                (float) difference(f, z),
                (float) slope.applyAsDouble(z)));
      }
    }
  }

  private static boolean wrong(DoubleUnaryOperator f, DoubleUnaryOperator slope, double z) {
    double expected = difference(f, z);
    double got = slope.applyAsDouble(z);
    return !(Math.abs(got - expected) <= TOLERANCE * Math.max(1, Math.abs(expected)));
  }

  private static double difference(DoubleUnaryOperator f, double z) {
    double near = f.applyAsDouble(z + H) - f.applyAsDouble(z - H);
    double far = f.applyAsDouble(z + 2 * H) - f.applyAsDouble(z - 2 * H);
    return (8 * near - far) / (12 * H);
  }

  private static void requireFinite(String what, String part, double z, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s of %s must be finite at every z; at z = %s it is %s",
              part,
              what,
              (float) z,
              value));
    }
  }
}
