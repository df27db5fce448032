package org.meshnn.engine;

/**
 * exp and what is made of it, of one number, by the formulas of {@link VectorExp} and to the same
 * bits.
 */
final class ScalarExp {
  private ScalarExp() {}

  static double exp(double x) {
    double bounded = Math.min(Math.max(x, VectorExp.LOWEST), VectorExp.HIGHEST);
    double shifted = MultiplyAdd.of(bounded, VectorExp.INVERSE_LN2, VectorExp.ROUND);
    double k = shifted - VectorExp.ROUND;
    double r = MultiplyAdd.of(k, -VectorExp.LN2_HIGH, bounded);
    r = MultiplyAdd.of(k, -VectorExp.LN2_LOW, r);
    double p = 1.0 / 6227020800.0;
    p = MultiplyAdd.of(p, r, 1.0 / 479001600.0);
    p = MultiplyAdd.of(p, r, 1.0 / 39916800.0);
    p = MultiplyAdd.of(p, r, 1.0 / 3628800.0);
    p = MultiplyAdd.of(p, r, 1.0 / 362880.0);
    p = MultiplyAdd.of(p, r, 1.0 / 40320.0);
    p = MultiplyAdd.of(p, r, 1.0 / 5040.0);
    p = MultiplyAdd.of(p, r, 1.0 / 720.0);
    p = MultiplyAdd.of(p, r, 1.0 / 120.0);
    p = MultiplyAdd.of(p, r, 1.0 / 24.0);
    p = MultiplyAdd.of(p, r, 1.0 / 6.0);
    p = MultiplyAdd.of(p, r, 0.5);
    p = MultiplyAdd.of(p, r, 1);
    p = MultiplyAdd.of(p, r, 1);
    return raised(p, Double.doubleToRawLongBits(shifted));
  }

  /** p 2^k, from the bits of k + ROUND. */
  private static double raised(double p, long shifted) {
    long k = shifted - Double.doubleToRawLongBits(VectorExp.ROUND);
    long half = (k + 2048 >>> 1) - 1024;
    return p
        * Double.longBitsToDouble(half + 1023 << 52)
        * Double.longBitsToDouble(k - half + 1023 << 52);
  }

  static double sigmoid(double z) {
    return 1 / (1 + exp(-z));
  }

  static double tanh(double z) {
    double size = Math.abs(z);
    if (size < 0.125) {
      double s = z * z;
      double p = 6404582.0 / 10854718875.0;
      p = MultiplyAdd.of(p, s, -929569.0 / 638512875.0);
      p = MultiplyAdd.of(p, s, 21844.0 / 6081075.0);
      p = MultiplyAdd.of(p, s, -1382.0 / 155925.0);
      p = MultiplyAdd.of(p, s, 62.0 / 2835.0);
      p = MultiplyAdd.of(p, s, -17.0 / 315.0);
      p = MultiplyAdd.of(p, s, 2.0 / 15.0);
      p = MultiplyAdd.of(p, s, -1.0 / 3.0);
      return MultiplyAdd.of(p * s, z, z);
    }
    double e = exp(-2 * size);
    double far = (1 - e) / (1 + e);
    return z < 0 ? -far : far;
  }

  /** e^z - 1. */
  static double expm1(double z) {
    if (z > -0.5 && z <= 0) {
      double p = 1.0 / 1307674368000.0;
      p = MultiplyAdd.of(p, z, 1.0 / 87178291200.0);
      p = MultiplyAdd.of(p, z, 1.0 / 6227020800.0);
      p = MultiplyAdd.of(p, z, 1.0 / 479001600.0);
      p = MultiplyAdd.of(p, z, 1.0 / 39916800.0);
      p = MultiplyAdd.of(p, z, 1.0 / 3628800.0);
      p = MultiplyAdd.of(p, z, 1.0 / 362880.0);
      p = MultiplyAdd.of(p, z, 1.0 / 40320.0);
      p = MultiplyAdd.of(p, z, 1.0 / 5040.0);
      p = MultiplyAdd.of(p, z, 1.0 / 720.0);
      p = MultiplyAdd.of(p, z, 1.0 / 120.0);
      p = MultiplyAdd.of(p, z, 1.0 / 24.0);
      p = MultiplyAdd.of(p, z, 1.0 / 6.0);
      p = MultiplyAdd.of(p, z, 0.5);
      p = MultiplyAdd.of(p, z, 1);
      return p * z;
    }
    return exp(z) - 1;
  }
}
