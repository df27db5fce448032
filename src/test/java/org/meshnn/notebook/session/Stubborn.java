package org.meshnn.notebook.session;

import java.util.concurrent.CountDownLatch;

/**
 * Library code that nothing ends from outside: it waits for a monitor that another thread holds.
 */
public final class Stubborn {
  private static final Object HELD = new Object();
  private static final CountDownLatch HOLDING = new CountDownLatch(1);
  private static final CountDownLatch RELEASED = new CountDownLatch(1);
  private static volatile Thread waiting;

  private Stubborn() {}

  /** Runs until {@link #release()}, whatever is thrown into it. */
  public static void run() throws InterruptedException {
    HOLDING.await();
    waiting = Thread.currentThread();
    synchronized (HELD) {
      waiting = null;
    }
  }

  /** Holds the monitor until {@link #release()}, and does something once it is waited for. */
  static void hold(Runnable once) throws InterruptedException {
    synchronized (HELD) {
      HOLDING.countDown();
      while (waiting == null || waiting.getState() != Thread.State.BLOCKED) {
        Thread.sleep(5);
      }
      once.run();
      RELEASED.await();
    }
  }

  static void release() {
    RELEASED.countDown();
  }
}
