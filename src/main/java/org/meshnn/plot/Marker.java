package org.meshnn.plot;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** The shape of a class's points: told apart without colour as well. */
final class Marker {
  private Marker() {}

  /** Disc, square, triangle, diamond in turn, about {@code size} pixels across. */
  static Shape ofClass(int k, double x, double y, double size) {
    double r = size / 2;
    return switch (k % 4) {
      case 0 -> new Ellipse2D.Double(x - r, y - r, size, size);
      case 1 -> new Rectangle2D.Double(x - 0.86 * r, y - 0.86 * r, 1.72 * r, 1.72 * r);
      case 2 -> polygon(x, y - 1.15 * r, x + 1.1 * r, y + 0.8 * r, x - 1.1 * r, y + 0.8 * r);
      default -> polygon(x, y - 1.2 * r, x + 1.2 * r, y, x, y + 1.2 * r, x - 1.2 * r, y);
    };
  }

  private static Shape polygon(double... corners) {
    Path2D.Double path = new Path2D.Double();
    path.moveTo(corners[0], corners[1]);
    for (int i = 2; i < corners.length; i += 2) {
      path.lineTo(corners[i], corners[i + 1]);
    }
    path.closePath();
    return path;
  }
}
