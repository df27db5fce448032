package org.meshnn.text;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 (FIPS 180-4) as 64 hexadecimal digits, in lower case. */
public final class Sha256 {
  private Sha256() {}

  /** {@return a digest that nothing was fed to yet} */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  /**
   * {@return the digits of what a digest was fed; it is reset}
   *
   * @param digest of {@link #digest()}
   */
  public static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * {@return the digits of some bytes}
   *
   * @param bytes any number of them
   */
  public static String of(byte[] bytes) {
    return HexFormat.of().formatHex(digest().digest(bytes));
  }

  /**
   * {@return the digits of a text as UTF-8}
   *
   * @param text of any characters
   */
  public static String of(String text) {
    return of(Utf8.bytes(text));
  }
}
