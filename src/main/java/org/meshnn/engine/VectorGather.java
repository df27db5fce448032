package org.meshnn.engine;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;
import org.meshnn.plan.Gather;

/**
 * Weighted sums of rows, on vectors. A row is taken in blocks of 8, 4, 2 and 1 vectors whose sums
 * stay in registers while all terms pass. Rows with the same sources form a panel, as in a matrix
 * product: some rows share each load, and the sources pass in portions that stay in the first
 * cache. Sums that wait in memory between two portions keep their bits.
 *
 * <p>The blocks repeat each other: vectors that pass through arrays or calls that are not inlined
 * are put on the heap.
 */
final class VectorGather {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  private static final int L = S.length();
  private static final int BLOCK = L < 8 ? 2 : 4; // vectors: 16 registers, or 32, hold four rows' sums
  private static final int PORTION = 64; // sources of a panel

  private VectorGather() {}

  static void gather(
      double[] m,
      int stride,
      int width,
      Gather gather,
      double[] w,
      int @Nullable [] add,
      int @Nullable [] times,
      int zero) {
    int i = 0;
    while (i < gather.rows()) {
      int first = i;
      i = endOfPanel(gather, first);
      if (i > first) {
        panel(m, stride, width, gather, first, i, w, add, zero);
      } else {
        i = endOfRows(gather, first);
        rows(m, stride, 0, width, gather, first, i, w, add, zero);
      }
      if (times != null) {
        scale(m, stride, gather.first(), first, i, times);
      }
    }
  }

  /** One past the last row with the sources of row i; i where there is no second one. */
  private static int endOfPanel(Gather gather, int i) {
    int end = i + 1;
    while (end < gather.rows() && gather.repeats()[end]) {
      end++;
    }
    return end - i > 1 ? end : i;
  }

  /** The first row after i with which a panel begins. */
  private static int endOfRows(Gather gather, int i) {
    int end = i + 1;
    while (end < gather.rows() && !(end + 1 < gather.rows() && gather.repeats()[end + 1])) {
      end++;
    }
    return end;
  }

  /** Columns {@code c} to {@code width} of rows {@code first} to {@code end}. */
  private static void rows(
      double[] m,
      int stride,
      int c,
      int width,
      Gather gather,
      int first,
      int end,
      double[] w,
      int @Nullable [] add,
      int zero) {
    for (; c <= width - 8 * L; c += 8 * L) {
      rows8(m, w, gather, first, end, stride, c, add, zero);
    }
    if (c <= width - 4 * L) {
      rows4(m, w, gather, first, end, stride, c, add, zero);
      c += 4 * L;
    }
    if (c <= width - 2 * L) {
      rows2(m, w, gather, first, end, stride, c, add, zero);
      c += 2 * L;
    }
    for (; c < width; c += L) {
      rows1(m, w, gather, first, end, stride, c, add, zero);
    }
  }

  /** Rows {@code first} to {@code end}, whose sources are the same. */
  private static void panel(
      double[] m,
      int stride,
      int width,
      Gather gather,
      int first,
      int end,
      double[] w,
      int @Nullable [] add,
      int zero) {
    int whole = width / (BLOCK * L) * (BLOCK * L);
    int terms = gather.start()[first + 1] - gather.start()[first];
    for (int from = 0; from == 0 || from < terms; from += PORTION) {
      int to = Math.min(from + PORTION, terms);
      for (int c = 0; c < width; c += c < whole ? BLOCK * L : L) {
        for (int i = first; i < end; i += 4) {
          four(m, stride, c, c < whole, gather, i, end - 1, from, to, w, add, zero);
        }
      }
    }
  }

  /**
   * Terms {@code from} to {@code to} of rows i to i + 3, a block of vectors or one of each. Where
   * there are fewer rows the last is computed again.
   */
  private static void four(
      double[] m,
      int stride,
      int c,
      boolean block,
      Gather gather,
      int i,
      int last,
      int from,
      int to,
      double[] w,
      int @Nullable [] add,
      int zero) {
    int i1 = Math.min(i + 1, last);
    int i2 = Math.min(i + 2, last);
    int i3 = Math.min(i + 3, last);
    int y0 = (gather.first() + i) * stride + c;
    int y1 = (gather.first() + i1) * stride + c;
    int y2 = (gather.first() + i2) * stride + c;
    int y3 = (gather.first() + i3) * stride + c;
    int a0 = from > 0 ? y0 : begin(add, i, zero) * stride + c;
    int a1 = from > 0 ? y1 : begin(add, i1, zero) * stride + c;
    int a2 = from > 0 ? y2 : begin(add, i2, zero) * stride + c;
    int a3 = from > 0 ? y3 : begin(add, i3, zero) * stride + c;
    int k0 = gather.start()[i] + from;
    int k1 = gather.start()[i1] + from;
    int k2 = gather.start()[i2] + from;
    int k3 = gather.start()[i3] + from;
    int terms = to - from;
    if (!block) {
      four1(m, w, gather, k0, k1, k2, k3, terms, stride, c, a0, a1, a2, a3, y0, y1, y2, y3);
    } else if (BLOCK == 4) {
      four4(m, w, gather, k0, k1, k2, k3, terms, stride, c, a0, a1, a2, a3, y0, y1, y2, y3);
    } else {
      four2(m, w, gather, k0, k1, k2, k3, terms, stride, c, a0, a1, a2, a3, y0, y1, y2, y3);
    }
  }

  /** The row that the sum of row i starts from. */
  private static int begin(int @Nullable [] add, int i, int zero) {
    return add == null || add[i] < 0 ? zero : add[i];
  }

  private static DoubleVector load(double[] m, int at) {
    return DoubleVector.fromArray(S, m, at);
  }

  /** {@code y_i = begin_i + sum over k of w[edge[k]] x_source[k]} for rows i, 8 vectors of each. */
  private static void rows8(
      double[] m,
      double[] w,
      Gather gather,
      int first,
      int end,
      int stride,
      int c,
      int @Nullable [] add,
      int zero) {
    int[] start = gather.start();
    int[] source = gather.source();
    int[] edge = gather.edge();
    for (int i = first; i < end; i++) {
      int a = begin(add, i, zero) * stride + c;
      DoubleVector v0 = load(m, a);
      DoubleVector v1 = load(m, a + L);
      DoubleVector v2 = load(m, a + 2 * L);
      DoubleVector v3 = load(m, a + 3 * L);
      DoubleVector v4 = load(m, a + 4 * L);
      DoubleVector v5 = load(m, a + 5 * L);
      DoubleVector v6 = load(m, a + 6 * L);
      DoubleVector v7 = load(m, a + 7 * L);
      for (int k = start[i]; k < start[i + 1]; k++) {
        DoubleVector weight = DoubleVector.broadcast(S, w[edge[k]]);
        int x = source[k] * stride + c;
        v0 = load(m, x).fma(weight, v0);
        v1 = load(m, x + L).fma(weight, v1);
        v2 = load(m, x + 2 * L).fma(weight, v2);
        v3 = load(m, x + 3 * L).fma(weight, v3);
        v4 = load(m, x + 4 * L).fma(weight, v4);
        v5 = load(m, x + 5 * L).fma(weight, v5);
        v6 = load(m, x + 6 * L).fma(weight, v6);
        v7 = load(m, x + 7 * L).fma(weight, v7);
      }
      int y = (gather.first() + i) * stride + c;
      v0.intoArray(m, y);
      v1.intoArray(m, y + L);
      v2.intoArray(m, y + 2 * L);
      v3.intoArray(m, y + 3 * L);
      v4.intoArray(m, y + 4 * L);
      v5.intoArray(m, y + 5 * L);
      v6.intoArray(m, y + 6 * L);
      v7.intoArray(m, y + 7 * L);
    }
  }

  /** As {@link #rows8}, 4 vectors. */
  private static void rows4(
      double[] m,
      double[] w,
      Gather gather,
      int first,
      int end,
      int stride,
      int c,
      int @Nullable [] add,
      int zero) {
    int[] start = gather.start();
    int[] source = gather.source();
    int[] edge = gather.edge();
    for (int i = first; i < end; i++) {
      int a = begin(add, i, zero) * stride + c;
      DoubleVector v0 = load(m, a);
      DoubleVector v1 = load(m, a + L);
      DoubleVector v2 = load(m, a + 2 * L);
      DoubleVector v3 = load(m, a + 3 * L);
      for (int k = start[i]; k < start[i + 1]; k++) {
        DoubleVector weight = DoubleVector.broadcast(S, w[edge[k]]);
        int x = source[k] * stride + c;
        v0 = load(m, x).fma(weight, v0);
        v1 = load(m, x + L).fma(weight, v1);
        v2 = load(m, x + 2 * L).fma(weight, v2);
        v3 = load(m, x + 3 * L).fma(weight, v3);
      }
      int y = (gather.first() + i) * stride + c;
      v0.intoArray(m, y);
      v1.intoArray(m, y + L);
      v2.intoArray(m, y + 2 * L);
      v3.intoArray(m, y + 3 * L);
    }
  }

  /** As {@link #rows8}, 2 vectors. */
  private static void rows2(
      double[] m,
      double[] w,
      Gather gather,
      int first,
      int end,
      int stride,
      int c,
      int @Nullable [] add,
      int zero) {
    int[] start = gather.start();
    int[] source = gather.source();
    int[] edge = gather.edge();
    for (int i = first; i < end; i++) {
      int a = begin(add, i, zero) * stride + c;
      DoubleVector v0 = load(m, a);
      DoubleVector v1 = load(m, a + L);
      for (int k = start[i]; k < start[i + 1]; k++) {
        DoubleVector weight = DoubleVector.broadcast(S, w[edge[k]]);
        int x = source[k] * stride + c;
        v0 = load(m, x).fma(weight, v0);
        v1 = load(m, x + L).fma(weight, v1);
      }
      int y = (gather.first() + i) * stride + c;
      v0.intoArray(m, y);
      v1.intoArray(m, y + L);
    }
  }

  /** As {@link #rows8}, 1 vector. */
  private static void rows1(
      double[] m,
      double[] w,
      Gather gather,
      int first,
      int end,
      int stride,
      int c,
      int @Nullable [] add,
      int zero) {
    int[] start = gather.start();
    int[] source = gather.source();
    int[] edge = gather.edge();
    for (int i = first; i < end; i++) {
      int a = begin(add, i, zero) * stride + c;
      DoubleVector v0 = load(m, a);
      for (int k = start[i]; k < start[i + 1]; k++) {
        DoubleVector weight = DoubleVector.broadcast(S, w[edge[k]]);
        int x = source[k] * stride + c;
        v0 = load(m, x).fma(weight, v0);
      }
      int y = (gather.first() + i) * stride + c;
      v0.intoArray(m, y);
    }
  }

  /**
   * Four vectors of four rows: y_i is what stands at a_i and {@code terms} terms, the first of which
   * is k_i; their sources are the same.
   */
  private static void four4(
      double[] m,
      double[] w,
      Gather gather,
      int k0,
      int k1,
      int k2,
      int k3,
      int terms,
      int stride,
      int c,
      int a0,
      int a1,
      int a2,
      int a3,
      int y0,
      int y1,
      int y2,
      int y3) {
    int[] source = gather.source();
    int[] edge = gather.edge();
    DoubleVector p0 = load(m, a0);
    DoubleVector p1 = load(m, a0 + L);
    DoubleVector p2 = load(m, a0 + 2 * L);
    DoubleVector p3 = load(m, a0 + 3 * L);
    DoubleVector q0 = load(m, a1);
    DoubleVector q1 = load(m, a1 + L);
    DoubleVector q2 = load(m, a1 + 2 * L);
    DoubleVector q3 = load(m, a1 + 3 * L);
    DoubleVector r0 = load(m, a2);
    DoubleVector r1 = load(m, a2 + L);
    DoubleVector r2 = load(m, a2 + 2 * L);
    DoubleVector r3 = load(m, a2 + 3 * L);
    DoubleVector s0 = load(m, a3);
    DoubleVector s1 = load(m, a3 + L);
    DoubleVector s2 = load(m, a3 + 2 * L);
    DoubleVector s3 = load(m, a3 + 3 * L);
    for (int k = 0; k < terms; k++) {
      int x = source[k0 + k] * stride + c;
      DoubleVector x0 = load(m, x);
      DoubleVector x1 = load(m, x + L);
      DoubleVector x2 = load(m, x + 2 * L);
      DoubleVector x3 = load(m, x + 3 * L);
      DoubleVector weight = DoubleVector.broadcast(S, w[edge[k0 + k]]);
      p0 = x0.fma(weight, p0);
      p1 = x1.fma(weight, p1);
      p2 = x2.fma(weight, p2);
      p3 = x3.fma(weight, p3);
      weight = DoubleVector.broadcast(S, w[edge[k1 + k]]);
      q0 = x0.fma(weight, q0);
      q1 = x1.fma(weight, q1);
      q2 = x2.fma(weight, q2);
      q3 = x3.fma(weight, q3);
      weight = DoubleVector.broadcast(S, w[edge[k2 + k]]);
      r0 = x0.fma(weight, r0);
      r1 = x1.fma(weight, r1);
      r2 = x2.fma(weight, r2);
      r3 = x3.fma(weight, r3);
      weight = DoubleVector.broadcast(S, w[edge[k3 + k]]);
      s0 = x0.fma(weight, s0);
      s1 = x1.fma(weight, s1);
      s2 = x2.fma(weight, s2);
      s3 = x3.fma(weight, s3);
    }
    p0.intoArray(m, y0);
    p1.intoArray(m, y0 + L);
    p2.intoArray(m, y0 + 2 * L);
    p3.intoArray(m, y0 + 3 * L);
    q0.intoArray(m, y1);
    q1.intoArray(m, y1 + L);
    q2.intoArray(m, y1 + 2 * L);
    q3.intoArray(m, y1 + 3 * L);
    r0.intoArray(m, y2);
    r1.intoArray(m, y2 + L);
    r2.intoArray(m, y2 + 2 * L);
    r3.intoArray(m, y2 + 3 * L);
    s0.intoArray(m, y3);
    s1.intoArray(m, y3 + L);
    s2.intoArray(m, y3 + 2 * L);
    s3.intoArray(m, y3 + 3 * L);
  }

  /** As {@link #four4}, two vectors. */
  private static void four2(
      double[] m,
      double[] w,
      Gather gather,
      int k0,
      int k1,
      int k2,
      int k3,
      int terms,
      int stride,
      int c,
      int a0,
      int a1,
      int a2,
      int a3,
      int y0,
      int y1,
      int y2,
      int y3) {
    int[] source = gather.source();
    int[] edge = gather.edge();
    DoubleVector p0 = load(m, a0);
    DoubleVector p1 = load(m, a0 + L);
    DoubleVector q0 = load(m, a1);
    DoubleVector q1 = load(m, a1 + L);
    DoubleVector r0 = load(m, a2);
    DoubleVector r1 = load(m, a2 + L);
    DoubleVector s0 = load(m, a3);
    DoubleVector s1 = load(m, a3 + L);
    for (int k = 0; k < terms; k++) {
      int x = source[k0 + k] * stride + c;
      DoubleVector x0 = load(m, x);
      DoubleVector x1 = load(m, x + L);
      DoubleVector weight = DoubleVector.broadcast(S, w[edge[k0 + k]]);
      p0 = x0.fma(weight, p0);
      p1 = x1.fma(weight, p1);
      weight = DoubleVector.broadcast(S, w[edge[k1 + k]]);
      q0 = x0.fma(weight, q0);
      q1 = x1.fma(weight, q1);
      weight = DoubleVector.broadcast(S, w[edge[k2 + k]]);
      r0 = x0.fma(weight, r0);
      r1 = x1.fma(weight, r1);
      weight = DoubleVector.broadcast(S, w[edge[k3 + k]]);
      s0 = x0.fma(weight, s0);
      s1 = x1.fma(weight, s1);
    }
    p0.intoArray(m, y0);
    p1.intoArray(m, y0 + L);
    q0.intoArray(m, y1);
    q1.intoArray(m, y1 + L);
    r0.intoArray(m, y2);
    r1.intoArray(m, y2 + L);
    s0.intoArray(m, y3);
    s1.intoArray(m, y3 + L);
  }

  /** As {@link #four4}, one vector. */
  private static void four1(
      double[] m,
      double[] w,
      Gather gather,
      int k0,
      int k1,
      int k2,
      int k3,
      int terms,
      int stride,
      int c,
      int a0,
      int a1,
      int a2,
      int a3,
      int y0,
      int y1,
      int y2,
      int y3) {
    int[] source = gather.source();
    int[] edge = gather.edge();
    DoubleVector p0 = load(m, a0);
    DoubleVector q0 = load(m, a1);
    DoubleVector r0 = load(m, a2);
    DoubleVector s0 = load(m, a3);
    for (int k = 0; k < terms; k++) {
      int x = source[k0 + k] * stride + c;
      DoubleVector x0 = load(m, x);
      DoubleVector weight = DoubleVector.broadcast(S, w[edge[k0 + k]]);
      p0 = x0.fma(weight, p0);
      weight = DoubleVector.broadcast(S, w[edge[k1 + k]]);
      q0 = x0.fma(weight, q0);
      weight = DoubleVector.broadcast(S, w[edge[k2 + k]]);
      r0 = x0.fma(weight, r0);
      weight = DoubleVector.broadcast(S, w[edge[k3 + k]]);
      s0 = x0.fma(weight, s0);
    }
    p0.intoArray(m, y0);
    q0.intoArray(m, y1);
    r0.intoArray(m, y2);
    s0.intoArray(m, y3);
  }

  /** {@code y_i = y_i row[times[i]]} for rows i, adjacent ones together. */
  private static void scale(double[] m, int stride, int y, int from, int to, int[] times) {
    for (int i = from, next; i < to; i = next) {
      next = i + 1;
      while (next < to && times[next] == times[i] + next - i) {
        next++;
      }
      int at = (y + i) * stride;
      int factor = times[i] * stride;
      for (int p = 0; p < (next - i) * stride; p += L) {
        load(m, at + p).mul(load(m, factor + p)).intoArray(m, at + p);
      }
    }
  }
}
