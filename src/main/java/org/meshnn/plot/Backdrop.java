package org.meshnn.plot;

import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.meshnn.plot.Canvas.Anchor;

/**
 * What lies behind the lines of a chart.
 *
 * @param from where the part that is shaded begins; NaN for none
 * @param name of that part
 * @param at where a band goes, ascending
 * @param low its lower edge at each; with a gap where a number is not drawable
 * @param high its upper edge at each, likewise
 * @param ofLine the number of the line that the band is of, for its colour
 */
record Backdrop(double from, String name, double[] at, double[] low, double[] high, int ofLine) {
  static final Backdrop NONE =
      new Backdrop(Double.NaN, "", new double[0], new double[0], new double[0], 0);

  private static final Color SHADE = new Color(0xF2F2F2);
  private static final double ALPHA = 0.22;

  /** The edges that the upright axis must have room for. */
  double[] edges() {
    return DoubleStream.concat(Arrays.stream(low), Arrays.stream(high)).toArray();
  }

  /** Shades what lies at and after {@link #from}; below the grid. */
  void shade(Canvas canvas, Axis along, double top, double bottom) {
    if (isShaded(along)) {
      double x = start(along);
      canvas.pen.setColor(SHADE);
      canvas.pen.fill(new Rectangle2D.Double(x, top, along.to() - x, bottom - top));
    }
  }

  /** Draws the band and the border of what is shaded; above the grid. */
  void draw(Canvas canvas, Axis along, Axis up) {
    canvas.pen.setColor(Palette.translucent(Palette.ofClass(ofLine), ALPHA));
    for (int i = 0; i < at.length; i++) {
      int begin = i;
      while (i < at.length && drawable(i)) {
        i++;
      }
      if (i > begin) {
        canvas.pen.fill(band(along, up, begin, i));
      }
    }
    if (isShaded(along)) {
      double x = start(along);
      canvas.pen.setColor(Palette.MUTED);
      canvas.line(x, up.from(), x, up.to());
      int room = (int) (along.to() - x) - 8;
      if (canvas.textWidth(name) <= room) {
        canvas.text(name, x + 5, up.to() + 10, Anchor.START, Palette.MUTED);
      }
    }
  }

  private boolean drawable(int i) {
    return Axis.drawable(low[i]) && Axis.drawable(high[i]);
  }

  private Path2D.Double band(Axis along, Axis up, int begin, int end) {
    Path2D.Double path = new Path2D.Double();
    path.moveTo(along.at(at[begin]), up.at(high[begin]));
    for (int i = begin + 1; i < end; i++) {
      path.lineTo(along.at(at[i]), up.at(high[i]));
    }
    for (int i = end - 1; i >= begin; i--) {
      path.lineTo(along.at(at[i]), up.at(low[i]));
    }
    path.closePath();
    return path;
  }

  private boolean isShaded(Axis along) {
    return from < along.high();
  }

  private double start(Axis along) {
    return Math.max(along.from(), along.at(from));
  }
}
