package org.meshnn.engine;

import org.meshnn.plan.InfluencePlan;
import org.meshnn.text.Plural;

/**
 * How a mesh that learns at every step knows the gradient of that step's loss by all of its past.
 *
 * <p>{@link #exact} is real-time recurrent learning (Williams and Zipser 1989,
 * doi:10.1162/neco.1989.1.2.270): the influence dS/dA of all edges is carried beside the states.
 * {@link #snap} carries a part of it (Menick et al. 2020, arXiv:2006.07232). {@link #truncated}
 * carries none: it goes back through the last steps.
 *
 * @param kind the way
 * @param n of SnAp-n, or how many steps a truncated gradient goes back; 0 for the others
 */
public record OnlineGradient(Kind kind, int n) {

  /** The ways. */
  public enum Kind {
    /** The influence, exactly, whichever of the two ways below is expected to be faster. */
    EXACT,
    /** The influence, exactly, moved on at every tick. */
    EXACT_TICK_BY_TICK,
    /**
     * The influence, exactly, moved on once a block of about as many ticks as there are neurons;
     * within a block errors go back to its begin (Schmidhuber 1992, doi:10.1162/neco.1992.4.2.243).
     * About edges x neurons a tick where tick by tick takes edges^2.
     */
    EXACT_BY_BLOCKS,
    /** The influence dS_j/dA[a, b] only where b reaches j within n - 1 edges. */
    SNAP,
    /** Back-propagation through the last n steps. */
    TRUNCATED
  }

  /**
   * Checks n.
   *
   * @param kind the way
   * @param n of SnAp-n or the steps of a truncated gradient, at least 1; 0 for the others
   * @throws IllegalArgumentException if n is outside its range
   */
  public OnlineGradient {
    if (kind == Kind.SNAP && n < 1) {
      throw new IllegalArgumentException(
          "SnAp-n carries paths of n - 1 edges: n is at least 1; got " + n);
    }
    if (kind == Kind.TRUNCATED && n < 1) {
      throw new IllegalArgumentException(
          "a truncated gradient goes back through at least 1 step, the last; got " + n);
    }
    if (kind != Kind.SNAP && kind != Kind.TRUNCATED && n != 0) {
      throw new IllegalArgumentException("an exact gradient has no n, expected 0; got " + n);
    }
  }

  /** {@return the exact gradient, in the way that is expected to be faster on the mesh} */
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

  /**
   * {@return the gradient by the last steps: back-propagation through them at every step, with the
   * weights that each step had, and as if what was before had not depended on the weights}
   *
   * <p>With as many steps as a stream has had since it began, it is the whole gradient.
   *
   * @param steps how many, at least 1: 1 is the last step alone
   * @throws IllegalArgumentException if it is less
   */
  public static OnlineGradient truncated(int steps) {
    return new OnlineGradient(Kind.TRUNCATED, steps);
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
      case EXACT_BY_BLOCKS -> "exact, by blocks";
      case SNAP -> "SnAp-" + n;
      case TRUNCATED -> "truncated after " + Plural.of(n, "step");
    };
  }
}
