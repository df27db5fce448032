package org.meshnn.engine;

/** Three ways to the same gradient; they agree to rounding. */
public enum GradientMethod {
  /**
   * Exact forward-only propagation: sensitivities travel with the states from tick to tick, pruned
   * to what can reach an output. The default.
   */
  FORWARD_ONLY,
  /**
   * The paper's recurrence for the full n x n x n tensor dS/dA (Galatolo et al. 2021, section 2.2),
   * literally, one sample at a time; for teaching and checking. Memory 16 n³ bytes, work n² edges a
   * tick.
   */
  TENSOR,
  /** Reverse mode through the ticks; the check. */
  BACKWARD;

  @Override
  public String toString() {
    return switch (this) {
      case FORWARD_ONLY -> "forward-only";
      case TENSOR -> "the paper's tensor";
      case BACKWARD -> "back-propagation";
    };
  }
}
