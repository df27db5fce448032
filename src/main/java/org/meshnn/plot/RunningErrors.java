package org.meshnn.plot;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.meshnn.plot.LineChart.Line;
import org.meshnn.plot.LineChart.Upright;

/** How a stream is predicted: errors by step, and beside them the truth and the prediction. */
public final class RunningErrors {
  private static final int LEFT = 440;
  private static final int WIDTH = 900;
  private static final int HEIGHT = 340;

  private RunningErrors() {}

  /**
   * Two panels side by side. The axis of the errors is logarithmic where they span a factor of 20.
   * NaN, infinite numbers and those beyond 1e100 are gaps.
   *
   * @param measure what the errors are
   * @param step ascending, at least one
   * @param errors lines by name, in the map's order, with a number for each step
   * @param name what is predicted
   * @param last steps, ascending, at least one
   * @param values lines by name, with a number for each of the last steps
   * @param caption what the picture shows, in a line
   * @return the picture
   * @throws IllegalArgumentException if there is no step
   */
  public static Picture draw(
      String measure,
      double[] step,
      Map<String, double[]> errors,
      String name,
      double[] last,
      Map<String, double[]> values,
      String caption) {
    if (step.length == 0 || last.length == 0) {
      throw new IllegalArgumentException("expected at least one step, got none; run first");
    }
    Canvas canvas = new Canvas(WIDTH, HEIGHT);
    new LineChart(canvas, 0, LEFT, errors(step, errors), Upright.POWERS_AND_ZEROS)
        .draw("running " + measure, "step");
    new LineChart(canvas, LEFT, WIDTH, lines(last, values), Upright.EVEN).draw(name, "last steps");
    return canvas.picture(caption);
  }

  /** A line begins where its error is first known. */
  private static List<Line> errors(double[] step, Map<String, double[]> errors) {
    return errors.entrySet().stream()
        .map(
            line -> {
              double[] y = line.getValue();
              int first = 0;
              while (first < y.length - 1 && Double.isNaN(y[first])) {
                first++;
              }
              return new Line(
                  line.getKey(),
                  Arrays.copyOfRange(step, first, step.length),
                  Arrays.copyOfRange(y, first, y.length));
            })
        .toList();
  }

  /** Lines at the steps where one of them has a number. */
  private static List<Line> lines(double[] x, Map<String, double[]> lines) {
    int[] known =
        IntStream.range(0, x.length)
            .filter(i -> lines.values().stream().anyMatch(y -> !Double.isNaN(y[i])))
            .toArray();
    return lines.entrySet().stream()
        .map(line -> new Line(line.getKey(), at(known, x), at(known, line.getValue())))
        .toList();
  }

  private static double[] at(int[] places, double[] values) {
    return Arrays.stream(places).mapToDouble(i -> values[i]).toArray();
  }
}
