package org.meshnn.engine;

/** Operations beside the plan that run on the chosen kernels. */
public final class Numerics {
  private Numerics() {}

  /**
   * Replaces {@code length} values by their exponentials, which may be off by 4 units in the last
   * place.
   */
  public static void exp(double[] values, int offset, int length) {
    Kernels.CHOSEN.exp(values, offset, offset, length);
  }

  /** Whether no value is NaN or infinite. */
  public static boolean allFinite(double[] values) {
    double even = 0; // x * 0 is 0 for finite x, else NaN
    double odd = 0;
    int i = 0;
    for (; i < values.length - 1; i += 2) {
      even += values[i] * 0;
      odd += values[i + 1] * 0;
    }
    return even + odd + (i < values.length ? values[i] * 0 : 0) == 0;
  }

  /**
   * One step of Adam (Kingma and Ba 2015, algorithm 1): {@code mean = beta1 mean + (1 - beta1) g;
   * square = beta2 square + (1 - beta2) g²; w -= rate mean / (sqrt(square) correction + epsilon)}.
   * All arrays have the same length.
   */
  public static void adam(
      double[] w,
      double[] g,
      double[] mean,
      double[] square,
      double beta1,
      double beta2,
      double rate,
      double correction,
      double epsilon) {
    Kernels.CHOSEN.adam(w, g, mean, square, beta1, beta2, rate, correction, epsilon);
  }
}
