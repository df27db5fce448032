package org.meshnn.engine;

/**
 * The inner loops. Rows hold one value per sample; nothing is checked. Cost: one multiply-add per
 * term and sample, unless said otherwise.
 */
final class Kernels {
  private Kernels() {}

  /** y = 0. */
  static void clear(double[] m, int y, int count) {
    java.util.Arrays.fill(m, y, y + count, 0);
  }

  /** y = x. */
  static void copy(double[] m, int x, int y, int count) {
    System.arraycopy(m, x, m, y, count);
  }

  /** y = y + x. */
  static void add(double[] m, int x, int y, int count) {
    for (int p = 0; p < count; p++) {
      m[y + p] += m[x + p];
    }
  }

  /** y = y + w x. */
  static void addScaled(double[] m, double w, int x, int y, int count) {
    for (int p = 0; p < count; p++) {
      m[y + p] += w * m[x + p];
    }
  }

  /** y = a b, sample by sample. */
  static void multiply(double[] m, int a, int b, int y, int count) {
    for (int p = 0; p < count; p++) {
      m[y + p] = m[a + p] * m[b + p];
    }
  }

  /** y = y + a b, sample by sample. */
  static void addProduct(double[] m, int a, int b, int y, int count) {
    for (int p = 0; p < count; p++) {
      m[y + p] += m[a + p] * m[b + p];
    }
  }

  /** The sum over the batch of a b. */
  static double dot(double[] m, int a, int b, int count) {
    double sum = 0;
    for (int p = 0; p < count; p++) {
      sum += m[a + p] * m[b + p];
    }
    return sum;
  }

  /** slope = f'(z), z = f(z); one activation per sample. */
  static void activate(Activation f, double[] m, int z, int slope, int count) {
    switch (f) {
      case RELU -> {
        for (int p = 0; p < count; p++) {
          double v = m[z + p];
          m[slope + p] = v > 0 ? 1 : 0;
          m[z + p] = v > 0 ? v : 0;
        }
      }
      case IDENTITY -> java.util.Arrays.fill(m, slope, slope + count, 1);
      default -> {
        for (int p = 0; p < count; p++) {
          double v = m[z + p];
          double s = f.value(v);
          m[z + p] = s;
          m[slope + p] = f.slope(v, s);
        }
      }
    }
  }
}
