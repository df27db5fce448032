package org.meshnn.experiment;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Receives the candidates of searches that were given no listener, so that long ones are seen
 * without being asked for. A notebook sets it; unless it is set, nobody does.
 */
public final class SearchWatcher {
  private static volatile @Nullable Supplier<SearchListener> listeners;

  private SearchWatcher() {}

  /**
   * Sets what receives the candidates of searches without a listener.
   *
   * @param value makes the listener of a search; null for none
   */
  public static void set(@Nullable Supplier<SearchListener> value) {
    listeners = value;
  }

  /** The listener, or in its place the watcher's. */
  static SearchListener watched(@Nullable SearchListener listener) {
    Supplier<SearchListener> watching = listeners;
    if (listener != null) {
      return listener;
    }
    return watching == null ? (latest, best, done, planned) -> {} : watching.get();
  }
}
