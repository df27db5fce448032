package org.meshnn.train;

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
   * Called once when training has ended; does nothing unless overridden.
   *
   * @param ending why
   */
  default void ended(Ending ending) {}
}
