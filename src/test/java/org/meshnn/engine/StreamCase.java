package org.meshnn.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import org.meshnn.graph.Neurons;
import org.meshnn.graph.Topology;

/**
 * A mesh, some streams of random rows through it, and a half squared error at every step.
 *
 * @param changing whether the weights change after every step
 */
record StreamCase(
    Topology topology,
    Transition transition,
    int ticksPerStep,
    double[] weights,
    int lanes,
    boolean changing) {

  /**
   * Any activations, leaks of none, of all or of some neurons; 1 to 3 ticks a step and 1 to 3
   * streams.
   */
  static StreamCase of(long seed) {
    Case mesh = RandomMeshes.of(seed);
    RandomGenerator random = RandomMeshes.generator(-seed);
    Transition transition = mesh.transition();
    if (seed % 3 == 1) {
      transition = transition.withLeak(random.nextDouble(0.1, 0.9));
    } else if (seed % 3 == 2) {
      int first = mesh.topology().roles().clamped();
      int last = random.nextInt(first, mesh.topology().neurons());
      transition = transition.with(Neurons.range(first, last), random.nextDouble(0.1, 0.9));
    }
    double[] weights = mesh.weights().clone();
    for (int e = 0; e < weights.length; e++) {
      weights[e] *= 0.7; // far from where states grow without end
    }
    int lanes = 1 + (int) (seed / 3 % 3);
    return new StreamCase(
        mesh.topology(), transition, 1 + (int) (seed / 2 % 3), weights, lanes, true);
  }

  StreamCase smooth() {
    Transition smooth =
        new Transition(Activation.TANH, Activation.SIGMOID, List.of(), transition.assignedLeaks());
    return new StreamCase(topology, smooth, ticksPerStep, weights, lanes, false);
  }

  StreamCase at(double[] other) {
    return new StreamCase(topology, transition, ticksPerStep, other, lanes, changing);
  }

  StreamEngine engine(OnlineGradient gradient) {
    return StreamEngine.of(topology, transition, ticksPerStep, gradient, lanes);
  }

  StreamEngine blocks(int stepsPerBlock) {
    return StreamEngine.byBlocks(
        topology, transition, ticksPerStep, stepsPerBlock * ticksPerStep, lanes);
  }

  StreamEngine states() {
    return StreamEngine.ofStates(topology, transition, ticksPerStep, lanes);
  }

  /** The weights of a step. */
  double[] weights(int step) {
    double[] w = weights.clone();
    for (int e = 0; changing && e < w.length; e++) {
      w[e] *= 1 + 0.05 * Math.sin(step + e);
    }
    return w;
  }

  /**
   * Clamps a row of each stream and moves a step; then the loss, and its gradient by the outputs.
   */
  double step(StreamEngine engine, int step) {
    RandomGenerator random = RandomMeshes.generator(1000L + step);
    double[] x = new double[topology.inputs()];
    for (int lane = 0; lane < lanes; lane++) {
      for (int i = 0; i < x.length; i++) {
        x[i] = random.nextGaussian();
      }
      engine.clamp(lane, x, 0);
    }
    engine.step(weights(step));
    double loss = 0;
    Block errors = engine.outputGradient();
    for (int o = 0; o < topology.outputs(); o++) {
      for (int lane = 0; lane < lanes; lane++) {
        double difference = engine.outputs().value(o, lane) - random.nextGaussian();
        errors.values()[errors.at(o) + lane] = difference;
        loss += difference * difference / 2;
      }
    }
    return loss;
  }

  /** The gradient of each step's loss. */
  List<double[]> gradients(StreamEngine engine, int from, int to) {
    return gradients(engine, from, to, none -> false);
  }

  /**
   * As {@link #gradients(StreamEngine, int, int)}, where streams begin again.
   *
   * @param resets whether a stream begins again before a step, asked with {@code step * lanes +
   *     lane}
   */
  List<double[]> gradients(StreamEngine engine, int from, int to, IntPredicate resets) {
    List<double[]> gradients = new ArrayList<>();
    for (int step = from; step < to; step++) {
      for (int lane = 0; lane < lanes; lane++) {
        if (resets.test(step * lanes + lane)) {
          engine.reset(lane);
        }
      }
      step(engine, step);
      double[] gradient = new double[topology.edges()];
      engine.addGradient(weights(step), gradient);
      gradients.add(gradient);
    }
    return gradients;
  }
}
