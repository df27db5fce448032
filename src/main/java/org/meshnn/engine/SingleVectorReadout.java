// Made from VectorReadout.java by SinglePrecisionTextTest -Dmeshnn.write=true
package org.meshnn.engine;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.meshnn.plan.Sensitivities;

/**
 * The last sensitivities, formed in registers, multiplied and summed, on vectors: in blocks of 4, 3
 * and 1 vectors.
 */
final class SingleVectorReadout {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  private SingleVectorReadout() {}

  static void readout(float[] m, int stride, int width, Sensitivities.Readout readout, float[] w) {
    int c = 0;
    for (; c <= width - 4 * L; c += 4 * L) {
      groups4(m, stride, readout, w, c);
    }
    if (c <= width - 3 * L) {
      groups3(m, stride, readout, w, c);
      c += 3 * L;
    }
    for (; c < width; c += L) {
      groups1(m, stride, readout, w, c);
    }
  }

  /**
   * {@code row[to[g]] = sum over i of (sum over k of w[edge[k]] x_source[k]) row[times[i]]}, 4
   * vectors.
   */
  private static void groups4(
      float[] m, int stride, Sensitivities.Readout readout, float[] w, int c) {
    int[] start = readout.start();
    int[] term = readout.gather().start();
    int[] source = readout.gather().source();
    int[] edge = readout.gather().edge();
    int[] times = readout.times();
    for (int g = 0; g < readout.to().length; g++) {
      FloatVector v0 = FloatVector.zero(S);
      FloatVector v1 = FloatVector.zero(S);
      FloatVector v2 = FloatVector.zero(S);
      FloatVector v3 = FloatVector.zero(S);
      for (int i = start[g]; i < start[g + 1]; i++) {
        FloatVector q0 = FloatVector.zero(S);
        FloatVector q1 = FloatVector.zero(S);
        FloatVector q2 = FloatVector.zero(S);
        FloatVector q3 = FloatVector.zero(S);
        for (int k = term[i]; k < term[i + 1]; k++) {
          FloatVector weight = FloatVector.broadcast(S, w[edge[k]]);
          int x = source[k] * stride + c;
          q0 = load(m, x).fma(weight, q0);
          q1 = load(m, x + L).fma(weight, q1);
          q2 = load(m, x + 2 * L).fma(weight, q2);
          q3 = load(m, x + 3 * L).fma(weight, q3);
        }
        int u = times[i] * stride + c;
        v0 = load(m, u).fma(q0, v0);
        v1 = load(m, u + L).fma(q1, v1);
        v2 = load(m, u + 2 * L).fma(q2, v2);
        v3 = load(m, u + 3 * L).fma(q3, v3);
      }
      int y = readout.to()[g] * stride + c;
      v0.intoArray(m, y);
      v1.intoArray(m, y + L);
      v2.intoArray(m, y + 2 * L);
      v3.intoArray(m, y + 3 * L);
    }
  }

  /** As {@link #groups4}, 3 vectors. */
  private static void groups3(
      float[] m, int stride, Sensitivities.Readout readout, float[] w, int c) {
    int[] start = readout.start();
    int[] term = readout.gather().start();
    int[] source = readout.gather().source();
    int[] edge = readout.gather().edge();
    int[] times = readout.times();
    for (int g = 0; g < readout.to().length; g++) {
      FloatVector v0 = FloatVector.zero(S);
      FloatVector v1 = FloatVector.zero(S);
      FloatVector v2 = FloatVector.zero(S);
      for (int i = start[g]; i < start[g + 1]; i++) {
        FloatVector q0 = FloatVector.zero(S);
        FloatVector q1 = FloatVector.zero(S);
        FloatVector q2 = FloatVector.zero(S);
        for (int k = term[i]; k < term[i + 1]; k++) {
          FloatVector weight = FloatVector.broadcast(S, w[edge[k]]);
          int x = source[k] * stride + c;
          q0 = load(m, x).fma(weight, q0);
          q1 = load(m, x + L).fma(weight, q1);
          q2 = load(m, x + 2 * L).fma(weight, q2);
        }
        int u = times[i] * stride + c;
        v0 = load(m, u).fma(q0, v0);
        v1 = load(m, u + L).fma(q1, v1);
        v2 = load(m, u + 2 * L).fma(q2, v2);
      }
      int y = readout.to()[g] * stride + c;
      v0.intoArray(m, y);
      v1.intoArray(m, y + L);
      v2.intoArray(m, y + 2 * L);
    }
  }

  /** As {@link #groups4}, 1 vector. */
  private static void groups1(
      float[] m, int stride, Sensitivities.Readout readout, float[] w, int c) {
    int[] start = readout.start();
    int[] term = readout.gather().start();
    int[] source = readout.gather().source();
    int[] edge = readout.gather().edge();
    int[] times = readout.times();
    for (int g = 0; g < readout.to().length; g++) {
      FloatVector v0 = FloatVector.zero(S);
      for (int i = start[g]; i < start[g + 1]; i++) {
        FloatVector q0 = FloatVector.zero(S);
        for (int k = term[i]; k < term[i + 1]; k++) {
          FloatVector weight = FloatVector.broadcast(S, w[edge[k]]);
          int x = source[k] * stride + c;
          q0 = load(m, x).fma(weight, q0);
        }
        int u = times[i] * stride + c;
        v0 = load(m, u).fma(q0, v0);
      }
      int y = readout.to()[g] * stride + c;
      v0.intoArray(m, y);
    }
  }

  private static FloatVector load(float[] m, int at) {
    return FloatVector.fromArray(S, m, at);
  }
}
