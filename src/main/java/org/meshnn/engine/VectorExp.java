package org.meshnn.engine;

import static jdk.incubator.vector.DoubleVector.fromArray;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * exp and what is made of it on vectors; exp to within 4 units in the last place (tested against
 * StrictMath).
 *
 * <p>exp: x = k ln 2 + r with |r| at most ln 2 / 2, ln 2 in two parts (Cody and Waite 1980); e^r by
 * its Taylor polynomial of degree 13; 2^k put into the exponent bits in two halves, so that results
 * below the normal range come out right.
 */
final class VectorExp {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  private static final int L = S.length();
  static final double LN2_HIGH = 6.93147180369123816490e-01;
  static final double LN2_LOW = 1.90821492927058770002e-10;
  static final double INVERSE_LN2 = 1.44269504088896338700e+00;
  static final double ROUND = 0x1.8p52; // adding and taking it away rounds to an integer
  static final double LOWEST = -746;
  static final double HIGHEST = 710;

  /** Vectors of scratch needed. */
  static final int SCRATCH = 16;

  private VectorExp() {}

  /**
   * {@code m[y + i] = exp(m[x + i])} for {@code length} values, a multiple of the lanes. In two
   * passes over portions of {@link #SCRATCH} vectors: in one, a vector would be put on the heap.
   */
  static void exp(double[] m, int x, int y, int length, int scratch) {
    for (int i = 0; i < length; i += SCRATCH * L) {
      int portion = Math.min(SCRATCH * L, length - i);
      reduced(m, x + i, y + i, portion, scratch);
      raised(m, y + i, portion, scratch);
    }
  }

  /** y = e^r; k + ROUND into the scratch. */
  private static void reduced(double[] m, int x, int y, int length, int scratch) {
    DoubleVector inverse = DoubleVector.broadcast(S, INVERSE_LN2);
    DoubleVector round = DoubleVector.broadcast(S, ROUND);
    for (int i = 0; i < length; i += L) {
      DoubleVector bounded = fromArray(S, m, x + i).max(LOWEST).min(HIGHEST); // NaN stays NaN
      DoubleVector shifted = bounded.fma(inverse, round);
      shifted.intoArray(m, scratch + i);
      DoubleVector k = shifted.sub(ROUND);
      DoubleVector r = k.fma(DoubleVector.broadcast(S, -LN2_HIGH), bounded);
      r = k.fma(DoubleVector.broadcast(S, -LN2_LOW), r);
      DoubleVector p = DoubleVector.broadcast(S, 1.0 / 6227020800.0);
      p = p.fma(r, DoubleVector.broadcast(S, 1.0 / 479001600.0));
      p = p.fma(r, DoubleVector.broadcast(S, 1.0 / 39916800.0));
      p = p.fma(r, DoubleVector.broadcast(S, 1.0 / 3628800.0));
      p = p.fma(r, DoubleVector.broadcast(S, 1.0 / 362880.0));
      p = p.fma(r, DoubleVector.broadcast(S, 1.0 / 40320.0));
      p = p.fma(r, DoubleVector.broadcast(S, 1.0 / 5040.0));
      p = p.fma(r, DoubleVector.broadcast(S, 1.0 / 720.0));
      p = p.fma(r, DoubleVector.broadcast(S, 1.0 / 120.0));
      p = p.fma(r, DoubleVector.broadcast(S, 1.0 / 24.0));
      p = p.fma(r, DoubleVector.broadcast(S, 1.0 / 6.0));
      p = p.fma(r, DoubleVector.broadcast(S, 0.5));
      p = p.fma(r, DoubleVector.broadcast(S, 1));
      p = p.fma(r, DoubleVector.broadcast(S, 1));
      p.intoArray(m, y + i);
    }
  }

  /** y = y 2^k. The low bits of k + ROUND hold k; 2^k = 2^h * 2^(k - h) with h = floor(k / 2). */
  private static void raised(double[] m, int y, int length, int scratch) {
    for (int i = 0; i < length; i += L) {
      LongVector shifted = fromArray(S, m, scratch + i).reinterpretAsLongs();
      LongVector k = shifted.sub(Double.doubleToRawLongBits(ROUND));
      LongVector half = k.add(2048).lanewise(VectorOperators.LSHR, 1).sub(1024);
      LongVector first = half.add(1023).lanewise(VectorOperators.LSHL, 52);
      LongVector second = k.sub(half).add(1023).lanewise(VectorOperators.LSHL, 52);
      fromArray(S, m, y + i)
          .mul(first.reinterpretAsDoubles())
          .mul(second.reinterpretAsDoubles())
          .intoArray(m, y + i);
    }
  }

  /** {@code z = 1 / (1 + e^-z), slope = z (1 - z)}. */
  static void sigmoid(double[] m, int z, int slope, int length, int scratch) {
    for (int i = 0; i < length; i += L) {
      fromArray(S, m, z + i).neg().intoArray(m, slope + i);
    }
    exp(m, slope, slope, length, scratch);
    DoubleVector one = DoubleVector.broadcast(S, 1);
    for (int i = 0; i < length; i += L) {
      DoubleVector s = one.div(one.add(fromArray(S, m, slope + i)));
      s.intoArray(m, z + i);
      s.mul(one.sub(s)).intoArray(m, slope + i);
    }
  }

  /**
   * {@code z = tanh z, slope = 1 - z²}. tanh |z| = (1 - e) / (1 + e) with e = e^(-2|z|); up to |z|
   * = 1/8, where that cancels, the odd Taylor polynomial of degree 17; then the sign of z.
   */
  static void tanh(double[] m, int z, int slope, int length, int scratch) {
    for (int i = 0; i < length; i += L) {
      fromArray(S, m, z + i).abs().mul(-2).intoArray(m, slope + i);
    }
    exp(m, slope, slope, length, scratch);
    hyperbolic(m, z, slope, length);
  }

  /** The rest of tanh, e in slope. */
  private static void hyperbolic(double[] m, int z, int slope, int length) {
    DoubleVector one = DoubleVector.broadcast(S, 1);
    DoubleVector zero = DoubleVector.zero(S);
    DoubleVector eighth = DoubleVector.broadcast(S, 0.125);
    for (int i = 0; i < length; i += L) {
      DoubleVector x = fromArray(S, m, z + i);
      DoubleVector e = fromArray(S, m, slope + i);
      DoubleVector size = one.sub(e).div(one.add(e));
      DoubleVector far = size.blend(size.neg(), x.compare(VectorOperators.LT, zero));
      DoubleVector s = x.mul(x);
      DoubleVector p = DoubleVector.broadcast(S, 6404582.0 / 10854718875.0);
      p = p.fma(s, DoubleVector.broadcast(S, -929569.0 / 638512875.0));
      p = p.fma(s, DoubleVector.broadcast(S, 21844.0 / 6081075.0));
      p = p.fma(s, DoubleVector.broadcast(S, -1382.0 / 155925.0));
      p = p.fma(s, DoubleVector.broadcast(S, 62.0 / 2835.0));
      p = p.fma(s, DoubleVector.broadcast(S, -17.0 / 315.0));
      p = p.fma(s, DoubleVector.broadcast(S, 2.0 / 15.0));
      p = p.fma(s, DoubleVector.broadcast(S, -1.0 / 3.0));
      DoubleVector near = p.mul(s).fma(x, x);
      DoubleVector value = far.blend(near, x.abs().compare(VectorOperators.LT, eighth));
      value.intoArray(m, z + i);
      one.sub(value.mul(value)).intoArray(m, slope + i);
    }
  }

  /**
   * {@code z = z > 0 ? z : e^z - 1, slope = z > 0 ? 1 : e^z}, of which the latter is the former +
   * 1. Down to -1/2, where e^z - 1 cancels, the Taylor polynomial of degree 15.
   */
  static void elu(double[] m, int z, int slope, int length, int scratch) {
    for (int i = 0; i < length; i += L) {
      fromArray(S, m, z + i).min(0).intoArray(m, slope + i);
    }
    exp(m, slope, slope, length, scratch);
    DoubleVector one = DoubleVector.broadcast(S, 1);
    for (int i = 0; i < length; i += L) {
      DoubleVector x = fromArray(S, m, z + i);
      DoubleVector far = fromArray(S, m, slope + i).sub(one);
      DoubleVector p = DoubleVector.broadcast(S, 1.0 / 1307674368000.0);
      p = p.fma(x, DoubleVector.broadcast(S, 1.0 / 87178291200.0));
      p = p.fma(x, DoubleVector.broadcast(S, 1.0 / 6227020800.0));
      p = p.fma(x, DoubleVector.broadcast(S, 1.0 / 479001600.0));
      p = p.fma(x, DoubleVector.broadcast(S, 1.0 / 39916800.0));
      p = p.fma(x, DoubleVector.broadcast(S, 1.0 / 3628800.0));
      p = p.fma(x, DoubleVector.broadcast(S, 1.0 / 362880.0));
      p = p.fma(x, DoubleVector.broadcast(S, 1.0 / 40320.0));
      p = p.fma(x, DoubleVector.broadcast(S, 1.0 / 5040.0));
      p = p.fma(x, DoubleVector.broadcast(S, 1.0 / 720.0));
      p = p.fma(x, DoubleVector.broadcast(S, 1.0 / 120.0));
      p = p.fma(x, DoubleVector.broadcast(S, 1.0 / 24.0));
      p = p.fma(x, DoubleVector.broadcast(S, 1.0 / 6.0));
      p = p.fma(x, DoubleVector.broadcast(S, 0.5));
      p = p.fma(x, DoubleVector.broadcast(S, 1));
      DoubleVector below = far.blend(p.mul(x), x.compare(VectorOperators.GT, -0.5));
      VectorMask<Double> above = x.compare(VectorOperators.GT, 0);
      below.blend(x, above).intoArray(m, z + i);
      below.add(one).blend(one, above).intoArray(m, slope + i);
    }
  }

  /** {@code z = e^-z², slope = -2 z e^-z²}. */
  static void gauss(double[] m, int z, int slope, int length, int scratch) {
    for (int i = 0; i < length; i += L) {
      DoubleVector x = fromArray(S, m, z + i);
      x.neg().mul(x).intoArray(m, slope + i);
      x.mul(-2).intoArray(m, z + i);
    }
    exp(m, slope, slope, length, scratch);
    for (int i = 0; i < length; i += L) {
      DoubleVector s = fromArray(S, m, slope + i);
      DoubleVector product = fromArray(S, m, z + i).mul(s);
      product.blend(0, s.compare(VectorOperators.EQ, 0)).intoArray(m, slope + i);
      s.intoArray(m, z + i);
    }
  }
}
