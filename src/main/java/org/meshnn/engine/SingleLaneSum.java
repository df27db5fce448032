package org.meshnn.engine;

/** As {@link LaneSum}, in single precision: in {@link SingleKernels#LANES sixteen lanes}. */
final class SingleLaneSum {
  private static final int LANES = SingleKernels.LANES;

  private SingleLaneSum() {}

  /** Of lanes that lie one beside the other. */
  static float of(float[] m, int at) {
    float s0 = (m[at] + m[at + 8]) + (m[at + 4] + m[at + 12]);
    float s1 = (m[at + 1] + m[at + 9]) + (m[at + 5] + m[at + 13]);
    float s2 = (m[at + 2] + m[at + 10]) + (m[at + 6] + m[at + 14]);
    float s3 = (m[at + 3] + m[at + 11]) + (m[at + 7] + m[at + 15]);
    return (s0 + s2) + (s1 + s3);
  }

  /** Of lanes l and l + 8 added before. */
  static float ofHalved(float[] m, int at) {
    return ((m[at] + m[at + 4]) + (m[at + 2] + m[at + 6]))
        + ((m[at + 1] + m[at + 5]) + (m[at + 3] + m[at + 7]));
  }

  /** Of the products of two rows. */
  static float ofProducts(float[] m, int a, int b, int width) {
    float s0 = fourLanes(m, a, b, 0, width);
    float s1 = fourLanes(m, a, b, 1, width);
    float s2 = fourLanes(m, a, b, 2, width);
    float s3 = fourLanes(m, a, b, 3, width);
    return (s0 + s2) + (s1 + s3);
  }

  /** Of lanes l, l + 4, l + 8 and l + 12. */
  private static float fourLanes(float[] m, int a, int b, int l, int width) {
    float s0 = 0;
    float s4 = 0;
    float s8 = 0;
    float s12 = 0;
    int p = l;
    for (; p < width - 12; p += LANES) {
      s0 = MultiplyAdd.of(m[a + p], m[b + p], s0);
      s4 = MultiplyAdd.of(m[a + p + 4], m[b + p + 4], s4);
      s8 = MultiplyAdd.of(m[a + p + 8], m[b + p + 8], s8);
      s12 = MultiplyAdd.of(m[a + p + 12], m[b + p + 12], s12);
    }
    if (p < width) {
      s0 = MultiplyAdd.of(m[a + p], m[b + p], s0);
    }
    if (p + 4 < width) {
      s4 = MultiplyAdd.of(m[a + p + 4], m[b + p + 4], s4);
    }
    if (p + 8 < width) {
      s8 = MultiplyAdd.of(m[a + p + 8], m[b + p + 8], s8);
    }
    return (s0 + s8) + (s4 + s12);
  }
}
