package org.meshnn.plot;

import java.awt.BasicStroke;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.IntStream;
import org.meshnn.plot.Axis.Steps;
import org.meshnn.plot.Canvas.Anchor;
import org.meshnn.text.Plural;

/** How far predictions are off: by what was predicted, and beside a normal distribution. */
public final class ResidualPlot {
  private static final int PANEL = 360;
  private static final int HEIGHT = 340;
  private static final int TOP = 36;
  private static final int BELOW = 56;
  private static final int RIGHT = 20;
  private static final int MOST_POINTS = 4_000;

  private final Canvas canvas = new Canvas(2 * PANEL, HEIGHT);

  private ResidualPlot() {}

  /**
   * Two panels side by side: at the left each residual over its prediction, and a line at 0; at the
   * right the residuals in their order over the quantiles that as many numbers of a normal
   * distribution have, and the line on which they would lie. Of more than 4,000 rows every second,
   * third and so on is drawn, and those with the least and the largest residual. Numbers beyond
   * 1e100 are not drawn.
   *
   * @param label what is predicted
   * @param predicted values, at least one
   * @param residuals actual value minus predicted one, of each
   * @param quantiles of the standard normal distribution, ascending, as many
   * @return the picture
   * @throws IllegalArgumentException if there is none, or there are not as many of each
   */
  public static Picture draw(
      String label, double[] predicted, double[] residuals, double[] quantiles) {
    int n = predicted.length;
    if (n == 0 || residuals.length != n || quantiles.length != n) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected a residual and a quantile for each prediction, at least one, got %d, %d and"
                  + " %d predictions",
              residuals.length,
              quantiles.length,
              n));
    }
    int every = (n + MOST_POINTS - 1) / MOST_POINTS;
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> residuals[i]))
            .mapToInt(i -> i)
            .toArray();
    int[] rows = drawn(n, every, order[0], order[n - 1]);
    int[] ranks = drawn(n, every, 0, n - 1);
    ResidualPlot plot = new ResidualPlot();
    String note = every == 1 ? "" : "1 row of " + every;
    plot.panel(
        0,
        "residuals",
        note,
        "predicted " + label,
        Arrays.stream(rows).mapToDouble(i -> predicted[i]).toArray(),
        Arrays.stream(rows).mapToDouble(i -> residuals[i]).toArray(),
        0,
        0);
    plot.panel(
        PANEL,
        "residuals in order",
        "",
        "normal quantile",
        Arrays.stream(ranks).mapToDouble(i -> quantiles[i]).toArray(),
        Arrays.stream(ranks).mapToDouble(i -> residuals[order[i]]).toArray(),
        mean(residuals),
        deviation(residuals));
    return plot.canvas.picture(
        "Residuals of "
            + label
            + ", "
            + Plural.of(n, "row")
            + ": over the prediction, and over normal quantiles");
  }

  private static int[] drawn(int n, int every, int least, int largest) {
    return IntStream.range(0, n)
        .filter(i -> i % every == 0 || i == least || i == largest)
        .toArray();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).map(v -> v / values.length).sum();
  }

  private static double deviation(double[] values) {
    double mean = mean(values);
    double n = Math.max(1, values.length - 1);
    return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean) / n).sum());
  }

  /** Points, and the line {@code y = at0 + slope x}. */
  private void panel(
      int left,
      String title,
      String note,
      String across,
      double[] x,
      double[] y,
      double at0,
      double slope) {
    canvas.title(title, note, left + 12, left + PANEL - RIGHT);
    int[] drawable =
        IntStream.range(0, x.length)
            .filter(i -> Axis.drawable(x[i]) && Axis.drawable(y[i]))
            .toArray();
    double middle = left + PANEL / 2.0;
    if (drawable.length == 0) {
      canvas.text("no finite number to draw", middle, HEIGHT / 2.0, Anchor.MIDDLE);
      return;
    }
    double[] xs = Arrays.stream(drawable).mapToDouble(i -> x[i]).sorted().toArray();
    double[] ys = Arrays.stream(drawable).mapToDouble(i -> y[i]).sorted().toArray();
    int last = drawable.length - 1;
    int bottom = HEIGHT - BELOW;
    Axis up = Axis.of(Math.min(ys[0], 0), Math.max(ys[last], 0), Steps.ANY, bottom, TOP);
    int start = left + 20 + up.width(canvas);
    int end = left + PANEL - RIGHT;
    Axis along = Axis.of(xs[0], xs[last], Steps.ANY, start, end);
    up.drawLeft(canvas, Palette.GRID, start, end);
    along.drawBelow(canvas, Palette.GRID, bottom, TOP, across);
    canvas.frame(start, TOP, end - start, bottom - TOP);
    canvas.pen.setClip(start, TOP, end - start, bottom - TOP);
    double size = drawable.length > 1_000 ? 3 : drawable.length > 200 ? 4.5 : 6;
    canvas.pen.setColor(Palette.translucent(Palette.POSITIVE, drawable.length > 200 ? 0.4 : 0.7));
    for (int i : drawable) {
      canvas.pen.fill(Marker.ofClass(0, along.at(x[i]), up.at(y[i]), size));
    }
    if (Axis.drawable(at0) && Axis.drawable(slope)) {
      canvas.pen.setColor(Palette.NEGATIVE);
      canvas.pen.setStroke(new BasicStroke(1.6f));
      double from = up.at(at0 + slope * along.low());
      canvas.line(start, from, end, up.at(at0 + slope * along.high()));
      canvas.pen.setStroke(new BasicStroke(1f));
    }
    canvas.pen.setClip(null);
  }
}
