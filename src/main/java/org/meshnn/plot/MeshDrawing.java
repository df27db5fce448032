package org.meshnn.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.meshnn.graph.Roles.Role;
import org.meshnn.graph.Topology;
import org.meshnn.plot.Canvas.Anchor;
import org.meshnn.text.Plural;

/** A mesh as nodes and arrows; a large one as its weight matrix. */
public final class MeshDrawing {
  private static final int MOST_NODES = 60;
  private static final int WIDTH = 720;
  private static final int LONGEST_NAME = 110;
  static final int LEGEND = 34;

  private final Canvas canvas;
  private final Topology topology;
  private final double @Nullable [] weights;
  private final Point2D.Double[] at;
  private final double radius;

  private MeshDrawing(
      Canvas canvas,
      Topology topology,
      double @Nullable [] weights,
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

  /**
   * As {@link #draw(Topology, double[], List, List)} with the names x1, x2, ... and y1, y2, ...
   *
   * @param topology neurons and edges to draw
   * @param weights the weight of every edge of the topology, or null: all edges alike, in grey
   * @return the picture
   * @throws IllegalArgumentException if the length differs, or a weight is NaN or infinite
   */
  public static Picture draw(Topology topology, double @Nullable [] weights) {
    return draw(topology, weights, List.of(), List.of());
  }

  /**
   * Inputs and bias on the left, hidden neurons in the middle, outputs on the right, each with its
   * number; an arrow per edge, blue for a positive weight and orange for a negative one, thicker
   * and denser the larger it is. Above 60 neurons {@link WeightMatrix} instead.
   *
   * @param topology neurons and edges to draw
   * @param weights the weight of every edge of the topology, or null: all edges alike, in grey
   * @param inputNames one per input, or none
   * @param outputNames one per output, or none
   * @return the picture
   * @throws IllegalArgumentException if a length differs, or a weight is NaN or infinite
   */
  public static Picture draw(
      Topology topology,
      double @Nullable [] weights,
      List<String> inputNames,
      List<String> outputNames) {
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
    new EdgePen(canvas, topology, weights, drawing.at, drawing.radius).drawAll();
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

  private void drawNodes() {
    for (int i = 0; i < at.length; i++) {
      Color fill = Palette.ofRole(topology.roles().of(i));
      canvas.outlined(disc(at[i].x, at[i].y, radius), fill, Palette.INK, 1.2);
      if (radius >= 10) {
        String number = Integer.toString(i);
        canvas.text(number, at[i].x, at[i].y, Anchor.MIDDLE, Palette.textOn(fill));
      }
    }
  }

  private static Ellipse2D disc(double x, double y, double radius) {
    return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
  }

  private void drawNames(List<String> inputs, List<String> outputs) {
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
    return IntStream.range(first, first + topology.roles().count(role))
        .anyMatch(neuron -> topology.edge(neuron, neuron) >= 0);
  }

  private void drawLegend() {
    double y = canvas.image.getHeight() - LEGEND / 2.0;
    double x = 16;
    for (Role role : Role.values()) {
      if (topology.roles().count(role) > 0) {
        canvas.outlined(disc(x + 6, y, 6), Palette.ofRole(role), Palette.INK, 1);
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
    canvas.text(text, x, y, Anchor.START);
    return x + canvas.textWidth(text) + 18;
  }
}
