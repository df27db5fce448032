package org.meshnn.engine;

import java.util.function.DoubleUnaryOperator;

/** An activation of one's own: known by its name. */
final class OwnActivation extends Activation {
  private final DoubleUnaryOperator f;
  private final DoubleUnaryOperator slope;

  OwnActivation(String name, DoubleUnaryOperator f, DoubleUnaryOperator slope) {
    super(name);
    this.f = f;
    this.slope = slope;
  }

  @Override
  public double value(double z) {
    return f.applyAsDouble(z);
  }

  @Override
  public double slope(double z, double s) {
    return slope.applyAsDouble(z);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OwnActivation own && own.name().equals(name());
  }

  @Override
  public int hashCode() {
    return name().hashCode();
  }
}
