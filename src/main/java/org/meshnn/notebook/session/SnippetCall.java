package org.meshnn.notebook.session;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One call of a snippet, on a thread of its own: what the snippet returns or throws is kept, and a
 * snippet that nothing ends can be left behind.
 */
final class SnippetCall {
  private static final long LOOK_MS = 50;

  private final @Nullable Method snippet;
  private final @Nullable ClassLoader loader;
  private volatile @Nullable Thread thread;
  private volatile @Nullable Object value;
  private volatile @Nullable Throwable thrown;
  private volatile boolean leftBehind;

  /**
   * @param loader the context loader of the snippet's thread
   */
  SnippetCall(@Nullable Method snippet, @Nullable ClassLoader loader) {
    this.snippet = snippet;
    this.loader = loader;
  }

  /**
   * Calls the snippet in a thread group inside that of this thread, and waits for its end.
   *
   * @throws Throwable what the snippet threw; ThreadDeath if it was left behind
   */
  void run() throws Throwable {
    Thread worker = new Thread(new CellThreads(), this::call);
    worker.setContextClassLoader(loader);
    worker.start();
    boolean waiting = true;
    while (waiting) {
      try {
        while (worker.isAlive() && !leftBehind) {
          worker.join(LOOK_MS);
        }
        waiting = false;
      } catch (InterruptedException | ThreadDeath e) {
        // Meant for the snippet.
      }
    }
    if (worker.isAlive()) {
      throw new ThreadDeath();
    }
    if (thrown != null) {
      throw thrown;
    }
  }

  private void call() {
    thread = Thread.currentThread();
    try {
      value = Objects.requireNonNull(snippet, "a snippet").invoke(null);
    } catch (InvocationTargetException e) {
      thrown = e.getCause();
    } catch (IllegalAccessException | ThreadDeath e) {
      thrown = e;
    } finally {
      thread = null;
    }
  }

  /** The thread the snippet runs on at this moment, or null. */
  @Nullable Thread thread() {
    return thread;
  }

  /** What the snippet returned; handed out once. */
  @Nullable Object takeValue() {
    Object taken = value;
    value = null;
    return taken;
  }

  /** What the snippet threw, or null. */
  @Nullable Throwable thrown() {
    return thrown;
  }

  /** Waits no longer; the snippet's thread runs on. */
  void leaveBehind() {
    leftBehind = true;
  }

  boolean wasLeftBehind() {
    return leftBehind;
  }

  /**
   * The threads of a cell: what they throw goes to the default handler or is printed, as elsewhere.
   * JShell's own group swallows it from JDK 20 on.
   */
  private static final class CellThreads extends ThreadGroup {
    CellThreads() {
      super("cell");
    }

    @Override
    public void uncaughtException(Thread thrower, Throwable thrown) {
      Thread.UncaughtExceptionHandler handler = Thread.getDefaultUncaughtExceptionHandler();
      if (handler != null) {
        handler.uncaughtException(thrower, thrown);
      } else if (!(thrown instanceof ThreadDeath)) {
        System.err.print("Exception in thread \"" + thrower.getName() + "\" ");
        thrown.printStackTrace();
      }
    }
  }
}
