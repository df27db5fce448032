package org.meshnn.engine;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.meshnn.plan.Gather;

/**
 * The weight gradient of a gather, on vectors: for each term the product of its source row with the
 * error signal of its target, summed over the samples.
 *
 * <p>The sources of a {@link DenseBlock} are transposed so that those of one sample are adjacent,
 * and a vector sums the gradients of adjacent edges. All others are summed in lanes.
 */
final class VectorOuter {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  private static final int L = S.length();
  private static final int TRANSPOSED = 64; // sources transposed at a time, a multiple of 2 L
  private static final int CHUNK = 32; // samples of each: 16 KiB in all

  /** Values of scratch needed. */
  static final int SCRATCH = Math.max(TRANSPOSED * CHUNK, VectorLanes.SCRATCH);

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
      i = DenseBlock.end(gather, first, width);
      int terms = 0;
      if (i > first) {
        terms = DenseBlock.terms(gather, first);
        block(m, stride, width, gather, first, i, terms, errorSignal, result, scratch);
      } else {
        i++;
        while (i < gather.rows() && DenseBlock.end(gather, i, width) == i) {
          i++;
        }
      }
      VectorLanes.rows(m, stride, width, gather, first, i, terms, errorSignal, result, scratch);
    }
  }

  /** The first {@code terms} terms, a multiple of 8, of some rows, a multiple of 4. */
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

  private static DoubleVector load(double[] m, int at) {
    return DoubleVector.fromArray(S, m, at);
  }
}
