package org.meshnn.train;

/** Hears of a training's progress, on the training thread: whatever it does, training waits for. */
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

  /** Called once when training has ended; does nothing unless overridden. */
  default void ended(Ending ending) {}
}
