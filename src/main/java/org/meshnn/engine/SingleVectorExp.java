// Made from VectorExp.java by SinglePrecisionTextTest -Dmeshnn.write=true
package org.meshnn.engine;

import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * exp and what is made of it on vectors; exp to within 2 units in the last place (tested against
 * StrictMath).
 *
 * <p>exp: x = k ln 2 + r with |r| at most ln 2 / 2, ln 2 in two parts (Cody and Waite 1980); e^r by
 * its Taylor polynomial of degree 7; 2^k put into the exponent bits in two halves, so that results
 * below the normal range come out right.
 */
final class SingleVectorExp {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();
  static final float LN2_HIGH = 0.693359375f;
  static final float LN2_LOW = -2.12194440e-4f;
  static final float INVERSE_LN2 = 1.44269504f;
  static final float ROUND = 0x1.8p23f; // adding and taking it away rounds to an integer
  static final float LOWEST = -104;
  static final float HIGHEST = 89;

  /** Vectors of scratch needed. */
  static final int SCRATCH = 16;

  private SingleVectorExp() {}

  /**
   * {@code m[y + i] = exp(m[x + i])} for {@code length} values, a multiple of the lanes. In two
   * passes over portions of {@link #SCRATCH} vectors: in one, a vector would be put on the heap.
   */
  static void exp(float[] m, int x, int y, int length, int scratch) {
    for (int i = 0; i < length; i += SCRATCH * L) {
      int portion = Math.min(SCRATCH * L, length - i);
      reduced(m, x + i, y + i, portion, scratch);
      raised(m, y + i, portion, scratch);
    }
  }

  /** y = e^r; k + ROUND into the scratch. */
  private static void reduced(float[] m, int x, int y, int length, int scratch) {
    FloatVector inverse = FloatVector.broadcast(S, INVERSE_LN2);
    FloatVector round = FloatVector.broadcast(S, ROUND);
    for (int i = 0; i < length; i += L) {
      FloatVector bounded = fromArray(S, m, x + i).max(LOWEST).min(HIGHEST); // NaN stays NaN
      FloatVector shifted = bounded.fma(inverse, round);
      shifted.intoArray(m, scratch + i);
      FloatVector k = shifted.sub(ROUND);
      FloatVector r = k.fma(FloatVector.broadcast(S, -LN2_HIGH), bounded);
      r = k.fma(FloatVector.broadcast(S, -LN2_LOW), r);
      FloatVector p = FloatVector.broadcast(S, 1.0f / 5040.0f);
      p = p.fma(r, FloatVector.broadcast(S, 1.0f / 720.0f));
      p = p.fma(r, FloatVector.broadcast(S, 1.0f / 120.0f));
      p = p.fma(r, FloatVector.broadcast(S, 1.0f / 24.0f));
      p = p.fma(r, FloatVector.broadcast(S, 1.0f / 6.0f));
      p = p.fma(r, FloatVector.broadcast(S, 0.5f));
      p = p.fma(r, FloatVector.broadcast(S, 1));
      p = p.fma(r, FloatVector.broadcast(S, 1));
      p.intoArray(m, y + i);
    }
  }

  /** y = y 2^k. The low bits of k + ROUND hold k; 2^k = 2^h * 2^(k - h) with h = floor(k / 2). */
  private static void raised(float[] m, int y, int length, int scratch) {
    for (int i = 0; i < length; i += L) {
      IntVector shifted = fromArray(S, m, scratch + i).reinterpretAsInts();
      IntVector k = shifted.sub(Float.floatToRawIntBits(ROUND));
      IntVector half = k.add(2048).lanewise(VectorOperators.LSHR, 1).sub(1024);
      IntVector first = half.add(127).lanewise(VectorOperators.LSHL, 23);
      IntVector second = k.sub(half).add(127).lanewise(VectorOperators.LSHL, 23);
      fromArray(S, m, y + i)
          .mul(first.reinterpretAsFloats())
          .mul(second.reinterpretAsFloats())
          .intoArray(m, y + i);
    }
  }

  /** {@code z = 1 / (1 + e^-z), slope = z (1 - z)}. */
  static void sigmoid(float[] m, int z, int slope, int length, int scratch) {
    for (int i = 0; i < length; i += L) {
      fromArray(S, m, z + i).neg().intoArray(m, slope + i);
    }
    exp(m, slope, slope, length, scratch);
    FloatVector one = FloatVector.broadcast(S, 1);
    for (int i = 0; i < length; i += L) {
      FloatVector s = one.div(one.add(fromArray(S, m, slope + i)));
      s.intoArray(m, z + i);
      s.mul(one.sub(s)).intoArray(m, slope + i);
    }
  }

  /**
   * {@code z = tanh z, slope = 1 - z²}. tanh |z| = (1 - e) / (1 + e) with e = e^(-2|z|); up to |z|
   * = 1/8, where that cancels, the odd Taylor polynomial of degree 9; then the sign of z.
   */
  static void tanh(float[] m, int z, int slope, int length, int scratch) {
    for (int i = 0; i < length; i += L) {
      fromArray(S, m, z + i).abs().mul(-2).intoArray(m, slope + i);
    }
    exp(m, slope, slope, length, scratch);
    hyperbolic(m, z, slope, length);
  }

  /** The rest of tanh, e in slope. */
  private static void hyperbolic(float[] m, int z, int slope, int length) {
    FloatVector one = FloatVector.broadcast(S, 1);
    FloatVector zero = FloatVector.zero(S);
    FloatVector eighth = FloatVector.broadcast(S, 0.125f);
    for (int i = 0; i < length; i += L) {
      FloatVector x = fromArray(S, m, z + i);
      FloatVector e = fromArray(S, m, slope + i);
      FloatVector size = one.sub(e).div(one.add(e));
      FloatVector far = size.blend(size.neg(), x.compare(VectorOperators.LT, zero));
      FloatVector s = x.mul(x);
      FloatVector p = FloatVector.broadcast(S, 62.0f / 2835.0f);
      p = p.fma(s, FloatVector.broadcast(S, -17.0f / 315.0f));
      p = p.fma(s, FloatVector.broadcast(S, 2.0f / 15.0f));
      p = p.fma(s, FloatVector.broadcast(S, -1.0f / 3.0f));
      FloatVector near = p.mul(s).fma(x, x);
      FloatVector value = far.blend(near, x.abs().compare(VectorOperators.LT, eighth));
      value.intoArray(m, z + i);
      one.sub(value.mul(value)).intoArray(m, slope + i);
    }
  }

  /**
   * {@code z = z > 0 ? z : e^z - 1, slope = z > 0 ? 1 : e^z}, of which the latter is the former +
   * 1. Down to -1/2, where e^z - 1 cancels, the Taylor polynomial of degree 8.
   */
  static void elu(float[] m, int z, int slope, int length, int scratch) {
    for (int i = 0; i < length; i += L) {
      fromArray(S, m, z + i).min(0).intoArray(m, slope + i);
    }
    exp(m, slope, slope, length, scratch);
    FloatVector one = FloatVector.broadcast(S, 1);
    for (int i = 0; i < length; i += L) {
      FloatVector x = fromArray(S, m, z + i);
      FloatVector far = fromArray(S, m, slope + i).sub(one);
      FloatVector p = FloatVector.broadcast(S, 1.0f / 40320.0f);
      p = p.fma(x, FloatVector.broadcast(S, 1.0f / 5040.0f));
      p = p.fma(x, FloatVector.broadcast(S, 1.0f / 720.0f));
      p = p.fma(x, FloatVector.broadcast(S, 1.0f / 120.0f));
      p = p.fma(x, FloatVector.broadcast(S, 1.0f / 24.0f));
      p = p.fma(x, FloatVector.broadcast(S, 1.0f / 6.0f));
      p = p.fma(x, FloatVector.broadcast(S, 0.5f));
      p = p.fma(x, FloatVector.broadcast(S, 1));
      FloatVector below = far.blend(p.mul(x), x.compare(VectorOperators.GT, -0.5f));
      VectorMask<Float> above = x.compare(VectorOperators.GT, 0);
      below.blend(x, above).intoArray(m, z + i);
      below.add(one).blend(one, above).intoArray(m, slope + i);
    }
  }

  /** {@code z = e^-z², slope = -2 z e^-z²}. */
  static void gauss(float[] m, int z, int slope, int length, int scratch) {
    for (int i = 0; i < length; i += L) {
      FloatVector x = fromArray(S, m, z + i);
      x.neg().mul(x).intoArray(m, slope + i);
      x.mul(-2).intoArray(m, z + i);
    }
    exp(m, slope, slope, length, scratch);
    for (int i = 0; i < length; i += L) {
      FloatVector s = fromArray(S, m, slope + i);
      FloatVector product = fromArray(S, m, z + i).mul(s);
      product.blend(0, s.compare(VectorOperators.EQ, 0)).intoArray(m, slope + i);
      s.intoArray(m, z + i);
    }
  }
}
