package org.meshnn.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.meshnn.plot.Canvas.Anchor;
import org.meshnn.text.Plural;
import org.meshnn.train.Epoch;

/** Training curves: the loss and the metric, epoch by epoch. */
public final class Curves {
  private static final int PANEL = 360;
  private static final int HEIGHT = 320;
  private static final int MOST_MARKED = 25;

  private static final double LOGARITHMIC_FROM = 20;
  private static final double LARGEST = 1e100;

  /** Space before the first epoch; uneven spacing makes XChart choose round ticks. */
  private static final double LEAD = 0.5;

  private Curves() {}

  /**
   * Two panels side by side, loss and metric, with a line for training and, if it was measured, one
   * for validation. The axis is logarithmic where the numbers are positive and span a factor of 20.
   * NaN, infinite numbers and those beyond 1e100 are gaps, and are counted in the panel.
   *
   * @param epochs at least one, in order
   * @param metricName what the metric is, for example {@code accuracy}
   * @throws IllegalArgumentException if there is no epoch
   */
  public static Picture draw(List<Epoch> epochs, String metricName) {
    if (epochs.isEmpty()) {
      throw new IllegalArgumentException("expected at least one epoch, got none; train first");
    }
    Canvas canvas = new Canvas(2 * PANEL, HEIGHT);
    panel(canvas, 0, "loss", epochs, Epoch::loss, Epoch::validationLoss);
    panel(canvas, PANEL, metricName, epochs, Epoch::metric, Epoch::validationMetric);
    return canvas.picture(caption(epochs, metricName));
  }

  private static String caption(List<Epoch> epochs, String metricName) {
    Epoch last = epochs.get(epochs.size() - 1);
    String validation =
        last.validated()
            ? String.format(Locale.ROOT, ", on validation rows %.4g", last.validationMetric())
            : "";
    return "Training curves over "
        + Plural.of(epochs.size(), "epoch")
        + String.format(
            Locale.ROOT, ": last loss %.4g, %s %.4g", last.loss(), metricName, last.metric())
        + validation;
  }

  private static void panel(
      Canvas canvas,
      int left,
      String name,
      List<Epoch> epochs,
      ToDoubleFunction<Epoch> training,
      ToDoubleFunction<Epoch> validation) {
    double[] number = epochs.stream().mapToDouble(Epoch::number).toArray();
    double[] train = epochs.stream().mapToDouble(training).toArray();
    double[] validate = epochs.stream().filter(Epoch::validated).mapToDouble(validation).toArray();
    double[] validated =
        epochs.stream().filter(Epoch::validated).mapToDouble(Epoch::number).toArray();
    double[] finite =
        DoubleStream.concat(Arrays.stream(train), Arrays.stream(validate))
            .filter(Curves::drawable)
            .sorted()
            .toArray();
    if (finite.length == 0) {
      String title = canvas.fitTitle(name, PANEL - 80);
      canvas.pen.setFont(Canvas.TITLE);
      canvas.text(title, left + PANEL / 2.0, 18, Anchor.MIDDLE);
      canvas.pen.setFont(Canvas.TEXT);
      canvas.text("no finite value to draw", left + PANEL / 2.0, HEIGHT / 2.0, Anchor.MIDDLE);
      return;
    }
    XYChart chart = new XYChart(PANEL, HEIGHT);
    chart.setTitle(canvas.fitTitle(name, PANEL - 80));
    chart.setXAxisTitle("epoch");
    line(chart, "training", number, train, Palette.ofClass(0));
    line(chart, "validation", validated, validate, Palette.ofClass(1));
    style(chart.getStyler());
    scale(chart.getStyler(), number, finite);
    AffineTransform before = canvas.pen.getTransform();
    canvas.pen.translate(left, 0);
    chart.paint(canvas.pen, PANEL, HEIGHT);
    canvas.pen.setTransform(before);
    gaps(canvas, left, train.length + validate.length - finite.length);
  }

  private static void line(
      XYChart chart, String name, double[] epochs, double[] values, Color color) {
    double[] drawn = Arrays.stream(values).map(v -> drawable(v) ? v : Double.NaN).toArray();
    if (Arrays.stream(drawn).allMatch(Double::isNaN)) {
      return;
    }
    XYSeries series = chart.addSeries(name, epochs, drawn);
    series.setLineColor(color);
    series.setMarkerColor(color);
    series.setLineStyle(new BasicStroke(2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    series.setMarker(epochs.length > MOST_MARKED ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
  }

  private static boolean drawable(double value) {
    return Math.abs(value) <= LARGEST;
  }

  static void style(XYStyler style) {
    style.setBaseFont(Canvas.TEXT);
    style.setChartTitleFont(Canvas.TITLE);
    style.setAxisTitleFont(Canvas.TEXT);
    style.setAxisTickLabelsFont(Canvas.TEXT);
    style.setLegendFont(Canvas.TEXT);
    style.setChartTitleBoxVisible(false);
    style.setChartBackgroundColor(Color.WHITE);
    style.setPlotBackgroundColor(Color.WHITE);
    style.setPlotBorderColor(Palette.MUTED);
    style.setPlotGridLinesColor(new Color(0xE6E6E6));
    style.setPlotGridLinesStroke(new BasicStroke(1f));
    style.setLegendPosition(LegendPosition.OutsideS);
    style.setLegendBorderColor(Color.WHITE);
    style.setLegendLayout(LegendLayout.Horizontal);
    style.setLocale(Locale.ROOT);
    style.setMarkerSize(6);
    style.setChartPadding(8);
  }

  private static void scale(XYStyler style, double[] epochs, double[] finite) {
    double low = finite[0];
    double high = finite[finite.length - 1];
    double first = epochs[0];
    double last = epochs[epochs.length - 1];
    style.setXAxisMin(first - LEAD);
    style.setXAxisMax(Math.max(last, first + 1));
    style.setXAxisTickMarkSpacingHint(50);
    style.setXAxisTickLabelsFormattingFunction(Curves::epochLabel);
    style.setYAxisTickLabelsFormattingFunction(Curves::valueLabel);
    if (low > 0 && high / low >= LOGARITHMIC_FROM) {
      style.setYAxisLogarithmic(true);
    } else {
      double margin = high > low ? 0.06 * (high - low) : Math.max(0.1, 0.1 * Math.abs(low));
      style.setYAxisMin(low - margin);
      style.setYAxisMax(high + margin);
    }
  }

  private static String epochLabel(double epoch) {
    return epoch == Math.rint(epoch) ? Long.toString((long) epoch) : "";
  }

  static String valueLabel(double value) {
    double rounded = new BigDecimal(value).round(new MathContext(6)).doubleValue();
    return Math.abs(rounded) >= 1e5 || (rounded != 0 && Math.abs(rounded) < 1e-4)
        ? String.format(Locale.ROOT, "%.0e", rounded)
        : BigDecimal.valueOf(rounded).stripTrailingZeros().toPlainString();
  }

  private static void gaps(Canvas canvas, int left, int gaps) {
    if (gaps > 0) {
      canvas.pen.setColor(Palette.NEGATIVE);
      canvas.text(gaps + " off the chart", left + PANEL - 14, 18, Anchor.END);
    }
  }
}
