package org.meshnn.text;

/** Refuses null where a value is expected. */
public final class Required {
  private Required() {}

  /**
   * The value, unless it is null.
   *
   * @param expected what it is, with an example: "a wiring, for example Wiring.dense()"
   * @throws IllegalArgumentException if it is null
   */
  public static <T> T of(T value, String expected) {
    if (value == null) {
      throw new IllegalArgumentException("expected " + expected + "; got null");
    }
    return value;
  }
}
