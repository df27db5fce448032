// Made from VectorGather.java by SinglePrecisionTextTest -Dmeshnn.write=true
package org.meshnn.engine;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;
import org.meshnn.plan.Gather;

/**
 * Weighted sums of rows, on vectors. A row is taken in blocks of 8, 4, 3 and 1 vectors whose sums
 * stay in registers while all terms pass. Rows with the same sources form a panel, as in a matrix
 * product: some rows share each load, and the sources pass in portions that stay in the first
 * cache. Sums that wait in memory between two portions keep their bits.
 *
 * <p>The blocks repeat each other: vectors that pass through arrays or calls that are not inlined
 * are put on the heap.
 */
final class SingleVectorGather {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();
  private static final int PORTION = 128; // sources of a panel, 4 vectors each: 16 KiB

  private SingleVectorGather() {}

  static void gather(
      float[] m,
      int stride,
      int width,
      Gather gather,
      float[] w,
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
      for (int row = first; times != null && row < i; row++) {
        scale(m, (gather.first() + row) * stride, times[row] * stride, width);
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
      float[] m,
      int stride,
      int c,
      int width,
      Gather gather,
      int first,
      int end,
      float[] w,
      int @Nullable [] add,
      int zero) {
    for (; c <= width - 8 * L; c += 8 * L) {
      rows8(m, w, gather, first, end, stride, c, add, zero);
    }
    if (c <= width - 4 * L) {
      rows4(m, w, gather, first, end, stride, c, add, zero);
      c += 4 * L;
    }
    if (c <= width - 3 * L) {
      rows3(m, w, gather, first, end, stride, c, add, zero);
      c += 3 * L;
    }
    for (; c < width; c += L) {
      rows1(m, w, gather, first, end, stride, c, add, zero);
    }
  }

  /** Rows {@code first} to {@code end}, whose sources are the same. */
  private static void panel(
      float[] m,
      int stride,
      int width,
      Gather gather,
      int first,
      int end,
      float[] w,
      int @Nullable [] add,
      int zero) {
    int[] start = gather.start();
    int terms = start[first + 1] - start[first];
    int whole = width / (4 * L) * (4 * L);
    for (int portion = 0; portion == 0 || portion < terms; portion += PORTION) {
      int size = Math.min(PORTION, terms - portion);
      for (int c = 0; c < whole; c += 4 * L) {
        int i = first;
        for (; i < end - 1; i += 2) {
          int y0 = (gather.first() + i) * stride;
          int y1 = y0 + stride;
          int a0 = portion > 0 ? y0 : begin(add, i, zero) * stride;
          int a1 = portion > 0 ? y1 : begin(add, i + 1, zero) * stride;
          int from = start[i] + portion;
          int next = start[i + 1] + portion;
          twoRows4(m, w, gather, from, from + size, next - from, stride, c, a0, a1, y0, y1);
        }
        if (i < end) {
          int y = (gather.first() + i) * stride;
          int a = portion > 0 ? y : begin(add, i, zero) * stride;
          int from = start[i] + portion;
          row4(m, w, gather.source(), gather.edge(), from, from + size, stride, c, a, y + c);
        }
      }
    }
    int i = first;
    for (; i < end - 3 && whole < width; i += 4) {
      for (int c = whole; c < width; c += L) {
        fourRows1(m, w, gather, i, stride, c, add, zero);
      }
    }
    rows(m, stride, whole, width, gather, i, end, w, add, zero);
  }

  /** The row that the sum of row i starts from. */
  private static int begin(int @Nullable [] add, int i, int zero) {
    return add == null || add[i] < 0 ? zero : add[i];
  }

  private static FloatVector load(float[] m, int at) {
    return FloatVector.fromArray(S, m, at);
  }

  /** {@code y_i = begin_i + sum over k of w[edge[k]] x_source[k]} for rows i, 8 vectors of each. */
  private static void rows8(
      float[] m,
      float[] w,
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
      FloatVector v0 = load(m, a);
      FloatVector v1 = load(m, a + L);
      FloatVector v2 = load(m, a + 2 * L);
      FloatVector v3 = load(m, a + 3 * L);
      FloatVector v4 = load(m, a + 4 * L);
      FloatVector v5 = load(m, a + 5 * L);
      FloatVector v6 = load(m, a + 6 * L);
      FloatVector v7 = load(m, a + 7 * L);
      for (int k = start[i]; k < start[i + 1]; k++) {
        FloatVector weight = FloatVector.broadcast(S, w[edge[k]]);
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
      float[] m,
      float[] w,
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
      FloatVector v0 = load(m, a);
      FloatVector v1 = load(m, a + L);
      FloatVector v2 = load(m, a + 2 * L);
      FloatVector v3 = load(m, a + 3 * L);
      for (int k = start[i]; k < start[i + 1]; k++) {
        FloatVector weight = FloatVector.broadcast(S, w[edge[k]]);
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

  /** As {@link #rows8}, 3 vectors. */
  private static void rows3(
      float[] m,
      float[] w,
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
      FloatVector v0 = load(m, a);
      FloatVector v1 = load(m, a + L);
      FloatVector v2 = load(m, a + 2 * L);
      for (int k = start[i]; k < start[i + 1]; k++) {
        FloatVector weight = FloatVector.broadcast(S, w[edge[k]]);
        int x = source[k] * stride + c;
        v0 = load(m, x).fma(weight, v0);
        v1 = load(m, x + L).fma(weight, v1);
        v2 = load(m, x + 2 * L).fma(weight, v2);
      }
      int y = (gather.first() + i) * stride + c;
      v0.intoArray(m, y);
      v1.intoArray(m, y + L);
      v2.intoArray(m, y + 2 * L);
    }
  }

  /** As {@link #rows8}, 1 vector. */
  private static void rows1(
      float[] m,
      float[] w,
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
      FloatVector v0 = load(m, a);
      for (int k = start[i]; k < start[i + 1]; k++) {
        FloatVector weight = FloatVector.broadcast(S, w[edge[k]]);
        int x = source[k] * stride + c;
        v0 = load(m, x).fma(weight, v0);
      }
      int y = (gather.first() + i) * stride + c;
      v0.intoArray(m, y);
    }
  }

  /** Four vectors of one row, a portion of its terms. */
  private static void row4(
      float[] m,
      float[] w,
      int[] source,
      int[] edge,
      int from,
      int to,
      int stride,
      int c,
      int a,
      int y) {
    FloatVector v0 = load(m, a + c);
    FloatVector v1 = load(m, a + c + L);
    FloatVector v2 = load(m, a + c + 2 * L);
    FloatVector v3 = load(m, a + c + 3 * L);
    for (int k = from; k < to; k++) {
      FloatVector weight = FloatVector.broadcast(S, w[edge[k]]);
      int x = source[k] * stride + c;
      v0 = load(m, x).fma(weight, v0);
      v1 = load(m, x + L).fma(weight, v1);
      v2 = load(m, x + 2 * L).fma(weight, v2);
      v3 = load(m, x + 3 * L).fma(weight, v3);
    }
    v0.intoArray(m, y);
    v1.intoArray(m, y + L);
    v2.intoArray(m, y + 2 * L);
    v3.intoArray(m, y + 3 * L);
  }

  /** Four vectors of two rows; the terms of the second lie {@code shift} behind the first's. */
  private static void twoRows4(
      float[] m,
      float[] w,
      Gather gather,
      int from,
      int to,
      int shift,
      int stride,
      int c,
      int a,
      int b,
      int y,
      int z) {
    int[] source = gather.source();
    int[] edge = gather.edge();
    FloatVector v0 = load(m, a + c);
    FloatVector v1 = load(m, a + c + L);
    FloatVector v2 = load(m, a + c + 2 * L);
    FloatVector v3 = load(m, a + c + 3 * L);
    FloatVector u0 = load(m, b + c);
    FloatVector u1 = load(m, b + c + L);
    FloatVector u2 = load(m, b + c + 2 * L);
    FloatVector u3 = load(m, b + c + 3 * L);
    for (int k = from; k < to; k++) {
      int x = source[k] * stride + c;
      FloatVector x0 = load(m, x);
      FloatVector x1 = load(m, x + L);
      FloatVector x2 = load(m, x + 2 * L);
      FloatVector x3 = load(m, x + 3 * L);
      FloatVector v = FloatVector.broadcast(S, w[edge[k]]);
      v0 = x0.fma(v, v0);
      v1 = x1.fma(v, v1);
      v2 = x2.fma(v, v2);
      v3 = x3.fma(v, v3);
      FloatVector u = FloatVector.broadcast(S, w[edge[k + shift]]);
      u0 = x0.fma(u, u0);
      u1 = x1.fma(u, u1);
      u2 = x2.fma(u, u2);
      u3 = x3.fma(u, u3);
    }
    v0.intoArray(m, y + c);
    v1.intoArray(m, y + c + L);
    v2.intoArray(m, y + c + 2 * L);
    v3.intoArray(m, y + c + 3 * L);
    u0.intoArray(m, z + c);
    u1.intoArray(m, z + c + L);
    u2.intoArray(m, z + c + 2 * L);
    u3.intoArray(m, z + c + 3 * L);
  }

  /** One vector of rows i to i + 3 of a panel. */
  private static void fourRows1(
      float[] m,
      float[] w,
      Gather gather,
      int i,
      int stride,
      int c,
      int @Nullable [] add,
      int zero) {
    int[] start = gather.start();
    int[] source = gather.source();
    int[] edge = gather.edge();
    int terms = start[i + 1] - start[i];
    FloatVector v0 = load(m, begin(add, i, zero) * stride + c);
    FloatVector v1 = load(m, begin(add, i + 1, zero) * stride + c);
    FloatVector v2 = load(m, begin(add, i + 2, zero) * stride + c);
    FloatVector v3 = load(m, begin(add, i + 3, zero) * stride + c);
    for (int k = start[i]; k < start[i + 1]; k++) {
      FloatVector x = load(m, source[k] * stride + c);
      v0 = x.fma(FloatVector.broadcast(S, w[edge[k]]), v0);
      v1 = x.fma(FloatVector.broadcast(S, w[edge[k + terms]]), v1);
      v2 = x.fma(FloatVector.broadcast(S, w[edge[k + 2 * terms]]), v2);
      v3 = x.fma(FloatVector.broadcast(S, w[edge[k + 3 * terms]]), v3);
    }
    int y = (gather.first() + i) * stride + c;
    v0.intoArray(m, y);
    v1.intoArray(m, y + stride);
    v2.intoArray(m, y + 2 * stride);
    v3.intoArray(m, y + 3 * stride);
  }

  /** {@code row[y] = row[y] row[factor]}. */
  private static void scale(float[] m, int y, int factor, int width) {
    for (int c = 0; c < width; c += L) {
      load(m, y + c).mul(load(m, factor + c)).intoArray(m, y + c);
    }
  }
}
