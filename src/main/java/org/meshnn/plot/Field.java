package org.meshnn.plot;

import java.util.Locale;
import java.util.function.Function;

/**
 * Class probabilities over a rectangle, asked of a predictor on a grid and interpolated between its
 * nodes.
 */
final class Field {
  private static final int SPACING = 2;

  private final double[][] probabilities;
  private final int columns;
  private final int classes;

  /** Asks once for a node every two pixels between two axes. */
  Field(Function<double[][], double[][]> predictor, Axis along, Axis up, int classes) {
    int rows = up.pixels() / SPACING + 2;
    this.columns = along.pixels() / SPACING + 2;
    this.classes = classes;
    double[][] nodes = new double[rows * columns][];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double x = along.value(along.from() + column * SPACING);
        double y = up.value(up.to() + row * SPACING);
        nodes[row * columns + column] = new double[] {x, y};
      }
    }
    this.probabilities = ask(predictor, nodes, classes);
  }

  /** The predictor's answer, its shape checked. */
  static double[][] ask(
      Function<double[][], double[][]> predictor, double[][] points, int classes) {
    double[][] answer = predictor.apply(points);
    if (answer.length != points.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected the predictor to return one row per point (%d), got %d",
              points.length,
              answer.length));
    }
    for (double[] row : answer) {
      if (row.length != classes) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "expected the predictor to return one probability per class (%d), got %d",
                classes,
                row.length));
      }
    }
    return answer;
  }

  /** Bilinear interpolation at a pixel of the plot. */
  double[] at(int x, int y) {
    int column = x / SPACING;
    int row = y / SPACING;
    double right = (double) (x % SPACING) / SPACING;
    double down = (double) (y % SPACING) / SPACING;
    double[] mixed = new double[classes];
    for (int k = 0; k < classes; k++) {
      mixed[k] =
          (1 - down) * ((1 - right) * node(row, column, k) + right * node(row, column + 1, k))
              + down
                  * ((1 - right) * node(row + 1, column, k) + right * node(row + 1, column + 1, k));
    }
    return mixed;
  }

  private double node(int row, int column, int k) {
    return probabilities[row * columns + column][k];
  }

  static int winner(double[] probabilities) {
    int best = 0;
    for (int k = 1; k < probabilities.length; k++) {
      best = probabilities[k] > probabilities[best] ? k : best;
    }
    return best;
  }
}
