package org.meshnn.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.meshnn.plot.LineChart.Line;
import org.meshnn.scores.Interval;
import org.meshnn.text.Listing;

/** Named lines of means over one axis, each in a band of its intervals: scores by rows. */
public final class Bands {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 420;

  private Bands() {}

  /**
   * A line for each name, in the map's order, with a band between the ends of its intervals where
   * they have ends. Each x is marked on its axis, which is logarithmic where they span a factor of
   * 4. Means that are NaN, infinite or beyond 1e100 are gaps.
   *
   * @param title what the lines show
   * @param across what x is
   * @param x at least one number, positive and ascending, none beyond 1e100
   * @param lines at least one, each with one interval for each of x
   * @return the picture
   * @throws IllegalArgumentException if there is no x or no line, if x is not positive, does not
   *     ascend or is beyond 1e100, or a line is of another length
   */
  public static Picture draw(
      String title, String across, double[] x, Map<String, List<Interval>> lines) {
    requireLines(x, lines);
    List<Line> means = new ArrayList<>();
    List<Backdrop> bands = new ArrayList<>();
    lines.forEach(
        (name, intervals) -> {
          double[] low = intervals.stream().mapToDouble(Interval::low).toArray();
          double[] high = intervals.stream().mapToDouble(Interval::high).toArray();
          bands.add(new Backdrop(Double.NaN, "", x, low, high, bands.size()));
          means.add(new Line(name, x, intervals.stream().mapToDouble(Interval::mean).toArray()));
        });
    Canvas canvas = new Canvas(WIDTH, HEIGHT);
    new LineChart(canvas, 0, WIDTH, means, LineChart.Upright.EVEN)
        .behind(bands.toArray(new Backdrop[0]))
        .numbered()
        .draw(title, across);
    return canvas.picture(
        String.format(Locale.ROOT, "%s: %s, by %s", title, Listing.of(lines.keySet()), across));
  }

  private static void requireLines(double[] x, Map<String, List<Interval>> lines) {
    boolean fit = lines.values().stream().allMatch(line -> line.size() == x.length);
    if (x.length == 0 || lines.isEmpty() || !fit) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected at least one x and one line, with an interval for each x, got %d x and"
                  + " lines of %s",
              x.length,
              Listing.of(lines.values().stream().map(List::size).toList())));
    }
    for (int i = 0; i < x.length; i++) {
      if (!(Axis.drawable(x[i]) && x[i] > (i == 0 ? 0 : x[i - 1]))) {
        throw new IllegalArgumentException(
            "expected positive, ascending x within 1e100, got " + x[i] + " at index " + i);
      }
    }
  }
}
