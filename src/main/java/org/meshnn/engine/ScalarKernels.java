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
      m[y + p] += w * m[x + p];
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
            q += w[gather.edge()[k]] * m[gather.source()[k] * stride + p];
          }
          sum += q * m[readout.times()[i] * stride + p];
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
    int[] start = gather.start();
    for (int i = 0; i < gather.rows(); i++) {
      int b = errorSignal[i] * stride;
      for (int k = start[i]; k < start[i + 1]; k++) {
        int a = gather.source()[k] * stride;
        double sum = 0;
        for (int p = 0; p < width; p++) {
          sum += m[a + p] * m[b + p];
        }
        result[gather.edge()[k]] += sum;
      }
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
          y[at + p] += v * m[from + p];
        }
      }
    }
  }

  @Override
  public void dots(
      double[] m,
      int x,
      int stride,
      int width,
      int rows,
      int v,
      double[] result,
      int to,
      int scratch) {
    for (int i = 0; i < rows; i++) {
      int at = x + i * stride;
      double sum = 0;
      for (int p = 0; p < width; p++) {
        sum += m[at + p] * m[v + p];
      }
      result[to + i] += sum;
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
      m[y + i] = a * m[y + i] + b * m[x + i];
    }
  }

  @Override
  public void addProducts(double[] m, double w, int a, int b, int y, int length) {
    for (int i = 0; i < length; i++) {
      m[y + i] += w * (m[a + i] * m[b + i]);
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
        double e = Math.exp(m[x + r * stride + p] - top);
        m[y + r * stride + p] = e;
        sum += e;
      }
      double share = 1 / sum;
      for (int r = 0; r < rows; r++) {
        m[y + r * stride + p] *= share;
      }
      norms[p] = top;
      norms[stride + p] = Math.log(sum);
    }
  }
}
