package org.meshnn.graph;

import java.io.Serializable;

/** Which edges there are between neurons of given roles. */
@FunctionalInterface
interface Rule extends Serializable {

  /**
   * The edges.
   *
   * @throws IllegalArgumentException if the rule does not fit the roles
   */
  EdgeSet edges(Roles roles);

  /** Adds the edges to a union: as a set, unless adding them one by one is less work. */
  default void addTo(Union union, Roles roles) {
    union.add(edges(roles));
  }

  /** Refuses a neuron that the mesh does not have. */
  static void requireNeuron(Roles roles, int neuron) {
    if (neuron < 0 || neuron >= roles.neurons()) {
      throw new IllegalArgumentException(
          "the wiring names neuron "
              + neuron
              + " but the mesh has neurons 0 to "
              + (roles.neurons() - 1));
    }
  }
}
