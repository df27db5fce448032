package org.meshnn.features;

/**
 * Grey pictures of 28 x 28 pixels and their labels.
 *
 * @param pixels 784 bytes a picture, row by row, 0 to 255 unsigned
 * @param labels one a picture, 0 to 9
 * @param mean what is subtracted from a pixel in [0, 1]
 * @param sd what the difference is divided by
 */
record Images(byte[] pixels, byte[] labels, float mean, float sd) {
  static final int SIDE = 28;
  static final int PIXELS = SIDE * SIDE;

  int count() {
    return labels.length;
  }

  /** The pictures order[from] to order[to - 1], normalised, one after the other. */
  float[] normalised(int[] order, int from, int to) {
    float[] values = new float[(to - from) * PIXELS];
    for (int i = from; i < to; i++) {
      for (int p = 0; p < PIXELS; p++) {
        int grey = pixels[order[i] * PIXELS + p] & 0xFF;
        values[(i - from) * PIXELS + p] = (grey / 255f - mean) / sd;
      }
    }
    return values;
  }
}
