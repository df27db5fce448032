package org.meshnn.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.meshnn.plan.Gather;
import org.meshnn.plan.Sensitivities;
import org.meshnn.plan.Sums;

/** The inner loops as plain Java. */
final class ScalarKernels implements Kernels {

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
      double[] m,
      int stride,
      int width,
      Gather gather,
      double[] w,
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

  private static void addScaled(double[] m, double w, int x, int y, int width) {
    for (int p = 0; p < width; p++) {
      m[y + p] = MultiplyAdd.of(w, m[x + p], m[y + p]);
    }
  }

  @Override
  public void readout(
      double[] m, int stride, int width, Sensitivities.Readout readout, double[] w) {
    Gather gather = readout.gather();
    for (int g = 0; g < readout.to().length; g++) {
      int y = readout.to()[g] * stride;
      for (int p = 0; p < width; p++) {
        double sum = 0;
        for (int i = readout.start()[g]; i < readout.start()[g + 1]; i++) {
          double q = 0;
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
      double[] m,
      int stride,
      int width,
      Gather gather,
      int[] errorSignal,
      double[] result,
      int scratch) {
    int i = 0;
    while (i < gather.rows()) {
      int end = DenseBlock.end(gather, i, width);
      int dense = end > i ? DenseBlock.terms(gather, i) : 0;
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
      double[] m, int stride, int width, Gather gather, int from, int to, int b, double[] result) {
    for (int k = from; k < to; k += 4) {
      int a = gather.source()[k] * stride;
      int e = gather.edge()[k];
      double r0 = result[e];
      double r1 = result[e + 1];
      double r2 = result[e + 2];
      double r3 = result[e + 3];
      for (int p = 0; p < width; p++) {
        double v = m[b + p];
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
      double[] m, int stride, int width, Gather gather, int from, int to, int b, double[] result) {
    for (int k = from; k < to; k++) {
      result[gather.edge()[k]] += LaneSum.ofProducts(m, gather.source()[k] * stride, b, width);
    }
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
    for (int i = 0; i < rows; i++) {
      int at = to + i * pitch;
      if (!more) {
        Arrays.fill(y, at, at + width, 0);
      }
      for (int k = 0; k < terms; k++) {
        double v = w[i * terms + k];
        int from = x + k * stride;
        for (int p = 0; p < width; p++) {
          y[at + p] = MultiplyAdd.of(v, m[from + p], y[at + p]);
        }
      }
    }
  }

  @Override
  public void sums(double[] m, int stride, int width, Sums sums) {
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
  public void multiply(double[] m, int a, int b, int y, int length) {
    for (int i = 0; i < length; i++) {
      m[y + i] = m[a + i] * m[b + i];
    }
  }

  @Override
  public void mix(double[] m, double a, int y, double b, int x, int length) {
    for (int i = 0; i < length; i++) {
      m[y + i] = MultiplyAdd.of(b, m[x + i], a * m[y + i]);
    }
  }

  @Override
  public void addProducts(double[] m, double w, int a, int b, int y, int length) {
    for (int i = 0; i < length; i++) {
      m[y + i] = MultiplyAdd.of(w * m[a + i], m[b + i], m[y + i]);
    }
  }

  @Override
  public void activate(Activation f, double[] m, int z, int slope, int length, int scratch) {
    for (int i = 0; i < length; i++) {
      double v = m[z + i];
      double s = f.value(v);
      m[z + i] = s;
      m[slope + i] = f.slope(v, s);
    }
  }

  @Override
  public void softmax(
      double[] m, int x, int y, int stride, int rows, int width, double[] norms, int scratch) {
    for (int p = 0; p < width; p++) {
      double top = m[x + p];
      for (int r = 1; r < rows; r++) {
        top = Math.max(top, m[x + r * stride + p]);
      }
      double sum = 0;
      for (int r = 0; r < rows; r++) {
        double e = ScalarExp.exp(m[x + r * stride + p] - top);
        m[y + r * stride + p] = e;
        sum += e;
      }
      double share = 1 / sum;
      for (int r = 0; r < rows; r++) {
        m[y + r * stride + p] *= share;
      }
      norms[p] = top;
      norms[stride + p] = StrictMath.log(sum);
    }
  }
}
