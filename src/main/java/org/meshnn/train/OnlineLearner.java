package org.meshnn.train;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.meshnn.engine.Block;
import org.meshnn.engine.StreamEngine;
import org.meshnn.engine.Transition;
import org.meshnn.graph.Topology;

/**
 * Online learning under way: some streams side by side, weights, and the steps that move them. A
 * step predicts; then it may learn, at once. Arguments are the caller's to check. Once it has
 * predicted, nothing is allocated; used by one thread at a time.
 */
public final class OnlineLearner {
  private final Topology topology;
  private final Transition transition;
  private final int ticksPerStep;
  private final boolean classes;
  private final Loss loss;
  private final OnlineTraining training;
  private final Optimiser.Steps optimiser;
  private final Regularisation regularisation;
  private final double[] weights;
  private final double[] before; // the weights before the last step of the optimiser
  private final double[] gradient;
  private final double[] oneHot; // of one class
  private final int lanes;
  private @Nullable StreamEngine engine; // null before the first step
  private long steps;
  private long learned;
  private long sinceReset;
  private boolean pending;

  private OnlineLearner(
      Topology topology,
      Transition transition,
      int ticksPerStep,
      boolean classes,
      OnlineTraining training,
      double[] weights,
      Optimiser.Steps optimiser) {
    this.topology = topology;
    this.transition = transition;
    this.ticksPerStep = ticksPerStep;
    this.classes = classes;
    loss = classes ? Loss.CROSS_ENTROPY : Loss.HALF_SQUARED_ERROR;
    this.training = training;
    this.weights = weights;
    this.optimiser = optimiser;
    regularisation = new Regularisation(training.weightDecay(), 0, training.clipNorm());
    before = weights.clone();
    gradient = new double[weights.length];
    oneHot = new double[topology.outputs()];
    lanes = training.lanes();
  }

  /**
   * {@return learning that begins, with weights drawn by the training's initialisation and seed as
   * {@link Trainer#begin} draws them, and all streams at S = 0}
   *
   * @param topology the graph
   * @param transition the activations
   * @param ticksPerStep k, at least 1
   * @param classes whether outputs are logits of classes, learned by cross-entropy, or values,
   *     learned by half the squared error
   * @param training the settings
   * @throws IllegalArgumentException if the initialisation does not suit the mesh
   */
  public static OnlineLearner begin(
      Topology topology,
      Transition transition,
      int ticksPerStep,
      boolean classes,
      OnlineTraining training) {
    double[] weights =
        training
            .initialisation()
            .weights(topology, Trainer.Randomness.of(training.seed()).weights());
    Optimiser.Steps optimiser = training.optimiser().start(weights.length);
    return new OnlineLearner(
        topology, transition, ticksPerStep, classes, training, weights, optimiser);
  }

  /**
   * {@return learning that goes on, to the same bits}
   *
   * @param topology as it was begun with, as are the next four
   * @param transition the activations
   * @param ticksPerStep k
   * @param classes what outputs are
   * @param training the settings
   * @param from copied
   * @throws IllegalArgumentException if the state is that of another mesh or other settings
   */
  public static OnlineLearner resume(
      Topology topology,
      Transition transition,
      int ticksPerStep,
      boolean classes,
      OnlineTraining training,
      OnlineState from) {
    Initialisation.of(topology, from.weights()); // refuses those of another mesh
    Optimiser.Steps optimiser = training.optimiser().start(topology.edges(), from.memory());
    double[] weights = from.weights().clone();
    OnlineLearner learner =
        new OnlineLearner(
            topology, transition, ticksPerStep, classes, training, weights, optimiser);
    learner.engine =
        StreamEngine.resume(
            topology, transition, ticksPerStep, training.gradient(), learner.lanes, from.streams());
    learner.steps = from.steps();
    learner.learned = from.learned();
    learner.sinceReset = from.sinceReset();
    learner.pending = from.pending();
    return learner;
  }

  /**
   * {@return all that it is now; weights and memory are shared, and change with it}
   *
   * @throws IllegalArgumentException before the first step, as {@link #predict}
   */
  public OnlineState state() {
    return new OnlineState(
        weights, optimiser.memory(), engine().keep(), steps, learned, sinceReset, pending);
  }

  /** The engine, which takes its memory when it is first needed. */
  private StreamEngine engine() {
    StreamEngine known = engine;
    if (known == null) {
      known =
          StreamEngine.of(
              topology, transition, ticksPerStep, training.gradient(), training.lanes());
      engine = known;
    }
    return known;
  }

  /**
   * Moves all streams one step.
   *
   * @param x shape (lanes, inputs)
   * @param into receives the outputs, shape (lanes, outputs): values, or probabilities of classes
   * @return whether they are finite; otherwise all streams are reset, and nothing can be learned
   *     from them
   * @throws IllegalArgumentException if this is the first step, and the gradient takes more memory
   *     than there is
   */
  public boolean predict(double[] x, double[] into) {
    StreamEngine streams = engine();
    if (training.resetEvery() > 0 && sinceReset >= training.resetEvery()) {
      reset();
    }
    for (int lane = 0; lane < lanes; lane++) {
      streams.clamp(lane, x, lane * topology.inputs());
    }
    streams.step(weights);
    steps++;
    sinceReset++;
    pending = true;
    copyOutputs(streams.outputs(), into);
    boolean finite = Finite.all(into);
    if (!finite) {
      reset();
    }
    return finite;
  }

  private void copyOutputs(Block outputs, double[] into) {
    int count = outputs.rows();
    for (int lane = 0; lane < lanes; lane++) {
      for (int o = 0; o < count; o++) {
        into[lane * count + o] = outputs.value(o, lane);
      }
      if (classes) {
        Loss.softmax(into, lane * count, count);
      }
    }
  }

  /**
   * Learns from the truth of the step that was predicted last: the mean loss of the streams that
   * have one is taken a step of the optimiser down its gradient along all of the past.
   *
   * @param target of values, shape (lanes, outputs): a stream with a NaN learns nothing; of
   *     classes, one for each stream, from 0 on, or NaN
   * @return the loss, a mean over the streams that have a target; NaN if none has; infinity if it
   *     would not be finite, or the weights would not: these are then as before, and all streams
   *     reset
   */
  public double learn(double[] target) {
    StreamEngine streams = engine();
    pending = false;
    int known = known(target);
    if (known == 0) {
      return Double.NaN;
    }
    double sum = loss(streams.outputs(), streams.outputGradient(), target, known);
    if (Double.isFinite(sum) && step(streams)) {
      learned++;
      return sum / known;
    }
    reset();
    return Double.POSITIVE_INFINITY;
  }

  /** One step of the optimiser; whether the weights are still finite. */
  private boolean step(StreamEngine streams) {
    Arrays.fill(gradient, 0);
    streams.addGradient(weights, gradient);
    regularisation.apply(weights, gradient);
    if (!Finite.allSquares(gradient)) { // optimisers remember squares, and infinity for ever
      return false;
    }
    System.arraycopy(weights, 0, before, 0, weights.length);
    optimiser.step(weights, gradient);
    if (!Finite.all(weights)) {
      System.arraycopy(before, 0, weights, 0, weights.length);
      return false;
    }
    return true;
  }

  /** The loss, summed over the streams that have a target, and the gradient of its mean. */
  private double loss(Block outputs, Block errors, double[] target, int known) {
    int count = outputs.rows();
    double sum = 0;
    loss.prepare(outputs, errors, lanes);
    for (int lane = 0; lane < lanes; lane++) {
      if (!present(target, lane)) {
        for (int o = 0; o < count; o++) {
          errors.values()[errors.at(o) + lane] = 0;
        }
      } else if (classes) {
        Arrays.fill(oneHot, 0);
        oneHot[(int) target[lane]] = 1;
        sum += loss.sample(outputs, errors, lane, oneHot, 0, 1.0 / known);
      } else {
        sum += loss.sample(outputs, errors, lane, target, lane * count, 1.0 / known);
      }
    }
    return sum;
  }

  private int known(double[] target) {
    int known = 0;
    for (int lane = 0; lane < lanes; lane++) {
      known += present(target, lane) ? 1 : 0;
    }
    return known;
  }

  private boolean present(double[] target, int lane) {
    int width = target.length / lanes;
    for (int i = lane * width; i < (lane + 1) * width; i++) {
      if (Double.isNaN(target[i])) {
        return false;
      }
    }
    return true;
  }

  /** Puts all streams back to S = 0, with no past to learn from. */
  public void reset() {
    for (int lane = 0; lane < lanes; lane++) {
      reset(lane);
    }
    sinceReset = 0;
  }

  /**
   * Puts one stream back to S = 0, with no past to learn from; nothing can be learned from the last
   * prediction any more.
   *
   * @param lane from 0 to one below the number of streams
   */
  public void reset(int lane) {
    engine().reset(lane);
    pending = false;
  }

  /** {@return the weights now, one per edge, shared} */
  public double[] weights() {
    return weights;
  }

  /** {@return predictions made} */
  public long steps() {
    return steps;
  }

  /** {@return steps learned from} */
  public long learned() {
    return learned;
  }

  /** {@return whether the last prediction may still be learned from} */
  public boolean pending() {
    return pending;
  }
}
