package org.meshnn.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.meshnn.plot.Axis.Steps;
import org.meshnn.plot.Canvas.Anchor;
import org.meshnn.text.Listing;

/** Curves of shares over shares: ROC, precision and recall, calibration, thresholds. */
public final class UnitSquare {
  /**
   * A curve in the unit square; with a gap where a number is NaN.
   *
   * @param name stands in the legend
   * @param x in [0, 1], in the order in which points are joined
   * @param y in [0, 1], one for each of x
   * @param low lower ends of the points' intervals in [0, 1], one for each of x; or empty for none
   * @param high their upper ends, likewise
   */
  public record Curve(String name, double[] x, double[] y, double[] low, double[] high) {
    /**
     * A curve whose points have no intervals.
     *
     * @param name stands in the legend
     * @param x in [0, 1], in the order in which points are joined
     * @param y in [0, 1], one for each of x
     */
    public Curve(String name, double[] x, double[] y) {
      this(name, x, y, new double[0], new double[0]);
    }

    private boolean marked() {
      return x.length <= MOST_MARKED;
    }
  }

  /**
   * A dashed straight line to hold curves against.
   *
   * @param name stands in the legend
   * @param fromX where it begins, in [0, 1]
   * @param fromY where it begins, in [0, 1]
   * @param toX where it ends, in [0, 1]
   * @param toY where it ends, in [0, 1]
   */
  public record Guide(String name, double fromX, double fromY, double toX, double toY) {}

  private static final int WIDTH = 640;
  private static final int SIDE = 380;
  private static final int LEFT = 62;
  private static final int TOP = 36;
  private static final int BELOW = 56;
  private static final int MOST_MARKED = 25;
  private static final int SAMPLE = 24;
  private static final int ROW = 22;
  private static final double MARGIN = 0.02;
  private static final Color BAR = new Color(0xE8E8E8);

  private final Canvas canvas = new Canvas(WIDTH, TOP + SIDE + BELOW);
  private final Axis along = axis(LEFT, LEFT + SIDE);
  private final Axis up = axis(TOP + SIDE, TOP);

  private UnitSquare() {}

  private static Axis axis(double from, double to) {
    return new Axis(-MARGIN, 1 + MARGIN, Steps.ANY, from, to);
  }

  /**
   * The curves, each in its colour, up to 25 points of one with marks; behind them the guide, and
   * bars from below.
   *
   * @param title what is shown; cut if it is too long
   * @param across what x is
   * @param upwards what y is
   * @param curves at least one
   * @param guide what they are held against
   * @param bars shares in [0, 1], of parts of [0, 1] of equal width; empty for none
   * @return the picture
   * @throws IllegalArgumentException if there is no curve, one has not a y for each x, or a number
   *     is not in [0, 1]
   */
  public static Picture draw(
      String title,
      String across,
      String upwards,
      List<Curve> curves,
      Guide guide,
      double... bars) {
    requireShares(curves, guide, bars);
    UnitSquare square = new UnitSquare();
    square.bars(bars);
    square.frame(across, upwards);
    square.guide(guide);
    for (int k = 0; k < curves.size(); k++) {
      square.curve(k, curves.get(k));
    }
    square.legend(curves, guide, bars.length > 0);
    square.canvas.title(title);
    return square.canvas.picture(
        String.format(
            Locale.ROOT,
            "%s: %s, by %s",
            title,
            Listing.of(curves.stream().map(Curve::name).toList()),
            across));
  }

  private static void requireShares(List<Curve> curves, Guide guide, double[] bars) {
    if (curves.isEmpty()) {
      throw new IllegalArgumentException("expected at least one curve, got none");
    }
    for (Curve c : curves) {
      int ends = c.low.length;
      if (c.x.length != c.y.length || ends != c.high.length || (ends > 0 && ends != c.x.length)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "expected a y for each of %d x of %s, and two ends for each or none; got %d y, %d"
                    + " and %d ends",
                c.x.length,
                Listing.quoted(c.name),
                c.y.length,
                ends,
                c.high.length));
      }
      requireShares(c.x, c.y, c.low, c.high);
    }
    requireShares(bars, new double[] {guide.fromX, guide.fromY, guide.toX, guide.toY});
  }

  private static void requireShares(double[]... numbers) {
    Arrays.stream(numbers)
        .flatMapToDouble(DoubleStream::of)
        .filter(share -> share < 0 || share > 1)
        .findFirst()
        .ifPresent(
            share -> {
              throw new IllegalArgumentException("expected shares in [0, 1], got " + share);
            });
  }

  private void bars(double[] bars) {
    canvas.pen.setColor(BAR);
    for (int b = 0; b < bars.length; b++) {
      double x = along.at((double) b / bars.length) + 1;
      double y = up.at(bars[b]);
      double width = along.at((b + 1.0) / bars.length) - x;
      canvas.pen.fill(new Rectangle2D.Double(x, y, width, up.at(0) - y));
    }
  }

  private void frame(String across, String upwards) {
    along.drawBelow(canvas, Palette.GRID, TOP + SIDE, TOP, across);
    up.drawLeft(canvas, Palette.GRID, LEFT, LEFT + SIDE);
    canvas.textUpwards(canvas.fit(upwards, SIDE), 14, TOP + SIDE / 2.0, Anchor.MIDDLE);
    canvas.frame(LEFT, TOP, SIDE, SIDE);
  }

  private void guide(Guide guide) {
    dashed();
    canvas.line(along.at(guide.fromX), up.at(guide.fromY), along.at(guide.toX), up.at(guide.toY));
    canvas.pen.setStroke(new BasicStroke(1f));
  }

  private void dashed() {
    canvas.pen.setColor(Palette.MUTED);
    canvas.pen.setStroke(
        new BasicStroke(
            1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f, new float[] {5f, 4f}, 0f));
  }

  private void curve(int k, Curve curve) {
    whiskers(k, curve);
    Path2D.Double path = new Path2D.Double();
    boolean begins = true;
    for (int i = 0; i < curve.x.length; i++) {
      double x = along.at(curve.x[i]);
      double y = up.at(curve.y[i]);
      if (Double.isNaN(x + y)) {
        begins = true;
        continue;
      }
      if (begins) {
        path.moveTo(x, y);
      } else if (i == curve.x.length - 1 || path.getCurrentPoint().distance(x, y) >= 0.5) {
        path.lineTo(x, y);
      }
      begins = false;
      if (curve.marked()) {
        mark(k, x, y);
      }
    }
    canvas.pen.setColor(Palette.ofClass(k));
    canvas.pen.setStroke(new BasicStroke(2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    canvas.pen.draw(path);
    canvas.pen.setStroke(new BasicStroke(1f));
  }

  private void whiskers(int k, Curve curve) {
    canvas.pen.setColor(Palette.ofClass(k));
    canvas.pen.setStroke(new BasicStroke(1.2f));
    for (int i = 0; i < curve.low.length; i++) {
      double x = along.at(curve.x[i]);
      double low = up.at(curve.low[i]);
      double high = up.at(curve.high[i]);
      canvas.line(x, low, x, high);
      canvas.line(x - 4, low, x + 4, low);
      canvas.line(x - 4, high, x + 4, high);
    }
    canvas.pen.setStroke(new BasicStroke(1f));
  }

  private void mark(int k, double x, double y) {
    canvas.pen.setColor(Palette.ofClass(k));
    canvas.pen.fill(Marker.ofClass(k, x, y, 7));
  }

  private void legend(List<Curve> curves, Guide guide, boolean withBars) {
    double x = LEFT + SIDE + 18;
    double y = TOP + ROW / 2.0;
    int most = SIDE / ROW - 3;
    for (int k = 0; k < Math.min(most, curves.size()); k++) {
      canvas.pen.setColor(Palette.ofClass(k));
      canvas.pen.setStroke(new BasicStroke(2f));
      canvas.line(x, y, x + SAMPLE, y);
      canvas.pen.setStroke(new BasicStroke(1f));
      if (curves.get(k).marked()) {
        mark(k, x + SAMPLE / 2.0, y);
      }
      y = named(curves.get(k).name, x, y);
    }
    if (curves.size() > most) {
      y = named("and " + (curves.size() - most) + " more", x, y);
    }
    dashed();
    canvas.line(x, y, x + SAMPLE, y);
    canvas.pen.setStroke(new BasicStroke(1f));
    y = named(guide.name, x, y);
    if (withBars) {
      canvas.pen.setColor(BAR);
      canvas.pen.fill(new Rectangle2D.Double(x, y - 6, SAMPLE, 12));
      named("share of the rows", x, y);
    }
  }

  private double named(String name, double x, double y) {
    int room = (int) (WIDTH - 8 - x - SAMPLE - 6);
    canvas.text(canvas.fit(name, room), x + SAMPLE + 6, y, Anchor.START);
    return y + ROW;
  }
}
