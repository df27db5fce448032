package org.meshnn.display;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What every notebook and JShell start with, whichever kernel runs them: imports, mostly. */
public final class Imports {
  private Imports() {}

  /**
   * {@return the start-up script: one statement a line} JShell and the stock kernels read the same
   * file.
   */
  public static String script() {
    try (InputStream in = Imports.class.getResourceAsStream("meshnn.jsh")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
