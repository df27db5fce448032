package org.meshnn.scores;

/**
 * The mean of the last numbers of a stream, or of all with weights that fade (Gama, Sebastião,
 * Rodrigues 2013, doi:10.1007/s10994-012-0320-9, section 3):
 *
 * <pre>  M = S / N,   S = x + factor S,   N = 1 + factor N  </pre>
 *
 * In bounded memory; nothing is allocated after construction.
 */
final class RunningMean {
  private final double factor; // 0: a window
  private final double[] window;
  private int next;
  private double sum;
  private double count;

  /**
   * Of no number yet.
   *
   * @param window how many last numbers count, at least 1
   * @param factor what a number counts for compared to the next, in (0, 1); 0 for the window
   */
  RunningMean(int window, double factor) {
    this.factor = factor;
    this.window = new double[factor > 0 ? 0 : window];
  }

  void add(double x) {
    if (factor > 0) {
      sum = x + factor * sum;
      count = 1 + factor * count;
      return;
    }
    sum += x - (count == window.length ? window[next] : 0);
    count = Math.min(count + 1, window.length);
    window[next] = x;
    next = (next + 1) % window.length;
    if (next == 0) { // all are there: what was rounded away comes back
      sum = 0;
      for (double value : window) {
        sum += value;
      }
    }
  }

  /** NaN before the first number. */
  double value() {
    return sum / count;
  }
}
