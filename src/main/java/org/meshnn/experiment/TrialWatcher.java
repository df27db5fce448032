package org.meshnn.experiment;

import java.util.function.IntFunction;

/**
 * Receives the runs of experiments that were given no listener, so that long ones are seen without
 * being asked for. A notebook sets it; unless it is set, nobody does.
 */
public final class TrialWatcher {
  private static volatile IntFunction<TrialListener> listeners;

  private TrialWatcher() {}

  /** Sets what makes the listener of an experiment of so many runs; null for none. */
  public static void set(IntFunction<TrialListener> value) {
    listeners = value;
  }

  /** The listener, or in its place the watcher's. */
  static TrialListener watched(TrialListener listener, int runs) {
    IntFunction<TrialListener> watching = listeners;
    if (listener != null) {
      return listener;
    }
    return watching == null ? trial -> {} : watching.apply(runs);
  }
}
