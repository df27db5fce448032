package org.meshnn;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.meshnn.train.OnlineTraining;
import org.meshnn.train.StreamListener;

/**
 * Receives the steps of runs over streams that were given no listener, so that long ones are seen
 * without being asked for. A notebook sets it; unless it is set, nobody does.
 */
public final class StreamWatcher {
  private static volatile @Nullable Supplier<StreamListener> listeners;

  private StreamWatcher() {}

  /**
   * Sets what receives the steps of runs without a listener.
   *
   * @param value makes the listener of a run that is about to begin; null for none
   */
  public static void set(@Nullable Supplier<StreamListener> value) {
    listeners = value;
  }

  /** The listeners of a run: its own, or the watcher's if it has none. */
  static List<StreamListener> of(OnlineTraining training) {
    Supplier<StreamListener> watching = listeners;
    return watching == null || !training.listeners().isEmpty()
        ? training.listeners()
        : List.of(watching.get());
  }
}
