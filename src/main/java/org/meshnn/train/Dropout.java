package org.meshnn.train;

import java.io.Serializable;
import java.util.Arrays;
import org.meshnn.graph.Roles;

/**
 * Which states are dropped while training: at each tick the state of a neuron is 0 with its
 * probability p, independently for each sample, and is divided by {@code 1 - p} otherwise
 * (Srivastava et al., Dropout, JMLR 15, 2014). Nothing is dropped when a mesh is measured or
 * predicts.
 */
@FunctionalInterface
public interface Dropout extends Serializable {
  /**
   * The probabilities of a mesh.
   *
   * @param roles of its neurons
   * @return one per neuron, each in [0, 1); those of inputs and bias are not used
   */
  double[] probabilities(Roles roles);

  /**
   * {@return dropout of hidden neurons alone} (A dropped output would be a logit of 0, whatever the
   * mesh has to say.)
   *
   * @param probability in [0, 1); 0 for none
   * @throws IllegalArgumentException if it is not in [0, 1)
   */
  static Dropout hidden(double probability) {
    return new Hidden(probability);
  }

  /**
   * {@return dropout with a probability for each neuron}
   *
   * @param probabilities one per neuron, each in [0, 1); copied
   * @param description what it prints
   * @throws IllegalArgumentException if a probability is not in [0, 1)
   */
  static Dropout byNeuron(double[] probabilities, String description) {
    double[] each = probabilities.clone();
    for (double probability : each) {
      requireProbability(probability);
    }
    return new Dropout() {
      @Override
      public double[] probabilities(Roles roles) {
        return each.clone();
      }

      @Override
      public String toString() {
        return description;
      }
    };
  }

  private static void requireProbability(double probability) {
    if (!(probability >= 0 && probability < 1)) {
      throw new IllegalArgumentException(
          "the dropout probability must be in [0, 1); got " + probability);
    }
  }

  /**
   * See {@link #hidden}.
   *
   * @param probability in [0, 1)
   */
  record Hidden(double probability) implements Dropout {
    /**
     * Checks the range.
     *
     * @param probability in [0, 1)
     * @throws IllegalArgumentException if it is not in [0, 1)
     */
    public Hidden {
      requireProbability(probability);
    }

    @Override
    public double[] probabilities(Roles roles) {
      double[] probabilities = new double[roles.neurons()];
      Arrays.fill(probabilities, roles.clamped(), roles.firstOutput(), probability);
      return probabilities;
    }

    @Override
    public String toString() {
      return Double.toString(probability);
    }
  }
}
