// Made from VectorGather.java by SinglePrecisionTextTest -Dmeshnn.write=true
package org.meshnn.engine;

import static jdk.incubator.vector.FloatVector.fromArray;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;
import org.meshnn.plan.Gather;

/**
 * Weighted sums of rows, on vectors. A row is taken in blocks of 8, 4, 2 and 1 vectors whose sums
 * stay in registers while all terms pass. Rows with the same sources, without gaps, and weights at
 * equal distances form a panel, which is a matrix product; the sources pass in portions that stay
 * in the first cache. Sums that wait in memory between two portions keep their bits.
 *
 * <p>The blocks repeat each other: vectors that pass through arrays or calls that are not inlined
 * are put on the heap.
 */
final class SingleVectorGather {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();
  private static final int PORTION = 4096; // numbers of a panel's sources: 16 KiB

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
        panel(m, stride, width, gather, first, i, w, add);
      } else {
        i = endOfRows(gather, first);
        rows(m, stride, width, gather, first, i, w, add, zero);
      }
      if (times != null) {
        scale(m, stride, gather.first(), first, i, times);
      }
    }
  }

  /** One past the last row of the panel that begins with row i; i where that has no second one. */
  private static int endOfPanel(Gather gather, int i) {
    int end = i + 1;
    int step = gather.step()[i];
    while (step != 0
        && end < gather.rows()
        && gather.repeats()[end]
        && gather.step()[end] == step) {
      end++;
    }
    return end - i > 1 ? end : i;
  }

  /** The first row after i with which a panel begins. */
  private static int endOfRows(Gather gather, int i) {
    int end = i + 1;
    while (end < gather.rows() && endOfPanel(gather, end) == end) {
      end++;
    }
    return end;
  }

  /** Rows {@code first} to {@code end}, each by itself. */
  private static void rows(
      float[] m,
      int stride,
      int width,
      Gather gather,
      int first,
      int end,
      float[] w,
      int @Nullable [] add,
      int zero) {
    int c = 0;
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

  /** Rows {@code first} to {@code end}, a dense product of their weights and sources. */
  private static void panel(
      float[] m,
      int stride,
      int width,
      Gather gather,
      int first,
      int end,
      float[] w,
      int @Nullable [] add) {
    int y = gather.first();
    int from = gather.start()[first];
    int terms = gather.start()[first + 1] - from;
    if (add != null) {
      begin(m, stride, y, first, end, add);
    }
    if (terms == 0) {
      if (add == null) {
        Arrays.fill(m, (y + first) * stride, (y + end) * stride, 0);
      }
      return;
    }
    int portion = Math.max(1, PORTION / width);
    int step = gather.step()[first];
    for (int k = 0; k < terms; k += portion) {
      int size = Math.min(portion, terms - k);
      int x = (gather.source()[from] + k) * stride;
      for (int i = first; i < end; i += 4) {
        int i1 = Math.min(i + 1, end - 1);
        int i2 = Math.min(i + 2, end - 1);
        int i3 = Math.min(i + 3, end - 1);
        int w0 = weight(gather, i, k, step);
        int w1 = weight(gather, i1, k, step);
        int w2 = weight(gather, i2, k, step);
        int w3 = weight(gather, i3, k, step);
        int y0 = (y + i) * stride;
        int y1 = (y + i1) * stride;
        int y2 = (y + i2) * stride;
        int y3 = (y + i3) * stride;
        boolean more = k > 0 || add != null;
        SingleVectorProduct.four(
            m, x, stride, width, w, w0, w1, w2, w3, step, size, m, y0, y1, y2, y3, more);
      }
    }
  }

  /** Where the weight of the k-th term of row i stands. */
  private static int weight(Gather gather, int i, int k, int step) {
    return gather.edge()[gather.start()[i]] + k * step;
  }

  /** Copies what the sums of rows i start from, adjacent rows together. */
  private static void begin(float[] m, int stride, int y, int from, int to, int[] add) {
    for (int i = from, next; i < to; i = next) {
      next = i + 1;
      int at = (y + i) * stride;
      if (add[i] < 0) {
        Arrays.fill(m, at, at + stride, 0);
        continue;
      }
      while (next < to && add[next] == add[i] + next - i) {
        next++;
      }
      System.arraycopy(m, add[i] * stride, m, at, (next - i) * stride);
    }
  }

  /** The row that the sum of row i starts from. */
  private static int begin(int @Nullable [] add, int i, int zero) {
    return add == null || add[i] < 0 ? zero : add[i];
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
      FloatVector v0 = fromArray(S, m, a);
      FloatVector v1 = fromArray(S, m, a + L);
      FloatVector v2 = fromArray(S, m, a + 2 * L);
      FloatVector v3 = fromArray(S, m, a + 3 * L);
      FloatVector v4 = fromArray(S, m, a + 4 * L);
      FloatVector v5 = fromArray(S, m, a + 5 * L);
      FloatVector v6 = fromArray(S, m, a + 6 * L);
      FloatVector v7 = fromArray(S, m, a + 7 * L);
      for (int k = start[i]; k < start[i + 1]; k++) {
        FloatVector weight = FloatVector.broadcast(S, w[edge[k]]);
        int x = source[k] * stride + c;
        v0 = fromArray(S, m, x).fma(weight, v0);
        v1 = fromArray(S, m, x + L).fma(weight, v1);
        v2 = fromArray(S, m, x + 2 * L).fma(weight, v2);
        v3 = fromArray(S, m, x + 3 * L).fma(weight, v3);
        v4 = fromArray(S, m, x + 4 * L).fma(weight, v4);
        v5 = fromArray(S, m, x + 5 * L).fma(weight, v5);
        v6 = fromArray(S, m, x + 6 * L).fma(weight, v6);
        v7 = fromArray(S, m, x + 7 * L).fma(weight, v7);
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
      FloatVector v0 = fromArray(S, m, a);
      FloatVector v1 = fromArray(S, m, a + L);
      FloatVector v2 = fromArray(S, m, a + 2 * L);
      FloatVector v3 = fromArray(S, m, a + 3 * L);
      for (int k = start[i]; k < start[i + 1]; k++) {
        FloatVector weight = FloatVector.broadcast(S, w[edge[k]]);
        int x = source[k] * stride + c;
        v0 = fromArray(S, m, x).fma(weight, v0);
        v1 = fromArray(S, m, x + L).fma(weight, v1);
        v2 = fromArray(S, m, x + 2 * L).fma(weight, v2);
        v3 = fromArray(S, m, x + 3 * L).fma(weight, v3);
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
      FloatVector v0 = fromArray(S, m, a);
      FloatVector v1 = fromArray(S, m, a + L);
      for (int k = start[i]; k < start[i + 1]; k++) {
        FloatVector weight = FloatVector.broadcast(S, w[edge[k]]);
        int x = source[k] * stride + c;
        v0 = fromArray(S, m, x).fma(weight, v0);
        v1 = fromArray(S, m, x + L).fma(weight, v1);
      }
      int y = (gather.first() + i) * stride + c;
      v0.intoArray(m, y);
      v1.intoArray(m, y + L);
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
      FloatVector v0 = fromArray(S, m, a);
      for (int k = start[i]; k < start[i + 1]; k++) {
        FloatVector weight = FloatVector.broadcast(S, w[edge[k]]);
        int x = source[k] * stride + c;
        v0 = fromArray(S, m, x).fma(weight, v0);
      }
      int y = (gather.first() + i) * stride + c;
      v0.intoArray(m, y);
    }
  }

  /** {@code y_i = y_i row[times[i]]} for rows i, adjacent ones together. */
  private static void scale(float[] m, int stride, int y, int from, int to, int[] times) {
    for (int i = from, next; i < to; i = next) {
      next = i + 1;
      while (next < to && times[next] == times[i] + next - i) {
        next++;
      }
      int at = (y + i) * stride;
      int factor = times[i] * stride;
      for (int p = 0; p < (next - i) * stride; p += L) {
        fromArray(S, m, at + p).mul(fromArray(S, m, factor + p)).intoArray(m, at + p);
      }
    }
  }
}
