package org.meshnn.provenance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The library's version, which the build writes into a resource. */
public final class Version {
  private static final String RESOURCE = "version.txt";

  private Version() {}

  /**
   * {@return the version as the build has it, "0.2.0"; "unknown" where the build was not Maven's}
   */
  public static String here() {
    try (InputStream in = Version.class.getResourceAsStream(RESOURCE)) {
      String text = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
      return text.isEmpty() || text.startsWith("$") ? Environment.UNKNOWN : text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
