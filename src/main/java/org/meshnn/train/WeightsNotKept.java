package org.meshnn.train;

import java.util.random.RandomGenerator;
import org.meshnn.graph.Topology;

/** Given weights of which only their description was kept: {@link Initialisation#notKept}. */
record WeightsNotKept(String description) implements Initialisation {

  @Override
  public double[] weights(Topology topology, RandomGenerator random) {
    throw new IllegalStateException(
        "the training began with "
            + description
            + ", which are not kept; take another initialisation, for example"
            + " Initialisation.he(), or hand the weights in again with Initialisation.of(..)");
  }

  @Override
  public String toString() {
    return description;
  }
}
