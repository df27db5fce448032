package org.meshnn.engine;

/** A sum over samples in {@link Kernels#LANES eight lanes}. */
final class LaneSum {
  private static final int LANES = Kernels.LANES;

  private LaneSum() {}

  /** Of lanes that lie one beside the other. */
  static double of(double[] m, int at) {
    double even = (m[at] + m[at + 4]) + (m[at + 2] + m[at + 6]);
    double odd = (m[at + 1] + m[at + 5]) + (m[at + 3] + m[at + 7]);
    return even + odd;
  }

  /** Of lanes l and l + 4 added before. */
  static double ofHalved(double[] m, int at) {
    return (m[at] + m[at + 2]) + (m[at + 1] + m[at + 3]);
  }

  /** Of the products of two rows. */
  static double ofProducts(double[] m, int a, int b, int width) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    int whole = width / LANES * LANES;
    for (int p = 0; p < whole; p += LANES) {
      s0 = MultiplyAdd.of(m[a + p], m[b + p], s0);
      s1 = MultiplyAdd.of(m[a + p + 1], m[b + p + 1], s1);
      s2 = MultiplyAdd.of(m[a + p + 2], m[b + p + 2], s2);
      s3 = MultiplyAdd.of(m[a + p + 3], m[b + p + 3], s3);
      s4 = MultiplyAdd.of(m[a + p + 4], m[b + p + 4], s4);
      s5 = MultiplyAdd.of(m[a + p + 5], m[b + p + 5], s5);
      s6 = MultiplyAdd.of(m[a + p + 6], m[b + p + 6], s6);
      s7 = MultiplyAdd.of(m[a + p + 7], m[b + p + 7], s7);
    }
    for (int p = whole; p < width; p++) {
      double u = m[a + p];
      double v = m[b + p];
      switch (p - whole) {
        case 0 -> s0 = MultiplyAdd.of(u, v, s0);
        case 1 -> s1 = MultiplyAdd.of(u, v, s1);
        case 2 -> s2 = MultiplyAdd.of(u, v, s2);
        case 3 -> s3 = MultiplyAdd.of(u, v, s3);
        case 4 -> s4 = MultiplyAdd.of(u, v, s4);
        case 5 -> s5 = MultiplyAdd.of(u, v, s5);
        default -> s6 = MultiplyAdd.of(u, v, s6);
      }
    }
    return ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
  }
}
