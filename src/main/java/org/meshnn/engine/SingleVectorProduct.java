// Made from VectorProduct.java by SinglePrecisionTextTest -Dmeshnn.write=true
package org.meshnn.engine;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A dense product on vectors: {@code y_i = sum over k of w[i, k] x_k}, by blocks of four rows and
 * four vectors, or two where there are but 16 registers, whose sums stay in registers while all
 * terms pass. Where there are fewer than four rows the last is computed again.
 *
 * <p>The loops count by a step that is no constant, so that the compiler leaves them whole: short
 * as they are, what it would put before and after an unrolled one takes longer than the loop.
 */
final class SingleVectorProduct {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  private SingleVectorProduct() {}

  /**
   * Four rows: {@code y[y_i + p] = sum over k of w[w_i + k * step] m[x + k * stride + p]}, in
   * blocks of so many vectors that all sums stay in registers.
   */
  static void four(
      float[] m,
      int x,
      int stride,
      int width,
      float[] w,
      int w0,
      int w1,
      int w2,
      int w3,
      int step,
      int terms,
      float[] y,
      int y0,
      int y1,
      int y2,
      int y3,
      boolean more) {
    int end = x + terms * stride;
    int c = 0;
    for (; L == 16 && c <= width - 4 * L; c += 4 * L) {
      fourByFour(
          m, x + c, stride, w, w0, w1, w2, w3, step, end + c, y, y0 + c, y1 + c, y2 + c, y3 + c,
          more);
    }
    for (; c <= width - 2 * L; c += 2 * L) {
      fourByTwo(
          m, x + c, stride, w, w0, w1, w2, w3, step, end + c, y, y0 + c, y1 + c, y2 + c, y3 + c,
          more);
    }
    for (; c < width; c += L) {
      fourByOne(
          m, x + c, stride, w, w0, w1, w2, w3, step, end + c, y, y0 + c, y1 + c, y2 + c, y3 + c,
          more);
    }
  }

  private static FloatVector load(float[] m, int at) {
    return FloatVector.fromArray(S, m, at);
  }

  private static FloatVector begin(float[] y, int at, boolean more) {
    return more ? load(y, at) : FloatVector.zero(S);
  }

  /** Four vectors of each row, of terms up to {@code end} in m. */
  private static void fourByFour(
      float[] m,
      int x,
      int stride,
      float[] w,
      int w0,
      int w1,
      int w2,
      int w3,
      int step,
      int end,
      float[] y,
      int y0,
      int y1,
      int y2,
      int y3,
      boolean more) {
    FloatVector a0 = begin(y, y0, more);
    FloatVector a1 = begin(y, y0 + L, more);
    FloatVector a2 = begin(y, y0 + 2 * L, more);
    FloatVector a3 = begin(y, y0 + 3 * L, more);
    FloatVector b0 = begin(y, y1, more);
    FloatVector b1 = begin(y, y1 + L, more);
    FloatVector b2 = begin(y, y1 + 2 * L, more);
    FloatVector b3 = begin(y, y1 + 3 * L, more);
    FloatVector c0 = begin(y, y2, more);
    FloatVector c1 = begin(y, y2 + L, more);
    FloatVector c2 = begin(y, y2 + 2 * L, more);
    FloatVector c3 = begin(y, y2 + 3 * L, more);
    FloatVector d0 = begin(y, y3, more);
    FloatVector d1 = begin(y, y3 + L, more);
    FloatVector d2 = begin(y, y3 + 2 * L, more);
    FloatVector d3 = begin(y, y3 + 3 * L, more);
    for (int from = x, k = 0; from < end; from += stride, k += step) {
      FloatVector x0 = load(m, from);
      FloatVector x1 = load(m, from + L);
      FloatVector x2 = load(m, from + 2 * L);
      FloatVector x3 = load(m, from + 3 * L);
      FloatVector v = FloatVector.broadcast(S, w[w0 + k]);
      a0 = x0.fma(v, a0);
      a1 = x1.fma(v, a1);
      a2 = x2.fma(v, a2);
      a3 = x3.fma(v, a3);
      v = FloatVector.broadcast(S, w[w1 + k]);
      b0 = x0.fma(v, b0);
      b1 = x1.fma(v, b1);
      b2 = x2.fma(v, b2);
      b3 = x3.fma(v, b3);
      v = FloatVector.broadcast(S, w[w2 + k]);
      c0 = x0.fma(v, c0);
      c1 = x1.fma(v, c1);
      c2 = x2.fma(v, c2);
      c3 = x3.fma(v, c3);
      v = FloatVector.broadcast(S, w[w3 + k]);
      d0 = x0.fma(v, d0);
      d1 = x1.fma(v, d1);
      d2 = x2.fma(v, d2);
      d3 = x3.fma(v, d3);
    }
    a0.intoArray(y, y0);
    a1.intoArray(y, y0 + L);
    a2.intoArray(y, y0 + 2 * L);
    a3.intoArray(y, y0 + 3 * L);
    b0.intoArray(y, y1);
    b1.intoArray(y, y1 + L);
    b2.intoArray(y, y1 + 2 * L);
    b3.intoArray(y, y1 + 3 * L);
    c0.intoArray(y, y2);
    c1.intoArray(y, y2 + L);
    c2.intoArray(y, y2 + 2 * L);
    c3.intoArray(y, y2 + 3 * L);
    d0.intoArray(y, y3);
    d1.intoArray(y, y3 + L);
    d2.intoArray(y, y3 + 2 * L);
    d3.intoArray(y, y3 + 3 * L);
  }

  /** As {@link #fourByFour}, two vectors. */
  private static void fourByTwo(
      float[] m,
      int x,
      int stride,
      float[] w,
      int w0,
      int w1,
      int w2,
      int w3,
      int step,
      int end,
      float[] y,
      int y0,
      int y1,
      int y2,
      int y3,
      boolean more) {
    FloatVector a0 = begin(y, y0, more);
    FloatVector a1 = begin(y, y0 + L, more);
    FloatVector b0 = begin(y, y1, more);
    FloatVector b1 = begin(y, y1 + L, more);
    FloatVector c0 = begin(y, y2, more);
    FloatVector c1 = begin(y, y2 + L, more);
    FloatVector d0 = begin(y, y3, more);
    FloatVector d1 = begin(y, y3 + L, more);
    for (int from = x, k = 0; from < end; from += stride, k += step) {
      FloatVector x0 = load(m, from);
      FloatVector x1 = load(m, from + L);
      FloatVector v = FloatVector.broadcast(S, w[w0 + k]);
      a0 = x0.fma(v, a0);
      a1 = x1.fma(v, a1);
      v = FloatVector.broadcast(S, w[w1 + k]);
      b0 = x0.fma(v, b0);
      b1 = x1.fma(v, b1);
      v = FloatVector.broadcast(S, w[w2 + k]);
      c0 = x0.fma(v, c0);
      c1 = x1.fma(v, c1);
      v = FloatVector.broadcast(S, w[w3 + k]);
      d0 = x0.fma(v, d0);
      d1 = x1.fma(v, d1);
    }
    a0.intoArray(y, y0);
    a1.intoArray(y, y0 + L);
    b0.intoArray(y, y1);
    b1.intoArray(y, y1 + L);
    c0.intoArray(y, y2);
    c1.intoArray(y, y2 + L);
    d0.intoArray(y, y3);
    d1.intoArray(y, y3 + L);
  }

  /** As {@link #fourByFour}, one vector. */
  private static void fourByOne(
      float[] m,
      int x,
      int stride,
      float[] w,
      int w0,
      int w1,
      int w2,
      int w3,
      int step,
      int end,
      float[] y,
      int y0,
      int y1,
      int y2,
      int y3,
      boolean more) {
    FloatVector a0 = begin(y, y0, more);
    FloatVector b0 = begin(y, y1, more);
    FloatVector c0 = begin(y, y2, more);
    FloatVector d0 = begin(y, y3, more);
    for (int from = x, k = 0; from < end; from += stride, k += step) {
      FloatVector x0 = load(m, from);
      FloatVector v = FloatVector.broadcast(S, w[w0 + k]);
      a0 = x0.fma(v, a0);
      v = FloatVector.broadcast(S, w[w1 + k]);
      b0 = x0.fma(v, b0);
      v = FloatVector.broadcast(S, w[w2 + k]);
      c0 = x0.fma(v, c0);
      v = FloatVector.broadcast(S, w[w3 + k]);
      d0 = x0.fma(v, d0);
    }
    a0.intoArray(y, y0);
    b0.intoArray(y, y1);
    c0.intoArray(y, y2);
    d0.intoArray(y, y3);
  }
}
