package org.meshnn.train;

import java.util.random.RandomGenerator;
import org.meshnn.graph.Topology;

/** Normal weights with variance 2 / in-degree of the target: see {@link Initialisation#he}. */
public record He() implements Initialisation {

  @Override
  public double[] weights(Topology topology, RandomGenerator random) {
    double[] weights = new double[topology.edges()];
    for (int to = 0; to < topology.neurons(); to++) {
      double deviation = Math.sqrt(2.0 / topology.inDegree(to));
      for (int e = topology.columnStart(to); e < topology.columnEnd(to); e++) {
        weights[e] = random.nextGaussian(0, deviation);
      }
    }
    return weights;
  }

  @Override
  public String toString() {
    return "He by in-degree";
  }
}
