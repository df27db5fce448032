package org.meshnn.train;

/**
 * See {@link Loss#huber}.
 *
 * @param delta in standard deviations of the label, positive and finite
 */
public record Huber(double delta) implements OutputLoss {
  /**
   * Checks the range.
   *
   * @param delta positive and finite
   * @throws IllegalArgumentException if it is not
   */
  public Huber {
    if (!(delta > 0) || Double.isInfinite(delta)) {
      throw new IllegalArgumentException(
          "expected a positive, finite delta, in standard deviations of the label, for example"
              + " Loss.huber(1); got "
              + delta);
    }
  }

  @Override
  public double value(int k, double s, double y) {
    double error = Math.abs(s - y);
    return error <= delta ? error * error / 2 : delta * (error - delta / 2);
  }

  @Override
  public double slope(int k, double s, double y) {
    return Math.max(-delta, Math.min(delta, s - y));
  }

  @Override
  public String toString() {
    return "Huber(" + delta + ")";
  }
}
