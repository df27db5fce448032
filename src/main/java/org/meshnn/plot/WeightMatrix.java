package org.meshnn.plot;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;
import org.meshnn.graph.Roles.Role;
import org.meshnn.graph.Topology;
import org.meshnn.plot.Canvas.Anchor;

/** The weights of a mesh as a matrix: row = from, column = to. */
public final class WeightMatrix {
  private static final int SIDE = 480;
  private static final int LEFT = 92;
  private static final int TOP = 84;
  private static final int BAND = 12;
  private static final Color NO_EDGE = new Color(0xE4E4E4);

  private WeightMatrix() {}

  /**
   * One cell per pair of neurons: blue for a positive weight, orange for a negative one, white for
   * 0, grey where there is no edge. Bands along the axes tell the roles. Above 480 neurons a pixel
   * stands for several pairs and shows the largest weight among them.
   *
   * @param topology neurons and edges to draw
   * @param weights the weight of every edge of the topology, or null: edges in dark grey
   * @return the picture
   * @throws IllegalArgumentException if the length is not the number of edges, or a weight is NaN
   *     or infinite
   */
  public static Picture draw(Topology topology, double @Nullable [] weights) {
    requireWeights(topology, weights);
    int n = topology.neurons();
    double cell = n <= SIDE ? Math.max(1, SIDE / n) : (double) SIDE / n;
    int side = (int) Math.ceil(cell * n);
    Canvas canvas = new Canvas(LEFT + side + 148, TOP + side + 24);
    canvas.title(
        weights == null ? "edges: row = from, column = to" : "weights: row = from, column = to");
    drawCells(canvas, topology, weights, side);
    drawRoles(canvas, topology, cell);
    drawScale(canvas, weights, LEFT + side + 22);
    return canvas.picture(MeshDrawing.caption(topology) + ", as a matrix");
  }

  static void requireWeights(Topology topology, double @Nullable [] weights) {
    if (weights == null) {
      return;
    }
    if (weights.length != topology.edges()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected one weight per edge (%d), got %d",
              topology.edges(),
              weights.length));
    }
    for (int e = 0; e < weights.length; e++) {
      if (!Double.isFinite(weights[e])) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "expected finite weights, got %s at edge %d; draw the mesh without weights (null)",
                weights[e],
                e));
      }
    }
  }

  /** The largest magnitude, 1 if there is none above 0. */
  static double largest(double @Nullable [] weights) {
    return weights == null ? 1 : Pixels.largest(Arrays.stream(weights));
  }

  private static void drawCells(
      Canvas canvas, Topology topology, double @Nullable [] weights, int side) {
    int n = topology.neurons();
    Pixels pixels = new Pixels(side, side, n, n, Double.NaN);
    for (int to = 0; to < n; to++) {
      for (int e = topology.columnStart(to); e < topology.columnEnd(to); e++) {
        pixels.put(topology.source(e), to, weights == null ? 1 : weights[e]);
      }
    }
    double largest = largest(weights);
    DoubleFunction<Color> color =
        weights == null ? v -> Palette.MUTED : v -> Palette.signed(v / largest);
    pixels.draw(canvas, LEFT, TOP, v -> Double.isNaN(v) ? NO_EDGE : color.apply(v));
  }

  private static void drawRoles(Canvas canvas, Topology topology, double cell) {
    double clear = -1;
    double clearColumn = -1;
    for (Role role : Role.values()) {
      if (topology.roles().count(role) == 0) {
        continue;
      }
      double start = topology.roles().first(role) * cell;
      double length = topology.roles().count(role) * cell;
      Color color = Palette.ofRole(role);
      var beside = new Rectangle2D.Double(LEFT - BAND - 4, TOP + start, BAND, length);
      var above = new Rectangle2D.Double(LEFT + start, TOP - BAND - 4, length, BAND);
      canvas.outlined(beside, color, Palette.MUTED, 1);
      canvas.outlined(above, color, Palette.MUTED, 1);
      double y = Math.max(clear, TOP + start + length / 2);
      canvas.text(role.toString(), LEFT - BAND - 10, y, Anchor.END);
      clear = y + 15;
      double half = canvas.textWidth(role.toString()) / 2.0;
      double x = Math.max(clearColumn + half, LEFT + start + length / 2);
      canvas.text(role.toString(), x, TOP - BAND - 14, Anchor.MIDDLE);
      clearColumn = x + half + 8;
    }
  }

  private static void drawScale(Canvas canvas, double @Nullable [] weights, int x) {
    int y = TOP + 8;
    if (weights != null) {
      SignedScale.draw(canvas, largest(weights), x, y);
      y += SignedScale.HEIGHT + 24;
    } else {
      y = key(canvas, Palette.MUTED, "edge", x, y);
    }
    key(canvas, NO_EDGE, "no edge", x, y);
  }

  private static int key(Canvas canvas, Color color, String text, int x, int y) {
    canvas.pen.setColor(color);
    canvas.pen.fillRect(x, y, 16, 16);
    canvas.text(text, x + 22, y + 8, Anchor.START);
    return y + 24;
  }
}
