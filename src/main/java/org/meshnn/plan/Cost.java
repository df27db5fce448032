package org.meshnn.plan;

/**
 * What one sample costs, by gradient method. Multiply-adds are those of the sums over edges and
 * paths; one activation per live neuron and tick comes on top.
 *
 * @param states multiply-adds of the states alone
 * @param forwardOnly multiply-adds of states and gradient, forward-only; {@link #UNBOUNDED} where
 *     the sensitivities are too many to lay out
 * @param backward multiply-adds of states and gradient by back-propagation
 * @param tensor multiply-adds of states and gradient by the paper's literal tensor
 * @param forwardOnlyBytes memory of all rows for one sample, or {@link #UNBOUNDED}
 * @param backwardBytes memory of all rows for one sample
 * @param tensorBytes memory of the literal tensor and its successor
 */
public record Cost(
    long states,
    long forwardOnly,
    long backward,
    long tensor,
    long forwardOnlyBytes,
    long backwardBytes,
    long tensorBytes) {

  /** Stands for a number too large to be counted. */
  public static final long UNBOUNDED = Long.MAX_VALUE;
}
