package org.meshnn.engine;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.meshnn.plan.Gather;
import org.meshnn.plan.Sensitivities;
import org.meshnn.plan.Sums;

/**
 * The inner loops on vectors. A row is taken in blocks of 8, 4, 2 and 1 vectors whose sums stay in
 * registers while all terms pass; two rows with the same sources share the loads.
 */
final class VectorKernels implements Kernels {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  @Override
  public int lanes() {
    return L;
  }

  @Override
  public void gather(
      double[] m,
      int stride,
      int width,
      Gather gather,
      double[] w,
      int[] add,
      int[] times,
      int zero) {
    int[] start = gather.start();
    int[] source = gather.source();
    int[] edge = gather.edge();
    for (int i = 0; i < gather.rows(); i++) {
      int from = start[i];
      int to = start[i + 1];
      int y = (gather.first() + i) * stride;
      int a = (add == null || add[i] < 0 ? zero : add[i]) * stride;
      int f = times == null ? -1 : times[i] * stride;
      int c = 0;
      for (; c <= width - 8 * L; c += 8 * L) {
        gather8(m, w, source, edge, from, to, stride, c, a, f, y + c);
      }
      if (c <= width - 4 * L) {
        gather4(m, w, source, edge, from, to, stride, c, a, f, y + c);
        c += 4 * L;
      }
      if (c <= width - 3 * L) {
        gather3(m, w, source, edge, from, to, stride, c, a, f, y + c);
        c += 3 * L;
      }
      for (; c < width; c += L) {
        gather1(m, w, source, edge, from, to, stride, c, a, f, y + c);
      }
    }
  }

  private static DoubleVector load(double[] m, int at) {
    return DoubleVector.fromArray(S, m, at);
  }

  private static void gather8(
      double[] m,
      double[] w,
      int[] source,
      int[] edge,
      int from,
      int to,
      int stride,
      int c,
      int a,
      int f,
      int y) {
    DoubleVector v0 = load(m, a + c);
    DoubleVector v1 = load(m, a + c + L);
    DoubleVector v2 = load(m, a + c + 2 * L);
    DoubleVector v3 = load(m, a + c + 3 * L);
    DoubleVector v4 = load(m, a + c + 4 * L);
    DoubleVector v5 = load(m, a + c + 5 * L);
    DoubleVector v6 = load(m, a + c + 6 * L);
    DoubleVector v7 = load(m, a + c + 7 * L);
    for (int k = from; k < to; k++) {
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
    if (f < 0) {
      v0.intoArray(m, y);
      v1.intoArray(m, y + L);
      v2.intoArray(m, y + 2 * L);
      v3.intoArray(m, y + 3 * L);
      v4.intoArray(m, y + 4 * L);
      v5.intoArray(m, y + 5 * L);
      v6.intoArray(m, y + 6 * L);
      v7.intoArray(m, y + 7 * L);
    } else {
      v0.mul(load(m, f + c)).intoArray(m, y);
      v1.mul(load(m, f + c + L)).intoArray(m, y + L);
      v2.mul(load(m, f + c + 2 * L)).intoArray(m, y + 2 * L);
      v3.mul(load(m, f + c + 3 * L)).intoArray(m, y + 3 * L);
      v4.mul(load(m, f + c + 4 * L)).intoArray(m, y + 4 * L);
      v5.mul(load(m, f + c + 5 * L)).intoArray(m, y + 5 * L);
      v6.mul(load(m, f + c + 6 * L)).intoArray(m, y + 6 * L);
      v7.mul(load(m, f + c + 7 * L)).intoArray(m, y + 7 * L);
    }
  }

  private static void gather4(
      double[] m,
      double[] w,
      int[] source,
      int[] edge,
      int from,
      int to,
      int stride,
      int c,
      int a,
      int f,
      int y) {
    DoubleVector v0 = load(m, a + c);
    DoubleVector v1 = load(m, a + c + L);
    DoubleVector v2 = load(m, a + c + 2 * L);
    DoubleVector v3 = load(m, a + c + 3 * L);
    for (int k = from; k < to; k++) {
      DoubleVector weight = DoubleVector.broadcast(S, w[edge[k]]);
      int x = source[k] * stride + c;
      v0 = load(m, x).fma(weight, v0);
      v1 = load(m, x + L).fma(weight, v1);
      v2 = load(m, x + 2 * L).fma(weight, v2);
      v3 = load(m, x + 3 * L).fma(weight, v3);
    }
    if (f < 0) {
      v0.intoArray(m, y);
      v1.intoArray(m, y + L);
      v2.intoArray(m, y + 2 * L);
      v3.intoArray(m, y + 3 * L);
    } else {
      v0.mul(load(m, f + c)).intoArray(m, y);
      v1.mul(load(m, f + c + L)).intoArray(m, y + L);
      v2.mul(load(m, f + c + 2 * L)).intoArray(m, y + 2 * L);
      v3.mul(load(m, f + c + 3 * L)).intoArray(m, y + 3 * L);
    }
  }

  private static void gather3(
      double[] m,
      double[] w,
      int[] source,
      int[] edge,
      int from,
      int to,
      int stride,
      int c,
      int a,
      int f,
      int y) {
    DoubleVector v0 = load(m, a + c);
    DoubleVector v1 = load(m, a + c + L);
    DoubleVector v2 = load(m, a + c + 2 * L);
    for (int k = from; k < to; k++) {
      DoubleVector weight = DoubleVector.broadcast(S, w[edge[k]]);
      int x = source[k] * stride + c;
      v0 = load(m, x).fma(weight, v0);
      v1 = load(m, x + L).fma(weight, v1);
      v2 = load(m, x + 2 * L).fma(weight, v2);
    }
    if (f < 0) {
      v0.intoArray(m, y);
      v1.intoArray(m, y + L);
      v2.intoArray(m, y + 2 * L);
    } else {
      v0.mul(load(m, f + c)).intoArray(m, y);
      v1.mul(load(m, f + c + L)).intoArray(m, y + L);
      v2.mul(load(m, f + c + 2 * L)).intoArray(m, y + 2 * L);
    }
  }

  private static void gather1(
      double[] m,
      double[] w,
      int[] source,
      int[] edge,
      int from,
      int to,
      int stride,
      int c,
      int a,
      int f,
      int y) {
    DoubleVector v = load(m, a + c);
    for (int k = from; k < to; k++) {
      v = load(m, source[k] * stride + c).fma(DoubleVector.broadcast(S, w[edge[k]]), v);
    }
    if (f < 0) {
      v.intoArray(m, y);
    } else {
      v.mul(load(m, f + c)).intoArray(m, y);
    }
  }

  @Override
  public void readout(
      double[] m, int stride, int width, Sensitivities.Readout readout, double[] w) {
    int[] start = readout.start();
    for (int g = 0; g < readout.to().length; g++) {
      int y = readout.to()[g] * stride;
      int c = 0;
      for (; c <= width - 4 * L; c += 4 * L) {
        readout4(m, stride, readout, w, start[g], start[g + 1], c, y + c);
      }
      if (c <= width - 3 * L) {
        readout3(m, stride, readout, w, start[g], start[g + 1], c, y + c);
        c += 3 * L;
      }
      for (; c < width; c += L) {
        readout1(m, stride, readout, w, start[g], start[g + 1], c, y + c);
      }
    }
  }

  private static void readout4(
      double[] m,
      int stride,
      Sensitivities.Readout readout,
      double[] w,
      int from,
      int to,
      int c,
      int y) {
    int[] term = readout.gather().start();
    int[] source = readout.gather().source();
    int[] edge = readout.gather().edge();
    int[] times = readout.times();
    DoubleVector v0 = DoubleVector.zero(S);
    DoubleVector v1 = DoubleVector.zero(S);
    DoubleVector v2 = DoubleVector.zero(S);
    DoubleVector v3 = DoubleVector.zero(S);
    for (int i = from; i < to; i++) {
      DoubleVector q0 = DoubleVector.zero(S);
      DoubleVector q1 = DoubleVector.zero(S);
      DoubleVector q2 = DoubleVector.zero(S);
      DoubleVector q3 = DoubleVector.zero(S);
      for (int k = term[i]; k < term[i + 1]; k++) {
        DoubleVector weight = DoubleVector.broadcast(S, w[edge[k]]);
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
    v0.intoArray(m, y);
    v1.intoArray(m, y + L);
    v2.intoArray(m, y + 2 * L);
    v3.intoArray(m, y + 3 * L);
  }

  private static void readout3(
      double[] m,
      int stride,
      Sensitivities.Readout readout,
      double[] w,
      int from,
      int to,
      int c,
      int y) {
    int[] term = readout.gather().start();
    int[] source = readout.gather().source();
    int[] edge = readout.gather().edge();
    int[] times = readout.times();
    DoubleVector v0 = DoubleVector.zero(S);
    DoubleVector v1 = DoubleVector.zero(S);
    DoubleVector v2 = DoubleVector.zero(S);
    for (int i = from; i < to; i++) {
      DoubleVector q0 = DoubleVector.zero(S);
      DoubleVector q1 = DoubleVector.zero(S);
      DoubleVector q2 = DoubleVector.zero(S);
      for (int k = term[i]; k < term[i + 1]; k++) {
        DoubleVector weight = DoubleVector.broadcast(S, w[edge[k]]);
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
    v0.intoArray(m, y);
    v1.intoArray(m, y + L);
    v2.intoArray(m, y + 2 * L);
  }

  private static void readout1(
      double[] m,
      int stride,
      Sensitivities.Readout readout,
      double[] w,
      int from,
      int to,
      int c,
      int y) {
    int[] term = readout.gather().start();
    int[] source = readout.gather().source();
    int[] edge = readout.gather().edge();
    int[] times = readout.times();
    DoubleVector v = DoubleVector.zero(S);
    for (int i = from; i < to; i++) {
      DoubleVector q = DoubleVector.zero(S);
      for (int k = term[i]; k < term[i + 1]; k++) {
        q = load(m, source[k] * stride + c).fma(DoubleVector.broadcast(S, w[edge[k]]), q);
      }
      v = load(m, times[i] * stride + c).fma(q, v);
    }
    v.intoArray(m, y);
  }

  @Override
  public void outer(
      double[] m, int stride, int width, Gather gather, int influence, double[] result, int room) {
    int[] start = gather.start();
    int[] source = gather.source();
    int[] edge = gather.edge();
    for (int i = 0; i < gather.rows(); i++) {
      int from = start[i];
      int to = start[i + 1];
      int b = (influence + i) * stride;
      int c = 0;
      for (; c <= width - 8 * L; c += 8 * L) {
        outer8(m, source, edge, from, to, stride, c, b + c, result, room);
      }
      if (c <= width - 4 * L) {
        outer4(m, source, edge, from, to, stride, c, b + c, result, room);
        c += 4 * L;
      }
      if (c <= width - 3 * L) {
        outer3(m, source, edge, from, to, stride, c, b + c, result, room);
        c += 3 * L;
      }
      for (; c < width; c += L) {
        outer1(m, source, edge, from, to, stride, c, b + c, result, room);
      }
    }
  }

  /**
   * The lanes added in their order. (reduceLanes leaves the order, and so the bits, to the
   * compiler.)
   */
  private static double total(DoubleVector v, double[] m, int room) {
    v.intoArray(m, room);
    double sum = m[room];
    for (int l = 1; l < L; l++) {
      sum += m[room + l];
    }
    return sum;
  }

  private static void outer8(
      double[] m,
      int[] source,
      int[] edge,
      int from,
      int to,
      int stride,
      int c,
      int b,
      double[] result,
      int room) {
    DoubleVector b0 = load(m, b);
    DoubleVector b1 = load(m, b + L);
    DoubleVector b2 = load(m, b + 2 * L);
    DoubleVector b3 = load(m, b + 3 * L);
    DoubleVector b4 = load(m, b + 4 * L);
    DoubleVector b5 = load(m, b + 5 * L);
    DoubleVector b6 = load(m, b + 6 * L);
    DoubleVector b7 = load(m, b + 7 * L);
    for (int k = from; k < to; k++) {
      int x = source[k] * stride + c;
      DoubleVector even = load(m, x).mul(b0);
      DoubleVector odd = load(m, x + L).mul(b1);
      even = load(m, x + 2 * L).fma(b2, even);
      odd = load(m, x + 3 * L).fma(b3, odd);
      even = load(m, x + 4 * L).fma(b4, even);
      odd = load(m, x + 5 * L).fma(b5, odd);
      even = load(m, x + 6 * L).fma(b6, even);
      odd = load(m, x + 7 * L).fma(b7, odd);
      result[edge[k]] += total(even.add(odd), m, room);
    }
  }

  private static void outer4(
      double[] m,
      int[] source,
      int[] edge,
      int from,
      int to,
      int stride,
      int c,
      int b,
      double[] result,
      int room) {
    DoubleVector b0 = load(m, b);
    DoubleVector b1 = load(m, b + L);
    DoubleVector b2 = load(m, b + 2 * L);
    DoubleVector b3 = load(m, b + 3 * L);
    for (int k = from; k < to; k++) {
      int x = source[k] * stride + c;
      DoubleVector even = load(m, x).mul(b0);
      DoubleVector odd = load(m, x + L).mul(b1);
      even = load(m, x + 2 * L).fma(b2, even);
      odd = load(m, x + 3 * L).fma(b3, odd);
      result[edge[k]] += total(even.add(odd), m, room);
    }
  }

  private static void outer3(
      double[] m,
      int[] source,
      int[] edge,
      int from,
      int to,
      int stride,
      int c,
      int b,
      double[] result,
      int room) {
    DoubleVector b0 = load(m, b);
    DoubleVector b1 = load(m, b + L);
    DoubleVector b2 = load(m, b + 2 * L);
    for (int k = from; k < to; k++) {
      int x = source[k] * stride + c;
      DoubleVector sum = load(m, x).mul(b0);
      sum = load(m, x + L).fma(b1, sum);
      sum = load(m, x + 2 * L).fma(b2, sum);
      result[edge[k]] += total(sum, m, room);
    }
  }

  private static void outer1(
      double[] m,
      int[] source,
      int[] edge,
      int from,
      int to,
      int stride,
      int c,
      int b,
      double[] result,
      int room) {
    DoubleVector b0 = load(m, b);
    for (int k = from; k < to; k++) {
      DoubleVector product = load(m, source[k] * stride + c).mul(b0);
      result[edge[k]] += total(product, m, room);
    }
  }

  @Override
  public void sums(double[] m, int stride, int width, Sums sums) {
    int[] start = sums.start();
    int[] source = sums.source();
    for (int i = 0; i < sums.rows(); i++) {
      int y = (sums.first() + i) * stride;
      for (int c = 0; c < width; c += L) {
        DoubleVector v = DoubleVector.zero(S);
        for (int k = start[i]; k < start[i + 1]; k++) {
          v = v.add(load(m, source[k] * stride + c));
        }
        v.intoArray(m, y + c);
      }
    }
  }

  @Override
  public void multiply(double[] m, int a, int b, int y, int length) {
    for (int i = 0; i < length; i += L) {
      load(m, a + i).mul(load(m, b + i)).intoArray(m, y + i);
    }
  }

  @Override
  public void activate(Activation f, double[] m, int z, int slope, int length) {
    switch (f) {
      case RELU -> relu(m, z, slope, length);
      case IDENTITY -> java.util.Arrays.fill(m, slope, slope + length, 1);
      case LEAKY_RELU -> leakyRelu(m, z, slope, length);
      case SIGMOID -> VectorExp.sigmoid(m, z, slope, length);
      case TANH -> VectorExp.tanh(m, z, slope, length);
    }
  }

  private static void relu(double[] m, int z, int slope, int length) {
    DoubleVector zero = DoubleVector.zero(S);
    DoubleVector one = DoubleVector.broadcast(S, 1);
    for (int i = 0; i < length; i += L) {
      DoubleVector v = load(m, z + i);
      VectorMask<Double> off = v.compare(VectorOperators.LE, 0); // NaN passes
      one.blend(zero, off).intoArray(m, slope + i);
      v.blend(zero, off).intoArray(m, z + i);
    }
  }

  private static void leakyRelu(double[] m, int z, int slope, int length) {
    DoubleVector leak = DoubleVector.broadcast(S, Activation.LEAK);
    DoubleVector one = DoubleVector.broadcast(S, 1);
    for (int i = 0; i < length; i += L) {
      DoubleVector v = load(m, z + i);
      DoubleVector factor = leak.blend(one, v.compare(VectorOperators.GT, 0));
      factor.intoArray(m, slope + i);
      v.mul(factor).intoArray(m, z + i);
    }
  }
}
