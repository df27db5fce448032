package org.meshnn.plot;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import org.meshnn.graph.Topology;

/**
 * Places neurons by forces (Fruchterman and Reingold, Software: Practice and Experience 21, 1991):
 *
 * <pre>
 *   k   = sqrt(area / neurons)
 *   any two at distance d push each other away by k^2 / d
 *   an edge of length d pulls its two neurons together by d^2 / k
 *   each moves along the sum of its forces, at most by a temperature that falls to 0
 * </pre>
 *
 * Neurons begin on a circle in the order of their numbers. A weak pull to the centre, not of the
 * paper, keeps parts that share no edge from drifting apart.
 */
final class Forces {
  private static final int ROUNDS = 400;
  private static final double WARMEST = 0.1; // of the side
  private static final double CENTRE = 1.5;
  private static final double NEAREST = 1e-4; // of the side: no force is larger than at this

  private final Topology topology;
  private final int n;
  private final double[] x;
  private final double[] y;
  private final double[] forceX;
  private final double[] forceY;

  private Forces(Topology topology) {
    this.topology = topology;
    n = topology.neurons();
    x = new double[n];
    y = new double[n];
    forceX = new double[n];
    forceY = new double[n];
    for (int i = 0; i < n; i++) {
      double angle = Math.PI + 2 * Math.PI * i / n;
      x[i] = 0.4 * StrictMath.cos(angle);
      y[i] = 0.4 * StrictMath.sin(angle);
    }
  }

  static Point2D.Double[] within(Rectangle2D area, Topology topology) {
    Forces forces = new Forces(topology);
    for (int round = 0; round < ROUNDS; round++) {
      forces.move(WARMEST * (1 - (double) round / ROUNDS));
    }
    return Spread.over(area, forces.x, forces.y);
  }

  /** One round in a square of side 1. */
  private void move(double temperature) {
    double k = Math.sqrt(1.0 / n);
    for (int i = 0; i < n; i++) {
      forceX[i] = -CENTRE * x[i];
      forceY[i] = -CENTRE * y[i];
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double d = distance(i, j);
        push(i, j, k * k / d / d);
      }
    }
    for (int to = 0; to < n; to++) {
      for (int e = topology.columnStart(to); e < topology.columnEnd(to); e++) {
        int from = topology.source(e);
        if (from != to) {
          push(from, to, -distance(from, to) / k);
        }
      }
    }
    for (int i = 0; i < n; i++) {
      double length = Math.sqrt(forceX[i] * forceX[i] + forceY[i] * forceY[i]);
      double step = Math.min(length, temperature) / Math.max(NEAREST, length);
      x[i] += step * forceX[i];
      y[i] += step * forceY[i];
    }
  }

  private double distance(int i, int j) {
    double dx = x[i] - x[j];
    double dy = y[i] - y[j];
    return Math.max(NEAREST, Math.sqrt(dx * dx + dy * dy));
  }

  /** Moves i and j apart by a force that is {@code share} times their distance. */
  private void push(int i, int j, double share) {
    double dx = share * (x[i] - x[j]);
    double dy = share * (y[i] - y[j]);
    forceX[i] += dx;
    forceY[i] += dy;
    forceX[j] -= dx;
    forceY[j] -= dy;
  }
}
