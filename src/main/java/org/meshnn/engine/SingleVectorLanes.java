// Made from VectorLanes.java by SinglePrecisionTextTest -Dmeshnn.write=true
package org.meshnn.engine;

import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.meshnn.plan.Gather;

/**
 * The products of rows with the error signals of their targets, summed over samples in {@link
 * SingleKernels#LANES sixteen lanes}, on vectors. The lanes of some terms are put in scratch, and
 * are added to each other when all are there: a number that is read at once from a vector just
 * written would wait for it.
 */
final class SingleVectorLanes {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();
  private static final int LANES = SingleKernels.LANES;
  private static final int TERMS = 128; // at a time: 8 KiB of lanes

  /** Values of scratch needed. */
  static final int SCRATCH = TERMS * LANES;

  private SingleVectorLanes() {}

  /** The terms of rows {@code first} to {@code end}, but for the first {@code skip} of each. */
  static void rows(
      float[] m,
      int stride,
      int width,
      Gather gather,
      int first,
      int end,
      int skip,
      int[] errorSignal,
      float[] result,
      int scratch) {
    int[] start = gather.start();
    int i = first;
    int lo = start[first] + skip;
    while (i < end) {
      int last = i;
      int hi = Math.min(start[i + 1], lo + TERMS);
      int free = TERMS - (hi - lo);
      while (hi == start[last + 1] && last + 1 < end) {
        free -= start[last + 2] - hi - skip;
        if (free < 0) {
          break;
        }
        last++;
        hi = start[last + 1];
      }
      lanes(m, stride, width, gather, i, last, skip, lo, hi, errorSignal, scratch);
      add(m, gather, i, last, skip, lo, hi, result, scratch);
      i = hi == start[last + 1] ? last + 1 : last;
      lo = i > last && i < end ? start[i] + skip : hi;
    }
  }

  /** Terms {@code lo} of row {@code first} to {@code hi} of row {@code last} into scratch. */
  private static void lanes(
      float[] m,
      int stride,
      int width,
      Gather gather,
      int first,
      int last,
      int skip,
      int lo,
      int hi,
      int[] errorSignal,
      int scratch) {
    int c = 0;
    for (; c <= width - 8 * L; c += 8 * L) {
      lanes8(m, gather, first, last, skip, lo, hi, stride, c, width, errorSignal, scratch);
    }
    if (c <= width - 4 * L) {
      lanes4(m, gather, first, last, skip, lo, hi, stride, c, width, errorSignal, scratch);
      c += 4 * L;
    }
    if (c <= width - 2 * L) {
      lanes2(m, gather, first, last, skip, lo, hi, stride, c, width, errorSignal, scratch);
      c += 2 * L;
    }
    if (c < width) {
      lanes1(m, gather, first, last, skip, lo, hi, stride, c, errorSignal, scratch);
    }
  }

  /** {@code result[edge[k]] +=} the sum of the lanes of term k. */
  private static void add(
      float[] m,
      Gather gather,
      int first,
      int last,
      int skip,
      int lo,
      int hi,
      float[] result,
      int scratch) {
    int[] start = gather.start();
    int[] edge = gather.edge();
    int at = scratch;
    for (int i = first; i <= last; i++) {
      int to = i == last ? hi : start[i + 1];
      for (int k = i == first ? lo : start[i] + skip; k < to; k++, at += LANES) {
        result[edge[k]] += L == 16 ? SingleLaneSum.of(m, at) : SingleLaneSum.ofHalved(m, at);
      }
    }
  }

  /**
   * 8 vectors of samples, from column c on; the first write the lanes, the others add to them. The
   * last, where the two halves of the lanes are in different vectors, write the sum of these.
   */
  private static void lanes8(
      float[] m,
      Gather gather,
      int first,
      int last,
      int skip,
      int lo,
      int hi,
      int stride,
      int c,
      int width,
      int[] errorSignal,
      int scratch) {
    int[] start = gather.start();
    int[] source = gather.source();
    boolean more = c > 0;
    boolean halve = c + 8 * L == width;
    FloatVector zero = FloatVector.zero(S);
    int at = scratch;
    for (int i = first; i <= last; i++) {
      int b = errorSignal[i] * stride + c;
      FloatVector b0 = fromArray(S, m, b);
      FloatVector b1 = fromArray(S, m, b + L);
      FloatVector b2 = fromArray(S, m, b + 2 * L);
      FloatVector b3 = fromArray(S, m, b + 3 * L);
      FloatVector b4 = fromArray(S, m, b + 4 * L);
      FloatVector b5 = fromArray(S, m, b + 5 * L);
      FloatVector b6 = fromArray(S, m, b + 6 * L);
      FloatVector b7 = fromArray(S, m, b + 7 * L);
      int to = i == last ? hi : start[i + 1];
      for (int k = i == first ? lo : start[i] + skip; k < to; k++, at += LANES) {
        int x = source[k] * stride + c;
        if (L == 16) {
          FloatVector v0 = more ? fromArray(S, m, at) : zero;
          v0 = fromArray(S, m, x).fma(b0, v0);
          v0 = fromArray(S, m, x + L).fma(b1, v0);
          v0 = fromArray(S, m, x + 2 * L).fma(b2, v0);
          v0 = fromArray(S, m, x + 3 * L).fma(b3, v0);
          v0 = fromArray(S, m, x + 4 * L).fma(b4, v0);
          v0 = fromArray(S, m, x + 5 * L).fma(b5, v0);
          v0 = fromArray(S, m, x + 6 * L).fma(b6, v0);
          v0 = fromArray(S, m, x + 7 * L).fma(b7, v0);
          v0.intoArray(m, at);
        } else if (L == 8) {
          FloatVector v0 = more ? fromArray(S, m, at) : zero;
          FloatVector v1 = more ? fromArray(S, m, at + L) : zero;
          v0 = fromArray(S, m, x).fma(b0, v0);
          v1 = fromArray(S, m, x + L).fma(b1, v1);
          v0 = fromArray(S, m, x + 2 * L).fma(b2, v0);
          v1 = fromArray(S, m, x + 3 * L).fma(b3, v1);
          v0 = fromArray(S, m, x + 4 * L).fma(b4, v0);
          v1 = fromArray(S, m, x + 5 * L).fma(b5, v1);
          v0 = fromArray(S, m, x + 6 * L).fma(b6, v0);
          v1 = fromArray(S, m, x + 7 * L).fma(b7, v1);
          if (halve) {
            v0.add(v1).intoArray(m, at);
          } else {
            v0.intoArray(m, at);
            v1.intoArray(m, at + L);
          }
        } else {
          FloatVector v0 = more ? fromArray(S, m, at) : zero;
          FloatVector v1 = more ? fromArray(S, m, at + L) : zero;
          FloatVector v2 = more ? fromArray(S, m, at + 2 * L) : zero;
          FloatVector v3 = more ? fromArray(S, m, at + 3 * L) : zero;
          v0 = fromArray(S, m, x).fma(b0, v0);
          v1 = fromArray(S, m, x + L).fma(b1, v1);
          v2 = fromArray(S, m, x + 2 * L).fma(b2, v2);
          v3 = fromArray(S, m, x + 3 * L).fma(b3, v3);
          v0 = fromArray(S, m, x + 4 * L).fma(b4, v0);
          v1 = fromArray(S, m, x + 5 * L).fma(b5, v1);
          v2 = fromArray(S, m, x + 6 * L).fma(b6, v2);
          v3 = fromArray(S, m, x + 7 * L).fma(b7, v3);
          if (halve) {
            v0.add(v2).intoArray(m, at);
            v1.add(v3).intoArray(m, at + L);
          } else {
            v0.intoArray(m, at);
            v1.intoArray(m, at + L);
            v2.intoArray(m, at + 2 * L);
            v3.intoArray(m, at + 3 * L);
          }
        }
      }
    }
  }

  /** As {@link #lanes8}, 4 vectors. */
  private static void lanes4(
      float[] m,
      Gather gather,
      int first,
      int last,
      int skip,
      int lo,
      int hi,
      int stride,
      int c,
      int width,
      int[] errorSignal,
      int scratch) {
    int[] start = gather.start();
    int[] source = gather.source();
    boolean more = c > 0;
    boolean halve = c + 4 * L == width;
    FloatVector zero = FloatVector.zero(S);
    int at = scratch;
    for (int i = first; i <= last; i++) {
      int b = errorSignal[i] * stride + c;
      FloatVector b0 = fromArray(S, m, b);
      FloatVector b1 = fromArray(S, m, b + L);
      FloatVector b2 = fromArray(S, m, b + 2 * L);
      FloatVector b3 = fromArray(S, m, b + 3 * L);
      int to = i == last ? hi : start[i + 1];
      for (int k = i == first ? lo : start[i] + skip; k < to; k++, at += LANES) {
        int x = source[k] * stride + c;
        if (L == 16) {
          FloatVector v0 = more ? fromArray(S, m, at) : zero;
          v0 = fromArray(S, m, x).fma(b0, v0);
          v0 = fromArray(S, m, x + L).fma(b1, v0);
          v0 = fromArray(S, m, x + 2 * L).fma(b2, v0);
          v0 = fromArray(S, m, x + 3 * L).fma(b3, v0);
          v0.intoArray(m, at);
        } else if (L == 8) {
          FloatVector v0 = more ? fromArray(S, m, at) : zero;
          FloatVector v1 = more ? fromArray(S, m, at + L) : zero;
          v0 = fromArray(S, m, x).fma(b0, v0);
          v1 = fromArray(S, m, x + L).fma(b1, v1);
          v0 = fromArray(S, m, x + 2 * L).fma(b2, v0);
          v1 = fromArray(S, m, x + 3 * L).fma(b3, v1);
          if (halve) {
            v0.add(v1).intoArray(m, at);
          } else {
            v0.intoArray(m, at);
            v1.intoArray(m, at + L);
          }
        } else {
          FloatVector v0 = more ? fromArray(S, m, at) : zero;
          FloatVector v1 = more ? fromArray(S, m, at + L) : zero;
          FloatVector v2 = more ? fromArray(S, m, at + 2 * L) : zero;
          FloatVector v3 = more ? fromArray(S, m, at + 3 * L) : zero;
          v0 = fromArray(S, m, x).fma(b0, v0);
          v1 = fromArray(S, m, x + L).fma(b1, v1);
          v2 = fromArray(S, m, x + 2 * L).fma(b2, v2);
          v3 = fromArray(S, m, x + 3 * L).fma(b3, v3);
          if (halve) {
            v0.add(v2).intoArray(m, at);
            v1.add(v3).intoArray(m, at + L);
          } else {
            v0.intoArray(m, at);
            v1.intoArray(m, at + L);
            v2.intoArray(m, at + 2 * L);
            v3.intoArray(m, at + 3 * L);
          }
        }
      }
    }
  }

  /** As {@link #lanes8}, 2 vectors. */
  private static void lanes2(
      float[] m,
      Gather gather,
      int first,
      int last,
      int skip,
      int lo,
      int hi,
      int stride,
      int c,
      int width,
      int[] errorSignal,
      int scratch) {
    int[] start = gather.start();
    int[] source = gather.source();
    boolean more = c > 0;
    boolean halve = c + 2 * L == width;
    FloatVector zero = FloatVector.zero(S);
    int at = scratch;
    for (int i = first; i <= last; i++) {
      int b = errorSignal[i] * stride + c;
      FloatVector b0 = fromArray(S, m, b);
      FloatVector b1 = fromArray(S, m, b + L);
      int to = i == last ? hi : start[i + 1];
      for (int k = i == first ? lo : start[i] + skip; k < to; k++, at += LANES) {
        int x = source[k] * stride + c;
        if (L == 16) {
          FloatVector v0 = more ? fromArray(S, m, at) : zero;
          v0 = fromArray(S, m, x).fma(b0, v0);
          v0 = fromArray(S, m, x + L).fma(b1, v0);
          v0.intoArray(m, at);
        } else {
          FloatVector v0 = more ? fromArray(S, m, at) : zero;
          FloatVector v1 = more ? fromArray(S, m, at + L) : zero;
          v0 = fromArray(S, m, x).fma(b0, v0);
          v1 = fromArray(S, m, x + L).fma(b1, v1);
          if (halve) {
            v0.add(v1).intoArray(m, at);
          } else {
            v0.intoArray(m, at);
            v1.intoArray(m, at + L);
          }
        }
      }
    }
  }

  /** As {@link #lanes8}, 1 vector: the last of a row, or all that it has. */
  private static void lanes1(
      float[] m,
      Gather gather,
      int first,
      int last,
      int skip,
      int lo,
      int hi,
      int stride,
      int c,
      int[] errorSignal,
      int scratch) {
    int[] start = gather.start();
    int[] source = gather.source();
    boolean more = c > 0;
    FloatVector zero = FloatVector.zero(S);
    int at = scratch;
    for (int i = first; i <= last; i++) {
      FloatVector b = fromArray(S, m, errorSignal[i] * stride + c);
      int to = i == last ? hi : start[i + 1];
      for (int k = i == first ? lo : start[i] + skip; k < to; k++, at += LANES) {
        FloatVector v = more ? fromArray(S, m, at) : zero;
        v = fromArray(S, m, source[k] * stride + c).fma(b, v);
        if (L == 16) {
          v.intoArray(m, at);
        } else {
          v.add(zero).intoArray(m, at);
          for (int l = L; l < LANES / 2; l += L) {
            zero.intoArray(m, at + l);
          }
        }
      }
    }
  }
}
