package org.meshnn.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.meshnn.plot.Canvas.Anchor;
import org.meshnn.text.Plural;

/** What a classifier of two features decides where, and how surely. */
public final class Regions {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 460;
  private static final int TOP = 36;
  private static final int BOTTOM = 52;
  private static final int PANEL_TOP = 22;
  private static final double PANEL_POINT = 3.5;
  private static final int LONGEST_NAME = 120;
  private static final Color UNKNOWN = new Color(0xBBBBBB);

  private final Canvas canvas;
  private final View view;
  private final int left;
  private final double[][] points;
  private final int[] classes;
  private final List<String> names;

  private Regions(
      Canvas canvas, View view, int left, double[][] points, int[] classes, List<String> names) {
    this.canvas = canvas;
    this.view = view;
    this.left = left;
    this.points = points;
    this.classes = classes;
    this.names = names;
  }

  /**
   * The plane in the colour of the most probable class, the paler the less sure (white where all
   * classes are equally probable, grey where the predictor gives NaN); over it the points, a shape
   * and colour per class, with a ring around those the predictor gets wrong.
   *
   * @param predictor from rows of two features, in the points' own units, to rows of one
   *     probability per class; asked with some 50,000 rows at once
   * @param points rows of two finite features, at least one
   * @param classes the actual class of every point, an index into {@code classNames}
   * @param classNames at least two; long ones are cut
   * @param xName name of the first feature
   * @param yName name of the second feature
   * @throws IllegalArgumentException if a shape or an index does not fit
   */
  public static Picture draw(
      Function<double[][], double[][]> predictor,
      double[][] points,
      int[] classes,
      List<String> classNames,
      String xName,
      String yName) {
    requirePoints(points, classes, classNames.size());
    Canvas canvas = new Canvas(WIDTH, HEIGHT);
    List<String> names = classNames.stream().map(name -> canvas.fit(name, LONGEST_NAME)).toList();
    int widest = names.stream().mapToInt(canvas::textWidth).max().orElse(0);
    int legend = Math.max(widest + 52, 130);
    int left = 40 + widestTick(canvas, View.of(points, 1, 1));
    View view = View.of(points, WIDTH - left - legend, HEIGHT - TOP - BOTTOM);
    Regions regions = new Regions(canvas, view, left, points, classes, names);
    regions.drawField(new Field(predictor, view, names.size()));
    int wrong = regions.drawPoints(Field.ask(predictor, points, names.size()));
    regions.drawAxes(xName, yName);
    regions.drawLegend(wrong);
    String score = Plural.of(points.length, "point") + ", " + wrong + " misclassified";
    canvas.title("decision regions: " + score, 12, 18);
    return canvas.picture(
        "Decision regions of "
            + names.size()
            + " classes over "
            + xName
            + " and "
            + yName
            + ", "
            + score);
  }

  /**
   * As {@link #draw}, but small and without axes and legend, to stand beside others; points lose
   * their rings.
   *
   * @param title above it; cut if it is too long
   * @param side width of the square in pixels, at least 60
   */
  public static Picture panel(
      Function<double[][], double[][]> predictor,
      double[][] points,
      int[] classes,
      int classCount,
      String title,
      int side) {
    requirePoints(points, classes, classCount);
    if (side < 60) {
      throw new IllegalArgumentException("expected a side of at least 60 pixels, got " + side);
    }
    Canvas canvas = new Canvas(side, side + PANEL_TOP);
    View view = View.of(points, side, side);
    Field field = new Field(predictor, view, classCount);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        canvas.image.setRGB(x, PANEL_TOP + y, shade(field.at(x, y)).getRGB());
      }
    }
    for (int i = 0; i < points.length; i++) {
      canvas.pen.setColor(Palette.mix(Palette.ofClass(classes[i]), Color.BLACK, 0.2));
      double x = view.pixelX(points[i][0]);
      double y = PANEL_TOP + view.pixelY(points[i][1]);
      canvas.pen.fill(Marker.ofClass(classes[i], x, y, PANEL_POINT));
    }
    canvas.pen.setColor(Palette.INK);
    canvas.text(canvas.fit(title, side), side / 2.0, PANEL_TOP / 2.0, Anchor.MIDDLE);
    return canvas.picture("Decision regions of " + classCount + " classes, " + title);
  }

  private static int widestTick(Canvas canvas, View view) {
    return ticks(view.lowY(), view.highY()).labels().stream()
        .mapToInt(canvas::textWidth)
        .max()
        .orElse(0);
  }

  private static Ticks ticks(double low, double high) {
    return Ticks.between(low, high, 8);
  }

  private static void requirePoints(double[][] points, int[] classes, int classCount) {
    if (classCount < 2) {
      throw new IllegalArgumentException(
          "expected the names of at least two classes, got " + classCount);
    }
    if (points.length == 0 || points.length != classes.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected one class per point, at least one, got %d points and %d classes",
              points.length,
              classes.length));
    }
    for (int i = 0; i < points.length; i++) {
      double[] p = points[i];
      if (p.length != 2 || !Double.isFinite(p[0]) || !Double.isFinite(p[1])) {
        throw new IllegalArgumentException(
            "expected points of two finite features, got " + Arrays.toString(p) + " in row " + i);
      }
      if (classes[i] < 0 || classes[i] >= classCount) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "expected classes from 0 to %d, got %d in row %d",
                classCount - 1,
                classes[i],
                i));
      }
    }
  }

  private void drawField(Field field) {
    for (int y = 0; y < view.height(); y++) {
      for (int x = 0; x < view.width(); x++) {
        canvas.image.setRGB(left + x, TOP + y, shade(field.at(x, y)).getRGB());
      }
    }
  }

  private static Color shade(double[] probabilities) {
    int winner = Field.winner(probabilities);
    double even = 1.0 / probabilities.length;
    double sure = (probabilities[winner] - even) / (1 - even);
    return Double.isNaN(sure)
        ? UNKNOWN
        : Palette.mix(Color.WHITE, Palette.ofClass(winner), 0.04 + 0.42 * sure);
  }

  /** Draws the points, those got wrong last, and counts these. */
  private int drawPoints(double[][] predicted) {
    double size = points.length > 400 ? 5.5 : points.length > 120 ? 7 : 9;
    canvas.pen.setClip(left, TOP, view.width(), view.height());
    int wrong = 0;
    for (boolean misses : new boolean[] {false, true}) {
      for (int i = 0; i < points.length; i++) {
        boolean missed = Field.winner(predicted[i]) != classes[i];
        if (missed == misses) {
          double x = left + view.pixelX(points[i][0]);
          double y = TOP + view.pixelY(points[i][1]);
          drawPoint(classes[i], x, y, size, missed);
          wrong += missed ? 1 : 0;
        }
      }
    }
    canvas.pen.setClip(null);
    return wrong;
  }

  private void drawPoint(int k, double x, double y, double size, boolean missed) {
    Shape marker = Marker.ofClass(k, x, y, size);
    canvas.pen.setColor(Palette.ofClass(k));
    canvas.pen.fill(marker);
    canvas.pen.setStroke(new BasicStroke(0.8f));
    canvas.pen.setColor(Palette.mix(Palette.ofClass(k), Color.BLACK, 0.55));
    canvas.pen.draw(marker);
    if (missed) {
      drawRing(x, y, size + 6);
    }
  }

  private void drawRing(double x, double y, double size) {
    Shape ring = new Ellipse2D.Double(x - size / 2, y - size / 2, size, size);
    canvas.pen.setColor(Color.WHITE);
    canvas.pen.setStroke(new BasicStroke(3f));
    canvas.pen.draw(ring);
    canvas.pen.setColor(Color.BLACK);
    canvas.pen.setStroke(new BasicStroke(1.6f));
    canvas.pen.draw(ring);
  }

  private void drawAxes(String xName, String yName) {
    int bottom = TOP + view.height();
    canvas.pen.setStroke(new BasicStroke(1));
    canvas.pen.setColor(Palette.MUTED);
    canvas.pen.draw(new Rectangle2D.Double(left - 0.5, TOP - 0.5, view.width(), view.height()));
    Ticks ticksX = ticks(view.lowX(), view.highX());
    for (int i = 0; i < ticksX.at().size(); i++) {
      double x = left + view.pixelX(ticksX.at().get(i));
      canvas.line(x, bottom, x, bottom + 5);
      canvas.text(ticksX.labels().get(i), x, bottom + 14, Anchor.MIDDLE);
    }
    Ticks ticksY = ticks(view.lowY(), view.highY());
    for (int i = 0; i < ticksY.at().size(); i++) {
      double y = TOP + view.pixelY(ticksY.at().get(i));
      canvas.line(left - 5, y, left, y);
      canvas.text(ticksY.labels().get(i), left - 8, y, Anchor.END);
    }
    canvas.pen.setColor(Palette.INK);
    canvas.text(
        canvas.fit(xName, view.width()), left + view.width() / 2.0, bottom + 36, Anchor.MIDDLE);
    canvas.textUpwards(
        canvas.fit(yName, view.height()), 14, TOP + view.height() / 2.0, Anchor.MIDDLE);
  }

  private void drawLegend(int wrong) {
    double x = left + view.width() + 22;
    double y = TOP + 12;
    int shown = Math.min(names.size(), (view.height() - 90) / 20);
    for (int k = 0; k < shown; k++) {
      drawPoint(k, x, y, 9, false);
      canvas.pen.setColor(Palette.INK);
      canvas.text(names.get(k), x + 14, y, Anchor.START);
      y += 20;
    }
    if (shown < names.size()) {
      canvas.text("and " + (names.size() - shown) + " more", x + 14, y, Anchor.START);
      y += 20;
    }
    if (wrong > 0) {
      y += 8;
      drawRing(x, y, 13);
      canvas.pen.setColor(Palette.INK);
      canvas.text("misclassified", x + 14, y, Anchor.START);
    }
    canvas.pen.setColor(Palette.MUTED);
    canvas.text("paler: less sure", x - 6, TOP + view.height() - 8, Anchor.START);
  }
}
