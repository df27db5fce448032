package org.meshnn.train;

import org.meshnn.text.Plural;

/**
 * Steps down: in epoch e, from 0, the rate is {@code factor^floor(e / epochs)} of the optimiser's.
 *
 * @param epochs from one step to the next, at least 1
 * @param factor in (0, 1)
 */
public record StepDecay(int epochs, double factor) implements Schedule {

  /**
   * Checks the ranges.
   *
   * @param epochs at least 1
   * @param factor in (0, 1)
   * @throws IllegalArgumentException if one is outside its range
   */
  public StepDecay {
    if (epochs < 1) {
      throw new IllegalArgumentException(
          "a learning rate steps down every 1 or more epochs; got " + epochs);
    }
    requireFactor(factor);
  }

  /** Refuses a factor that is not in (0, 1). */
  static void requireFactor(double factor) {
    if (!(factor > 0 && factor < 1)) {
      throw new IllegalArgumentException(
          "a learning rate falls by a factor in (0, 1), for example 0.1; got " + factor);
    }
  }

  @Override
  public Rates start(int planned, long stepsPerEpoch) {
    return step -> StrictMath.pow(factor, step / stepsPerEpoch / epochs);
  }

  @Override
  public String toString() {
    return "times " + factor + " every " + Plural.of(epochs, "epoch");
  }
}
