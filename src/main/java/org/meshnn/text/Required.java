package org.meshnn.text;

import org.jspecify.annotations.Nullable;

/** Refuses null where a value is expected. */
public final class Required {
  private Required() {}

  /**
   * {@return the value, which is not null}
   *
   * @param <T> its type
   * @param value to be checked
   * @param expected what it is, with an example: "a wiring, for example Wiring.dense()"
   * @throws IllegalArgumentException if it is null
   */
  public static <T> T of(@Nullable T value, String expected) {
    if (value == null) {
      throw new IllegalArgumentException("expected " + expected + "; got null");
    }
    return value;
  }
}
