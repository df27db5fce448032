package org.meshnn.notebook.session;

import java.util.function.Consumer;

/**
 * Says that this process ends while a cell runs, as {@code System.exit} in a cell makes it: nobody
 * would know why otherwise.
 */
public final class LastWords implements AutoCloseable {
  private static final String WORDS =
      "this process ends (System.exit, or a signal): what the cells have declared is lost\n";

  private final Consumer<String> listener;
  private final Thread hook = new Thread(this::say, "meshnn-last-words");

  /**
   * Listens until closed.
   *
   * @param listener receives the words as the last thing in this JVM
   */
  public LastWords(Consumer<String> listener) {
    this.listener = listener;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void say() {
    listener.accept(WORDS);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // Too late: the process ends already.
    }
  }
}
