package org.meshnn.engine;

import org.meshnn.plan.InfluencePlan;

/**
 * How a mesh that learns at every step knows the gradient of that step's loss by all of its past.
 *
 * <p>{@link #exact} is real-time recurrent learning (Williams and Zipser 1989,
 * doi:10.1162/neco.1989.1.2.270): the influence dS/dA of all edges is carried beside the states.
 * {@link #snap} carries a part of it (Menick et al. 2020, arXiv:2006.07232).
 *
 * @param kind the way
 * @param n of SnAp-n; 0 for the others
 */
public record OnlineGradient(Kind kind, int n) {

  /** The ways. */
  public enum Kind {
    /** The influence, exactly, whichever of the two ways below multiplies less. */
    EXACT,
    /** The influence, exactly, moved on at every tick. */
    EXACT_TICK_BY_TICK,
    /** The influence dS_j/dA[a, b] only where b reaches j within n - 1 edges. */
    SNAP
  }

  /**
   * Checks n.
   *
   * @param kind the way
   * @param n of SnAp-n, at least 1; 0 for the others
   * @throws IllegalArgumentException if n is outside its range
   */
  public OnlineGradient {
    if (kind == Kind.SNAP ? n < 1 : n != 0) {
      throw new IllegalArgumentException(
          "SnAp-n carries paths of n - 1 edges: n is at least 1, and 0 for other gradients; got "
              + n);
    }
  }

  /** {@return the exact gradient, in the way that multiplies less on the mesh} */
  public static OnlineGradient exact() {
    return new OnlineGradient(Kind.EXACT, 0);
  }

  /**
   * {@return SnAp-n, the influence along short paths: from some n on the exact one, at less cost
   * below}
   *
   * <p>The outputs are neurons as all others: with n = 1 only edges into outputs learn, with n = 2
   * also those into neurons that feed an output directly.
   *
   * @param n at least 1; paths of n - 1 edges are counted
   * @throws IllegalArgumentException if it is less
   */
  public static OnlineGradient snap(int n) {
    return new OnlineGradient(Kind.SNAP, n);
  }

  /** How far influence reaches. */
  int reach() {
    return kind == Kind.SNAP ? n : InfluencePlan.EXACT;
  }

  @Override
  public String toString() {
    return switch (kind) {
      case EXACT -> "exact";
      case EXACT_TICK_BY_TICK -> "exact, tick by tick";
      case SNAP -> "SnAp-" + n;
    };
  }
}
