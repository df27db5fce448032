package org.meshnn.engine;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * exp and tanh on vectors, to within 4 units in the last place (tested against StrictMath).
 *
 * <p>exp: x = k ln 2 + r with |r| at most ln 2 / 2, ln 2 in two parts (Cody and Waite 1980); e^r by
 * its Taylor polynomial of degree 13; 2^k put into the exponent bits in two halves, so that results
 * below the normal range come out right.
 */
final class VectorExp {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  private static final double LN2_HIGH = 6.93147180369123816490e-01;
  private static final double LN2_LOW = 1.90821492927058770002e-10;
  private static final double INVERSE_LN2 = 1.44269504088896338700e+00;
  private static final double ROUND = 0x1.8p52; // adding and taking it away rounds to an integer
  private static final double LOWEST = -746;
  private static final double HIGHEST = 710;

  private VectorExp() {}

  static DoubleVector exp(DoubleVector x) {
    DoubleVector bounded = x.max(LOWEST).min(HIGHEST); // NaN stays NaN
    DoubleVector shifted = bounded.mul(INVERSE_LN2).add(ROUND);
    DoubleVector k = shifted.sub(ROUND);
    DoubleVector r = k.mul(-LN2_HIGH).add(bounded);
    r = k.fma(DoubleVector.broadcast(S, -LN2_LOW), r);
    DoubleVector p = polynomial(r);
    // The low bits of "shifted" hold k; 2^k = 2^h * 2^(k - h) with h = floor(k / 2).
    LongVector whole = shifted.reinterpretAsLongs().sub(Double.doubleToRawLongBits(ROUND));
    LongVector half = whole.add(2048).lanewise(VectorOperators.LSHR, 1).sub(1024);
    return p.mul(power(half)).mul(power(whole.sub(half)));
  }

  private static DoubleVector power(LongVector k) {
    return k.add(1023).lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles();
  }

  /** The Taylor polynomial of e^r, by Horner's rule. */
  private static DoubleVector polynomial(DoubleVector r) {
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
    return p.fma(r, DoubleVector.broadcast(S, 1));
  }

  /**
   * tanh x = (1 - e) / (1 + e) with e = e^(-2|x|), its sign put back; near 0, where that cancels,
   * the odd Taylor polynomial of degree 17 up to |x| = 1/8.
   */
  static DoubleVector tanh(DoubleVector x) {
    DoubleVector size = x.abs();
    DoubleVector e = exp(size.mul(-2));
    DoubleVector far = e.neg().add(1).div(e.add(1));
    DoubleVector signed = far.blend(far.neg(), x.compare(VectorOperators.LT, 0));
    VectorMask<Double> near = size.compare(VectorOperators.LT, 0.125);
    return signed.blend(nearZero(x), near);
  }

  private static DoubleVector nearZero(DoubleVector x) {
    DoubleVector s = x.mul(x);
    DoubleVector p = DoubleVector.broadcast(S, 6404582.0 / 10854718875.0);
    p = p.fma(s, DoubleVector.broadcast(S, -929569.0 / 638512875.0));
    p = p.fma(s, DoubleVector.broadcast(S, 21844.0 / 6081075.0));
    p = p.fma(s, DoubleVector.broadcast(S, -1382.0 / 155925.0));
    p = p.fma(s, DoubleVector.broadcast(S, 62.0 / 2835.0));
    p = p.fma(s, DoubleVector.broadcast(S, -17.0 / 315.0));
    p = p.fma(s, DoubleVector.broadcast(S, 2.0 / 15.0));
    p = p.fma(s, DoubleVector.broadcast(S, -1.0 / 3.0));
    return p.mul(s).fma(x, x);
  }
}
