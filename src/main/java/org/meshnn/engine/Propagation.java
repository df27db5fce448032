package org.meshnn.engine;

import java.util.Map;

/**
 * How the gradient of a step's loss is known at that step: what goes along with the states of some
 * streams, tick after tick. Nothing is allocated after construction but by {@link #keep}.
 */
sealed interface Propagation permits TickByTick, ByBlocks, BackThroughTime {

  /**
   * Follows a tick that the states have just taken.
   *
   * @param states of all streams, after the tick
   * @param weights of that tick, one per edge
   * @param last whether the step ends with it, so that a gradient may be asked for
   */
  void moved(LaneStates states, double[] weights, boolean last);

  /**
   * Adds the gradient of a loss after the last tick of a step, summed over the streams, to one
   * number per edge.
   *
   * @param states of all streams, with dL/dS of the output neurons
   * @param weights of the last tick
   */
  void addGradient(LaneStates states, double[] weights, double[] gradient);

  /** Forgets the past of one stream. */
  void reset(int lane);

  /** The name of the influence among what is kept. */
  String INFLUENCE = "influence";

  /**
   * Puts all that is carried, by name, in an order that does not depend on the kernels, and nothing
   * that pads it.
   */
  void keep(Map<String, double[]> numbers);

  /** Takes what was {@link #keep kept}. */
  void restore(Map<String, double[]> numbers);
}
