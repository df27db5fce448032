package org.meshnn.engine;

import org.meshnn.plan.Plan;
import org.meshnn.plan.Program;
import org.meshnn.plan.SequenceCost;
import org.meshnn.plan.SequencePlan;

/** Three ways to the same gradient; they agree to rounding. And the choice of the cheaper one. */
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
  BACKWARD,
  /**
   * {@link #FORWARD_ONLY} where it counts no more multiply-adds than {@link #BACKWARD} and stays
   * within limits that are the same on all machines, or where it alone does; else {@link
   * #BACKWARD}. The bits are those of the one that is taken. What is counted: {@link
   * org.meshnn.plan.Cost#forwardOnlyIsCheaper}, and of sequences {@link
   * SequenceCost#forwardOnlyIsCheaper}.
   */
  AUTO;

  /**
   * {@return this method; in place of {@link #AUTO} the one that it takes}
   *
   * @param program the mesh, and how samples run through it
   * @param transition its activations
   */
  public GradientMethod on(Program program, Transition transition) {
    if (this != AUTO) {
      return this;
    }
    boolean forwardOnly =
        program instanceof Plan plan
            ? plan.cost().forwardOnlyIsCheaper()
            : SequenceCost.of((SequencePlan) program, transition.rest(program.topology().roles()))
                .forwardOnlyIsCheaper();
    return forwardOnly ? FORWARD_ONLY : BACKWARD;
  }

  @Override
  public String toString() {
    return switch (this) {
      case FORWARD_ONLY -> "forward-only";
      case TENSOR -> "the paper's tensor";
      case BACKWARD -> "back-propagation";
      case AUTO -> "the cheaper exact one";
    };
  }
}
