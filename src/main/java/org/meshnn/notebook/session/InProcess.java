package org.meshnn.notebook.session;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
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
  private final CarriedValues values = new CarriedValues();
  private Method snippet;
  private volatile Object value;
  private volatile Throwable thrown;
  private volatile Thread thread;
  private volatile boolean stopped;

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

  /** Called by the superclass on the snippet's thread, in the snippet's thread group. */
  private static Object enter() throws Throwable {
    InProcess caller = CALLER.get();
    CALLER.remove();
    Thread here = Thread.currentThread();
    here.setContextClassLoader(caller.loader);
    // The superclass listens to this thread through the default handler, and so would silence the
    // threads that a cell starts: let it listen to this one only.
    here.setUncaughtExceptionHandler(Thread.getDefaultUncaughtExceptionHandler());
    Thread.setDefaultUncaughtExceptionHandler(null);
    caller.thread = here;
    try {
      caller.value = caller.snippet.invoke(null);
    } catch (InvocationTargetException e) {
      caller.thrown = e.getCause();
      throw e.getCause();
    } finally {
      caller.thread = null;
    }
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
