// Made from ScalarExp.java by SinglePrecisionTextTest -Dmeshnn.write=true
package org.meshnn.engine;

/**
 * exp and what is made of it, of one number, by the formulas of {@link SingleVectorExp} and to the
 * same bits.
 */
final class SingleScalarExp {
  private SingleScalarExp() {}

  static float exp(float x) {
    float bounded = Math.min(Math.max(x, SingleVectorExp.LOWEST), SingleVectorExp.HIGHEST);
    float shifted = MultiplyAdd.of(bounded, SingleVectorExp.INVERSE_LN2, SingleVectorExp.ROUND);
    float k = shifted - SingleVectorExp.ROUND;
    float r = MultiplyAdd.of(k, -SingleVectorExp.LN2_HIGH, bounded);
    r = MultiplyAdd.of(k, -SingleVectorExp.LN2_LOW, r);
    float p = 1.0f / 5040.0f;
    p = MultiplyAdd.of(p, r, 1.0f / 720.0f);
    p = MultiplyAdd.of(p, r, 1.0f / 120.0f);
    p = MultiplyAdd.of(p, r, 1.0f / 24.0f);
    p = MultiplyAdd.of(p, r, 1.0f / 6.0f);
    p = MultiplyAdd.of(p, r, 0.5f);
    p = MultiplyAdd.of(p, r, 1);
    p = MultiplyAdd.of(p, r, 1);
    return raised(p, Float.floatToRawIntBits(shifted));
  }

  /** p 2^k, from the bits of k + ROUND. */
  private static float raised(float p, int shifted) {
    int k = shifted - Float.floatToRawIntBits(SingleVectorExp.ROUND);
    int half = (k + 2048 >>> 1) - 1024;
    return p * Float.intBitsToFloat(half + 127 << 23) * Float.intBitsToFloat(k - half + 127 << 23);
  }

  static float sigmoid(float z) {
    return 1 / (1 + exp(-z));
  }

  static float tanh(float z) {
    float size = Math.abs(z);
    if (size < 0.125f) {
      float s = z * z;
      float p = 62.0f / 2835.0f;
      p = MultiplyAdd.of(p, s, -17.0f / 315.0f);
      p = MultiplyAdd.of(p, s, 2.0f / 15.0f);
      p = MultiplyAdd.of(p, s, -1.0f / 3.0f);
      return MultiplyAdd.of(p * s, z, z);
    }
    float e = exp(-2 * size);
    float far = (1 - e) / (1 + e);
    return z < 0 ? -far : far;
  }

  /** e^z - 1. */
  static float expm1(float z) {
    if (z > -0.5f && z <= 0) {
      float p = 1.0f / 40320.0f;
      p = MultiplyAdd.of(p, z, 1.0f / 5040.0f);
      p = MultiplyAdd.of(p, z, 1.0f / 720.0f);
      p = MultiplyAdd.of(p, z, 1.0f / 120.0f);
      p = MultiplyAdd.of(p, z, 1.0f / 24.0f);
      p = MultiplyAdd.of(p, z, 1.0f / 6.0f);
      p = MultiplyAdd.of(p, z, 0.5f);
      p = MultiplyAdd.of(p, z, 1);
      return p * z;
    }
    return exp(z) - 1;
  }
}
