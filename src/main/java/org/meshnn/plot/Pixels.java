package org.meshnn.plot;

import java.awt.Color;
import java.util.Arrays;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;

/**
 * The entries of a matrix as pixels; one that stands for several shows that of largest magnitude.
 */
final class Pixels {
  private final double[][] shown;
  private final int rows;
  private final int columns;

  /**
   * Pixels of a matrix of {@code rows} x {@code columns}, none of which has an entry yet.
   *
   * @param none what such a pixel shows; NaN gives way to any number
   */
  Pixels(int height, int width, int rows, int columns, double none) {
    shown = new double[height][width];
    this.rows = rows;
    this.columns = columns;
    for (double[] line : shown) {
      Arrays.fill(line, none);
    }
  }

  void put(int row, int column, double value) {
    int height = shown.length;
    int width = shown[0].length;
    for (int y = first(row, rows, height); y < end(row, rows, height); y++) {
      for (int x = first(column, columns, width); x < end(column, columns, width); x++) {
        double old = shown[y][x];
        shown[y][x] = Double.isNaN(old) || Math.abs(value) > Math.abs(old) ? value : old;
      }
    }
  }

  private static int first(int index, int size, int pixels) {
    return (int) ((long) index * pixels / size);
  }

  private static int end(int index, int size, int pixels) {
    return Math.max(first(index, size, pixels) + 1, first(index + 1, size, pixels));
  }

  /** The largest finite magnitude, 1 if there is none above 0. */
  double largest() {
    return largest(Arrays.stream(shown).flatMapToDouble(Arrays::stream).filter(Double::isFinite));
  }

  /** The largest magnitude, 1 if there is none above 0. */
  static double largest(DoubleStream values) {
    double largest = values.map(Math::abs).max().orElse(0);
    return largest > 0 ? largest : 1;
  }

  void draw(Canvas canvas, int left, int top, DoubleFunction<Color> color) {
    for (int y = 0; y < shown.length; y++) {
      for (int x = 0; x < shown[y].length; x++) {
        canvas.image.setRGB(left + x, top + y, color.apply(shown[y][x]).getRGB());
      }
    }
    canvas.frame(left - 0.5, top - 0.5, shown[0].length + 1, shown.length + 1);
  }
}
