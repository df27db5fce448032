package org.meshnn.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.CubicCurve2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.QuadCurve2D;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.meshnn.graph.Topology;

/** Draws the edges of a mesh between neurons of one radius. */
final class EdgePen {
  /** Most neurons among which an edge bows around those in its way. */
  private static final int MOST_DETOURS = 60;

  /**
   * How self-loops are drawn.
   *
   * @param reach how far beyond its neuron a loop is pulled, in pixels
   * @param spread how wide, likewise
   * @param direction in which a neuron has room for one, of length 1
   */
  record Loops(double reach, double spread, IntFunction<Point2D.Double> direction) {}

  private final Graphics2D pen;
  private final Topology topology;
  private final double @Nullable [] weights;
  private final Point2D.Double[] at;
  private final double radius;
  private final Loops loops;

  EdgePen(
      Canvas canvas,
      Topology topology,
      double @Nullable [] weights,
      Point2D.Double[] at,
      double radius,
      Loops loops) {
    this.pen = canvas.pen;
    this.topology = topology;
    this.weights = weights;
    this.at = at;
    this.radius = radius;
    this.loops = loops;
  }

  /** All edges, those of small weights first. */
  void drawAll() {
    int[] target = new int[topology.edges()];
    for (int to = 0; to < topology.neurons(); to++) {
      Arrays.fill(target, topology.columnStart(to), topology.columnEnd(to), to);
    }
    double largest = WeightMatrix.largest(weights);
    ToDoubleFunction<Integer> size = e -> weights == null ? 0.25 : Math.abs(weights[e]) / largest;
    IntStream.range(0, target.length)
        .boxed()
        .sorted(Comparator.comparingDouble(size))
        .forEach(e -> draw(topology.source(e), target[e], e, size.applyAsDouble(e)));
  }

  private void draw(int from, int to, int edge, double size) {
    Color color = color(edge, size);
    double width = 0.7 + 2.2 * size;
    if (from == to) {
      Point2D.Double outwards = loops.direction().apply(from);
      loop(from, outwards.x, outwards.y, color, width);
    } else {
      arrow(from, to, topology.edge(to, from) >= 0, color, width);
    }
  }

  private Color color(int edge, double size) {
    double density = Math.min(1, 14 / Math.sqrt(topology.edges()));
    if (weights == null) {
      return Palette.translucent(Palette.MUTED, 0.25 + 0.5 * density);
    }
    Color sign = weights[edge] < 0 ? Palette.NEGATIVE : Palette.POSITIVE;
    return Palette.translucent(sign, 0.2 + (0.2 + 0.6 * density) * size);
  }

  /** An arrow; curved to its left if {@code twoWay}, or around a neuron that stands in its way. */
  private void arrow(int from, int to, boolean twoWay, Color color, double width) {
    Point2D.Double a = at[from];
    Point2D.Double b = at[to];
    double length = a.distance(b);
    double detour = at.length > MOST_DETOURS ? 0 : detour(from, to);
    double bow = twoWay ? Math.max(0.13 * length, Math.abs(detour)) : detour;
    Point2D.Double control =
        new Point2D.Double(
            (a.x + b.x) / 2 + bow * (b.y - a.y) / length,
            (a.y + b.y) / 2 - bow * (b.x - a.x) / length);
    double head = 4 + 1.6 * width;
    Point2D.Double start = towards(a, control, radius);
    Point2D.Double tip = towards(b, control, radius + 1);
    Point2D.Double neck = towards(tip, control, head);
    pen.setColor(color);
    pen.setStroke(new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
    pen.draw(new QuadCurve2D.Double(start.x, start.y, control.x, control.y, neck.x, neck.y));
    head(neck, tip, 0.45 * head);
  }

  /** An edge from a neuron to itself, in the direction (dx, dy) of length 1. */
  private void loop(int neuron, double dx, double dy, Color color, double width) {
    Point2D.Double c = at[neuron];
    double reach = radius + loops.reach();
    double spread = 0.75 * radius + loops.spread();
    double head = 4 + 1.6 * width;
    Point2D.Double out =
        new Point2D.Double(c.x + dx * reach - dy * spread, c.y + dy * reach + dx * spread);
    Point2D.Double back =
        new Point2D.Double(c.x + dx * reach + dy * spread, c.y + dy * reach - dx * spread);
    Point2D.Double start = towards(c, out, radius);
    Point2D.Double tip = towards(c, back, radius + 1);
    Point2D.Double neck = towards(tip, back, head);
    pen.setColor(color);
    pen.setStroke(new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
    pen.draw(
        new CubicCurve2D.Double(start.x, start.y, out.x, out.y, back.x, back.y, neck.x, neck.y));
    head(neck, tip, 0.45 * head);
  }

  private void head(Point2D.Double neck, Point2D.Double tip, double half) {
    double length = Math.max(1e-9, neck.distance(tip));
    double dx = (tip.y - neck.y) / length * half;
    double dy = (tip.x - neck.x) / length * half;
    Path2D.Double triangle = new Path2D.Double();
    triangle.moveTo(tip.x, tip.y);
    triangle.lineTo(neck.x + dx, neck.y - dy);
    triangle.lineTo(neck.x - dx, neck.y + dy);
    triangle.closePath();
    pen.fill(triangle);
  }

  private static Point2D.Double towards(Point2D.Double from, Point2D.Double to, double distance) {
    double share = distance / Math.max(1e-9, from.distance(to));
    return new Point2D.Double(from.x + share * (to.x - from.x), from.y + share * (to.y - from.y));
  }

  /** How far to bow so as to pass beside a neuron on the straight line; 0 if there is none. */
  private double detour(int from, int to) {
    for (int other = 0; other < at.length; other++) {
      if (other != from && other != to) {
        double distance =
            Line2D.ptSegDist(at[from].x, at[from].y, at[to].x, at[to].y, at[other].x, at[other].y);
        if (distance < radius + 3) {
          int side =
              Line2D.relativeCCW(
                  at[from].x, at[from].y, at[to].x, at[to].y, at[other].x, at[other].y);
          double bow = 2.8 * (radius + 6) + 0.06 * at[from].distance(at[to]);
          return side >= 0 ? -bow : bow;
        }
      }
    }
    return 0;
  }
}
