package org.meshnn.engine;

import static jdk.incubator.vector.DoubleVector.fromArray;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;
import org.meshnn.plan.Gather;
import org.meshnn.plan.Sensitivities;
import org.meshnn.plan.Sums;

/**
 * The inner loops on vectors. None of their methods takes or returns a vector: a call that was rare
 * while the compiler watched is not inlined, and a vector that passes through it is put on the
 * heap, with all that it may be taken for, however often. The methods of vectors are inlined
 * always.
 */
final class VectorKernels implements Kernels {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  static int bitsOfAVector() {
    return S.vectorBitSize();
  }

  @Override
  public int lanes() {
    return L;
  }

  @Override
  public int padded(int samples) {
    int unit = samples <= L ? L : LANES;
    return (samples + unit - 1) / unit * unit;
  }

  @Override
  public int scratch() {
    return Math.max(VectorOuter.SCRATCH, VectorExp.SCRATCH * L);
  }

  @Override
  public void gather(
      double[] m,
      int stride,
      int width,
      Gather gather,
      double[] w,
      int @Nullable [] add,
      int @Nullable [] times,
      int zero) {
    VectorGather.gather(m, stride, width, gather, w, add, times, zero);
  }

  @Override
  public void readout(
      double[] m, int stride, int width, Sensitivities.Readout readout, double[] w) {
    VectorReadout.readout(m, stride, width, readout, w);
  }

  @Override
  public void outer(
      double[] m,
      int stride,
      int width,
      Gather gather,
      int[] errorSignal,
      double[] result,
      int scratch) {
    VectorOuter.outer(m, stride, width, gather, errorSignal, result, scratch);
  }

  @Override
  public void product(
      double[] m,
      int x,
      int stride,
      int width,
      double[] w,
      int terms,
      double[] y,
      int to,
      int pitch,
      int rows,
      boolean more) {
    VectorProduct.product(m, x, stride, width, w, terms, y, to, pitch, rows, more);
  }

  @Override
  public void sums(double[] m, int stride, int width, Sums sums) {
    int[] start = sums.start();
    int[] source = sums.source();
    for (int i = 0; i < sums.rows(); i++) {
      int y = (sums.first() + i) * stride;
      int c = 0;
      for (; c <= width - 4 * L; c += 4 * L) {
        sum4(m, stride, source, start[i], start[i + 1], c, y + c);
      }
      for (; c < width; c += L) {
        DoubleVector v = DoubleVector.zero(S);
        for (int k = start[i]; k < start[i + 1]; k++) {
          v = v.add(fromArray(S, m, source[k] * stride + c));
        }
        v.intoArray(m, y + c);
      }
    }
  }

  private static void sum4(double[] m, int stride, int[] source, int from, int to, int c, int y) {
    DoubleVector v0 = DoubleVector.zero(S);
    DoubleVector v1 = v0;
    DoubleVector v2 = v0;
    DoubleVector v3 = v0;
    for (int k = from; k < to; k++) {
      int x = source[k] * stride + c;
      v0 = v0.add(fromArray(S, m, x));
      v1 = v1.add(fromArray(S, m, x + L));
      v2 = v2.add(fromArray(S, m, x + 2 * L));
      v3 = v3.add(fromArray(S, m, x + 3 * L));
    }
    v0.intoArray(m, y);
    v1.intoArray(m, y + L);
    v2.intoArray(m, y + 2 * L);
    v3.intoArray(m, y + 3 * L);
  }

  @Override
  public void multiply(double[] m, int a, int b, int y, int length) {
    for (int i = 0; i < length; i += L) {
      fromArray(S, m, a + i).mul(fromArray(S, m, b + i)).intoArray(m, y + i);
    }
  }

  @Override
  public void mix(double[] m, double a, int y, double b, int x, int length) {
    DoubleVector share = DoubleVector.broadcast(S, b);
    for (int i = 0; i < length; i += L) {
      share.fma(fromArray(S, m, x + i), fromArray(S, m, y + i).mul(a)).intoArray(m, y + i);
    }
  }

  @Override
  public void addProducts(double[] m, double w, int a, int b, int y, int length) {
    for (int i = 0; i < length; i += L) {
      fromArray(S, m, a + i)
          .mul(w)
          .fma(fromArray(S, m, b + i), fromArray(S, m, y + i))
          .intoArray(m, y + i);
    }
  }

  @Override
  public void activate(Activation f, double[] m, int z, int slope, int length, int scratch) {
    if (f == Activation.RELU) {
      relu(m, z, slope, length);
    } else if (f == Activation.IDENTITY) {
      Arrays.fill(m, slope, slope + length, 1);
    } else if (f == Activation.LEAKY_RELU) {
      leakyRelu(m, z, slope, length);
    } else if (f == Activation.SIGMOID) {
      VectorExp.sigmoid(m, z, slope, length, scratch);
    } else if (f == Activation.TANH) {
      VectorExp.tanh(m, z, slope, length, scratch);
    } else if (f == Activation.ELU) {
      VectorExp.elu(m, z, slope, length, scratch);
    } else if (f == Activation.ABSOLUTE) {
      absolute(m, z, slope, length);
    } else if (f == Activation.GAUSS) {
      VectorExp.gauss(m, z, slope, length, scratch);
    } else {
      Kernels.SCALAR.activate(f, m, z, slope, length, scratch);
    }
  }

  private static void relu(double[] m, int z, int slope, int length) {
    DoubleVector zero = DoubleVector.zero(S);
    DoubleVector one = DoubleVector.broadcast(S, 1);
    for (int i = 0; i < length; i += L) {
      DoubleVector v = fromArray(S, m, z + i);
      VectorMask<Double> off = v.compare(VectorOperators.LE, 0); // NaN passes
      one.blend(zero, off).intoArray(m, slope + i);
      v.blend(zero, off).intoArray(m, z + i);
    }
  }

  private static void leakyRelu(double[] m, int z, int slope, int length) {
    DoubleVector leak = DoubleVector.broadcast(S, Activation.BELOW_0);
    DoubleVector one = DoubleVector.broadcast(S, 1);
    for (int i = 0; i < length; i += L) {
      DoubleVector v = fromArray(S, m, z + i);
      DoubleVector factor = leak.blend(one, v.compare(VectorOperators.GT, 0));
      factor.intoArray(m, slope + i);
      v.mul(factor).intoArray(m, z + i);
    }
  }

  private static void absolute(double[] m, int z, int slope, int length) {
    DoubleVector one = DoubleVector.broadcast(S, 1);
    for (int i = 0; i < length; i += L) {
      DoubleVector v = fromArray(S, m, z + i);
      DoubleVector sign = v.blend(one, v.compare(VectorOperators.GT, 0)); // 0 and NaN pass
      sign.blend(one.neg(), v.compare(VectorOperators.LT, 0)).intoArray(m, slope + i);
      v.abs().intoArray(m, z + i);
    }
  }

  @Override
  public void softmax(
      double[] m, int x, int y, int stride, int rows, int width, double[] norms, int scratch) {
    for (int c = 0; c < width; c += L) {
      DoubleVector top = fromArray(S, m, x + c);
      for (int r = 1; r < rows; r++) {
        top = top.max(fromArray(S, m, x + r * stride + c));
      }
      top.intoArray(norms, c);
      for (int r = 0; r < rows; r++) {
        fromArray(S, m, x + r * stride + c).sub(top).intoArray(m, y + r * stride + c);
      }
    }
    VectorExp.exp(m, y, y, (rows - 1) * stride + width, scratch);
    DoubleVector one = DoubleVector.broadcast(S, 1);
    for (int c = 0; c < width; c += L) {
      DoubleVector sum = fromArray(S, m, y + c);
      for (int r = 1; r < rows; r++) {
        sum = sum.add(fromArray(S, m, y + r * stride + c));
      }
      sum.intoArray(norms, stride + c);
      DoubleVector share = one.div(sum);
      for (int r = 0; r < rows; r++) {
        fromArray(S, m, y + r * stride + c).mul(share).intoArray(m, y + r * stride + c);
      }
    }
    for (int p = 0; p < width; p++) {
      norms[stride + p] = StrictMath.log(norms[stride + p]);
    }
  }
}
