package org.meshnn.train;

import java.util.List;
import java.util.Optional;
import org.meshnn.engine.GradientMethod;
import org.meshnn.graph.Topology;

/**
 * What training leaves behind. The arrays are shared.
 *
 * @param topology the edges that the weights are of
 * @param weights one per edge
 * @param epochs the whole epochs run
 * @param bestEpoch number of the epoch with the lowest validation loss (training loss where nothing
 *     was held out) or the best metric or score, as was monitored, or 0 if none was finished
 * @param ending why it ended
 * @param steps optimiser steps taken
 * @param rewirings in their order; of the whole training, where the weights are those of an earlier
 *     epoch too
 * @param memory what the optimiser remembers after its last step; empty where the weights are those
 *     of an earlier one, the best epoch's
 * @param state where a training that was interrupted goes on; empty for any other
 * @param gradient the method that was taken, where the training asked for the cheaper one that of
 *     the two; empty where no gradient was
 */
public record Fit(
    Topology topology,
    double[] weights,
    List<Epoch> epochs,
    int bestEpoch,
    Ending ending,
    long steps,
    List<Rewired> rewirings,
    Optional<Optimiser.Memory> memory,
    Optional<TrainingState> state,
    Optional<GradientMethod> gradient) {

  /**
   * {@return the method that was taken in place of the one asked for; empty where they are the
   * same}
   *
   * @param training the settings
   */
  public Optional<GradientMethod> chosen(Training training) {
    return gradient.filter(taken -> taken != training.gradient());
  }

  /** {@return the same without what a training needs to go on: the optimiser's memory and state} */
  public Fit result() {
    return new Fit(
        topology,
        weights,
        epochs,
        bestEpoch,
        ending,
        steps,
        rewirings,
        Optional.empty(),
        Optional.empty(),
        gradient);
  }
}
