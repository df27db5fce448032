package org.meshnn.engine;

/** Compares a batch's outputs with its targets. */
public interface StepLoss {
  /**
   * Writes the derivative of the loss.
   *
   * @param target which of the batch's targets, from 0
   * @param outputs states of the output neurons, a row each; may be overwritten
   * @param outputGradient receives the derivative by them, of each sample of the batch
   */
  void at(int target, Block outputs, Block outputGradient);
}
