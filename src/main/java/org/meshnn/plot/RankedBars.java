package org.meshnn.plot;

import java.awt.BasicStroke;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.meshnn.plot.Canvas.Anchor;
import org.meshnn.scores.Interval;
import org.meshnn.text.Plural;

/** Numbers as bars from 0, in the order in which they come, with whiskers for their intervals. */
public final class RankedBars {
  private static final int WIDTH = 720;
  private static final int TOP = 36;
  private static final int ROW = 26;
  private static final int BELOW = 56;
  private static final int RIGHT = 84;
  private static final int LONGEST_NAME = 260;
  private static final int MOST = 30;

  private final Canvas canvas;
  private final List<String> names;
  private final List<Interval> values;
  private final int left;
  private final int bottom;
  private final Axis along;

  private RankedBars(List<String> all, List<Interval> values) {
    Canvas ruler = new Canvas(1, 1);
    names = all.stream().limit(MOST).map(name -> ruler.fit(name, LONGEST_NAME)).toList();
    this.values = values.subList(0, names.size());
    left = 24 + names.stream().mapToInt(ruler::textWidth).max().orElse(0);
    bottom = TOP + names.size() * ROW;
    canvas = new Canvas(WIDTH, bottom + BELOW);
    double[] drawn =
        Axis.drawable(
                this.values.stream()
                    .flatMapToDouble(v -> DoubleStream.of(v.mean(), v.low(), v.high())))
            .sorted()
            .toArray();
    double least = drawn.length == 0 ? 0 : Math.min(0, drawn[0]);
    double most = drawn.length == 0 ? 1 : Math.max(0, drawn[drawn.length - 1]);
    along = Axis.of(least, most, Axis.Steps.ANY, left, WIDTH - RIGHT);
  }

  /**
   * A row per number: a bar from 0, blue above it and orange below, whiskers where it has an
   * interval, and the number. Of more than 30 the first are drawn, and the picture says so.
   *
   * @param names one per number, at least one; long ones are cut
   * @param values the numbers, in the same order, with or without ends; NaN and those beyond 1e100
   *     have no bar
   * @param title what they are
   * @param axis their name and unit
   * @return the picture
   * @throws IllegalArgumentException if there is none, or not one name for each
   */
  public static Picture draw(List<String> names, List<Interval> values, String title, String axis) {
    if (names.isEmpty() || names.size() != values.size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected one number per name, at least one, got %d and %d",
              values.size(),
              names.size()));
    }
    RankedBars bars = new RankedBars(names, values);
    bars.draw(title, axis, names.size());
    return bars.canvas.picture(
        "Bars of " + Plural.of(names.size(), "number") + ": " + title + ", " + axis);
  }

  private void draw(String title, String axis, int all) {
    along.drawBelow(canvas, Palette.GRID, bottom, TOP, axis);
    for (int k = 0; k < names.size(); k++) {
      bar(values.get(k), TOP + (k + 0.5) * ROW);
      canvas.text(names.get(k), left - 12, TOP + (k + 0.5) * ROW, Anchor.END);
    }
    canvas.pen.setColor(Palette.INK);
    canvas.line(along.at(0), TOP, along.at(0), bottom);
    canvas.frame(left, TOP, WIDTH - RIGHT - left, bottom - TOP);
    String note = all > names.size() ? "the first " + names.size() + " of " + all : "";
    canvas.title(title, note, 12, WIDTH - 12);
  }

  private void bar(Interval value, double y) {
    if (Axis.drawable(value.mean())) {
      double end = along.at(value.mean());
      double zero = along.at(0);
      canvas.pen.setColor(value.mean() < 0 ? Palette.NEGATIVE : Palette.POSITIVE);
      canvas.pen.fill(new Rectangle2D.Double(Math.min(zero, end), y - 7, Math.abs(end - zero), 14));
    }
    if (Axis.drawable(value.low()) && Axis.drawable(value.high())) {
      double low = along.at(value.low());
      double high = along.at(value.high());
      canvas.pen.setColor(Palette.INK);
      canvas.pen.setStroke(new BasicStroke(1.4f));
      canvas.line(low, y, high, y);
      canvas.line(low, y - 5, low, y + 5);
      canvas.line(high, y - 5, high, y + 5);
      canvas.pen.setStroke(new BasicStroke(1f));
    }
    String text =
        Double.isNaN(value.mean()) ? "-" : String.format(Locale.ROOT, "%.3g", value.mean());
    canvas.text(text, WIDTH - RIGHT + 8, y, Anchor.START);
  }
}
