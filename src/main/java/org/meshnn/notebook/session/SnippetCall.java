package org.meshnn.notebook.session;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/**
 * One call of a snippet, on a thread of its own: what the snippet returns or throws is kept, and a
 * snippet that nothing ends can be left behind.
 */
final class SnippetCall {
  private static final long LOOK_MS = 50;

  private final Method snippet;
  private final ClassLoader loader;
  private volatile Thread thread;
  private volatile Object value;
  private volatile Throwable thrown;
  private volatile boolean leftBehind;

  /**
   * @param loader the context loader of the snippet's thread
   */
  SnippetCall(Method snippet, ClassLoader loader) {
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
    while (worker.isAlive() && !leftBehind) {
      try {
        worker.join(LOOK_MS);
      } catch (InterruptedException | ThreadDeath e) {
        continue; // meant for the snippet
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
      value = snippet.invoke(null);
    } catch (InvocationTargetException e) {
      thrown = e.getCause();
    } catch (IllegalAccessException | ThreadDeath e) {
      thrown = e;
    } finally {
      thread = null;
    }
  }

  /** The thread the snippet runs on at this moment, or null. */
  Thread thread() {
    return thread;
  }

  /** What the snippet returned; handed out once. */
  Object takeValue() {
    Object taken = value;
    value = null;
    return taken;
  }

  /** What the snippet threw, or null. */
  Throwable thrown() {
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
