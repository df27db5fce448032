package org.meshnn.engine;

import org.meshnn.graph.Roles;
import org.meshnn.plan.Rest;

/**
 * The transition function of a mesh: which activation each neuron applies at every tick.
 *
 * @param hidden the activation of every neuron that is not an output
 * @param output the activation of the output neurons
 */
public record Transition(Activation hidden, Activation output) {

  /**
   * {@return the activation of one neuron}
   *
   * @param roles those of the mesh's neurons
   * @param neuron from 0 to one below the number of neurons
   */
  public Activation of(Roles roles, int neuron) {
    return roles.isOutput(neuron) ? output : hidden;
  }

  /**
   * {@return how much of a neuron's state a tick replaces, in (0, 1]}
   *
   * @param roles those of the mesh's neurons
   * @param neuron from 0 to one below the number of neurons
   */
  public double leak(Roles roles, int neuron) {
    return 1;
  }

  /** {@return which neurons stay at 0 until something reaches them} */
  public Rest rest() {
    return new Rest(hidden.restsAtZero(), output.restsAtZero());
  }
}
