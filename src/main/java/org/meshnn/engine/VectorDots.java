package org.meshnn.engine;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The products of many rows with one, on vectors. The lanes of a row's sum are put in scratch, and
 * are added to each other when those of some rows are there: a number that is read at once from a
 * vector just written would wait for it.
 */
final class VectorDots {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  private static final int L = S.length();
  private static final int ROWS = 32;

  /** Values of scratch needed. */
  static final int SCRATCH = ROWS * L;

  private VectorDots() {}

  static void dots(
      double[] m,
      int x,
      int stride,
      int width,
      int rows,
      int v,
      double[] result,
      int to,
      int scratch) {
    for (int first = 0; first < rows; first += ROWS) {
      int count = Math.min(ROWS, rows - first);
      partial(m, x + first * stride, stride, width, count, v, scratch);
      for (int i = 0; i < count; i++) {
        int at = scratch + i * L;
        double sum = m[at];
        for (int l = 1; l < L; l++) {
          sum += m[at + l];
        }
        result[to + first + i] += sum;
      }
    }
  }

  /** A vector for each row: 8 vectors of columns at a time, then 1. */
  private static void partial(
      double[] m, int x, int stride, int width, int rows, int v, int scratch) {
    int c = 0;
    for (; c <= width - 8 * L; c += 8 * L) {
      partial8(m, x + c, stride, rows, v + c, scratch, c > 0);
    }
    for (; c < width; c += L) {
      partial1(m, x + c, stride, rows, v + c, scratch, c > 0);
    }
  }

  private static DoubleVector load(double[] m, int at) {
    return DoubleVector.fromArray(S, m, at);
  }

  private static void partial8(
      double[] m, int x, int stride, int rows, int v, int scratch, boolean more) {
    DoubleVector v0 = load(m, v);
    DoubleVector v1 = load(m, v + L);
    DoubleVector v2 = load(m, v + 2 * L);
    DoubleVector v3 = load(m, v + 3 * L);
    DoubleVector v4 = load(m, v + 4 * L);
    DoubleVector v5 = load(m, v + 5 * L);
    DoubleVector v6 = load(m, v + 6 * L);
    DoubleVector v7 = load(m, v + 7 * L);
    for (int i = 0; i < rows; i++) {
      int at = x + i * stride;
      DoubleVector even = load(m, at).mul(v0);
      DoubleVector odd = load(m, at + L).mul(v1);
      even = load(m, at + 2 * L).fma(v2, even);
      odd = load(m, at + 3 * L).fma(v3, odd);
      even = load(m, at + 4 * L).fma(v4, even);
      odd = load(m, at + 5 * L).fma(v5, odd);
      even = load(m, at + 6 * L).fma(v6, even);
      odd = load(m, at + 7 * L).fma(v7, odd);
      put(even.add(odd), m, scratch + i * L, more);
    }
  }

  private static void partial1(
      double[] m, int x, int stride, int rows, int v, int scratch, boolean more) {
    DoubleVector v0 = load(m, v);
    for (int i = 0; i < rows; i++) {
      put(load(m, x + i * stride).mul(v0), m, scratch + i * L, more);
    }
  }

  private static void put(DoubleVector sum, double[] m, int at, boolean more) {
    (more ? sum.add(load(m, at)) : sum).intoArray(m, at);
  }
}
