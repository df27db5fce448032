package org.meshnn.engine;

/**
 * Activations in single precision: of those that have vector loops the formula of these, of all
 * others the value in double precision, rounded.
 */
final class SingleActivation {
  private static final float BELOW_0 = (float) Activation.BELOW_0;

  private SingleActivation() {}

  /** f(z). */
  static float value(Activation f, float z) {
    if (f == Activation.LEAKY_RELU) {
      return z > 0 ? z : BELOW_0 * z;
    }
    if (f == Activation.SIGMOID) {
      return SingleScalarExp.sigmoid(z);
    }
    if (f == Activation.TANH) {
      return SingleScalarExp.tanh(z);
    }
    if (f == Activation.ELU) {
      return z > 0 ? z : SingleScalarExp.expm1(z);
    }
    if (f == Activation.GAUSS) {
      return SingleScalarExp.exp(-z * z);
    }
    return (float) f.value(z);
  }

  /** f'(z), where s = f(z). */
  static float slope(Activation f, float z, float s) {
    if (f == Activation.SIGMOID) {
      return s * (1 - s);
    }
    if (f == Activation.TANH) {
      return 1 - s * s;
    }
    if (f == Activation.ELU) {
      return z > 0 ? 1 : s + 1;
    }
    if (f == Activation.GAUSS) {
      return s == 0 ? 0 : -2 * z * s;
    }
    return (float) f.slope(z, s);
  }
}
