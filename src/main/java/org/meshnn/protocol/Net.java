package org.meshnn.protocol;

import java.util.Locale;
import org.meshnn.engine.Activation;
import org.meshnn.engine.OnlineGradient;
import org.meshnn.engine.Transition;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;
import org.meshnn.text.Plural;
import org.meshnn.train.Initialisation;
import org.meshnn.train.OnlineLearner;
import org.meshnn.train.OnlineState;
import org.meshnn.train.OnlineTraining;
import org.meshnn.train.Optimiser;

/**
 * A mesh that learns online: inputs and bias to tanh neurons, some of the edges between these, all
 * of them and the bias to linear outputs.
 *
 * @param hidden number of hidden neurons
 * @param density of the edges between them, in (0, 1]
 * @param ticksPerStep k
 * @param direct whether inputs have edges to the outputs too
 * @param initialisation of the weights
 * @param rate of Adam
 * @param gradient how it is carried
 */
record Net(
    int hidden,
    double density,
    int ticksPerStep,
    boolean direct,
    Initialisation initialisation,
    double rate,
    OnlineGradient gradient) {
  private static final int HIDDEN = 64;
  private static final Initialisation UNIFORM = Initialisation.uniformByInDegree();
  private static final double RATE = 1e-3;
  private static final Transition TANH = new Transition(Activation.TANH, Activation.IDENTITY);

  /** As the protocol has it: 64 hidden neurons, Adam at 1e-3, the exact gradient. */
  static Net of(double density, int ticksPerStep) {
    return new Net(HIDDEN, density, ticksPerStep, false, UNIFORM, RATE, OnlineGradient.exact());
  }

  /** The same with another gradient. */
  Net with(OnlineGradient other) {
    return new Net(hidden, density, ticksPerStep, direct, initialisation, rate, other);
  }

  /** The same with other first weights. */
  Net with(Initialisation other) {
    return new Net(hidden, density, ticksPerStep, direct, other, rate, gradient);
  }

  /** The same with another number of hidden neurons. */
  Net withHidden(int other) {
    return new Net(other, density, ticksPerStep, direct, initialisation, rate, gradient);
  }

  /** The same with edges from inputs to outputs. */
  Net withDirect() {
    return new Net(hidden, density, ticksPerStep, true, initialisation, rate, gradient);
  }

  /** The same with another learning rate. */
  Net withRate(double other) {
    return new Net(hidden, density, ticksPerStep, direct, initialisation, other, gradient);
  }

  /** Learning that begins, with the wiring and the first weights of a seed. */
  OnlineLearner begin(Course course, long seed) {
    return OnlineLearner.begin(
        topology(course, seed), TANH, ticksPerStep, course.classes(), training(course, seed));
  }

  /** Learning that goes on. */
  OnlineLearner goOn(Course course, long seed, OnlineState from) {
    return OnlineLearner.resume(
        topology(course, seed), TANH, ticksPerStep, course.classes(), training(course, seed), from);
  }

  private Topology topology(Course course, long seed) {
    Roles roles = new Roles(course.inputs(), true, hidden, course.outputs());
    Wiring wiring = Wiring.reservoir(density, seed);
    return direct
        ? wiring
            .and(Wiring.range(0, course.inputs() - 1, roles.firstOutput(), roles.neurons() - 1))
            .wire(roles)
        : wiring.wire(roles);
  }

  private OnlineTraining training(Course course, long seed) {
    return OnlineTraining.defaults()
        .optimiser(Optimiser.adam(rate))
        .initialisation(initialisation)
        .gradient(gradient)
        .lanes(course.lanes())
        .seed(seed);
  }

  /** The mesh, without the gradient: "10 %, 2 ticks", and what is not as the protocol has it. */
  String mesh() {
    String ticks = Plural.of(ticksPerStep, "tick");
    String text =
        density == 1
            ? "dense, " + ticks
            : String.format(Locale.ROOT, "%.0f %%, %s", 100 * density, ticks);
    return text
        + (hidden == HIDDEN ? "" : ", " + hidden + " hidden")
        + (direct ? ", inputs to outputs" : "")
        + (initialisation.equals(UNIFORM) ? "" : ", " + initialisation)
        + (rate == RATE ? "" : ", rate " + rate);
  }

  @Override
  public String toString() {
    return mesh() + ", " + gradient;
  }
}
