package org.meshnn.notebook.session;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import jdk.jshell.execution.LocalExecutionControl;
import org.jspecify.annotations.Nullable;

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
  private final CarriedValues values = new CarriedValues();
  private volatile SnippetCall call = new SnippetCall(null, null);
  private volatile boolean stopped;
  private Thread.@Nullable UncaughtExceptionHandler handler;

  /** A control whose snippets see the classes of this JVM. */
  InProcess() {
    // The superclass leaves the snippets' class loader as this thread's context loader.
    loader = Thread.currentThread().getContextClassLoader();
  }

  /** The loader of the snippets' classes, which sees what they see. */
  ClassLoader loader() {
    return loader;
  }

  /** What becomes of variables whose declarations are compiled again. */
  CarriedValues values() {
    return values;
  }

  @Override
  public void load(ClassBytecodes[] classes)
      throws ClassInstallException, NotImplementedException, EngineTerminationException {
    super.load(classes);
    List<Class<?>> wrappers = new ArrayList<>();
    for (ClassBytecodes loaded : classes) {
      if (CarriedValues.isWrapper(loaded.name())) {
        wrappers.add(wrapper(loaded.name()));
      }
    }
    values.loaded(wrappers);
  }

  private Class<?> wrapper(String name) throws ClassInstallException {
    try {
      return findClass(name);
    } catch (ClassNotFoundException e) {
      throw new ClassInstallException(e.toString(), new boolean[0]);
    }
  }

  /** The thread a snippet runs on at this moment, or null. */
  @Nullable Thread thread() {
    return call.thread();
  }

  /** What the last snippet returned; handed out once. */
  @Nullable Object takeValue() {
    return call.takeValue();
  }

  /** What the last snippet threw, or null. */
  @Nullable Throwable thrown() {
    return call.thrown();
  }

  /** Whether the last snippet was ended by {@link #stop()}, or left behind. */
  boolean wasStopped() {
    return stopped;
  }

  /** Waits no longer for the snippet that runs now; its thread runs on. */
  void leaveBehind() {
    call.leaveBehind();
  }

  /** Whether the last snippet's thread may still run. */
  boolean wasLeftBehind() {
    return call.wasLeftBehind();
  }

  @Override
  protected String invoke(Method snippet) throws Exception {
    call = new SnippetCall(snippet, loader);
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
    }
  }

  /** Called by the superclass on a thread of its own, in a thread group that it can stop. */
  private static @Nullable Object enter() throws Throwable {
    InProcess caller = CALLER.get();
    CALLER.remove();
    // JDK 17's superclass listens to this thread through the default handler, which is the cells'.
    Thread.currentThread().setUncaughtExceptionHandler(Thread.getDefaultUncaughtExceptionHandler());
    Thread.setDefaultUncaughtExceptionHandler(caller.handler);
    caller.call.run();
    return null;
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
