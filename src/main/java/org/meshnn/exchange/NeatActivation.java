package org.meshnn.exchange;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.meshnn.engine.Activation;
import org.meshnn.text.Listing;

/**
 * Activations of neat-python that are ours of a steeper argument: f(z) = ours(slope z)
 * (neat-python, neat/activations.py). Where it clips the argument at ±60, sigmoid, tanh and gauss
 * do not change by more than 1e-25; sin does.
 */
enum NeatActivation {
  /** 1 / (1 + e^-5z). */
  SIGMOID("sigmoid", Activation.SIGMOID, 5, 0.2),
  /** tanh(2.5 z). */
  TANH("tanh", Activation.TANH, 2.5, 0.4),
  /** sin(5 z). */
  SIN("sin", Activation.SINE, 5, 0.2),
  /** e^(-5 z²): ours, e^(-z²), of sqrt(5) z. */
  GAUSS("gauss", Activation.GAUSS, Math.sqrt(5), 1 / Math.sqrt(5)),
  /** max(z, 0). */
  RELU("relu", Activation.RELU, 1, 1),
  /** z, and e^z - 1 below 0. */
  ELU("elu", Activation.ELU, 1, 1),
  /** z. */
  IDENTITY("identity", Activation.IDENTITY, 1, 1),
  /** |z|. */
  ABS("abs", Activation.ABSOLUTE, 1, 1);

  private final String name;
  private final Activation ours;
  private final double slope;
  private final double response; // with which the slope is 1

  NeatActivation(String name, Activation ours, double slope, double response) {
    this.name = name;
    this.ours = ours;
    this.slope = slope;
    this.response = response;
  }

  /** The one of a name. */
  static Optional<NeatActivation> named(String name) {
    return Arrays.stream(values()).filter(f -> f.name.equals(name)).findFirst();
  }

  /** The one that is ours. */
  static Optional<NeatActivation> of(Activation ours) {
    return Arrays.stream(values()).filter(f -> f.ours.equals(ours)).findFirst();
  }

  /** Those that can be read, as a message lists them. */
  static String supported() {
    return Listing.of(Arrays.stream(values()).map(f -> f.name).toList());
  }

  /** Those that can be written. */
  static List<Activation> written() {
    return Arrays.stream(values()).map(f -> f.ours).toList();
  }

  Activation ours() {
    return ours;
  }

  double slope() {
    return slope;
  }

  double response() {
    return response;
  }

  @Override
  public String toString() {
    return name;
  }
}
