package org.meshnn.provenance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The library's version, which the build writes into a resource. */
final class Version {
  private static final String RESOURCE = "version.txt";

  private Version() {}

  /**
   * As the build has it, "0.1.0" or "0.1.0-SNAPSHOT"; "unknown" where the build was not Maven's.
   */
  static String here() {
    try (InputStream in = Version.class.getResourceAsStream(RESOURCE)) {
      String text = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
      return text.isEmpty() || text.startsWith("$") ? Environment.UNKNOWN : text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
