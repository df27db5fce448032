// Made from VectorOuter.java by SinglePrecisionTextTest -Dmeshnn.write=true
package org.meshnn.engine;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.meshnn.plan.Gather;

/**
 * The weight gradient of a gather, on vectors: for each term the product of its source row with the
 * error signal of its target, summed over the samples.
 *
 * <p>The sources of a {@link SingleDenseBlock} are transposed so that those of one sample are
 * adjacent, and a vector sums the gradients of adjacent edges. All others are summed in lanes.
 */
final class SingleVectorOuter {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();
  private static final int TRANSPOSED = 64; // sources transposed at a time, a multiple of 2 L
  private static final int CHUNK = 64; // samples of each: 16 KiB in all

  /** Values of scratch needed. */
  static final int SCRATCH = Math.max(TRANSPOSED * CHUNK, SingleVectorLanes.SCRATCH);

  private SingleVectorOuter() {}

  static void outer(
      float[] m,
      int stride,
      int width,
      Gather gather,
      int[] errorSignal,
      float[] result,
      int scratch) {
    int i = 0;
    while (i < gather.rows()) {
      int first = i;
      i = SingleDenseBlock.end(gather, first, width);
      int terms = 0;
      if (i > first) {
        terms = SingleDenseBlock.terms(gather, first);
        block(m, stride, width, gather, first, i, terms, errorSignal, result, scratch);
      } else {
        i++;
        while (i < gather.rows() && SingleDenseBlock.end(gather, i, width) == i) {
          i++;
        }
      }
      SingleVectorLanes.rows(
          m, stride, width, gather, first, i, terms, errorSignal, result, scratch);
    }
  }

  /** The first {@code terms} terms, a multiple of 16, of some rows. */
  private static void block(
      float[] m,
      int stride,
      int width,
      Gather gather,
      int first,
      int end,
      int terms,
      int[] errorSignal,
      float[] result,
      int scratch) {
    int[] start = gather.start();
    for (int a = 0; a < terms; a += TRANSPOSED) {
      int size = Math.min(TRANSPOSED, terms - a);
      int source = gather.source()[start[first]] + a;
      for (int c = 0; c < width; c += CHUNK) {
        int samples = Math.min(CHUNK, width - c);
        transpose(m, source * stride + c, stride, size, samples, scratch);
        for (int i = first; i < end; i += 4) {
          int i1 = Math.min(i + 1, end - 1);
          int i2 = Math.min(i + 2, end - 1);
          int i3 = Math.min(i + 3, end - 1);
          int b0 = errorSignal[i] * stride + c;
          int b1 = errorSignal[i1] * stride + c;
          int b2 = errorSignal[i2] * stride + c;
          int b3 = errorSignal[i3] * stride + c;
          int e0 = gather.edge()[start[i]] + a;
          int e1 = gather.edge()[start[i1]] + a;
          int e2 = gather.edge()[start[i2]] + a;
          int e3 = gather.edge()[start[i3]] + a;
          SingleVectorProduct.four(
              m,
              scratch,
              TRANSPOSED,
              size,
              m,
              b0,
              b1,
              b2,
              b3,
              1,
              samples,
              result,
              e0,
              e1,
              e2,
              e3,
              true);
        }
      }
    }
  }

  /** {@code m[scratch + p * TRANSPOSED + a] = m[x + a * stride + p]}. */
  private static void transpose(
      float[] m, int x, int stride, int sources, int samples, int scratch) {
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
}
