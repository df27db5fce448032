package org.meshnn.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.meshnn.plot.Canvas.Anchor;
import org.meshnn.scores.Interval;
import org.meshnn.text.Plural;

/** Groups of numbers along one axis: every number, and the mean with its 95 % interval. */
public final class StripPlot {
  private static final int WIDTH = 720;
  private static final int TOP = 36;
  private static final int BELOW = 56;
  private static final int RIGHT = 24;
  private static final int LONGEST_NAME = 190;
  private static final int HIGHEST_ROW = 72;
  private static final int LOWEST_ROW = 16;
  private static final int HEIGHT = 640;

  private final Canvas canvas;
  private final List<String> names;
  private final List<double[]> groups;
  private final List<Interval> intervals;
  private final int row;
  private final int left;
  private final Axis along;

  private StripPlot(List<String> names, List<double[]> groups, List<Interval> intervals) {
    this.groups = groups;
    this.intervals = intervals;
    Canvas ruler = new Canvas(1, 1);
    this.names = names.stream().map(name -> ruler.fit(name, LONGEST_NAME)).toList();
    left = 24 + this.names.stream().mapToInt(ruler::textWidth).max().orElse(0);
    row = Math.max(LOWEST_ROW, Math.min(HIGHEST_ROW, HEIGHT / names.size()));
    canvas = new Canvas(WIDTH, TOP + names.size() * row + BELOW);
    double[] drawn =
        Axis.drawable(
                DoubleStream.concat(
                    groups.stream().flatMapToDouble(Arrays::stream),
                    intervals.stream().flatMapToDouble(i -> DoubleStream.of(i.low(), i.high()))))
            .sorted()
            .toArray();
    double least = drawn.length == 0 ? 0 : drawn[0];
    double most = drawn.length == 0 ? 1 : drawn[drawn.length - 1];
    along = Axis.of(least, most, Axis.Steps.ANY, left, WIDTH - RIGHT);
  }

  /**
   * As {@link #draw(List, List, List, String)}, of independent numbers.
   *
   * @param names one per group, at least one; long ones are cut
   * @param groups the numbers of each group, in the same order; a group may be empty
   * @param axis what the numbers are
   * @return the picture
   * @throws IllegalArgumentException if there is no group, or not one name for each
   */
  public static Picture draw(List<String> names, List<double[]> groups, String axis) {
    return draw(names, groups, groups.stream().map(Interval::of).toList(), axis);
  }

  /**
   * A row per group: above, each number as a mark, equal ones stacked; below, the mean and, from
   * two numbers on, the 95 % interval of the mean. NaN, infinite numbers and those beyond 1e100 are
   * not drawn, and are counted.
   *
   * @param names one per group, at least one; long ones are cut
   * @param groups the numbers of each group, in the same order; a group may be empty
   * @param intervals of each group, in the same order; where one is clipped, the title says so
   * @param axis what the numbers are
   * @return the picture
   * @throws IllegalArgumentException if there is no group, or not one name and interval for each
   */
  public static Picture draw(
      List<String> names, List<double[]> groups, List<Interval> intervals, String axis) {
    if (names.isEmpty() || names.size() != groups.size() || names.size() != intervals.size()) {
      throw new IllegalArgumentException(
          "expected one name and one interval per group, at least one,"
              + String.format(
                  Locale.ROOT,
                  " got %d names, %d intervals and %d groups",
                  names.size(),
                  intervals.size(),
                  groups.size()));
    }
    return new StripPlot(names, groups, intervals).picture(axis);
  }

  private Picture picture(String axis) {
    int numbers = groups.stream().mapToInt(values -> values.length).sum();
    frame(axis);
    long off = 0;
    for (int k = 0; k < groups.size(); k++) {
      double[] values = Axis.drawable(Arrays.stream(groups.get(k))).toArray();
      off += groups.get(k).length - values.length;
      canvas.text(names.get(k), left - 12, TOP + (k + 0.5) * row, Anchor.END);
      marks(k, values);
      mean(k, intervals.get(k));
    }
    title(axis, off);
    return canvas.picture(
        String.format(
            Locale.ROOT,
            "Strip plot of %s: %s of %s, each with mean and 95 %% interval",
            axis,
            Plural.of(numbers, "run"),
            Plural.of(groups.size(), "setting")));
  }

  private void title(String axis, long off) {
    String gone = off > 0 ? off + " off the chart" : "";
    boolean clipped = intervals.stream().anyMatch(Interval::clipped);
    String what = ": every run, mean and 95 % interval of the mean" + (clipped ? " (clipped)" : "");
    int right = WIDTH - RIGHT - canvas.textWidth(gone) - 12;
    String of = canvas.fitTitle(axis, right - 12 - canvas.titleWidth(what));
    canvas.title(of + what, gone, 12, WIDTH - RIGHT);
  }

  private void frame(String axis) {
    along.drawBelow(canvas, Palette.GRID, TOP + groups.size() * row, TOP, axis);
    for (int k = 1; k < groups.size(); k++) {
      canvas.pen.setColor(Palette.RULE);
      canvas.line(left, TOP + k * row, WIDTH - RIGHT, TOP + k * row);
    }
    canvas.frame(left, TOP, WIDTH - RIGHT - left, groups.size() * row);
  }

  /** Marks in the upper part of the row; those that would overlap are stacked from below. */
  private void marks(int k, double[] values) {
    double size = Math.min(9, row * 0.3);
    double floor = TOP + k * row + 0.62 * row - size / 2;
    double ceiling = TOP + k * row + 0.5 * size + 3;
    Map<Long, Integer> columns = new HashMap<>();
    Map<Long, Integer> heights = new HashMap<>();
    for (double value : values) {
      columns.merge(Math.round(along.at(value) / size), 1, Integer::sum);
    }
    int highest = columns.values().stream().mapToInt(Integer::intValue).max().orElse(1);
    double step = Math.min(size, (floor - ceiling) / Math.max(1, highest - 1));
    for (double value : values) {
      int height = heights.merge(Math.round(along.at(value) / size), 1, Integer::sum) - 1;
      var mark = Marker.ofClass(k, along.at(value), floor - height * step, size - 1);
      canvas.outlined(mark, Palette.ofClass(k), Color.WHITE, Math.min(0.8, 0.12 * step));
    }
  }

  private void mean(int k, Interval interval) {
    if (!Axis.drawable(interval.mean())) {
      return;
    }
    double y = TOP + (k + 0.81) * row;
    double cap = Math.max(2, row * 0.07);
    canvas.pen.setColor(Palette.INK);
    canvas.pen.setStroke(new BasicStroke(1.6f));
    if (Axis.drawable(interval.low()) && Axis.drawable(interval.high())) {
      canvas.line(along.at(interval.low()), y, along.at(interval.high()), y);
      canvas.line(along.at(interval.low()), y - cap, along.at(interval.low()), y + cap);
      canvas.line(along.at(interval.high()), y - cap, along.at(interval.high()), y + cap);
    }
    double size = Math.max(4, Math.min(8, row * 0.14));
    canvas.pen.fill(Marker.ofClass(3, along.at(interval.mean()), y, size));
    canvas.pen.setStroke(new BasicStroke(1f));
  }
}
