package org.meshnn;

import org.jspecify.annotations.Nullable;
import org.meshnn.text.Listing;

/**
 * The thread that is at work on a row. Seen without synchronisation, so that it costs nothing: two
 * threads at once are noticed as a rule, not always.
 */
final class RowUser {
  private @Nullable Thread thread; // null before the first row

  /** This thread begins a row. */
  void begins() {
    thread = Thread.currentThread();
  }

  /**
   * This thread goes on with a row. It may be another's whose thread has ended: each cell of a
   * notebook runs in a thread of its own.
   *
   * @throws IllegalStateException if the other is still alive
   */
  void goesOn() {
    if (thread != Thread.currentThread()) {
      takeOver();
    }
  }

  private void takeOver() {
    Thread current = Thread.currentThread();
    if (thread != null && thread.isAlive()) {
      throw new IllegalStateException(
          "the thread "
              + Listing.quoted(current.getName())
              + " came upon a row of the thread "
              + Listing.quoted(thread.getName())
              + "; make a predictor for each thread, model.predictor(), or clear() one that is"
              + " handed on");
    }
    thread = current;
  }
}
