package org.meshnn.train;

/**
 * What is done to a gradient before the optimiser has it.
 *
 * @param weightDecay see {@link Training#weightDecay(double)}
 * @param l1 see {@link Training#l1(double)}
 * @param clipNorm see {@link Training#clipNorm(double)}
 */
record Regularisation(double weightDecay, double l1, double clipNorm) {

  /** {@code g += decay w + l1 sign(w)}, then {@code g *= min(1, norm / |g|)}. */
  void apply(double[] weights, double[] gradient) {
    for (int e = 0; weightDecay > 0 && e < gradient.length; e++) {
      gradient[e] += weightDecay * weights[e];
    }
    for (int e = 0; l1 > 0 && e < gradient.length; e++) {
      gradient[e] += l1 * Math.signum(weights[e]);
    }
    if (!Double.isInfinite(clipNorm)) {
      clip(gradient);
    }
  }

  private void clip(double[] gradient) {
    double largest = 0;
    for (double g : gradient) {
      largest = Math.max(largest, Math.abs(g));
    }
    double squares = 0;
    for (double g : gradient) {
      squares += (g / largest) * (g / largest); // of huge numbers too
    }
    double factor = clipNorm / largest / Math.sqrt(squares);
    for (int e = 0; factor < 1 && e < gradient.length; e++) {
      gradient[e] *= factor;
    }
  }
}
