package org.meshnn.paper;

import java.util.Arrays;
import org.meshnn.graph.Roles;
import org.meshnn.train.Dropout;

/**
 * Dropout of every state, outputs included: {@link Defect#DROPOUT}. A dropped output is a logit of
 * 0.
 *
 * @param probability in [0, 1)
 */
record DropoutEverywhere(double probability) implements Dropout {
  @Override
  public double[] probabilities(Roles roles) {
    double[] probabilities = new double[roles.neurons()];
    Arrays.fill(probabilities, probability);
    return probabilities;
  }

  @Override
  public String toString() {
    return probability + " of all neurons, outputs included";
  }
}
