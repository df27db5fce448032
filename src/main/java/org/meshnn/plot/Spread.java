package org.meshnn.plot;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Brings points into a rectangle, and apart where they lie on each other. */
final class Spread {
  private static final int ROUNDS = 500;
  private static final double OUTLYING = 0.03; // part of the points, at each end
  private static final double BORDER = 0.15; // for them, in widths of what the others take
  private static final double APART = 0.35; // of the distance of points on a square grid
  private static final double FARTHEST = 34; // pixels at which points need no more room

  private Spread() {}

  /**
   * Points stretched to fill the area, each at some distance from all others. The outermost few do
   * not decide how: they come to lie at the border.
   */
  static Point2D.Double[] over(Rectangle2D area, double[] x, double[] y) {
    Point2D.Double[] at = new Point2D.Double[x.length];
    double[] across = stretched(x, area.getMinX(), area.getMaxX());
    double[] down = stretched(y, area.getMinY(), area.getMaxY());
    for (int i = 0; i < at.length; i++) {
      at[i] = new Point2D.Double(across[i], down[i]);
    }
    double room = Math.sqrt(area.getWidth() * area.getHeight() / Math.max(1, at.length));
    apart(area, at, Math.min(FARTHEST, APART * room));
    return at;
  }

  private static double[] stretched(double[] values, double from, double to) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int beyond = (int) (OUTLYING * sorted.length);
    double most = sorted[sorted.length - 1 - beyond] - sorted[beyond];
    double low = Math.max(sorted[0], sorted[beyond] - BORDER * most);
    double high =
        Math.min(sorted[sorted.length - 1], sorted[sorted.length - 1 - beyond] + BORDER * most);
    double width = high - low;
    double[] placed = new double[values.length];
    for (int i = 0; i < placed.length; i++) {
      double share = width > 1e-9 ? (values[i] - low) / width : 0.5;
      share = Math.max(0, Math.min(1, share));
      placed[i] = from + share * (to - from);
    }
    return placed;
  }

  /** Points closer than {@code least} move half of what lacks, each, until there are none. */
  private static void apart(Rectangle2D area, Point2D.Double[] at, double least) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    boolean moved = true;
    for (int round = 0; round < ROUNDS && moved; round++) {
      moved = false;
      for (int i = 0; i < at.length; i++) {
        for (int j = 0; j < i; j++) {
          double distance = at[i].distance(at[j]);
          if (distance < 0.98 * least) {
            moved = true;
            part(at[i], at[j], distance, least, random);
            keepIn(area, at[i]);
            keepIn(area, at[j]);
          }
        }
      }
    }
  }

  private static void part(
      Point2D.Double a, Point2D.Double b, double distance, double least, RandomGenerator random) {
    double dx = a.x - b.x;
    double dy = a.y - b.y;
    double length = distance;
    if (distance < 1e-3) { // on each other: anywhere apart
      dx = random.nextDouble(-1, 1);
      dy = random.nextDouble(-1, 1);
      length = Math.sqrt(dx * dx + dy * dy) + 1e-9;
    }
    double move = (least - distance) / 2 / length;
    a.setLocation(a.x + move * dx, a.y + move * dy);
    b.setLocation(b.x - move * dx, b.y - move * dy);
  }

  private static void keepIn(Rectangle2D area, Point2D.Double a) {
    a.setLocation(
        Math.max(area.getMinX(), Math.min(area.getMaxX(), a.x)),
        Math.max(area.getMinY(), Math.min(area.getMaxY(), a.y)));
  }
}
