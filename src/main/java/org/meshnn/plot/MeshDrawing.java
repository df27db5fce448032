package org.meshnn.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.meshnn.graph.Roles.Role;
import org.meshnn.graph.Topology;
import org.meshnn.plot.Canvas.Anchor;
import org.meshnn.text.Plural;

/** A mesh as nodes and arrows; a large one as its weight matrix. */
public final class MeshDrawing {
  private static final int MOST_NODES = 60;
  private static final int WIDTH = 720;
  private static final int LONGEST_NAME = 110;
  private static final int LEGEND = 34;

  private final Canvas canvas;
  private final Topology topology;
  private final double[] weights;
  private final Point2D.Double[] at;
  private final double radius;

  private MeshDrawing(
      Canvas canvas,
      Topology topology,
      double[] weights,
      Placement placement,
      int left,
      int right) {
    this.canvas = canvas;
    this.topology = topology;
    this.weights = weights;
    int height = canvas.image.getHeight() - LEGEND - 64;
    this.at = placement.within(new Rectangle2D.Double(left, 34, WIDTH - left - right, height));
    this.radius = Placement.radius(at);
  }

  /** As {@link #draw(Topology, double[], List, List)} with the names x1, x2, ... and y1, y2, ... */
  public static Picture draw(Topology topology, double[] weights) {
    return draw(topology, weights, List.of(), List.of());
  }

  /**
   * Inputs and bias on the left, hidden neurons in the middle, outputs on the right, each with its
   * number; an arrow per edge, blue for a positive weight and orange for a negative one, thicker
   * and denser the larger it is. Above 60 neurons {@link WeightMatrix} instead.
   *
   * @param weights the weight of every edge of the topology, or null: all edges alike, in grey
   * @param inputNames one per input, or none
   * @param outputNames one per output, or none
   * @throws IllegalArgumentException if a length differs, or a weight is NaN or infinite
   */
  public static Picture draw(
      Topology topology, double[] weights, List<String> inputNames, List<String> outputNames) {
    WeightMatrix.requireWeights(topology, weights);
    List<String> inputs = names(inputNames, topology.inputs(), "x", "input");
    List<String> outputs = names(outputNames, topology.outputs(), "y", "output");
    if (topology.neurons() > MOST_NODES) {
      return WeightMatrix.draw(topology, weights);
    }
    Placement placement = new Placement(topology);
    int height = Math.max(placement.layered() ? 280 : 420, placement.tallest() * 28 + 120);
    Canvas canvas = new Canvas(WIDTH, Math.min(720, height));
    int left =
        Math.max(widest(canvas, inputs), canvas.textWidth("bias"))
            + (loops(topology, Role.INPUT) || loops(topology, Role.BIAS) ? 58 : 40);
    int right = widest(canvas, outputs) + (loops(topology, Role.OUTPUT) ? 58 : 40);
    MeshDrawing drawing = new MeshDrawing(canvas, topology, weights, placement, left, right);
    drawing.drawEdges();
    drawing.drawNodes();
    drawing.drawNames(inputs, outputs);
    drawing.drawLegend();
    return canvas.picture(caption(topology));
  }

  static String caption(Topology topology) {
    return String.format(
        Locale.ROOT,
        "Mesh of %s (%s%s, %d hidden, %s) and %s",
        Plural.of(topology.neurons(), "neuron"),
        Plural.of(topology.inputs(), "input"),
        topology.hasBias() ? ", bias" : "",
        topology.hidden(),
        Plural.of(topology.outputs(), "output"),
        Plural.of(topology.edges(), "edge"));
  }

  private static List<String> names(List<String> given, int count, String prefix, String role) {
    if (!given.isEmpty() && given.size() != count) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected one name per %s (%d) or none, got %d",
              role,
              count,
              given.size()));
    }
    List<String> names = new ArrayList<>(given);
    for (int i = names.size(); i < count; i++) {
      names.add(prefix + (i + 1));
    }
    return names;
  }

  private static int widest(Canvas canvas, List<String> names) {
    return names.stream()
        .mapToInt(name -> canvas.textWidth(canvas.fit(name, LONGEST_NAME)))
        .max()
        .orElse(0);
  }

  private void drawEdges() {
    int[] target = new int[topology.edges()];
    Set<Long> present = new HashSet<>();
    for (int to = 0; to < topology.neurons(); to++) {
      for (int e = topology.columnStart(to); e < topology.columnEnd(to); e++) {
        target[e] = to;
        present.add(key(topology.source(e), to));
      }
    }
    double largest = WeightMatrix.largest(weights);
    EdgePen pen = new EdgePen(canvas.pen, at, radius);
    List<Integer> order = new ArrayList<>();
    for (int e = 0; e < target.length; e++) {
      order.add(e);
    }
    order.sort(Comparator.comparingDouble(e -> weights == null ? 0 : Math.abs(weights[e])));
    for (int e : order) {
      int from = topology.source(e);
      int to = target[e];
      double size = weights == null ? 0.25 : Math.min(1, Math.abs(weights[e]) / largest);
      Color color = color(e, size);
      double width = 0.7 + 2.2 * size;
      if (from == to) {
        double[] outwards = outwards(from);
        pen.loop(from, outwards[0], outwards[1], color, width);
      } else {
        pen.arrow(from, to, present.contains(key(to, from)), color, width);
      }
    }
  }

  private static long key(int from, int to) {
    return ((long) from << 32) | to;
  }

  private Color color(int edge, double size) {
    double density = Math.min(1, 14 / Math.sqrt(topology.edges()));
    if (weights == null) {
      return Palette.translucent(Palette.MUTED, 0.25 + 0.5 * density);
    }
    Color sign = weights[edge] < 0 ? Palette.NEGATIVE : Palette.POSITIVE;
    return Palette.translucent(sign, 0.2 + (0.2 + 0.6 * density) * size);
  }

  /** The direction away from the other neurons in which a loop has room. */
  private double[] outwards(int neuron) {
    return switch (topology.roles().of(neuron)) {
      case INPUT, BIAS -> new double[] {-1, 0};
      case OUTPUT -> new double[] {1, 0};
      case HIDDEN -> {
        double centre = (canvas.image.getHeight() - LEGEND) / 2.0;
        yield new double[] {0, at[neuron].y > centre ? 1 : -1};
      }
    };
  }

  private void drawNodes() {
    for (int i = 0; i < at.length; i++) {
      Color fill = Palette.ofRole(topology.roles().of(i));
      Ellipse2D.Double disc =
          new Ellipse2D.Double(at[i].x - radius, at[i].y - radius, 2 * radius, 2 * radius);
      canvas.pen.setColor(fill);
      canvas.pen.fill(disc);
      canvas.pen.setColor(Palette.INK);
      canvas.pen.setStroke(new BasicStroke(1.2f));
      canvas.pen.draw(disc);
      if (radius >= 10) {
        canvas.pen.setColor(Palette.textOn(fill));
        canvas.text(Integer.toString(i), at[i].x, at[i].y, Anchor.MIDDLE);
      }
    }
  }

  private void drawNames(List<String> inputs, List<String> outputs) {
    canvas.pen.setColor(Palette.INK);
    int every = every(0, inputs.size());
    for (int i = 0; i < inputs.size(); i += every) {
      label(i, inputs.get(i), -1);
    }
    int first = topology.roles().firstOutput();
    every = every(first, outputs.size());
    for (int i = 0; i < outputs.size(); i += every) {
      label(first + i, outputs.get(i), 1);
    }
    if (topology.hasBias() && every(0, topology.roles().clamped()) == 1) {
      label(topology.inputs(), "bias", -1);
    }
  }

  /** Of names that would overlap only every second, third, ... is shown. */
  private int every(int first, int count) {
    return count < 2 ? 1 : (int) Math.ceil(14 / (at[first + 1].y - at[first].y));
  }

  private void label(int neuron, String name, int side) {
    double gap = radius + (loops(topology, topology.roles().of(neuron)) ? 30 : 6);
    canvas.text(
        canvas.fit(name, LONGEST_NAME),
        at[neuron].x + side * gap,
        at[neuron].y,
        side < 0 ? Anchor.END : Anchor.START);
  }

  private static boolean loops(Topology topology, Role role) {
    int first = topology.roles().first(role);
    for (int to = first; to < first + topology.roles().count(role); to++) {
      for (int e = topology.columnStart(to); e < topology.columnEnd(to); e++) {
        if (topology.source(e) == to) {
          return true;
        }
      }
    }
    return false;
  }

  private void drawLegend() {
    double y = canvas.image.getHeight() - LEGEND / 2.0;
    double x = 16;
    for (Role role : Role.values()) {
      if (topology.roles().count(role) > 0) {
        canvas.pen.setColor(Palette.ofRole(role));
        Ellipse2D.Double disc = new Ellipse2D.Double(x, y - 6, 12, 12);
        canvas.pen.fill(disc);
        canvas.pen.setColor(Palette.INK);
        canvas.pen.setStroke(new BasicStroke(1));
        canvas.pen.draw(disc);
        x = legendText(role.toString(), x + 18, y);
      }
    }
    if (weights == null) {
      return;
    }
    x = legendLine(Palette.POSITIVE, "positive weight", x, y);
    x = legendLine(Palette.NEGATIVE, "negative weight", x, y);
    double largest = Arrays.stream(weights).map(Math::abs).max().orElse(0);
    legendText(String.format(Locale.ROOT, "thickest: %.3g", largest), x, y);
  }

  private double legendLine(Color color, String text, double x, double y) {
    canvas.pen.setColor(color);
    canvas.pen.setStroke(new BasicStroke(2.5f));
    canvas.line(x, y, x + 22, y);
    return legendText(text, x + 28, y);
  }

  private double legendText(String text, double x, double y) {
    canvas.pen.setColor(Palette.INK);
    canvas.text(text, x, y, Anchor.START);
    return x + canvas.textWidth(text) + 18;
  }
}
