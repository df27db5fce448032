package org.meshnn.experiment;

import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Receives the runs of experiments that were given no listener, so that long ones are seen without
 * being asked for. A notebook sets it; unless it is set, nobody does.
 */
public final class TrialWatcher {
  private static volatile @Nullable IntFunction<TrialListener> listeners;

  private TrialWatcher() {}

  /**
   * Sets what receives the runs of experiments without a listener.
   *
   * @param value makes the listener of an experiment of so many runs; null for none
   */
  public static void set(@Nullable IntFunction<TrialListener> value) {
    listeners = value;
  }

  /** The listener, or in its place the watcher's. */
  static TrialListener watched(@Nullable TrialListener listener, int runs) {
    IntFunction<TrialListener> watching = listeners;
    if (listener != null) {
      return listener;
    }
    return watching == null ? trial -> {} : watching.apply(runs);
  }
}
