package org.meshnn.train;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Says, while it is open, that this thread looks at its interrupt flag between the steps of its
 * work and will return what it has: whoever stops it should wait for the step to end.
 *
 * <pre>
 * try (Polling open = new Polling()) {
 *   while (!Thread.interrupted()) { step(); }
 * }
 * </pre>
 */
public final class Polling implements AutoCloseable {
  private static final Set<Thread> THREADS = ConcurrentHashMap.newKeySet();

  private final boolean outermost;

  /** Says so of the current thread. */
  public Polling() {
    outermost = THREADS.add(Thread.currentThread());
  }

  /**
   * {@return whether a thread is in such work}
   *
   * @param thread any thread
   */
  public static boolean in(Thread thread) {
    return THREADS.contains(thread);
  }

  @Override
  public void close() {
    if (outermost) {
      THREADS.remove(Thread.currentThread());
    }
  }
}
