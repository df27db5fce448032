package org.meshnn.engine;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.meshnn.plan.Gather;

/**
 * The weight gradient of a gather, on vectors: for each term the product of its source row with the
 * error signal of its target, summed over the samples.
 *
 * <p>Rows with the same sources, without gaps, form a dense block: its sources are transposed so
 * that those of one sample are adjacent, and a vector sums the gradients of adjacent edges. All
 * others take a row in blocks of 8, 4, 3 and 1 vectors of samples, whose lanes are added at the
 * end.
 */
final class VectorOuter {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  private static final int L = S.length();
  private static final int TRANSPOSED = 64; // sources transposed at a time, a multiple of 2 L
  private static final int CHUNK = 32; // samples of each: 16 KiB in all

  /** Values of scratch needed. */
  static final int SCRATCH = TRANSPOSED * CHUNK;

  private VectorOuter() {}

  static void outer(
      double[] m,
      int stride,
      int width,
      Gather gather,
      int[] errorSignal,
      double[] result,
      int scratch) {
    int i = 0;
    while (i < gather.rows()) {
      int first = i;
      i = width < 4 * L ? first : endOfBlock(gather, first);
      if (i > first) {
        int terms = (gather.start()[first + 1] - gather.start()[first]) / L * L;
        block(m, stride, width, gather, first, i, terms, errorSignal, result, scratch);
        rows(m, stride, width, gather, first, i, terms, errorSignal, result, scratch);
      } else {
        i++;
        while (i < gather.rows() && (width < 4 * L || endOfBlock(gather, i) == i)) {
          i++;
        }
        rows(m, stride, width, gather, first, i, 0, errorSignal, result, scratch);
      }
    }
  }

  /** One past the last row of the block that begins with row i, a multiple of 4 rows; i if none. */
  private static int endOfBlock(Gather gather, int i) {
    int terms = gather.start()[i + 1] - gather.start()[i];
    if (terms < L || i + 3 >= gather.rows() || !gather.repeats()[i + 1]) {
      return i;
    }
    int end = i;
    while (end < gather.rows()
        && (end == i || gather.repeats()[end])
        && isConsecutive(gather, end)) {
      end++;
    }
    return i + (end - i) / 4 * 4;
  }

  /** Whether the sources of row i and its edges, both in increasing order, are without gaps. */
  private static boolean isConsecutive(Gather gather, int i) {
    int from = gather.start()[i];
    int last = gather.start()[i + 1] - 1;
    return last >= from
        && gather.source()[last] - gather.source()[from] == last - from
        && gather.edge()[last] - gather.edge()[from] == last - from;
  }

  /** The first {@code terms} terms, a multiple of L, of some rows, a multiple of 4. */
  private static void block(
      double[] m,
      int stride,
      int width,
      Gather gather,
      int first,
      int end,
      int terms,
      int[] errorSignal,
      double[] result,
      int scratch) {
    int[] start = gather.start();
    for (int a = 0; a < terms; a += TRANSPOSED) {
      int size = Math.min(TRANSPOSED, terms - a);
      int source = gather.source()[start[first]] + a;
      for (int c = 0; c < width; c += CHUNK) {
        int samples = Math.min(CHUNK, width - c);
        transpose(m, source * stride + c, stride, size, samples, scratch);
        for (int i = first; i < end; i += 4) {
          int e0 = gather.edge()[start[i]] + a;
          int e1 = gather.edge()[start[i + 1]] + a;
          int e2 = gather.edge()[start[i + 2]] + a;
          int e3 = gather.edge()[start[i + 3]] + a;
          int b0 = errorSignal[i] * stride + c;
          int b1 = errorSignal[i + 1] * stride + c;
          int b2 = errorSignal[i + 2] * stride + c;
          int b3 = errorSignal[i + 3] * stride + c;
          int s = 0;
          for (; s <= size - 2 * L; s += 2 * L) {
            int x = scratch + s;
            twoByFour(m, x, samples, b0, b1, b2, b3, result, e0 + s, e1 + s, e2 + s, e3 + s);
          }
          if (s < size) {
            int x = scratch + s;
            oneByFour(m, x, samples, b0, b1, b2, b3, result, e0 + s, e1 + s, e2 + s, e3 + s);
          }
        }
      }
    }
  }

  /** {@code m[scratch + p * TRANSPOSED + a] = m[x + a * stride + p]}. */
  private static void transpose(
      double[] m, int x, int stride, int sources, int samples, int scratch) {
    for (int p = 0; p < samples; p += L) {
      int to = scratch + p * TRANSPOSED;
      for (int a = 0; a < sources; a++) {
        int from = x + a * stride + p;
        for (int l = 0; l < L; l++) {
          m[to + l * TRANSPOSED + a] = m[from + l];
        }
      }
    }
  }

  /** 2 L sources at x and four targets at b: {@code result[e + i] += sum over p of x_i(p) b(p)}. */
  private static void twoByFour(
      double[] m,
      int x,
      int samples,
      int b0,
      int b1,
      int b2,
      int b3,
      double[] result,
      int e0,
      int e1,
      int e2,
      int e3) {
    DoubleVector v0 = load(result, e0);
    DoubleVector v1 = load(result, e1);
    DoubleVector v2 = load(result, e2);
    DoubleVector v3 = load(result, e3);
    DoubleVector u0 = load(result, e0 + L);
    DoubleVector u1 = load(result, e1 + L);
    DoubleVector u2 = load(result, e2 + L);
    DoubleVector u3 = load(result, e3 + L);
    for (int p = 0; p < samples; p++) {
      DoubleVector v = load(m, x + p * TRANSPOSED);
      DoubleVector u = load(m, x + p * TRANSPOSED + L);
      DoubleVector b = DoubleVector.broadcast(S, m[b0 + p]);
      v0 = v.fma(b, v0);
      u0 = u.fma(b, u0);
      b = DoubleVector.broadcast(S, m[b1 + p]);
      v1 = v.fma(b, v1);
      u1 = u.fma(b, u1);
      b = DoubleVector.broadcast(S, m[b2 + p]);
      v2 = v.fma(b, v2);
      u2 = u.fma(b, u2);
      b = DoubleVector.broadcast(S, m[b3 + p]);
      v3 = v.fma(b, v3);
      u3 = u.fma(b, u3);
    }
    v0.intoArray(result, e0);
    v1.intoArray(result, e1);
    v2.intoArray(result, e2);
    v3.intoArray(result, e3);
    u0.intoArray(result, e0 + L);
    u1.intoArray(result, e1 + L);
    u2.intoArray(result, e2 + L);
    u3.intoArray(result, e3 + L);
  }

  /** As {@link #twoByFour}, L sources. */
  private static void oneByFour(
      double[] m,
      int x,
      int samples,
      int b0,
      int b1,
      int b2,
      int b3,
      double[] result,
      int e0,
      int e1,
      int e2,
      int e3) {
    DoubleVector v0 = load(result, e0);
    DoubleVector v1 = load(result, e1);
    DoubleVector v2 = load(result, e2);
    DoubleVector v3 = load(result, e3);
    for (int p = 0; p < samples; p++) {
      DoubleVector v = load(m, x + p * TRANSPOSED);
      v0 = v.fma(DoubleVector.broadcast(S, m[b0 + p]), v0);
      v1 = v.fma(DoubleVector.broadcast(S, m[b1 + p]), v1);
      v2 = v.fma(DoubleVector.broadcast(S, m[b2 + p]), v2);
      v3 = v.fma(DoubleVector.broadcast(S, m[b3 + p]), v3);
    }
    v0.intoArray(result, e0);
    v1.intoArray(result, e1);
    v2.intoArray(result, e2);
    v3.intoArray(result, e3);
  }

  /** The terms of rows {@code first} to {@code end}, but for the first {@code skip} of each. */
  private static void rows(
      double[] m,
      int stride,
      int width,
      Gather gather,
      int first,
      int end,
      int skip,
      int[] errorSignal,
      double[] result,
      int scratch) {
    int c = 0;
    for (; c <= width - 8 * L; c += 8 * L) {
      rows8(m, gather, first, end, skip, stride, c, errorSignal, result, scratch);
    }
    if (c <= width - 4 * L) {
      rows4(m, gather, first, end, skip, stride, c, errorSignal, result, scratch);
      c += 4 * L;
    }
    if (c <= width - 3 * L) {
      rows3(m, gather, first, end, skip, stride, c, errorSignal, result, scratch);
      c += 3 * L;
    }
    for (; c < width; c += L) {
      rows1(m, gather, first, end, skip, stride, c, errorSignal, result, scratch);
    }
  }

  private static DoubleVector load(double[] m, int at) {
    return DoubleVector.fromArray(S, m, at);
  }

  /**
   * The lanes added in their order. (reduceLanes leaves the order, and so the bits, to the
   * compiler.)
   */
  private static double total(DoubleVector v, double[] m, int scratch) {
    v.intoArray(m, scratch);
    double sum = m[scratch];
    for (int l = 1; l < L; l++) {
      sum += m[scratch + l];
    }
    return sum;
  }

  /** {@code result[edge[k]] += sum over samples of x_source[k] b_i}, 8 vectors of samples. */
  private static void rows8(
      double[] m,
      Gather gather,
      int first,
      int end,
      int skip,
      int stride,
      int c,
      int[] errorSignal,
      double[] result,
      int scratch) {
    int[] start = gather.start();
    int[] source = gather.source();
    int[] edge = gather.edge();
    for (int i = first; i < end; i++) {
      int b = errorSignal[i] * stride + c;
      DoubleVector b0 = load(m, b);
      DoubleVector b1 = load(m, b + L);
      DoubleVector b2 = load(m, b + 2 * L);
      DoubleVector b3 = load(m, b + 3 * L);
      DoubleVector b4 = load(m, b + 4 * L);
      DoubleVector b5 = load(m, b + 5 * L);
      DoubleVector b6 = load(m, b + 6 * L);
      DoubleVector b7 = load(m, b + 7 * L);
      for (int k = start[i] + skip; k < start[i + 1]; k++) {
        int x = source[k] * stride + c;
        DoubleVector even = load(m, x).mul(b0);
        DoubleVector odd = load(m, x + L).mul(b1);
        even = load(m, x + 2 * L).fma(b2, even);
        odd = load(m, x + 3 * L).fma(b3, odd);
        even = load(m, x + 4 * L).fma(b4, even);
        odd = load(m, x + 5 * L).fma(b5, odd);
        even = load(m, x + 6 * L).fma(b6, even);
        odd = load(m, x + 7 * L).fma(b7, odd);
        result[edge[k]] += total(even.add(odd), m, scratch);
      }
    }
  }

  /** As {@link #rows8}, 4 vectors. */
  private static void rows4(
      double[] m,
      Gather gather,
      int first,
      int end,
      int skip,
      int stride,
      int c,
      int[] errorSignal,
      double[] result,
      int scratch) {
    int[] start = gather.start();
    int[] source = gather.source();
    int[] edge = gather.edge();
    for (int i = first; i < end; i++) {
      int b = errorSignal[i] * stride + c;
      DoubleVector b0 = load(m, b);
      DoubleVector b1 = load(m, b + L);
      DoubleVector b2 = load(m, b + 2 * L);
      DoubleVector b3 = load(m, b + 3 * L);
      for (int k = start[i] + skip; k < start[i + 1]; k++) {
        int x = source[k] * stride + c;
        DoubleVector even = load(m, x).mul(b0);
        DoubleVector odd = load(m, x + L).mul(b1);
        even = load(m, x + 2 * L).fma(b2, even);
        odd = load(m, x + 3 * L).fma(b3, odd);
        result[edge[k]] += total(even.add(odd), m, scratch);
      }
    }
  }

  /** As {@link #rows8}, 3 vectors. */
  private static void rows3(
      double[] m,
      Gather gather,
      int first,
      int end,
      int skip,
      int stride,
      int c,
      int[] errorSignal,
      double[] result,
      int scratch) {
    int[] start = gather.start();
    int[] source = gather.source();
    int[] edge = gather.edge();
    for (int i = first; i < end; i++) {
      int b = errorSignal[i] * stride + c;
      DoubleVector b0 = load(m, b);
      DoubleVector b1 = load(m, b + L);
      DoubleVector b2 = load(m, b + 2 * L);
      for (int k = start[i] + skip; k < start[i + 1]; k++) {
        int x = source[k] * stride + c;
        DoubleVector sum = load(m, x).mul(b0);
        sum = load(m, x + L).fma(b1, sum);
        sum = load(m, x + 2 * L).fma(b2, sum);
        result[edge[k]] += total(sum, m, scratch);
      }
    }
  }

  /** As {@link #rows8}, 1 vector. */
  private static void rows1(
      double[] m,
      Gather gather,
      int first,
      int end,
      int skip,
      int stride,
      int c,
      int[] errorSignal,
      double[] result,
      int scratch) {
    int[] start = gather.start();
    int[] source = gather.source();
    int[] edge = gather.edge();
    for (int i = first; i < end; i++) {
      int b = errorSignal[i] * stride + c;
      DoubleVector b0 = load(m, b);
      for (int k = start[i] + skip; k < start[i + 1]; k++) {
        int x = source[k] * stride + c;
        result[edge[k]] += total(load(m, x).mul(b0), m, scratch);
      }
    }
  }
}
