package org.meshnn.notebook.magic;

/** A magic that cannot do what is asked; the message says what was expected, what came. */
public final class MagicException extends Exception {
  /**
   * Tells why.
   *
   * @param message what was expected and what came
   */
  public MagicException(String message) {
    super(message);
  }
}
