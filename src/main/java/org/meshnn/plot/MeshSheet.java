package org.meshnn.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meshnn.graph.Roles.Role;
import org.meshnn.graph.Topology;
import org.meshnn.plot.Canvas.Anchor;

/** A mesh with its neurons placed, to be drawn once, or tick by tick with the states of each. */
final class MeshSheet {
  static final int LEGEND = 34;
  private static final int WIDTH = 720;
  private static final int HIGHEST = 720;
  private static final int MARGIN = 64;
  private static final int SCALE = 90;
  private static final double SMALLEST_RADIUS = 2.5;
  private static final double RING = 2.6;

  private final Topology topology;
  private final double @Nullable [] weights;
  private final List<String> inputs;
  private final List<String> outputs;
  private final Placement placement;
  private final int above; // pixels above the drawing, for a title
  private final int height; // of the drawing
  private final Rectangle2D area; // of the neurons' centres
  private final Point2D.Double[] at;
  private final double radius;
  private final @Nullable DistanceColumns columns; // null unless by distance

  /**
   * A sheet.
   *
   * @param inputs names, one per input
   * @param outputs names, one per output
   * @param above pixels that are left free above the drawing
   */
  MeshSheet(
      Topology topology,
      double @Nullable [] weights,
      List<String> inputs,
      List<String> outputs,
      Placement placement,
      int above) {
    this.topology = topology;
    this.weights = weights;
    this.inputs = inputs;
    this.outputs = outputs;
    this.placement = placement;
    this.above = above;
    if (placement == Placement.BY_ROLE) {
      RoleColumns roles = new RoleColumns(topology);
      int wanted = Math.max(roles.layered() ? 280 : 420, roles.tallest() * 28 + 120);
      height = Math.min(HIGHEST, wanted);
      area = betweenNames();
      at = roles.within(area);
      radius = RoleColumns.radius(at, RoleColumns.SMALLEST_RADIUS);
      columns = null;
    } else {
      height = topology.neurons() <= 60 ? 560 : HIGHEST;
      int margin = marginOfNames();
      area =
          new Rectangle2D.Double(margin, above + 52, WIDTH - 2 * margin, height - 52 - 40 - LEGEND);
      columns = placement == Placement.BY_DISTANCE ? new DistanceColumns(topology) : null;
      at = columns == null ? placed() : columns.within(area);
      radius = RoleColumns.radius(at, SMALLEST_RADIUS);
    }
  }

  private Rectangle2D betweenNames() {
    Canvas canvas = new Canvas(1, 1);
    boolean loopsLeft =
        NodeNames.loops(topology, Role.INPUT) || NodeNames.loops(topology, Role.BIAS);
    int left =
        Math.max(NodeNames.widest(canvas, inputs), canvas.textWidth("bias"))
            + (loopsLeft ? 58 : 40);
    int right =
        NodeNames.widest(canvas, outputs) + (NodeNames.loops(topology, Role.OUTPUT) ? 58 : 40);
    canvas.pen.dispose();
    return new Rectangle2D.Double(left, above + 34, WIDTH - left - right, height - LEGEND - 64);
  }

  private int marginOfNames() {
    Canvas canvas = new Canvas(1, 1);
    int widest = Math.max(NodeNames.widest(canvas, inputs), NodeNames.widest(canvas, outputs));
    canvas.pen.dispose();
    return Math.max(MARGIN, Math.min(NodeNames.LONGEST_AMONG_OTHERS, widest) + 30);
  }

  private Point2D.Double[] placed() {
    return switch (placement) {
      case FORCE -> Forces.within(area, topology);
      case SPECTRAL -> Eigenvectors.within(area, topology);
      case CIRCLE, BY_ROLE, BY_DISTANCE -> circle();
    };
  }

  private Point2D.Double[] circle() {
    Point2D.Double[] places = new Point2D.Double[topology.neurons()];
    for (int i = 0; i < places.length; i++) {
      double angle = Math.PI + 2 * Math.PI * i / places.length;
      places[i] =
          new Point2D.Double(
              area.getCenterX() + area.getWidth() / 2 * StrictMath.cos(angle),
              area.getCenterY() + area.getHeight() / 2 * StrictMath.sin(angle));
    }
    return places;
  }

  /** Neurons in the colours of their roles. */
  Picture byRole(String caption) {
    Canvas canvas = drawEdges();
    for (int i = 0; i < at.length; i++) {
      drawNode(canvas, i, Palette.ofRole(topology.roles().of(i)), Palette.INK, 1.2);
    }
    return finished(canvas, caption, false);
  }

  /**
   * Neurons in the colours of their states, with rings in those of their roles.
   *
   * @param states one per neuron
   * @param largest the magnitude of full colour
   * @param title at the upper left
   * @param below a line below the title
   */
  Picture byActivity(double[] states, double largest, String title, String below, String caption) {
    Canvas canvas = drawEdges();
    for (int i = 0; i < at.length; i++) {
      Role role = topology.roles().of(i);
      Color ring = role == Role.HIDDEN ? Palette.INK : Palette.ofRole(role);
      drawNode(
          canvas, i, Palette.signed(states[i] / largest), ring, role == Role.HIDDEN ? 1 : RING);
    }
    canvas.title(title, "", 12, WIDTH - 220);
    canvas.text(canvas.fit(below, WIDTH - 24), 12, 40, Anchor.START);
    drawScale(canvas, largest);
    return finished(canvas, caption, true);
  }

  private Picture finished(Canvas canvas, String caption, boolean rings) {
    NodeNames names = new NodeNames(canvas, topology, at, radius);
    if (placement == Placement.BY_ROLE) {
      names.besideColumns(inputs, outputs);
    } else {
      names.whereThereIsRoom(inputs, outputs);
    }
    if (columns != null) {
      drawHeadings(canvas, columns);
    }
    drawLegend(canvas, rings);
    return canvas.picture(caption);
  }

  private Canvas drawEdges() {
    Canvas canvas = new Canvas(WIDTH, above + height);
    new EdgePen(canvas, topology, weights, at, radius, loops()).drawAll();
    return canvas;
  }

  /** By role away from the columns, else away from the middle. */
  private EdgePen.Loops loops() {
    return placement == Placement.BY_ROLE
        ? new EdgePen.Loops(22, 6, this::awayFromColumns)
        : new EdgePen.Loops(1.2 * radius + 6, 2, this::awayFromTheMiddle);
  }

  private Point2D.Double awayFromColumns(int neuron) {
    return switch (topology.roles().of(neuron)) {
      case INPUT, BIAS -> new Point2D.Double(-1, 0);
      case OUTPUT -> new Point2D.Double(1, 0);
      case HIDDEN -> {
        double centre = above + (height - LEGEND) / 2.0;
        yield new Point2D.Double(0, at[neuron].y > centre ? 1 : -1);
      }
    };
  }

  private Point2D.Double awayFromTheMiddle(int neuron) {
    double dx = at[neuron].x - area.getCenterX();
    double dy = at[neuron].y - area.getCenterY();
    double length = Math.sqrt(dx * dx + dy * dy);
    return length < 1 ? new Point2D.Double(0, -1) : new Point2D.Double(dx / length, dy / length);
  }

  private void drawNode(Canvas canvas, int neuron, Color fill, Color ring, double width) {
    Point2D.Double c = at[neuron];
    canvas.outlined(disc(c.x, c.y, radius), fill, ring, Math.min(width, radius / 2));
    if (radius >= (at.length <= 100 ? 10 : 12)) {
      String number = Integer.toString(neuron);
      canvas.text(number, c.x, c.y, Anchor.MIDDLE, Palette.textOn(fill));
    }
  }

  private static Ellipse2D disc(double x, double y, double radius) {
    return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
  }

  private void drawHeadings(Canvas canvas, DistanceColumns distances) {
    List<String> headings = distances.headings();
    double y = above + 12;
    canvas.text("edges from an input:", 12, y, Anchor.START, Palette.MUTED);
    double end = 0; // of the last that was written
    for (int c = 0; c < headings.size(); c++) {
      double x = distances.x(c, area);
      double half = canvas.textWidth(headings.get(c)) / 2.0;
      if (x - half > end) {
        canvas.text(headings.get(c), x, above + 27, Anchor.MIDDLE, Palette.MUTED);
        end = x + half + 6;
      }
    }
  }

  private void drawScale(Canvas canvas, double largest) {
    String low = String.format(Locale.ROOT, "%.3g", -largest);
    String high = String.format(Locale.ROOT, "%.3g", largest);
    int right = WIDTH - 12 - canvas.textWidth(high) - 6;
    for (int i = 0; i < SCALE; i++) {
      canvas.pen.setColor(Palette.signed(2.0 * i / (SCALE - 1) - 1));
      canvas.pen.fillRect(right - SCALE + i, 12, 1, 12);
    }
    canvas.frame(right - SCALE, 12, SCALE, 12);
    canvas.text(high, right + 6, 18, Anchor.START);
    canvas.text("state " + low, right - SCALE - 6, 18, Anchor.END);
  }

  private void drawLegend(Canvas canvas, boolean rings) {
    double y = canvas.image.getHeight() - LEGEND / 2.0;
    double x = 16;
    for (Role role : Role.values()) {
      if (topology.roles().count(role) > 0) {
        Color color = Palette.ofRole(role);
        boolean plain = !rings || role == Role.HIDDEN;
        canvas.outlined(
            disc(x + 6, y, 6),
            rings ? Color.WHITE : color,
            plain ? Palette.INK : color,
            plain ? 1 : RING);
        x = legendText(canvas, role.toString(), x + 18, y);
      }
    }
    if (weights == null) {
      return;
    }
    x = legendLine(canvas, Palette.POSITIVE, "positive weight", x, y);
    x = legendLine(canvas, Palette.NEGATIVE, "negative weight", x, y);
    double largest = Arrays.stream(weights).map(Math::abs).max().orElse(0);
    legendText(canvas, String.format(Locale.ROOT, "thickest: %.3g", largest), x, y);
  }

  private static double legendLine(Canvas canvas, Color color, String text, double x, double y) {
    canvas.pen.setColor(color);
    canvas.pen.setStroke(new BasicStroke(2.5f));
    canvas.line(x, y, x + 22, y);
    return legendText(canvas, text, x + 28, y);
  }

  private static double legendText(Canvas canvas, String text, double x, double y) {
    canvas.text(text, x, y, Anchor.START);
    return x + canvas.textWidth(text) + 18;
  }
}
