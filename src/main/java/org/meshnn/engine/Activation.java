package org.meshnn.engine;

/** The function f a neuron applies to its pre-activation z, and its derivative. */
public enum Activation {
  /** max(z, 0); its derivative at 0 is 0, as in the paper's code. */
  RELU {
    @Override
    public double value(double z) {
      return z <= 0 ? 0 : z; // NaN passes
    }

    @Override
    public double slope(double z, double s) {
      return z <= 0 ? 0 : 1;
    }
  },
  /** z where z &gt; 0, otherwise z / 100. */
  LEAKY_RELU {
    @Override
    public double value(double z) {
      return z > 0 ? z : LEAK * z;
    }

    @Override
    public double slope(double z, double s) {
      return z > 0 ? 1 : LEAK;
    }
  },
  /** 1 / (1 + e^-z); a neuron that nothing reaches rests at 1/2. */
  SIGMOID {
    @Override
    public double value(double z) {
      return 1 / (1 + Math.exp(-z));
    }

    @Override
    public double slope(double z, double s) {
      return s * (1 - s);
    }
  },
  /** The hyperbolic tangent. */
  TANH {
    @Override
    public double value(double z) {
      return Math.tanh(z);
    }

    @Override
    public double slope(double z, double s) {
      return 1 - s * s;
    }
  },
  /** z itself. */
  IDENTITY {
    @Override
    public double value(double z) {
      return z;
    }

    @Override
    public double slope(double z, double s) {
      return 1;
    }
  };

  static final double LEAK = 0.01;

  /**
   * {@return f(z)}
   *
   * @param z pre-activation
   */
  public abstract double value(double z);

  /**
   * {@return f'(z)}
   *
   * @param z pre-activation
   * @param s f(z), from which some derivatives are cheaper
   */
  public abstract double slope(double z, double s);

  /** Whether f(0) = 0, so that a neuron that nothing reaches stays at 0. */
  boolean restsAtZero() {
    return value(0) == 0;
  }

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }
}
