package org.meshnn.train;

/**
 * Exponential decay: in epoch e, from 0, the rate is {@code factor^e} of the optimiser's.
 *
 * @param factor in (0, 1)
 */
public record ExponentialDecay(double factor) implements Schedule {

  /**
   * Checks the range.
   *
   * @param factor in (0, 1)
   * @throws IllegalArgumentException if it is not in (0, 1)
   */
  public ExponentialDecay {
    StepDecay.requireFactor(factor);
  }

  @Override
  public Rates start(int epochs, long stepsPerEpoch) {
    return step -> StrictMath.pow(factor, step / stepsPerEpoch);
  }

  @Override
  public String toString() {
    return "times " + factor + " after each epoch";
  }
}
