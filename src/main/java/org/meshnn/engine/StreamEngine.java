package org.meshnn.engine;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.plan.StatePlan;
import org.meshnn.text.Plural;

/**
 * Some streams side by side through one mesh, step after step: at each step its inputs are clamped
 * to a row of each stream for k ticks. The gradient of a step's loss by the weights, along all
 * steps before, is carried forward with the states: memory does not grow with time, and the weights
 * may change after every step. Nothing is allocated after construction; used by one thread at a
 * time.
 */
public final class StreamEngine implements Streams {
  private final Topology topology;
  private final LaneStates states;
  private final @Nullable Propagation propagation; // null: states alone
  private final int ticksPerStep;
  private final int lanes;

  private StreamEngine(
      Topology topology,
      LaneStates states,
      @Nullable Propagation propagation,
      int ticksPerStep,
      int lanes) {
    this.topology = topology;
    this.states = states;
    this.propagation = propagation;
    this.ticksPerStep = ticksPerStep;
    this.lanes = lanes;
  }

  /**
   * {@return an engine whose streams stand at S = 0}
   *
   * @param topology the graph
   * @param transition the activations
   * @param ticksPerStep k, at least 1
   * @param gradient how the gradient is carried
   * @param lanes number of streams, at least 1
   * @throws IllegalArgumentException if a number is outside its range, or more influence would be
   *     carried than memory holds
   */
  public static StreamEngine of(
      Topology topology,
      Transition transition,
      int ticksPerStep,
      OnlineGradient gradient,
      int lanes) {
    Kernels kernels = KernelChoice.fastest();
    LaneStates states = states(topology, transition, ticksPerStep, lanes, kernels);
    Propagations all = new Propagations(topology, states, kernels, ticksPerStep, lanes);
    return new StreamEngine(topology, states, all.of(gradient), ticksPerStep, lanes);
  }

  /**
   * {@return an engine that goes on where another of the same mesh, gradient and number of streams
   * was, to the same bits}
   *
   * @param topology the graph
   * @param transition the activations
   * @param ticksPerStep k, at least 1
   * @param gradient how the gradient is carried; an exact one goes on in the way that was taken
   * @param lanes number of streams, at least 1
   * @param numbers what {@link #keep} gave
   * @throws IllegalArgumentException as {@link #of}, or if the numbers are of another mesh,
   *     gradient or number of streams
   */
  public static StreamEngine resume(
      Topology topology,
      Transition transition,
      int ticksPerStep,
      OnlineGradient gradient,
      int lanes,
      Map<String, double[]> numbers) {
    Kernels kernels = KernelChoice.fastest();
    LaneStates states = states(topology, transition, ticksPerStep, lanes, kernels);
    Propagations all = new Propagations(topology, states, kernels, ticksPerStep, lanes);
    Propagation propagation = all.asKept(gradient, numbers);
    StreamEngine engine = new StreamEngine(topology, states, propagation, ticksPerStep, lanes);
    engine.restore(numbers);
    return engine;
  }

  /**
   * As {@link #of}, of exact influence by blocks of so many ticks.
   *
   * @param ticksPerBlock a multiple of those of a step
   */
  static StreamEngine byBlocks(
      Topology topology, Transition transition, int ticksPerStep, int ticksPerBlock, int lanes) {
    Kernels kernels = KernelChoice.fastest();
    LaneStates states = states(topology, transition, ticksPerStep, lanes, kernels);
    Propagations all = new Propagations(topology, states, kernels, ticksPerStep, lanes);
    Propagation propagation = all.byBlocks(all.blockPlan(), ticksPerBlock);
    return new StreamEngine(topology, states, propagation, ticksPerStep, lanes);
  }

  /**
   * {@return an engine of states alone: {@link #addGradient} is refused}
   *
   * @param topology the graph
   * @param transition the activations
   * @param ticksPerStep k, at least 1
   * @param lanes number of streams, at least 1
   * @throws IllegalArgumentException if a number is outside its range
   */
  public static StreamEngine ofStates(
      Topology topology, Transition transition, int ticksPerStep, int lanes) {
    return ofStates(topology, transition, ticksPerStep, lanes, KernelChoice.fastest());
  }

  static StreamEngine ofStates(
      Topology topology, Transition transition, int ticksPerStep, int lanes, Kernels kernels) {
    return new StreamEngine(
        topology,
        states(topology, transition, ticksPerStep, lanes, kernels),
        null,
        ticksPerStep,
        lanes);
  }

  /** For the gradient of whole sequences: {@link Propagations#ofSequences}. */
  static SequenceStreams ofSequences(
      Topology topology,
      Transition transition,
      int ticksPerStep,
      int ticks,
      boolean forward,
      int lanes,
      Kernels kernels) {
    LaneStates states = states(topology, transition, ticksPerStep, lanes, kernels);
    return new Propagations(topology, states, kernels, ticksPerStep, lanes)
        .ofSequences(ticks, forward);
  }

  private static LaneStates states(
      Topology topology, Transition transition, int ticksPerStep, int lanes, Kernels kernels) {
    if (ticksPerStep < 1 || lanes < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected at least 1 tick a step and 1 stream; got %d and %d",
              ticksPerStep,
              lanes));
    }
    return new LaneStates(StatePlan.of(topology), transition, kernels, lanes);
  }

  /**
   * {@return how many numbers are computed side by side for each that is needed, with so many
   * streams, on vectors of eight: 1 where they fill them} It decides which way to the exact
   * gradient is taken, so it is the same on all machines.
   *
   * @param lanes number of streams, at least 1
   */
  public static double waste(int lanes) {
    return (double) ((lanes - 1) / Kernels.LANES + 1) * Kernels.LANES / lanes;
  }

  /** The number of streams. */
  int lanes() {
    return lanes;
  }

  /** The graph. */
  Topology topology() {
    return topology;
  }

  /** k. */
  int ticksPerStep() {
    return ticksPerStep;
  }

  /** How the gradient is carried, in words. */
  String way() {
    return propagation == null ? "states alone" : propagation.toString();
  }

  /**
   * Puts a stream back to S = 0, with no past to learn from.
   *
   * @param lane from 0 to one below the number of streams
   * @throws IllegalArgumentException if it is outside its range
   */
  @Override
  public void reset(int lane) {
    Requests.requireIndex("a lane", lane, lanes);
    states.reset(lane);
    if (propagation != null) {
      propagation.reset(lane);
    }
  }

  /**
   * Clamps the inputs of a stream, until they are clamped again.
   *
   * @param lane from 0 to one below the number of streams
   * @param x holds the inputs
   * @param from index of the first
   * @throws IllegalArgumentException if the lane is outside its range, or there are not so many
   *     numbers
   */
  @Override
  public void clamp(int lane, double[] x, int from) {
    Requests.requireIndex("a lane", lane, lanes);
    if (from < 0 || from > x.length - topology.inputs()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected %s from index %d on; got %s",
              Plural.of(topology.inputs(), "input"),
              from,
              Plural.of(x.length, "number")));
    }
    states.clamp(lane, x, from);
  }

  /**
   * Moves all streams one step of k ticks.
   *
   * @param weights one per edge
   * @throws IllegalArgumentException if there are more or fewer
   */
  @Override
  public void step(double[] weights) {
    Requests.requirePerEdge(topology, "weight", weights);
    for (int tick = 1; tick <= ticksPerStep; tick++) {
      states.tick(weights);
      if (propagation != null) {
        propagation.moved(states, weights, tick == ticksPerStep);
      }
    }
  }

  /** {@return the states of the output neurons after the last step, one row a neuron} */
  @Override
  public Block outputs() {
    return states.outputs();
  }

  /** {@return where the caller puts dL/dS of the output neurons, one row a neuron} */
  @Override
  public Block outputGradient() {
    return states.outputGradient();
  }

  /**
   * Adds the gradient of the loss of the last step, summed over the streams.
   *
   * @param weights those of the last step
   * @param gradient one value per edge, added to
   * @throws IllegalArgumentException if there are more or fewer than one per edge of either
   * @throws IllegalStateException if this is an engine of states alone
   */
  @Override
  public void addGradient(double[] weights, double[] gradient) {
    if (propagation == null) {
      throw new IllegalStateException("this engine moves states alone; make one with a gradient");
    }
    Requests.requirePerEdge(topology, "weight", weights);
    Requests.requirePerEdge(topology, "gradient value", gradient);
    propagation.addGradient(states, weights, gradient);
  }

  /**
   * {@return the state that a neuron had before the last tick, which that tick's pre-activations
   * are sums of; that of a clamped neuron, what it is overwritten with}
   *
   * @param neuron from 0 to one below the number of neurons
   * @param lane from 0 to one below the number of streams
   * @throws IllegalArgumentException if one is outside its range
   */
  public double stateBefore(int neuron, int lane) {
    Requests.requireIndex("a neuron", neuron, topology.neurons());
    Requests.requireIndex("a lane", lane, lanes);
    return states.stateBefore(neuron, lane);
  }

  /**
   * {@return all that steps to come depend on, by name, copied: states (streams, neurons), and what
   * the gradient carries, the same whatever the kernels}
   *
   * @throws IllegalArgumentException if the influence does not fit one array
   */
  public Map<String, double[]> keep() {
    Map<String, double[]> numbers = new TreeMap<>();
    Roles roles = topology.roles();
    double[] now = new double[lanes * roles.neurons()];
    for (int lane = 0; lane < lanes; lane++) {
      for (int j = 0; j < roles.neurons(); j++) {
        now[lane * roles.neurons() + j] = states.state(j, lane);
      }
    }
    numbers.put("states", now);
    if (propagation != null) {
      propagation.keep(numbers);
    }
    return numbers;
  }

  /** Takes what {@link #keep} gave; refuses what is of another mesh, gradient or way to it. */
  void restore(Map<String, double[]> numbers) {
    Roles roles = topology.roles();
    double[] now = kept(numbers, "states", (long) lanes * roles.neurons());
    for (int lane = 0; lane < lanes; lane++) {
      for (int j = 0; j < roles.neurons(); j++) {
        if (roles.isClamped(j)) {
          states.clamp(j, lane, now[lane * roles.neurons() + j]);
        } else {
          states.setState(j, lane, now[lane * roles.neurons() + j]);
        }
      }
    }
    if (propagation != null) {
      propagation.restore(numbers);
    }
  }

  static double[] kept(Map<String, double[]> numbers, String name, long length) {
    double[] found = numbers.get(name);
    if (found == null || found.length != length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected what a stream of the same mesh, gradient and number of lanes kept: %,d"
                  + " numbers of '%s'; got %s",
              length,
              name,
              found == null ? "none" : String.format(Locale.ROOT, "%,d", found.length)));
    }
    return found;
  }
}
