package org.meshnn.train;

/** The optimiser's learning rate throughout. */
public record ConstantRate() implements Schedule {

  @Override
  public Rates start(int epochs, long stepsPerEpoch) {
    return step -> 1;
  }

  @Override
  public String toString() {
    return "constant";
  }
}
