package org.meshnn.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
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
  private final Axis along;
  private final Axis up;
  private final double[][] points;
  private final int[] classes;

  private Regions(Canvas canvas, Axis along, Axis up, double[][] points, int[] classes) {
    this.canvas = canvas;
    this.along = along;
    this.up = up;
    this.points = points;
    this.classes = classes;
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
   * @return the picture
   * @throws IllegalArgumentException if a shape or an index does not fit, or points lie more than
   *     8e307 apart
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
    Axis up = axis(points, 1, HEIGHT - BOTTOM, TOP);
    Axis along = axis(points, 0, 40 + up.width(canvas), WIDTH - legend);
    Regions regions = new Regions(canvas, along, up, points, classes);
    regions.drawField(predictor, names.size());
    int wrong = regions.drawPoints(Field.ask(predictor, points, names.size()));
    regions.drawAxes(xName, yName);
    regions.drawLegend(names, wrong);
    String score = Plural.of(points.length, "point") + ", " + wrong + " misclassified";
    canvas.title("decision regions: " + score);
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
   * As {@link #draw(Function, double[][], int[], List, String, String)}, but small and without axes
   * and legend, to stand beside others; points lose their rings.
   *
   * @param predictor from rows of two features to rows of one probability per class
   * @param points rows of two finite features, at least one
   * @param classes the actual class of every point, in [0, classCount)
   * @param classCount at least 2
   * @param title above it; cut if it is too long
   * @param side width of the square in pixels, at least 60
   * @return the picture
   * @throws IllegalArgumentException if a shape, an index or the side does not fit, or points lie
   *     more than 8e307 apart
   */
  public static Picture draw(
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
    Axis up = axis(points, 1, PANEL_TOP + side, PANEL_TOP);
    Axis along = axis(points, 0, 0, side);
    new Regions(canvas, along, up, points, classes).drawField(predictor, classCount);
    for (int i = 0; i < points.length; i++) {
      canvas.pen.setColor(Palette.mix(Palette.ofClass(classes[i]), Color.BLACK, 0.2));
      double x = along.at(points[i][0]);
      canvas.pen.fill(Marker.ofClass(classes[i], x, up.at(points[i][1]), PANEL_POINT));
    }
    canvas.text(canvas.fit(title, side), side / 2.0, PANEL_TOP / 2.0, Anchor.MIDDLE);
    return canvas.picture("Decision regions of " + classCount + " classes, " + title);
  }

  private static Axis axis(double[][] points, int column, double from, double to) {
    double low = Arrays.stream(points).mapToDouble(point -> point[column]).min().orElseThrow();
    double high = Arrays.stream(points).mapToDouble(point -> point[column]).max().orElseThrow();
    if (!Double.isFinite(2 * (high - low))) {
      throw new IllegalArgumentException(
          "expected points at most 8e307 apart, got some from "
              + low
              + " to "
              + high
              + "; divide their column, for example by a million, and train again");
    }
    return Axis.of(low, high, Axis.Steps.ANY, from, to);
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

  private void drawField(Function<double[][], double[][]> predictor, int classCount) {
    Field field = new Field(predictor, along, up, classCount);
    for (int y = 0; y < up.pixels(); y++) {
      for (int x = 0; x < along.pixels(); x++) {
        int color = shade(field.at(x, y)).getRGB();
        canvas.image.setRGB((int) along.from() + x, (int) up.to() + y, color);
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
    canvas.pen.setClip((int) along.from(), TOP, along.pixels(), up.pixels());
    int wrong = 0;
    for (boolean misses : new boolean[] {false, true}) {
      for (int i = 0; i < points.length; i++) {
        boolean missed = Field.winner(predicted[i]) != classes[i];
        if (missed == misses) {
          drawPoint(classes[i], along.at(points[i][0]), up.at(points[i][1]), size, missed);
          wrong += missed ? 1 : 0;
        }
      }
    }
    canvas.pen.setClip(null);
    return wrong;
  }

  private void drawPoint(int k, double x, double y, double size, boolean missed) {
    Color color = Palette.ofClass(k);
    Shape marker = Marker.ofClass(k, x, y, size);
    canvas.outlined(marker, color, Palette.mix(color, Color.BLACK, 0.55), 0.8);
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
    double left = along.from();
    double bottom = up.from();
    canvas.frame(left - 0.5, TOP - 0.5, along.pixels(), up.pixels());
    along.drawBelow(canvas, Palette.MUTED, bottom, bottom + 5, xName);
    up.drawLeft(canvas, Palette.MUTED, left, left - 5);
    String name = canvas.fit(yName, up.pixels());
    canvas.textUpwards(name, 14, (TOP + bottom) / 2, Anchor.MIDDLE);
  }

  private void drawLegend(List<String> names, int wrong) {
    double x = along.to() + 22;
    double y = TOP + 12;
    int shown = Math.min(names.size(), (up.pixels() - 90) / 20);
    for (int k = 0; k < shown; k++) {
      drawPoint(k, x, y, 9, false);
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
      canvas.text("misclassified", x + 14, y, Anchor.START);
    }
    canvas.text("paler: less sure", x - 6, up.from() - 8, Anchor.START, Palette.MUTED);
  }
}
