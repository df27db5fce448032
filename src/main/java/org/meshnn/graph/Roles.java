package org.meshnn.graph;

import java.io.Serializable;
import java.util.Locale;
import org.meshnn.text.Plural;

/**
 * What each neuron of a mesh is for. Neurons are numbered in the paper's order {@code [inputs |
 * bias | hidden | outputs]} (Galatolo, Cimino, Vaglini 2021, section 2.1).
 *
 * <p>Inputs and bias are <em>clamped</em>: before every tick their state is overwritten, by the
 * sample's features and by 1.
 *
 * @param inputs number of input neurons, at least 1 unless there is a bias
 * @param bias whether one neuron is clamped to 1
 * @param hidden number of hidden neurons, at least 0
 * @param outputs number of output neurons, at least 1
 */
public record Roles(int inputs, boolean bias, int hidden, int outputs) implements Serializable {

  /** What one neuron is for. */
  public enum Role {
    /** Clamped to one of the sample's features. */
    INPUT,
    /** Clamped to 1. */
    BIAS,
    /** Computed, and not part of the answer. */
    HIDDEN,
    /** Computed; its last state is part of the mesh's answer. */
    OUTPUT;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Checks the counts.
   *
   * @param inputs 0 or more, 1 or more without a bias
   * @param bias whether there is one
   * @param hidden 0 or more
   * @param outputs 1 or more
   * @throws IllegalArgumentException if a count is out of its range, or the neurons are more than
   *     2^31 - 9
   */
  public Roles {
    if (inputs < 0 || hidden < 0 || outputs < 1 || inputs + (bias ? 1 : 0) < 1) {
      throw new IllegalArgumentException(
          "a mesh needs at least one input or a bias, no negative hidden count and at least one"
              + " output; got inputs="
              + inputs
              + ", bias="
              + bias
              + ", hidden="
              + hidden
              + ", outputs="
              + outputs);
    }
    long neurons = (long) inputs + (bias ? 1 : 0) + hidden + outputs;
    if (neurons > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "a mesh holds at most " + (Integer.MAX_VALUE - 8) + " neurons; got " + neurons);
    }
  }

  /** {@return the number of neurons n} */
  public int neurons() {
    return clamped() + hidden + outputs;
  }

  /** {@return the number of clamped neurons, inputs and bias: neurons {@code 0 .. clamped()-1}} */
  public int clamped() {
    return inputs + (bias ? 1 : 0);
  }

  /** {@return the first output neuron; outputs are neurons {@code firstOutput() .. neurons()-1}} */
  public int firstOutput() {
    return clamped() + hidden;
  }

  /**
   * {@return whether the neuron's state is overwritten before every tick}
   *
   * @param neuron in {@code [0, neurons())}
   */
  public boolean isClamped(int neuron) {
    return neuron < clamped();
  }

  /**
   * {@return whether the neuron's last state is part of the mesh's answer}
   *
   * @param neuron in {@code [0, neurons())}
   */
  public boolean isOutput(int neuron) {
    return neuron >= firstOutput();
  }

  /**
   * {@return the number of neurons in a role}
   *
   * @param role of the neurons
   */
  public int count(Role role) {
    return switch (role) {
      case INPUT -> inputs;
      case BIAS -> bias ? 1 : 0;
      case HIDDEN -> hidden;
      case OUTPUT -> outputs;
    };
  }

  /**
   * {@return the first neuron in a role, or where it would be if there were one}
   *
   * @param role of the neurons
   */
  public int first(Role role) {
    return switch (role) {
      case INPUT -> 0;
      case BIAS -> inputs;
      case HIDDEN -> clamped();
      case OUTPUT -> firstOutput();
    };
  }

  /**
   * {@return the role of a neuron}
   *
   * @param neuron in {@code [0, neurons())}
   * @throws IndexOutOfBoundsException if the mesh has no such neuron
   */
  public Role of(int neuron) {
    if (neuron < 0 || neuron >= neurons()) {
      throw new IndexOutOfBoundsException(
          "neurons are numbered 0 to " + (neurons() - 1) + "; got " + neuron);
    }
    if (neuron < inputs) {
      return Role.INPUT;
    }
    if (neuron < clamped()) {
      return Role.BIAS;
    }
    return isOutput(neuron) ? Role.OUTPUT : Role.HIDDEN;
  }

  @Override
  public String toString() {
    return Plural.of(inputs, "input")
        + ", "
        + (bias ? "bias, " : "")
        + hidden
        + " hidden, "
        + Plural.of(outputs, "output");
  }
}
