package org.meshnn.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.meshnn.plot.LineChart.Line;
import org.meshnn.text.Listing;

/** A series and what was forecast of it, by time. Immutable: each method returns a changed plot. */
public final class SeriesPlot {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 360;

  private final String title;
  private final String across;
  private final boolean dates;
  private final List<Line> lines;
  private final Backdrop backdrop;

  private SeriesPlot(
      String title, String across, boolean dates, List<Line> lines, Backdrop backdrop) {
    this.title = title;
    this.across = across;
    this.dates = dates;
    this.lines = List.copyOf(lines);
    this.backdrop = backdrop;
  }

  /**
   * {@return a plot without lines}
   *
   * @param title what the lines show
   * @param across what they go by, for example {@code year}
   * @param dates whether that is in days since 1970, to be written as dates
   */
  public static SeriesPlot of(String title, String across, boolean dates) {
    return new SeriesPlot(title, across, dates, List.of(), Backdrop.NONE);
  }

  /**
   * Adds a line, with a gap where a number is not known, NaN, and where it is infinite or beyond
   * 1e100, which is counted.
   *
   * @param name stands in the legend
   * @param at ascending, none beyond 1e100
   * @param values one for each
   * @return a changed plot
   * @throws IllegalArgumentException if there are not as many, or they do not ascend or are not
   *     within 1e100 of 0
   */
  public SeriesPlot line(String name, double[] at, double[] values) {
    requireAscending(at, values.length);
    List<Line> more = new ArrayList<>(lines);
    more.add(new Line(name, at.clone(), values.clone()));
    return new SeriesPlot(title, across, dates, more, backdrop);
  }

  /**
   * Lays a band behind the line added last: an interval around it.
   *
   * @param at ascending, none beyond 1e100
   * @param low one for each, its lower edge; a gap where it is NaN
   * @param high one for each, its upper edge; a gap where it is NaN
   * @return a changed plot
   * @throws IllegalArgumentException as {@link #line}
   * @throws IllegalStateException if there is no line yet
   */
  public SeriesPlot band(double[] at, double[] low, double[] high) {
    requireAscending(at, low.length);
    requireAscending(at, high.length);
    if (lines.isEmpty()) {
      throw new IllegalStateException("a band is of a line; add that before");
    }
    return with(
        new Backdrop(
            backdrop.from(),
            backdrop.name(),
            at.clone(),
            low.clone(),
            high.clone(),
            lines.size() - 1));
  }

  /**
   * Shades what lies at a place and after it.
   *
   * @param name what that is, for example {@code test}
   * @param from where it begins
   * @return a changed plot
   */
  public SeriesPlot shaded(String name, double from) {
    return with(
        new Backdrop(
            from, name, backdrop.at(), backdrop.low(), backdrop.high(), backdrop.ofLine()));
  }

  private SeriesPlot with(Backdrop backdrop) {
    return new SeriesPlot(title, across, dates, lines, backdrop);
  }

  /**
   * {@return the picture; its axes are not logarithmic}
   *
   * @throws IllegalStateException if no line has a point
   */
  public Picture draw() {
    if (lines.stream().allMatch(line -> line.x().length == 0)) {
      throw new IllegalStateException("expected a line with at least one point, got none");
    }
    Canvas canvas = new Canvas(WIDTH, HEIGHT);
    new LineChart(canvas, 0, WIDTH, lines, LineChart.Upright.EVEN)
        .behind(backdrop)
        .dates(dates)
        .draw(title, across);
    List<String> names = lines.stream().map(Line::name).toList();
    return canvas.picture(
        String.format(Locale.ROOT, "%s: %s, by %s", title, Listing.of(names), across));
  }

  private static void requireAscending(double[] at, int values) {
    if (at.length != values) {
      throw new IllegalArgumentException(
          "expected as many values as places, " + at.length + ", got " + values);
    }
    for (int i = 0; i < at.length; i++) {
      if (!Axis.drawable(at[i]) || (i > 0 && at[i] < at[i - 1])) {
        throw new IllegalArgumentException(
            "expected ascending places within 1e100 of 0, got " + at[i] + " at index " + i);
      }
    }
  }
}
