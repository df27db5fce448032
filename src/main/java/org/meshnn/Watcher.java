package org.meshnn;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.meshnn.train.Listener;
import org.meshnn.train.Training;

/**
 * Receives the epochs of trainings that were given no listener, so that long ones are seen without
 * being asked for. A notebook sets it; unless it is set, nobody does.
 */
public final class Watcher {
  private static volatile @Nullable Supplier<Listener> listeners;

  private Watcher() {}

  /**
   * Sets what receives the epochs of trainings without a listener.
   *
   * @param value makes the listener of a training that is about to begin; null for none
   */
  public static void set(@Nullable Supplier<Listener> value) {
    listeners = value;
  }

  /** The training, with the watcher's listener if it has none. */
  static Training watched(Training training) {
    Supplier<Listener> watching = listeners;
    return watching == null || !training.listeners().isEmpty()
        ? training
        : training.listen(watching.get());
  }
}
