package org.meshnn;

import org.meshnn.train.Listener;

/**
 * Hears of the trainings and experiments that were given no listener, so that long work is seen
 * without being asked for. A notebook sets one; unless one is set, nobody hears of them.
 */
public interface Watcher {
  /** A listener for one training, which is about to begin. */
  Listener training();

  /**
   * A listener for one experiment, which is about to begin.
   *
   * @param runs how many it makes
   */
  TrialListener experiment(int runs);

  /** Sets the watcher of this JVM; null for none. */
  static void set(Watcher watcher) {
    Watching.by(watcher);
  }
}
