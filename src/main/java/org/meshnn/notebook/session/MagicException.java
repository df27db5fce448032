package org.meshnn.notebook.session;

/** A magic that cannot do what is asked; the message says what was expected, what came. */
final class MagicException extends Exception {
  MagicException(String message) {
    super(message);
  }
}
