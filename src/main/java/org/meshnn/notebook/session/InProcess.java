package org.meshnn.notebook.session;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import jdk.jshell.execution.LocalExecutionControl;

/**
 * Runs snippets in this JVM and keeps the object each one returned.
 *
 * <p>JShell's own control turns a value into text. Here the snippet is called through {@link
 * #enter()}, on the snippet's thread, so the object itself is at hand and its text is never made.
 */
final class InProcess extends LocalExecutionControl {
  private static final InheritableThreadLocal<InProcess> CALLER = new InheritableThreadLocal<>();
  private static final Method ENTRY = entry();

  private final ClassLoader loader;
  private Method snippet;
  private volatile Object value;
  private volatile Throwable thrown;
  private volatile Thread thread;
  private volatile boolean stopped;
  private Thread.UncaughtExceptionHandler handler;

  /** A control whose snippets see the classes of this JVM. */
  InProcess() {
    // The superclass leaves the snippets' class loader as this thread's context loader.
    loader = Thread.currentThread().getContextClassLoader();
  }

  /** The loader of the snippets' classes, which sees what they see. */
  ClassLoader loader() {
    return loader;
  }

  /** The thread a snippet runs on at this moment, or null. */
  Thread thread() {
    return thread;
  }

  /** What the last snippet returned; handed out once. */
  Object takeValue() {
    Object taken = value;
    value = null;
    return taken;
  }

  /** What the last snippet threw, or null. */
  Throwable thrown() {
    return thrown;
  }

  /** Whether the last snippet was ended by {@link #stop()}. */
  boolean wasStopped() {
    return stopped;
  }

  @Override
  protected String invoke(Method snippet) throws Exception {
    this.snippet = snippet;
    value = null;
    thrown = null;
    stopped = false;
    handler = Thread.getDefaultUncaughtExceptionHandler();
    CALLER.set(this);
    try {
      return super.invoke(ENTRY);
    } catch (StoppedException e) {
      stopped = true;
      throw e;
    } finally {
      CALLER.remove();
      thread = null;
    }
  }

  /** Called by the superclass on a thread of its own, in a thread group that it can stop. */
  private static Object enter() throws Throwable {
    InProcess caller = CALLER.get();
    CALLER.remove();
    // JDK 17's superclass listens to this thread through the default handler, which is the cells'.
    Thread.currentThread().setUncaughtExceptionHandler(Thread.getDefaultUncaughtExceptionHandler());
    Thread.setDefaultUncaughtExceptionHandler(caller.handler);
    Thread snippet = new Thread(new CellThreads(), caller::call);
    snippet.start();
    await(snippet);
    if (caller.thrown != null) {
      throw caller.thrown;
    }
    return null;
  }

  private static void await(Thread snippet) {
    while (snippet.isAlive()) {
      try {
        snippet.join();
      } catch (InterruptedException | ThreadDeath e) {
        continue; // meant for the snippet
      }
    }
  }

  private void call() {
    thread = Thread.currentThread();
    thread.setContextClassLoader(loader);
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

  /**
   * The threads of a cell: what they throw goes to the default handler or is printed, as elsewhere.
   * The superclass's group would swallow it from JDK 20 on.
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

  private static Method entry() {
    try {
      Method entry = InProcess.class.getDeclaredMethod("enter");
      entry.setAccessible(true);
      return entry;
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }
}
