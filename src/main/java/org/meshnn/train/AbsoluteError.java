package org.meshnn.train;

/** See {@link Loss#absolute}. */
public record AbsoluteError() implements OutputLoss {
  @Override
  public double value(int k, double s, double y) {
    return Math.abs(s - y);
  }

  @Override
  public double slope(int k, double s, double y) {
    return Math.signum(s - y);
  }

  @Override
  public String toString() {
    return "absolute error";
  }
}
