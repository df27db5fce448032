package org.meshnn.train;

import org.meshnn.graph.Topology;

/** Is called with a training's progress, on the training thread, which waits for it. */
@FunctionalInterface
public interface Listener {
  /**
   * Called once, before the first epoch; does nothing unless overridden.
   *
   * @param epochs how many are planned
   * @param metricName what the epochs' metric is: accuracy, or RMSE
   */
  default void begun(int epochs, String metricName) {}

  /**
   * Called after each epoch.
   *
   * @param epoch what the epoch left behind
   * @param epochs how many are planned
   */
  void epochDone(Epoch epoch, int epochs);

  /**
   * Called after each rewiring of a {@link Training#rewiring(Rewiring) training that rewires}; does
   * nothing unless overridden.
   *
   * @param rewired when, and how many edges came and went
   * @param topology the mesh from then on
   */
  default void rewired(Rewired rewired, Topology topology) {}

  /**
   * Called once when training has ended; does nothing unless overridden.
   *
   * @param ending why
   */
  default void ended(Ending ending) {}
}
