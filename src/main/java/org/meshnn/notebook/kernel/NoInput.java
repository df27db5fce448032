package org.meshnn.notebook.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Standard input of a cell whose front end takes none: reading it fails and says why. */
final class NoInput extends InputStream {
  @Override
  public int read() {
    // Unchecked, for a Scanner would keep a checked one to itself.
    throw new UncheckedIOException(
        new IOException(
            "the cell reads standard input, but the front end allows none (allow_stdin is false);"
                + " run it where input can be typed, or give the value in the cell"));
  }
}
