package org.meshnn.protocol;

import java.util.Locale;
import org.meshnn.engine.Activation;
import org.meshnn.engine.OnlineGradient;
import org.meshnn.engine.Transition;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;
import org.meshnn.train.OnlineLearner;
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

  /** The wiring and the first weights of a seed, for the neurons of a course. */
  OnlineLearner learner(Course course, long seed) {
    Roles roles = new Roles(course.inputs(), true, HIDDEN, course.outputs());
    Topology topology = Wiring.reservoir(density, seed).wire(roles);
    return OnlineLearner.begin(
        topology, TANH, ticksPerStep, course.classes(), training(course.lanes(), seed));
  }

  private OnlineTraining training(int lanes, long seed) {
    return OnlineTraining.defaults().gradient(gradient).lanes(lanes).seed(seed);
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
