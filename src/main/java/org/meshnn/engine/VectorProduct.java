package org.meshnn.engine;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A dense product on vectors: {@code y_i = sum over k of w[i, k] x_k}, by blocks of four rows and
 * four vectors whose sums stay in registers while all terms pass. Rows and columns that are left
 * over are taken one by one.
 */
final class VectorProduct {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  private VectorProduct() {}

  static void product(
      double[] m,
      int x,
      int stride,
      int width,
      double[] w,
      int terms,
      double[] y,
      int to,
      int pitch,
      int rows,
      boolean more) {
    int whole = width / (4 * L) * (4 * L);
    for (int c = 0; c < width; c += c < whole ? 4 * L : L) {
      int i = 0;
      for (; i <= rows - 4; i += 4) {
        int at = to + i * pitch + c;
        if (c < whole) {
          fourByFour(m, x + c, stride, w, i * terms, terms, y, at, pitch, more);
        } else {
          fourByOne(m, x + c, stride, w, i * terms, terms, y, at, pitch, more);
        }
      }
      for (; i < rows; i++) {
        int at = to + i * pitch + c;
        if (c < whole) {
          oneByFour(m, x + c, stride, w, i * terms, terms, y, at, more);
        } else {
          oneByOne(m, x + c, stride, w, i * terms, terms, y, at, more);
        }
      }
    }
  }

  private static DoubleVector load(double[] m, int at) {
    return DoubleVector.fromArray(S, m, at);
  }

  private static DoubleVector begin(double[] y, int at, boolean more) {
    return more ? load(y, at) : DoubleVector.zero(S);
  }

  /** Four rows, four vectors. */
  private static void fourByFour(
      double[] m,
      int x,
      int stride,
      double[] w,
      int first,
      int terms,
      double[] y,
      int at,
      int pitch,
      boolean more) {
    int y1 = at + pitch;
    int y2 = y1 + pitch;
    int y3 = y2 + pitch;
    DoubleVector a0 = begin(y, at, more);
    DoubleVector a1 = begin(y, at + L, more);
    DoubleVector a2 = begin(y, at + 2 * L, more);
    DoubleVector a3 = begin(y, at + 3 * L, more);
    DoubleVector b0 = begin(y, y1, more);
    DoubleVector b1 = begin(y, y1 + L, more);
    DoubleVector b2 = begin(y, y1 + 2 * L, more);
    DoubleVector b3 = begin(y, y1 + 3 * L, more);
    DoubleVector c0 = begin(y, y2, more);
    DoubleVector c1 = begin(y, y2 + L, more);
    DoubleVector c2 = begin(y, y2 + 2 * L, more);
    DoubleVector c3 = begin(y, y2 + 3 * L, more);
    DoubleVector d0 = begin(y, y3, more);
    DoubleVector d1 = begin(y, y3 + L, more);
    DoubleVector d2 = begin(y, y3 + 2 * L, more);
    DoubleVector d3 = begin(y, y3 + 3 * L, more);
    for (int k = first, from = x; k < first + terms; k++, from += stride) {
      DoubleVector x0 = load(m, from);
      DoubleVector x1 = load(m, from + L);
      DoubleVector x2 = load(m, from + 2 * L);
      DoubleVector x3 = load(m, from + 3 * L);
      DoubleVector v = DoubleVector.broadcast(S, w[k]);
      a0 = x0.fma(v, a0);
      a1 = x1.fma(v, a1);
      a2 = x2.fma(v, a2);
      a3 = x3.fma(v, a3);
      v = DoubleVector.broadcast(S, w[k + terms]);
      b0 = x0.fma(v, b0);
      b1 = x1.fma(v, b1);
      b2 = x2.fma(v, b2);
      b3 = x3.fma(v, b3);
      v = DoubleVector.broadcast(S, w[k + 2 * terms]);
      c0 = x0.fma(v, c0);
      c1 = x1.fma(v, c1);
      c2 = x2.fma(v, c2);
      c3 = x3.fma(v, c3);
      v = DoubleVector.broadcast(S, w[k + 3 * terms]);
      d0 = x0.fma(v, d0);
      d1 = x1.fma(v, d1);
      d2 = x2.fma(v, d2);
      d3 = x3.fma(v, d3);
    }
    a0.intoArray(y, at);
    a1.intoArray(y, at + L);
    a2.intoArray(y, at + 2 * L);
    a3.intoArray(y, at + 3 * L);
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

  /** Four rows, one vector. */
  private static void fourByOne(
      double[] m,
      int x,
      int stride,
      double[] w,
      int first,
      int terms,
      double[] y,
      int at,
      int pitch,
      boolean more) {
    DoubleVector a = begin(y, at, more);
    DoubleVector b = begin(y, at + pitch, more);
    DoubleVector c = begin(y, at + 2 * pitch, more);
    DoubleVector d = begin(y, at + 3 * pitch, more);
    for (int k = first, from = x; k < first + terms; k++, from += stride) {
      DoubleVector v = load(m, from);
      a = v.fma(DoubleVector.broadcast(S, w[k]), a);
      b = v.fma(DoubleVector.broadcast(S, w[k + terms]), b);
      c = v.fma(DoubleVector.broadcast(S, w[k + 2 * terms]), c);
      d = v.fma(DoubleVector.broadcast(S, w[k + 3 * terms]), d);
    }
    a.intoArray(y, at);
    b.intoArray(y, at + pitch);
    c.intoArray(y, at + 2 * pitch);
    d.intoArray(y, at + 3 * pitch);
  }

  /** One row, four vectors. */
  private static void oneByFour(
      double[] m,
      int x,
      int stride,
      double[] w,
      int first,
      int terms,
      double[] y,
      int at,
      boolean more) {
    DoubleVector a = begin(y, at, more);
    DoubleVector b = begin(y, at + L, more);
    DoubleVector c = begin(y, at + 2 * L, more);
    DoubleVector d = begin(y, at + 3 * L, more);
    for (int k = first, from = x; k < first + terms; k++, from += stride) {
      DoubleVector v = DoubleVector.broadcast(S, w[k]);
      a = load(m, from).fma(v, a);
      b = load(m, from + L).fma(v, b);
      c = load(m, from + 2 * L).fma(v, c);
      d = load(m, from + 3 * L).fma(v, d);
    }
    a.intoArray(y, at);
    b.intoArray(y, at + L);
    c.intoArray(y, at + 2 * L);
    d.intoArray(y, at + 3 * L);
  }

  /** One row, one vector. */
  private static void oneByOne(
      double[] m,
      int x,
      int stride,
      double[] w,
      int first,
      int terms,
      double[] y,
      int at,
      boolean more) {
    DoubleVector a = begin(y, at, more);
    for (int k = first, from = x; k < first + terms; k++, from += stride) {
      a = load(m, from).fma(DoubleVector.broadcast(S, w[k]), a);
    }
    a.intoArray(y, at);
  }
}
