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

  /** Adds the edges to a draft: as a set, unless adding them one by one is less work. */
  default void addTo(Draft draft, Roles roles) {
    draft.add(edges(roles));
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

  /** Refuses a matrix that does not have a row and a column for each neuron. */
  static void requireSize(Roles roles, int rows, int columns) {
    if (rows != roles.neurons() || columns != roles.neurons()) {
      throw new IllegalArgumentException(
          "the wiring's matrix is "
              + rows
              + " x "
              + columns
              + " but the mesh has "
              + roles.neurons()
              + " neurons; it must be "
              + roles.neurons()
              + " x "
              + roles.neurons());
    }
  }

  /** Refuses a mesh whose hidden neurons are not those that a wiring places. */
  static void requireHidden(Roles roles, String wiring, long placed) {
    if (placed != roles.hidden()) {
      throw new IllegalArgumentException(
          wiring
              + " places "
              + placed
              + " hidden neurons but the mesh has "
              + roles.hidden()
              + "; a mesh of "
              + (roles.neurons() - roles.hidden() + placed)
              + " neurons has "
              + placed);
    }
  }

  /** Refuses a mesh with fewer hidden neurons than a wiring needs. */
  static void requireHiddenAtLeast(Roles roles, String wiring, long least) {
    if (roles.hidden() < least) {
      throw new IllegalArgumentException(
          wiring
              + " needs at least "
              + least
              + " hidden neurons but the mesh has "
              + roles.hidden()
              + "; a mesh of "
              + (roles.neurons() - roles.hidden() + least)
              + " neurons has "
              + least);
    }
  }
}
