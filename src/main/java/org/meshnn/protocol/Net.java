package org.meshnn.protocol;

import java.util.Locale;
import org.meshnn.engine.Activation;
import org.meshnn.engine.OnlineGradient;
import org.meshnn.engine.Transition;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;
import org.meshnn.train.OnlineLearner;
import org.meshnn.train.OnlineState;
import org.meshnn.train.OnlineTraining;

/**
 * A mesh that learns online: inputs and bias to 64 tanh neurons, some of the edges between these,
 * all of them and the bias to linear outputs.
 *
 * @param density of the edges between hidden neurons, in (0, 1]
 * @param ticksPerStep k
 * @param gradient how it is carried
 */
record Net(double density, int ticksPerStep, OnlineGradient gradient) {
  static final int HIDDEN = 64;

  private static final Transition TANH = new Transition(Activation.TANH, Activation.IDENTITY);

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

  /** The same with another gradient. */
  Net with(OnlineGradient other) {
    return new Net(density, ticksPerStep, other);
  }

  private Topology topology(Course course, long seed) {
    Roles roles = new Roles(course.inputs(), true, HIDDEN, course.outputs());
    return Wiring.reservoir(density, seed).wire(roles);
  }

  private OnlineTraining training(Course course, long seed) {
    return OnlineTraining.defaults().gradient(gradient).lanes(course.lanes()).seed(seed);
  }

  /** The mesh, without the gradient: "10 %, 2 ticks". */
  String mesh() {
    String ticks = ticksPerStep == 1 ? "1 tick" : ticksPerStep + " ticks";
    return density == 1
        ? "dense, " + ticks
        : String.format(Locale.ROOT, "%.0f %%, %s", 100 * density, ticks);
  }

  @Override
  public String toString() {
    return mesh() + ", " + gradient;
  }
}
