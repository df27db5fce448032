package org.meshnn.plot;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.meshnn.plot.LineChart.Line;
import org.meshnn.text.Listing;

/** Named lines over one axis: errors by tick, losses by epoch. */
public final class Lines {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 420;

  private Lines() {}

  /**
   * A line for each name, in the map's order. The upright axis is logarithmic where no number is
   * negative and the positive ones span a factor of 20. Zeros on a logarithmic axis, NaN, infinite
   * numbers and those beyond 1e100 are gaps, and are counted.
   *
   * @param title what the lines show
   * @param across what x is
   * @param x at least one number, ascending, none beyond 1e100
   * @param lines at least one, each with one number for each of x
   * @return the picture
   * @throws IllegalArgumentException if there is no x or no line, if x does not ascend or is not
   *     within 1e100 of 0, or a line is of another length
   */
  public static Picture draw(String title, String across, double[] x, Map<String, double[]> lines) {
    requireLines(x, lines);
    List<Line> all =
        lines.entrySet().stream().map(l -> new Line(l.getKey(), x, l.getValue())).toList();
    Canvas canvas = new Canvas(WIDTH, HEIGHT);
    new LineChart(canvas, 0, WIDTH, all, LineChart.Upright.POWERS_AND_ZEROS).draw(title, across);
    return canvas.picture(
        String.format(Locale.ROOT, "%s: %s, by %s", title, Listing.of(lines.keySet()), across));
  }

  private static void requireLines(double[] x, Map<String, double[]> lines) {
    if (x.length == 0 || lines.isEmpty()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected at least one x and one line, got %d and %d",
              x.length,
              lines.size()));
    }
    for (int i = 0; i < x.length; i++) {
      if (!Axis.drawable(x[i]) || (i > 0 && x[i] < x[i - 1])) {
        throw new IllegalArgumentException(
            "expected ascending x within 1e100 of 0, got " + x[i] + " at index " + i);
      }
    }
    lines.forEach(
        (name, y) -> {
          if (y.length != x.length) {
            throw new IllegalArgumentException(
                String.format(
                    Locale.ROOT,
                    "expected %d numbers, one for each x, got %d for %s",
                    x.length,
                    y.length,
                    Listing.quoted(name)));
          }
        });
  }
}
