package org.meshnn.plot;

import java.awt.BasicStroke;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.meshnn.plot.Canvas.Anchor;
import org.meshnn.text.Listing;

/** Named lines over one axis: errors by tick, losses by epoch. */
public final class Lines {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 420;
  private static final int MOST_MARKED = 25;
  private static final double LOGARITHMIC_FROM = 20;
  private static final double LARGEST = 1e100;
  private static final double MOST_RULED = 1e6;
  private static final int LEGEND_LINE = 60;
  private static final int LONGEST_NAME = 190;
  private static final int MOST_NAMED = 18;
  private static final int BESIDE_PLOT = 110;

  /** Space before the first x; uneven spacing makes XChart choose round ticks. */
  private static final double LEAD = 0.5;

  private static final Marker[] MARKERS = {
    SeriesMarkers.CIRCLE,
    SeriesMarkers.SQUARE,
    SeriesMarkers.TRIANGLE_UP,
    SeriesMarkers.DIAMOND,
    SeriesMarkers.TRIANGLE_DOWN,
    SeriesMarkers.CROSS
  };

  private Lines() {}

  /**
   * A line for each name, in the map's order. The upright axis is logarithmic where no number is
   * negative and the positive ones span a factor of 20. Zeros on a logarithmic axis, NaN, infinite
   * numbers and those beyond 1e100 are gaps, and are counted.
   *
   * @param title what the lines show
   * @param across what x is
   * @param x at least one number, ascending
   * @param lines at least one, each with one number for each of x
   * @throws IllegalArgumentException if there is no x or no line, or a line of another length
   */
  public static Picture draw(String title, String across, double[] x, Map<String, double[]> lines) {
    requireLines(x, lines);
    double[] all = lines.values().stream().flatMapToDouble(Arrays::stream).toArray();
    double[] drawn = Arrays.stream(all).filter(v -> Math.abs(v) <= LARGEST).sorted().toArray();
    double[] positive = Arrays.stream(drawn).filter(v -> v > 0).toArray();
    boolean logarithmic =
        positive.length > 0
            && drawn[0] >= 0
            && drawn[drawn.length - 1] / positive[0] >= LOGARITHMIC_FROM;
    Canvas canvas = new Canvas(WIDTH, HEIGHT);
    double[] shown = logarithmic ? positive : drawn;
    int off = all.length - shown.length;
    String gaps = off == 0 ? "" : off + (logarithmic ? " zero or" : "") + " off the chart";
    if (shown.length == 0) {
      canvas.title(title, 12, 18);
      canvas.text("no finite number to draw", WIDTH / 2.0, HEIGHT / 2.0, Anchor.MIDDLE);
    } else {
      XYChart chart = chart(x, lines, logarithmic, shown);
      int room = placeLegend(chart) - 2 * canvas.textWidth(gaps);
      chart.setTitle(canvas.fitTitle(title, room));
      chart.setXAxisTitle(canvas.fit(across, room));
      chart.paint(canvas.pen, WIDTH, HEIGHT);
    }
    canvas.pen.setFont(Canvas.TEXT);
    if (lines.size() > MOST_NAMED) {
      canvas.pen.setColor(Palette.INK);
      String more = "and " + (lines.size() - MOST_NAMED) + " more";
      canvas.text(more, WIDTH - 14, HEIGHT - 14, Anchor.END);
    }
    canvas.pen.setColor(Palette.NEGATIVE);
    canvas.text(gaps, WIDTH - 14, 18, Anchor.END);
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

  /** Puts a legend too wide for one line beside the lines; gives the width left for titles. */
  private static int placeLegend(XYChart chart) {
    Canvas ruler = new Canvas(1, 1);
    int[] widths =
        chart.getSeriesCollection().stream()
            .mapToInt(series -> LEGEND_LINE + ruler.textWidth(series.getLabel()))
            .toArray();
    if (Arrays.stream(widths).sum() <= WIDTH) {
      return WIDTH - BESIDE_PLOT;
    }
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    chart.getStyler().setLegendLayout(LegendLayout.Vertical);
    return WIDTH - BESIDE_PLOT - Arrays.stream(widths).max().orElse(0);
  }

  private static XYChart chart(
      double[] x, Map<String, double[]> lines, boolean logarithmic, double[] shown) {
    XYChart chart = new XYChart(WIDTH, HEIGHT);
    int k = 0;
    for (Map.Entry<String, double[]> line : lines.entrySet()) {
      line(chart, line.getKey(), x, drawable(line.getValue(), logarithmic), k++);
    }
    XYStyler style = chart.getStyler();
    Curves.style(style);
    style.setXAxisTickMarkSpacingHint(60);
    style.setXAxisMin(x[0] - LEAD);
    style.setXAxisTickLabelsFormattingFunction(Curves::valueLabel);
    style.setYAxisTickLabelsFormattingFunction(Curves::valueLabel);
    style.setYAxisLogarithmic(logarithmic);
    double low = shown[0];
    double high = shown[shown.length - 1];
    if (logarithmic) {
      style.setPlotGridHorizontalLinesVisible(high / low < MOST_RULED);
    } else {
      double margin = high > low ? 0.06 * (high - low) : Math.max(0.1, 0.1 * Math.abs(low));
      style.setYAxisMin(low - margin);
      style.setYAxisMax(high + margin);
    }
    return chart;
  }

  private static double[] drawable(double[] values, boolean logarithmic) {
    return Arrays.stream(values)
        .map(v -> Math.abs(v) <= LARGEST && (v > 0 || !logarithmic) ? v : Double.NaN)
        .toArray();
  }

  private static void line(XYChart chart, String name, double[] x, double[] y, int k) {
    if (Arrays.stream(y).allMatch(Double::isNaN)) {
      return;
    }
    XYSeries series = chart.addSeries("line " + k, x, y);
    series.setLabel(new Canvas(1, 1).fit(name, LONGEST_NAME));
    series.setShowInLegend(k < MOST_NAMED);
    series.setLineColor(Palette.ofClass(k));
    series.setMarkerColor(Palette.ofClass(k));
    series.setLineStyle(new BasicStroke(2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    series.setMarker(x.length > MOST_MARKED ? SeriesMarkers.NONE : MARKERS[k % MARKERS.length]);
  }
}
