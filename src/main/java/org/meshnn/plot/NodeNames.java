package org.meshnn.plot;

import java.awt.Color;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.meshnn.graph.Roles.Role;
import org.meshnn.graph.Topology;
import org.meshnn.plot.Canvas.Anchor;

/** Writes the names of inputs, bias and outputs beside their neurons. */
final class NodeNames {
  static final int LONGEST = 110;
  static final int LONGEST_AMONG_OTHERS = 84;
  private static final int LINE = 14;
  private static final Color BEHIND = Palette.translucent(Color.WHITE, 0.8);

  private final Canvas canvas;
  private final Topology topology;
  private final Point2D.Double[] at;
  private final double radius;
  private final List<Rectangle2D> written = new ArrayList<>();

  NodeNames(Canvas canvas, Topology topology, Point2D.Double[] at, double radius) {
    this.canvas = canvas;
    this.topology = topology;
    this.at = at;
    this.radius = radius;
  }

  static int widest(Canvas canvas, List<String> names) {
    return names.stream()
        .mapToInt(name -> canvas.textWidth(canvas.fit(name, LONGEST)))
        .max()
        .orElse(0);
  }

  static boolean loops(Topology topology, Role role) {
    int first = topology.roles().first(role);
    return IntStream.range(first, first + topology.roles().count(role))
        .anyMatch(neuron -> topology.edge(neuron, neuron) >= 0);
  }

  /** Outside the columns on the left and right. */
  void besideColumns(List<String> inputs, List<String> outputs) {
    int every = every(0, inputs.size());
    for (int i = 0; i < inputs.size(); i += every) {
      beside(i, inputs.get(i), -1);
    }
    int first = topology.roles().firstOutput();
    every = every(first, outputs.size());
    for (int i = 0; i < outputs.size(); i += every) {
      beside(first + i, outputs.get(i), 1);
    }
    if (topology.hasBias() && every(0, topology.roles().clamped()) == 1) {
      beside(topology.inputs(), "bias", -1);
    }
  }

  /** Of names that would overlap only every second, third, ... is shown. */
  private int every(int first, int count) {
    return count < 2 ? 1 : (int) Math.ceil(LINE / (at[first + 1].y - at[first].y));
  }

  private void beside(int neuron, String name, int side) {
    double gap = radius + (loops(topology, topology.roles().of(neuron)) ? 30 : 6);
    canvas.text(
        canvas.fit(name, LONGEST),
        at[neuron].x + side * gap,
        at[neuron].y,
        side < 0 ? Anchor.END : Anchor.START);
  }

  /**
   * To the left, right, above or below, where it lies on no neuron and no other name; a name for
   * which there is no room is left out.
   */
  void whereThereIsRoom(List<String> inputs, List<String> outputs) {
    for (int i = 0; i < outputs.size(); i++) {
      near(topology.roles().firstOutput() + i, outputs.get(i));
    }
    for (int i = 0; i < inputs.size(); i++) {
      near(i, inputs.get(i));
    }
    if (topology.hasBias()) {
      near(topology.inputs(), "bias");
    }
  }

  private void near(int neuron, String name) {
    String fitted = canvas.fit(name, LONGEST_AMONG_OTHERS);
    double width = canvas.textWidth(fitted) + 4;
    Point2D.Double c = at[neuron];
    double gap = radius + 2;
    Rectangle2D left = box(c.x - gap - width, c.y - LINE / 2.0, width);
    Rectangle2D right = box(c.x + gap, c.y - LINE / 2.0, width);
    boolean leftFirst = c.x < canvas.image.getWidth() / 2.0;
    List<Rectangle2D> places =
        List.of(
            leftFirst ? left : right,
            leftFirst ? right : left,
            box(c.x - width / 2, c.y - gap - LINE, width),
            box(c.x - width / 2, c.y + gap, width));
    for (Rectangle2D place : places) {
      if (isFree(place)) {
        canvas.pen.setColor(BEHIND);
        canvas.pen.fill(place);
        canvas.text(fitted, place.getCenterX(), place.getCenterY(), Anchor.MIDDLE);
        written.add(place);
        return;
      }
    }
  }

  private static Rectangle2D box(double x, double y, double width) {
    return new Rectangle2D.Double(x, y, width, LINE);
  }

  private boolean isFree(Rectangle2D place) {
    Rectangle2D sheet =
        new Rectangle2D.Double(
            2, 2, canvas.image.getWidth() - 4, canvas.image.getHeight() - MeshSheet.LEGEND - 2);
    if (!sheet.contains(place) || written.stream().anyMatch(place::intersects)) {
      return false;
    }
    for (Point2D.Double c : at) {
      if (place.intersects(c.x - radius, c.y - radius, 2 * radius, 2 * radius)) {
        return false;
      }
    }
    return true;
  }
}
