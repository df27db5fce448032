package org.meshnn.plot;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.meshnn.graph.Topology;

/**
 * Where the neurons of a mesh are drawn: inputs and bias in a column on the left, outputs on the
 * right. Hidden neurons stand in columns by depth if their edges form layers, else on an ellipse.
 */
final class RoleColumns {
  private static final int MOST_LAYERS = 5;
  private static final int LARGEST_RADIUS = 13;
  static final int SMALLEST_RADIUS = 4;

  private final Topology topology;
  private final List<List<Integer>> layers;

  RoleColumns(Topology topology) {
    this.topology = topology;
    this.layers = layers(topology.roles().clamped(), topology.hidden());
  }

  /** Whether the hidden neurons stand in columns. */
  boolean layered() {
    return !layers.isEmpty() || topology.hidden() == 0;
  }

  /** Neurons in the largest column. */
  int tallest() {
    int sides = Math.max(topology.roles().clamped(), topology.outputs());
    return layers.stream().mapToInt(List::size).reduce(sides, Math::max);
  }

  /** The centre of every neuron, within {@code area}. */
  Point2D.Double[] within(Rectangle2D area) {
    Point2D.Double[] at = new Point2D.Double[topology.neurons()];
    column(at, range(0, topology.roles().clamped()), area, area.getMinX());
    double gap = area.getWidth() / (layers.size() + 1);
    for (int i = 0; i < layers.size(); i++) {
      column(at, layers.get(i), area, area.getMinX() + gap * (i + 1));
    }
    if (!layered()) {
      ellipse(at, area);
    }
    List<Integer> outputs = range(topology.roles().firstOutput(), topology.neurons());
    column(at, outputs, area, area.getMaxX());
    return at;
  }

  /** A radius at which no two neurons touch, if they are not too many. */
  static double radius(Point2D.Double[] at, double smallest) {
    double nearest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < at.length; i++) {
      for (int j = 0; j < i; j++) {
        nearest = Math.min(nearest, at[i].distance(at[j]));
      }
    }
    return Math.max(smallest, Math.min(LARGEST_RADIUS, 0.38 * nearest));
  }

  private static List<Integer> range(int from, int to) {
    List<Integer> neurons = new ArrayList<>();
    for (int i = from; i < to; i++) {
      neurons.add(i);
    }
    return neurons;
  }

  private static void column(
      Point2D.Double[] at, List<Integer> neurons, Rectangle2D area, double x) {
    double spacing = Math.min(64, area.getHeight() / Math.max(1, neurons.size()));
    double top = area.getCenterY() - spacing * (neurons.size() - 1) / 2;
    for (int i = 0; i < neurons.size(); i++) {
      at[neurons.get(i)] = new Point2D.Double(x, top + i * spacing);
    }
  }

  private void ellipse(Point2D.Double[] at, Rectangle2D area) {
    int first = topology.roles().clamped();
    for (int i = 0; i < topology.hidden(); i++) {
      double angle = -Math.PI / 2 + 2 * Math.PI * i / topology.hidden();
      at[first + i] =
          new Point2D.Double(
              area.getCenterX() + 0.30 * area.getWidth() * StrictMath.cos(angle),
              area.getCenterY() + 0.46 * area.getHeight() * StrictMath.sin(angle));
    }
  }

  /** Hidden neurons by longest path from the first; empty if they form cycles or many layers. */
  private List<List<Integer>> layers(int first, int count) {
    int[] depth = new int[count];
    boolean settled = false;
    for (int round = 0; round <= MOST_LAYERS && !settled; round++) {
      settled = true;
      for (int to = 0; to < count; to++) {
        for (int e = topology.columnStart(first + to); e < topology.columnEnd(first + to); e++) {
          int from = topology.source(e) - first;
          if (from >= 0 && from < count && from != to && depth[to] <= depth[from]) {
            depth[to] = depth[from] + 1;
            settled = false;
          }
        }
      }
    }
    List<List<Integer>> layers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (!settled || depth[i] >= MOST_LAYERS) {
        return List.of();
      }
      while (layers.size() <= depth[i]) {
        layers.add(new ArrayList<>());
      }
      layers.get(depth[i]).add(first + i);
    }
    return layers;
  }
}
