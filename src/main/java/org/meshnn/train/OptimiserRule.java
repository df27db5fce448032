package org.meshnn.train;

import java.io.Serializable;

/** How an optimiser of one's own moves the weights: see {@link Optimiser#of}. */
@FunctionalInterface
public interface OptimiserRule extends Serializable {
  /**
   * Moves the weights one step, in place. Called on the training thread; of the same arguments it
   * must make the same numbers, for a training to end with the same bits.
   *
   * @param weights one per edge
   * @param gradient one derivative of the mean loss of a batch per edge, penalties and clipping
   *     included; may be overwritten
   * @param rate the learning rate of this step: that of the optimiser times what a {@link Schedule}
   *     makes of it
   * @param memory what earlier steps of this training left, and later ones find
   */
  void step(double[] weights, double[] gradient, double rate, RuleMemory memory);
}
