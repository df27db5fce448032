package org.meshnn.train;

import java.util.Locale;
import java.util.random.RandomGenerator;
import org.meshnn.graph.Topology;
import org.meshnn.text.Plural;
import org.meshnn.text.Required;

/** Weights given by edge: see {@link Initialisation#of(Topology, double[])}. */
final class EdgeWeights implements Initialisation {
  private final Topology given;
  private final double[] weights;

  private EdgeWeights(Topology given, double[] weights) {
    this.given = given;
    this.weights = weights;
  }

  static EdgeWeights of(Topology topology, double[] weights) {
    Required.of(topology, "the topology that the weights are of, for example model.topology()");
    Required.of(weights, "a weight for each edge, for example model.weights()");
    if (weights.length != topology.edges()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected a weight for each of %,d edges, got %,d; hand in the weights with the"
                  + " topology of their own mesh",
              topology.edges(),
              weights.length));
    }
    EdgeWeights given = new EdgeWeights(topology, weights.clone());
    given.requireFinite();
    return given;
  }

  private void requireFinite() {
    for (int to = 0; to < given.neurons(); to++) {
      for (int e = given.columnStart(to); e < given.columnEnd(to); e++) {
        MatrixWeights.requireFinite(weights[e], given.source(e), to);
      }
    }
  }

  @Override
  public double[] weights(Topology topology, RandomGenerator random) {
    if (topology.equals(given)) {
      return weights.clone();
    }
    if (!topology.roles().equals(given.roles())) {
      throw new IllegalArgumentException(
          "expected weights for neurons as this mesh has them, "
              + topology.roles()
              + "; got weights for "
              + given.roles()
              + "; begin from a mesh with as many of each");
    }
    double[] taken = new double[topology.edges()];
    for (int to = 0; to < topology.neurons(); to++) {
      for (int e = topology.columnStart(to); e < topology.columnEnd(to); e++) {
        taken[e] = weight(topology.source(e), to);
      }
    }
    return taken;
  }

  private double weight(int from, int to) {
    int edge = given.edge(from, to);
    if (edge < 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected a weight for every edge, got none for the edge from neuron %d to %d; to"
                  + " begin it at 0, hand the weights in as a matrix:"
                  + " Initialisation.of(model.sparseMatrix())",
              from,
              to));
    }
    return weights[edge];
  }

  @Override
  public String toString() {
    return "the weights of " + Plural.of(given.edges(), "given edge");
  }
}
