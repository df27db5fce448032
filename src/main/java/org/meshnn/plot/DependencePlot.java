package org.meshnn.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Path2D;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.meshnn.plot.Axis.Steps;
import org.meshnn.plot.Canvas.Anchor;
import org.meshnn.text.Listing;

/** What is predicted over the entries of a column: means as thick lines, single rows as thin. */
public final class DependencePlot {
  /**
   * What one output does.
   *
   * @param name stands in the legend
   * @param mean a number for each entry of the column
   * @param single as many for each of some rows
   */
  public record Curve(String name, double[] mean, List<double[]> single) {}

  private static final int WIDTH = 720;
  private static final int HEIGHT = 420;
  private static final int TOP = 36;
  private static final int BELOW = 56;
  private static final int RIGHT = 24;
  private static final int SAMPLE = 24;
  private static final int LONGEST_NAME = 150;
  private static final int LEGEND_ROW = 20;
  private static final int NARROWEST = 44; // pixels of a category's name
  private static final int MOST_MARKED = 25;

  private final Canvas canvas = new Canvas(WIDTH, HEIGHT);
  private final int bottom = HEIGHT - BELOW;
  private final double[] x;
  private final List<Curve> curves;

  private DependencePlot(double[] x, List<Curve> curves) {
    this.x = x;
    this.curves = curves;
  }

  /**
   * The curves over numbers, which are marked along the axis, or over categories side by side.
   * Numbers beyond 1e100 are gaps.
   *
   * @param title what is predicted
   * @param across the column
   * @param x its numbers, ascending; of categories 0, 1, 2, ..
   * @param categories their names; empty for numbers
   * @param curves at least one, each with a number for each x
   * @return the picture
   * @throws IllegalArgumentException if there is no x or no curve, or not as many of each
   */
  public static Picture draw(
      String title, String across, double[] x, List<String> categories, List<Curve> curves) {
    boolean fit =
        curves.stream()
            .flatMap(c -> Stream.concat(Stream.of(c.mean), c.single.stream()))
            .allMatch(line -> line.length == x.length);
    if (x.length == 0
        || curves.isEmpty()
        || !fit
        || !(categories.isEmpty() || categories.size() == x.length)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected at least one x and one curve, and for each x a number of each curve and a"
                  + " category or none, got %d x, %d categories and the curves %s",
              x.length,
              categories.size(),
              Listing.of(curves.stream().map(Curve::name).toList())));
    }
    DependencePlot plot = new DependencePlot(x, curves);
    plot.draw(title, across, categories);
    return plot.canvas.picture(
        String.format(
            Locale.ROOT,
            "%s: %s, by %s",
            title,
            Listing.of(curves.stream().map(Curve::name).toList()),
            across));
  }

  private void draw(String title, String across, List<String> categories) {
    canvas.title(title);
    double[] shown =
        Axis.drawable(
                curves.stream()
                    .flatMap(c -> Stream.concat(Stream.of(c.mean), c.single.stream()))
                    .flatMapToDouble(Arrays::stream))
            .sorted()
            .toArray();
    if (shown.length == 0 || !Axis.drawable(x[0]) || !Axis.drawable(x[x.length - 1])) {
      canvas.text("no finite number to draw", WIDTH / 2.0, HEIGHT / 2.0, Anchor.MIDDLE);
      return;
    }
    Axis up = Axis.of(shown[0], shown[shown.length - 1], Steps.ANY, bottom, TOP);
    int start = 20 + up.width(canvas);
    int end = WIDTH - RIGHT - (curves.size() > 1 ? legendWidth() : 0);
    up.drawLeft(canvas, Palette.GRID, start, end);
    Axis along =
        categories.isEmpty()
            ? Axis.of(x[0], x[x.length - 1], Steps.ANY, start, end)
            : new Axis(-0.5, x.length - 0.5, Steps.ANY, start, end);
    if (categories.isEmpty()) {
      along.drawBelow(canvas, Palette.GRID, bottom, TOP, across);
      entries(along);
    } else {
      categories(along, across, categories);
    }
    lines(along, up);
    canvas.frame(start, TOP, end - start, bottom - TOP);
    if (curves.size() > 1) {
      legend(end + 16);
    }
  }

  private void entries(Axis along) {
    canvas.pen.setColor(Palette.MUTED);
    for (double value : x) {
      canvas.line(along.at(value), bottom, along.at(value), bottom - 6);
    }
  }

  private void categories(Axis along, String across, List<String> categories) {
    double slot = (double) along.pixels() / x.length;
    int every = (int) Math.ceil(NARROWEST / slot);
    int most = (int) (every * slot) - 8;
    for (int i = 0; i < x.length; i += every) {
      canvas.pen.setColor(Palette.GRID);
      canvas.line(along.at(i), bottom, along.at(i), TOP);
      double half = Math.min(most, canvas.textWidth(categories.get(i))) / 2.0;
      double at = Math.max(along.from() + half, Math.min(along.at(i), WIDTH - 4 - half));
      canvas.text(canvas.fit(categories.get(i), most), at, bottom + 14, Anchor.MIDDLE);
    }
    canvas.text(
        canvas.fit(across, along.pixels()),
        (along.from() + along.to()) / 2,
        bottom + 36,
        Anchor.MIDDLE);
  }

  private void lines(Axis along, Axis up) {
    for (int k = 0; k < curves.size(); k++) {
      for (double[] single : curves.get(k).single) {
        line(along, up, single, Palette.translucent(Palette.ofClass(k), 0.22), 1f);
      }
    }
    for (int k = 0; k < curves.size(); k++) {
      double[] mean = curves.get(k).mean;
      line(along, up, mean, Color.WHITE, 5f);
      line(along, up, mean, Palette.ofClass(k), 3f);
      for (int i = 0; i < x.length; i++) {
        if (Axis.drawable(mean[i])) {
          mark(k, along.at(x[i]), up.at(mean[i]));
        }
      }
    }
  }

  private void mark(int k, double atX, double atY) {
    if (x.length <= MOST_MARKED) {
      canvas.outlined(Marker.ofClass(k, atX, atY, 9), Palette.ofClass(k), Color.WHITE, 1);
    }
  }

  private void line(Axis along, Axis up, double[] y, Color color, float width) {
    Path2D.Double path = new Path2D.Double();
    boolean begins = true;
    for (int i = 0; i < y.length; i++) {
      if (!Axis.drawable(y[i])) {
        begins = true;
      } else if (begins) {
        path.moveTo(along.at(x[i]), up.at(y[i]));
        begins = false;
      } else {
        path.lineTo(along.at(x[i]), up.at(y[i]));
      }
    }
    canvas.pen.setColor(color);
    canvas.pen.setStroke(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    canvas.pen.draw(path);
    canvas.pen.setStroke(new BasicStroke(1f));
  }

  private String name(int k) {
    return canvas.fit(curves.get(k).name, LONGEST_NAME);
  }

  private static String more(int lines) {
    return "and " + lines + " more";
  }

  private int legendWidth() {
    int widest = canvas.textWidth(more(curves.size()));
    for (int k = 0; k < curves.size(); k++) {
      widest = Math.max(widest, canvas.textWidth(name(k)));
    }
    return SAMPLE + 22 + widest;
  }

  private void legend(double left) {
    int most = (bottom - TOP) / LEGEND_ROW;
    int named = curves.size() <= most ? curves.size() : most - 1;
    for (int k = 0; k < named; k++) {
      double y = TOP + (k + 0.5) * LEGEND_ROW;
      canvas.pen.setColor(Palette.ofClass(k));
      canvas.pen.setStroke(new BasicStroke(3f));
      canvas.line(left, y, left + SAMPLE, y);
      canvas.pen.setStroke(new BasicStroke(1f));
      mark(k, left + SAMPLE / 2.0, y);
      canvas.text(name(k), left + SAMPLE + 6, y, Anchor.START);
    }
    if (named < curves.size()) {
      String rest = more(curves.size() - named);
      canvas.text(rest, left + SAMPLE + 6, TOP + (named + 0.5) * LEGEND_ROW, Anchor.START);
    }
  }
}
