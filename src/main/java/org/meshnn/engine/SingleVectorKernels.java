// Made from VectorKernels.java by SinglePrecisionTextTest -Dmeshnn.write=true
package org.meshnn.engine;

import static jdk.incubator.vector.FloatVector.fromArray;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
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
final class SingleVectorKernels implements SingleKernels {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
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
    return Math.max(SingleVectorOuter.SCRATCH, SingleVectorExp.SCRATCH * L);
  }

  @Override
  public void gather(
      float[] m,
      int stride,
      int width,
      Gather gather,
      float[] w,
      int @Nullable [] add,
      int @Nullable [] times,
      int zero) {
    SingleVectorGather.gather(m, stride, width, gather, w, add, times, zero);
  }

  @Override
  public void readout(float[] m, int stride, int width, Sensitivities.Readout readout, float[] w) {
    SingleVectorReadout.readout(m, stride, width, readout, w);
  }

  @Override
  public void outer(
      float[] m,
      int stride,
      int width,
      Gather gather,
      int[] errorSignal,
      float[] result,
      int scratch) {
    SingleVectorOuter.outer(m, stride, width, gather, errorSignal, result, scratch);
  }

  @Override
  public void sums(float[] m, int stride, int width, Sums sums) {
    int[] start = sums.start();
    int[] source = sums.source();
    for (int i = 0; i < sums.rows(); i++) {
      int y = (sums.first() + i) * stride;
      int c = 0;
      for (; c <= width - 4 * L; c += 4 * L) {
        sum4(m, stride, source, start[i], start[i + 1], c, y + c);
      }
      for (; c < width; c += L) {
        FloatVector v = FloatVector.zero(S);
        for (int k = start[i]; k < start[i + 1]; k++) {
          v = v.add(fromArray(S, m, source[k] * stride + c));
        }
        v.intoArray(m, y + c);
      }
    }
  }

  private static void sum4(float[] m, int stride, int[] source, int from, int to, int c, int y) {
    FloatVector v0 = FloatVector.zero(S);
    FloatVector v1 = v0;
    FloatVector v2 = v0;
    FloatVector v3 = v0;
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
  public void multiply(float[] m, int a, int b, int y, int length) {
    for (int i = 0; i < length; i += L) {
      fromArray(S, m, a + i).mul(fromArray(S, m, b + i)).intoArray(m, y + i);
    }
  }

  @Override
  public void mix(float[] m, float a, int y, float b, int x, int length) {
    FloatVector share = FloatVector.broadcast(S, b);
    for (int i = 0; i < length; i += L) {
      share.fma(fromArray(S, m, x + i), fromArray(S, m, y + i).mul(a)).intoArray(m, y + i);
    }
  }

  @Override
  public void addProducts(float[] m, float w, int a, int b, int y, int length) {
    for (int i = 0; i < length; i += L) {
      fromArray(S, m, a + i)
          .mul(w)
          .fma(fromArray(S, m, b + i), fromArray(S, m, y + i))
          .intoArray(m, y + i);
    }
  }

  @Override
  public void activate(Activation f, float[] m, int z, int slope, int length, int scratch) {
    if (f == Activation.RELU) {
      relu(m, z, slope, length);
    } else if (f == Activation.IDENTITY) {
      Arrays.fill(m, slope, slope + length, 1);
    } else if (f == Activation.LEAKY_RELU) {
      leakyRelu(m, z, slope, length);
    } else if (f == Activation.SIGMOID) {
      SingleVectorExp.sigmoid(m, z, slope, length, scratch);
    } else if (f == Activation.TANH) {
      SingleVectorExp.tanh(m, z, slope, length, scratch);
    } else if (f == Activation.ELU) {
      SingleVectorExp.elu(m, z, slope, length, scratch);
    } else if (f == Activation.ABSOLUTE) {
      absolute(m, z, slope, length);
    } else if (f == Activation.GAUSS) {
      SingleVectorExp.gauss(m, z, slope, length, scratch);
    } else {
      SingleKernels.SCALAR.activate(f, m, z, slope, length, scratch);
    }
  }

  private static void relu(float[] m, int z, int slope, int length) {
    FloatVector zero = FloatVector.zero(S);
    FloatVector one = FloatVector.broadcast(S, 1);
    for (int i = 0; i < length; i += L) {
      FloatVector v = fromArray(S, m, z + i);
      VectorMask<Float> off = v.compare(VectorOperators.LE, 0); // NaN passes
      one.blend(zero, off).intoArray(m, slope + i);
      v.blend(zero, off).intoArray(m, z + i);
    }
  }

  private static void leakyRelu(float[] m, int z, int slope, int length) {
    FloatVector leak = FloatVector.broadcast(S, (float) Activation.BELOW_0);
    FloatVector one = FloatVector.broadcast(S, 1);
    for (int i = 0; i < length; i += L) {
      FloatVector v = fromArray(S, m, z + i);
      FloatVector factor = leak.blend(one, v.compare(VectorOperators.GT, 0));
      factor.intoArray(m, slope + i);
      v.mul(factor).intoArray(m, z + i);
    }
  }

  private static void absolute(float[] m, int z, int slope, int length) {
    FloatVector one = FloatVector.broadcast(S, 1);
    for (int i = 0; i < length; i += L) {
      FloatVector v = fromArray(S, m, z + i);
      FloatVector sign = v.blend(one, v.compare(VectorOperators.GT, 0)); // 0 and NaN pass
      sign.blend(one.neg(), v.compare(VectorOperators.LT, 0)).intoArray(m, slope + i);
      v.abs().intoArray(m, z + i);
    }
  }
}
