package org.meshnn.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Text as UTF-8, whatever it holds. */
public final class Utf8 {
  private static final byte[] REPLACEMENT = "\uFFFD".getBytes(StandardCharsets.UTF_8);

  private Utf8() {}

  /**
   * {@return the bytes of a text; half of a surrogate pair becomes the replacement character
   * U+FFFD}
   *
   * @param text of any characters
   */
  public static byte[] bytes(String text) {
    try {
      ByteBuffer encoded =
          StandardCharsets.UTF_8
              .newEncoder()
              .onMalformedInput(CodingErrorAction.REPLACE)
              .replaceWith(REPLACEMENT)
              .encode(CharBuffer.wrap(text));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      throw new AssertionError(e); // malformed input is replaced
    }
  }

  /**
   * {@return the text with U+FFFD in place of each half of a surrogate pair}
   *
   * @param text of any characters
   */
  public static String wellFormed(String text) {
    return new String(bytes(text), StandardCharsets.UTF_8);
  }
}
