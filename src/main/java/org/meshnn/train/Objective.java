package org.meshnn.train;

import org.meshnn.engine.GradientMethod;
import org.meshnn.engine.Transition;

/**
 * What a training minimises, on which rows, and how: all that stays when edges change.
 *
 * @param transition the activations
 * @param loss what is minimised
 * @param gradient the method that is taken
 * @param training the settings
 * @param rows to learn from
 */
record Objective(
    Transition transition, Loss loss, GradientMethod gradient, Training training, RowSource rows) {

  /** Samples of a batch, but the last of an epoch. */
  int batchSize() {
    return Math.min(training.batchSize(), rows.size());
  }

  /** Batches of an epoch. */
  int batches() {
    return (rows.size() + batchSize() - 1) / batchSize();
  }
}
