// Made from VectorReadout.java by SinglePrecisionTextTest -Dmeshnn.write=true
package org.meshnn.engine;

import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.meshnn.plan.Sensitivities;

/**
 * The last sensitivities, formed in registers, multiplied and summed, on vectors: in blocks of 4, 2
 * and 1 vectors.
 */
final class SingleVectorReadout {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  private SingleVectorReadout() {}

  static void readout(float[] m, int stride, int width, Sensitivities.Readout readout, float[] w) {
    int groups = readout.to().length;
    for (int first = 0, end; first < groups; first = end) {
      boolean one = hasOneSource(readout, first);
      end = first + 1;
      while (!one && end < groups && !hasOneSource(readout, end)) {
        end++;
      }
      int c = 0;
      for (; c <= width - 4 * L; c += 4 * L) {
        if (one) {
          oneSource4(m, stride, readout, w, first, c);
        } else {
          groups4(m, stride, readout, w, first, end, c);
        }
      }
      if (c <= width - 2 * L) {
        groups2(m, stride, readout, w, first, end, c);
        c += 2 * L;
      }
      for (; c < width; c += L) {
        groups1(m, stride, readout, w, first, end, c);
      }
    }
  }

  /** Whether all sums of a group have one term, from one row: so it is at T = 3. */
  private static boolean hasOneSource(Sensitivities.Readout readout, int g) {
    int[] term = readout.gather().start();
    int[] source = readout.gather().source();
    int from = term[readout.start()[g]];
    int to = term[readout.start()[g + 1]];
    if (to - from != readout.start()[g + 1] - readout.start()[g]) {
      return false;
    }
    for (int k = from + 1; k < to; k++) {
      if (source[k] != source[from]) {
        return false;
      }
    }
    return to > from;
  }

  /** A group that {@link #hasOneSource}, 4 vectors. */
  private static void oneSource4(
      float[] m, int stride, Sensitivities.Readout readout, float[] w, int g, int c) {
    int[] edge = readout.gather().edge();
    int[] times = readout.times();
    int first = readout.start()[g];
    int sums = readout.start()[g + 1] - first;
    int term = readout.gather().start()[first];
    int x = readout.gather().source()[term] * stride + c;
    FloatVector zero = FloatVector.zero(S);
    FloatVector x0 = fromArray(S, m, x);
    FloatVector x1 = fromArray(S, m, x + L);
    FloatVector x2 = fromArray(S, m, x + 2 * L);
    FloatVector x3 = fromArray(S, m, x + 3 * L);
    FloatVector v0 = zero;
    FloatVector v1 = zero;
    FloatVector v2 = zero;
    FloatVector v3 = zero;
    for (int i = 0; i < sums; i++) {
      FloatVector weight = FloatVector.broadcast(S, w[edge[term + i]]);
      int u = times[first + i] * stride + c;
      v0 = fromArray(S, m, u).fma(x0.fma(weight, zero), v0);
      v1 = fromArray(S, m, u + L).fma(x1.fma(weight, zero), v1);
      v2 = fromArray(S, m, u + 2 * L).fma(x2.fma(weight, zero), v2);
      v3 = fromArray(S, m, u + 3 * L).fma(x3.fma(weight, zero), v3);
    }
    int y = readout.to()[g] * stride + c;
    v0.intoArray(m, y);
    v1.intoArray(m, y + L);
    v2.intoArray(m, y + 2 * L);
    v3.intoArray(m, y + 3 * L);
  }

  /**
   * {@code row[to[g]] = sum over i of (sum over k of w[edge[k]] x_source[k]) row[times[i]]} of
   * groups {@code first} to {@code end}, 4 vectors. Each sum has a first term, and often no other.
   */
  private static void groups4(
      float[] m, int stride, Sensitivities.Readout readout, float[] w, int first, int end, int c) {
    int[] start = readout.start();
    int[] term = readout.gather().start();
    int[] source = readout.gather().source();
    int[] edge = readout.gather().edge();
    int[] times = readout.times();
    FloatVector zero = FloatVector.zero(S);
    for (int g = first; g < end; g++) {
      FloatVector v0 = zero;
      FloatVector v1 = zero;
      FloatVector v2 = zero;
      FloatVector v3 = zero;
      for (int i = start[g]; i < start[g + 1]; i++) {
        int k = term[i];
        FloatVector weight = FloatVector.broadcast(S, w[edge[k]]);
        int x = source[k] * stride + c;
        FloatVector q0 = fromArray(S, m, x).fma(weight, zero);
        FloatVector q1 = fromArray(S, m, x + L).fma(weight, zero);
        FloatVector q2 = fromArray(S, m, x + 2 * L).fma(weight, zero);
        FloatVector q3 = fromArray(S, m, x + 3 * L).fma(weight, zero);
        for (k++; k < term[i + 1]; k++) {
          weight = FloatVector.broadcast(S, w[edge[k]]);
          x = source[k] * stride + c;
          q0 = fromArray(S, m, x).fma(weight, q0);
          q1 = fromArray(S, m, x + L).fma(weight, q1);
          q2 = fromArray(S, m, x + 2 * L).fma(weight, q2);
          q3 = fromArray(S, m, x + 3 * L).fma(weight, q3);
        }
        int u = times[i] * stride + c;
        v0 = fromArray(S, m, u).fma(q0, v0);
        v1 = fromArray(S, m, u + L).fma(q1, v1);
        v2 = fromArray(S, m, u + 2 * L).fma(q2, v2);
        v3 = fromArray(S, m, u + 3 * L).fma(q3, v3);
      }
      int y = readout.to()[g] * stride + c;
      v0.intoArray(m, y);
      v1.intoArray(m, y + L);
      v2.intoArray(m, y + 2 * L);
      v3.intoArray(m, y + 3 * L);
    }
  }

  /** As {@link #groups4}, 2 vectors. */
  private static void groups2(
      float[] m, int stride, Sensitivities.Readout readout, float[] w, int first, int end, int c) {
    int[] start = readout.start();
    int[] term = readout.gather().start();
    int[] source = readout.gather().source();
    int[] edge = readout.gather().edge();
    int[] times = readout.times();
    FloatVector zero = FloatVector.zero(S);
    for (int g = first; g < end; g++) {
      FloatVector v0 = zero;
      FloatVector v1 = zero;
      for (int i = start[g]; i < start[g + 1]; i++) {
        int k = term[i];
        FloatVector weight = FloatVector.broadcast(S, w[edge[k]]);
        int x = source[k] * stride + c;
        FloatVector q0 = fromArray(S, m, x).fma(weight, zero);
        FloatVector q1 = fromArray(S, m, x + L).fma(weight, zero);
        for (k++; k < term[i + 1]; k++) {
          weight = FloatVector.broadcast(S, w[edge[k]]);
          x = source[k] * stride + c;
          q0 = fromArray(S, m, x).fma(weight, q0);
          q1 = fromArray(S, m, x + L).fma(weight, q1);
        }
        int u = times[i] * stride + c;
        v0 = fromArray(S, m, u).fma(q0, v0);
        v1 = fromArray(S, m, u + L).fma(q1, v1);
      }
      int y = readout.to()[g] * stride + c;
      v0.intoArray(m, y);
      v1.intoArray(m, y + L);
    }
  }

  /** As {@link #groups4}, 1 vector. */
  private static void groups1(
      float[] m, int stride, Sensitivities.Readout readout, float[] w, int first, int end, int c) {
    int[] start = readout.start();
    int[] term = readout.gather().start();
    int[] source = readout.gather().source();
    int[] edge = readout.gather().edge();
    int[] times = readout.times();
    FloatVector zero = FloatVector.zero(S);
    for (int g = first; g < end; g++) {
      FloatVector v0 = zero;
      for (int i = start[g]; i < start[g + 1]; i++) {
        int k = term[i];
        FloatVector weight = FloatVector.broadcast(S, w[edge[k]]);
        int x = source[k] * stride + c;
        FloatVector q0 = fromArray(S, m, x).fma(weight, zero);
        for (k++; k < term[i + 1]; k++) {
          weight = FloatVector.broadcast(S, w[edge[k]]);
          x = source[k] * stride + c;
          q0 = fromArray(S, m, x).fma(weight, q0);
        }
        int u = times[i] * stride + c;
        v0 = fromArray(S, m, u).fma(q0, v0);
      }
      int y = readout.to()[g] * stride + c;
      v0.intoArray(m, y);
    }
  }
}
