// Made from ScalarKernels.java by SinglePrecisionTextTest -Dmeshnn.write=true
package org.meshnn.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.meshnn.plan.Gather;
import org.meshnn.plan.Sensitivities;
import org.meshnn.plan.Sums;

/** The inner loops as plain Java. */
final class SingleScalarKernels implements SingleKernels {

  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public int padded(int samples) {
    return samples;
  }

  @Override
  public int scratch() {
    return 0;
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
    int[] start = gather.start();
    for (int i = 0; i < gather.rows(); i++) {
      int y = (gather.first() + i) * stride;
      int begin = add == null || add[i] < 0 ? zero : add[i];
      System.arraycopy(m, begin * stride, m, y, width);
      for (int k = start[i]; k < start[i + 1]; k++) {
        addScaled(m, w[gather.edge()[k]], gather.source()[k] * stride, y, width);
      }
      if (times != null) {
        multiply(m, y, times[i] * stride, y, width);
      }
    }
  }

  private static void addScaled(float[] m, float w, int x, int y, int width) {
    for (int p = 0; p < width; p++) {
      m[y + p] = MultiplyAdd.of(w, m[x + p], m[y + p]);
    }
  }

  @Override
  public void readout(float[] m, int stride, int width, Sensitivities.Readout readout, float[] w) {
    Gather gather = readout.gather();
    for (int g = 0; g < readout.to().length; g++) {
      int y = readout.to()[g] * stride;
      for (int p = 0; p < width; p++) {
        float sum = 0;
        for (int i = readout.start()[g]; i < readout.start()[g + 1]; i++) {
          float q = 0;
          for (int k = gather.start()[i]; k < gather.start()[i + 1]; k++) {
            q = MultiplyAdd.of(w[gather.edge()[k]], m[gather.source()[k] * stride + p], q);
          }
          sum = MultiplyAdd.of(q, m[readout.times()[i] * stride + p], sum);
        }
        m[y + p] = sum;
      }
    }
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
    int i = 0;
    while (i < gather.rows()) {
      int end = SingleDenseBlock.end(gather, i, width);
      int dense = end > i ? SingleDenseBlock.terms(gather, i) : 0;
      for (end = Math.max(end, i + 1); i < end; i++) {
        int b = errorSignal[i] * stride;
        int from = gather.start()[i];
        int to = gather.start()[i + 1];
        addInOrder(m, stride, width, gather, from, from + dense, b, result);
        addByLanes(m, stride, width, gather, from + dense, to, b, result);
      }
    }
  }

  /** Onto the result, sample after sample; four terms at a time, whose sums wait for each other. */
  private static void addInOrder(
      float[] m, int stride, int width, Gather gather, int from, int to, int b, float[] result) {
    for (int k = from; k < to; k += 4) {
      int a = gather.source()[k] * stride;
      int e = gather.edge()[k];
      float r0 = result[e];
      float r1 = result[e + 1];
      float r2 = result[e + 2];
      float r3 = result[e + 3];
      for (int p = 0; p < width; p++) {
        float v = m[b + p];
        r0 = MultiplyAdd.of(m[a + p], v, r0);
        r1 = MultiplyAdd.of(m[a + stride + p], v, r1);
        r2 = MultiplyAdd.of(m[a + 2 * stride + p], v, r2);
        r3 = MultiplyAdd.of(m[a + 3 * stride + p], v, r3);
      }
      result[e] = r0;
      result[e + 1] = r1;
      result[e + 2] = r2;
      result[e + 3] = r3;
    }
  }

  private static void addByLanes(
      float[] m, int stride, int width, Gather gather, int from, int to, int b, float[] result) {
    for (int k = from; k < to; k++) {
      result[gather.edge()[k]] +=
          SingleLaneSum.ofProducts(m, gather.source()[k] * stride, b, width);
    }
  }

  @Override
  public void sums(float[] m, int stride, int width, Sums sums) {
    int[] start = sums.start();
    for (int i = 0; i < sums.rows(); i++) {
      int y = (sums.first() + i) * stride;
      Arrays.fill(m, y, y + width, 0);
      for (int k = start[i]; k < start[i + 1]; k++) {
        int x = sums.source()[k] * stride;
        for (int p = 0; p < width; p++) {
          m[y + p] += m[x + p];
        }
      }
    }
  }

  @Override
  public void multiply(float[] m, int a, int b, int y, int length) {
    for (int i = 0; i < length; i++) {
      m[y + i] = m[a + i] * m[b + i];
    }
  }

  @Override
  public void mix(float[] m, float a, int y, float b, int x, int length) {
    for (int i = 0; i < length; i++) {
      m[y + i] = MultiplyAdd.of(b, m[x + i], a * m[y + i]);
    }
  }

  @Override
  public void addProducts(float[] m, float w, int a, int b, int y, int length) {
    for (int i = 0; i < length; i++) {
      m[y + i] = MultiplyAdd.of(w * m[a + i], m[b + i], m[y + i]);
    }
  }

  @Override
  public void activate(Activation f, float[] m, int z, int slope, int length, int scratch) {
    for (int i = 0; i < length; i++) {
      float v = m[z + i];
      float s = SingleActivation.value(f, v);
      m[z + i] = s;
      m[slope + i] = SingleActivation.slope(f, v, s);
    }
  }
}
