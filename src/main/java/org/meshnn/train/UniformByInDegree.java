package org.meshnn.train;

import java.util.random.RandomGenerator;
import org.meshnn.graph.Topology;

/** Uniform weights between bounds of each neuron: see {@link Initialisation#uniformByInDegree}. */
public record UniformByInDegree() implements Initialisation {

  @Override
  public double[] weights(Topology topology, RandomGenerator random) {
    double[] weights = new double[topology.edges()];
    for (int to = 0; to < topology.neurons(); to++) {
      int k = topology.inDegree(to) - (hasBiasEdge(topology, to) ? 1 : 0);
      double bound = 1 / Math.sqrt(Math.max(1, k));
      for (int e = topology.columnStart(to); e < topology.columnEnd(to); e++) {
        weights[e] = bound * (2 * random.nextDouble() - 1);
      }
    }
    return weights;
  }

  private static boolean hasBiasEdge(Topology topology, int to) {
    return topology.hasBias() && topology.edge(topology.inputs(), to) >= 0;
  }

  @Override
  public String toString() {
    return "uniform by in-degree";
  }
}
