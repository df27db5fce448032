package org.meshnn.plot;

import java.util.Arrays;

/**
 * The part of the plane a plot of {@code width} x {@code height} pixels shows; the origin of the
 * pixels is at the top left.
 */
record View(double lowX, double highX, double lowY, double highY, int width, int height) {
  private static final double MARGIN = 0.08;

  /** All points with a margin; a column of equal numbers gets a margin of a half. */
  static View of(double[][] points, int width, int height) {
    double[] x = range(points, 0);
    double[] y = range(points, 1);
    return new View(x[0], x[1], y[0], y[1], width, height);
  }

  private static double[] range(double[][] points, int column) {
    double low = Arrays.stream(points).mapToDouble(point -> point[column]).min().orElseThrow();
    double high = Arrays.stream(points).mapToDouble(point -> point[column]).max().orElseThrow();
    if (!Double.isFinite(2 * (high - low))) {
      throw new IllegalArgumentException(
          "expected points at most 8e307 apart, got some from "
              + low
              + " to "
              + high
              + "; divide their column, for example by a million, and train again");
    }
    double margin = high > low ? MARGIN * (high - low) : 0.5 * Math.max(1, Math.abs(low));
    return new double[] {low - margin, high + margin};
  }

  double valueX(double pixel) {
    return lowX + (highX - lowX) * pixel / width;
  }

  double valueY(double pixel) {
    return highY - (highY - lowY) * pixel / height;
  }

  double pixelX(double value) {
    return (value - lowX) / (highX - lowX) * width;
  }

  double pixelY(double value) {
    return (highY - value) / (highY - lowY) * height;
  }
}
