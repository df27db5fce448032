package org.meshnn.train;

import java.io.Serializable;

/**
 * How the learning rate changes in the course of a training: what that of the optimiser is
 * multiplied by, from epoch to epoch, or of one cycle from step to step. Immutable.
 *
 * <pre>{@code
 * Training.defaults().optimiser(Optimiser.adamW(0.01, 0.01)).schedule(Schedule.cosine().warmUp(5))
 * }</pre>
 *
 * <p>What is decoupled from the gradient scales with the rate, as the decay of {@link AdamW} does.
 * A training that goes on from a checkpoint goes on with the rate it was at, to the same bits.
 */
public sealed interface Schedule extends Serializable
    permits ConstantRate, StepDecay, ExponentialDecay, CosineDecay, PlateauDecay, OneCycle {

  /** {@return the optimiser's learning rate throughout; the default} */
  static ConstantRate constant() {
    return new ConstantRate();
  }

  /**
   * {@return steps down: the rate is multiplied by a factor every so many epochs}
   *
   * @param epochs from one step to the next, at least 1
   * @param factor in (0, 1), for example 0.1
   * @throws IllegalArgumentException if one is outside its range
   */
  static StepDecay step(int epochs, double factor) {
    return new StepDecay(epochs, factor);
  }

  /**
   * {@return exponential decay: the rate is multiplied by a factor after each epoch}
   *
   * @param factor in (0, 1), for example 0.95
   * @throws IllegalArgumentException if it is not in (0, 1)
   */
  static ExponentialDecay exponential(double factor) {
    return new ExponentialDecay(factor);
  }

  /**
   * {@return half a cosine from the optimiser's rate down to 0 over all epochs, see {@link
   * CosineDecay}; with an ascent before it: {@code cosine().warmUp(5)}}
   */
  static CosineDecay cosine() {
    return new CosineDecay(0, 0);
  }

  /**
   * {@return a rate that is multiplied by a factor once what is {@linkplain Training#monitor
   * monitored} has not improved for more than so many epochs, see {@link PlateauDecay}}
   *
   * @param patience epochs without improvement that are let pass, 0 or more
   * @param factor in (0, 1), for example 0.1
   * @throws IllegalArgumentException if one is outside its range
   */
  static PlateauDecay onPlateau(int patience, double factor) {
    return new PlateauDecay(patience, factor, 1e-4, 0);
  }

  /**
   * {@return one cycle, by step: from a 25th of the optimiser's rate up to all of it in 0.3 of the
   * training, then down to next to nothing, see {@link OneCycle}}
   */
  static OneCycle oneCycle() {
    return new OneCycle(0.3, 0.04, 4e-6);
  }

  /**
   * Begins a training.
   *
   * @param epochs how many are planned
   * @param stepsPerEpoch at least 1
   * @return its rates
   * @throws IllegalArgumentException if it does not suit so many epochs
   */
  Rates start(int epochs, long stepsPerEpoch);

  /**
   * {@return whether rates depend on how many epochs are planned, so that a training cannot go on
   * with more of them}
   */
  default boolean goesByEpochsPlanned() {
    return false;
  }

  /** The rates of one training, in their order. */
  @FunctionalInterface
  interface Rates {
    /**
     * {@return what the optimiser's learning rate is multiplied by, 0 or more}
     *
     * @param step 0 for the first of the training
     */
    double factor(long step);

    /**
     * Called after each epoch; does nothing unless the rates depend on how it went.
     *
     * @param watched what is monitored, the lower the better: a loss, an error, or minus a metric
     *     of which more is better
     */
    default void epochDone(double watched) {}
  }
}
