package org.meshnn.notebook.session;

import java.util.concurrent.CountDownLatch;

/** Library code that nothing ends from outside. */
public final class Stubborn {
  private static final CountDownLatch STARTED = new CountDownLatch(1);
  private static volatile boolean released;

  private Stubborn() {}

  /** Runs until {@link #release()}, whatever is thrown into it. */
  public static void run() {
    try {
      STARTED.countDown();
      while (!released) {
        Thread.onSpinWait();
      }
    } finally {
      if (!released) {
        run();
      }
    }
  }

  static void awaitStart() throws InterruptedException {
    STARTED.await();
  }

  static void release() {
    released = true;
  }
}
