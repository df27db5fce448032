// Made from VectorProduct.java by SinglePrecisionTextTest -Dmeshnn.write=true
package org.meshnn.engine;

import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A dense product on vectors: {@code y_i = sum over k of w[i, k] x_k}, by blocks of four rows and
 * four vectors, or of two rows where there are but 16 registers, whose sums stay in registers while
 * all terms pass. Where there are fewer than four rows the last is computed again.
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
    for (; L < 8 && c <= width - 4 * L; c += 4 * L) {
      twoByFour(m, x + c, stride, w, w0, w1, step, end + c, y, y0 + c, y1 + c, more);
      if (y2 != y1) {
        twoByFour(m, x + c, stride, w, w2, w3, step, end + c, y, y2 + c, y3 + c, more);
      }
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

  /** Four vectors of each row, of terms up to {@code end} in m. */
  static void fourByFour(
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
    FloatVector zero = FloatVector.zero(S);
    FloatVector a0 = more ? fromArray(S, y, y0) : zero;
    FloatVector a1 = more ? fromArray(S, y, y0 + L) : zero;
    FloatVector a2 = more ? fromArray(S, y, y0 + 2 * L) : zero;
    FloatVector a3 = more ? fromArray(S, y, y0 + 3 * L) : zero;
    FloatVector b0 = more ? fromArray(S, y, y1) : zero;
    FloatVector b1 = more ? fromArray(S, y, y1 + L) : zero;
    FloatVector b2 = more ? fromArray(S, y, y1 + 2 * L) : zero;
    FloatVector b3 = more ? fromArray(S, y, y1 + 3 * L) : zero;
    FloatVector c0 = more ? fromArray(S, y, y2) : zero;
    FloatVector c1 = more ? fromArray(S, y, y2 + L) : zero;
    FloatVector c2 = more ? fromArray(S, y, y2 + 2 * L) : zero;
    FloatVector c3 = more ? fromArray(S, y, y2 + 3 * L) : zero;
    FloatVector d0 = more ? fromArray(S, y, y3) : zero;
    FloatVector d1 = more ? fromArray(S, y, y3 + L) : zero;
    FloatVector d2 = more ? fromArray(S, y, y3 + 2 * L) : zero;
    FloatVector d3 = more ? fromArray(S, y, y3 + 3 * L) : zero;
    for (int from = x, k = 0; from < end; from += stride, k += step) {
      FloatVector x0 = fromArray(S, m, from);
      FloatVector x1 = fromArray(S, m, from + L);
      FloatVector x2 = fromArray(S, m, from + 2 * L);
      FloatVector x3 = fromArray(S, m, from + 3 * L);
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

  /** As {@link #fourByFour}, two rows: where there are but 16 registers. */
  private static void twoByFour(
      float[] m,
      int x,
      int stride,
      float[] w,
      int w0,
      int w1,
      int step,
      int end,
      float[] y,
      int y0,
      int y1,
      boolean more) {
    FloatVector zero = FloatVector.zero(S);
    FloatVector a0 = more ? fromArray(S, y, y0) : zero;
    FloatVector a1 = more ? fromArray(S, y, y0 + L) : zero;
    FloatVector a2 = more ? fromArray(S, y, y0 + 2 * L) : zero;
    FloatVector a3 = more ? fromArray(S, y, y0 + 3 * L) : zero;
    FloatVector b0 = more ? fromArray(S, y, y1) : zero;
    FloatVector b1 = more ? fromArray(S, y, y1 + L) : zero;
    FloatVector b2 = more ? fromArray(S, y, y1 + 2 * L) : zero;
    FloatVector b3 = more ? fromArray(S, y, y1 + 3 * L) : zero;
    for (int from = x, k = 0; from < end; from += stride, k += step) {
      FloatVector x0 = fromArray(S, m, from);
      FloatVector x1 = fromArray(S, m, from + L);
      FloatVector x2 = fromArray(S, m, from + 2 * L);
      FloatVector x3 = fromArray(S, m, from + 3 * L);
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
    }
    a0.intoArray(y, y0);
    a1.intoArray(y, y0 + L);
    a2.intoArray(y, y0 + 2 * L);
    a3.intoArray(y, y0 + 3 * L);
    b0.intoArray(y, y1);
    b1.intoArray(y, y1 + L);
    b2.intoArray(y, y1 + 2 * L);
    b3.intoArray(y, y1 + 3 * L);
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
    FloatVector zero = FloatVector.zero(S);
    FloatVector a0 = more ? fromArray(S, y, y0) : zero;
    FloatVector a1 = more ? fromArray(S, y, y0 + L) : zero;
    FloatVector b0 = more ? fromArray(S, y, y1) : zero;
    FloatVector b1 = more ? fromArray(S, y, y1 + L) : zero;
    FloatVector c0 = more ? fromArray(S, y, y2) : zero;
    FloatVector c1 = more ? fromArray(S, y, y2 + L) : zero;
    FloatVector d0 = more ? fromArray(S, y, y3) : zero;
    FloatVector d1 = more ? fromArray(S, y, y3 + L) : zero;
    for (int from = x, k = 0; from < end; from += stride, k += step) {
      FloatVector x0 = fromArray(S, m, from);
      FloatVector x1 = fromArray(S, m, from + L);
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
    FloatVector zero = FloatVector.zero(S);
    FloatVector a0 = more ? fromArray(S, y, y0) : zero;
    FloatVector b0 = more ? fromArray(S, y, y1) : zero;
    FloatVector c0 = more ? fromArray(S, y, y2) : zero;
    FloatVector d0 = more ? fromArray(S, y, y3) : zero;
    for (int from = x, k = 0; from < end; from += stride, k += step) {
      FloatVector x0 = fromArray(S, m, from);
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
