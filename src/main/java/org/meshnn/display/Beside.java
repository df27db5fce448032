package org.meshnn.display;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A thread beside the one that works, for drawing what it does. */
final class Beside {
  static final ExecutorService EXECUTOR = Executors.newSingleThreadExecutor(Beside::thread);

  private Beside() {}

  /** In the topmost thread group: stopping a cell stops the threads of the cell's group. */
  private static Thread thread(Runnable work) {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    Thread thread = new Thread(group, work, "meshnn-live");
    thread.setDaemon(true);
    return thread;
  }
}
