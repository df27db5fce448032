package org.meshnn.notebook.kernel;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Supplier;

/** Standard input of a cell, in UTF-8: asks for a line whenever one is read. */
final class Input extends InputStream {
  private final Supplier<String> lines;
  private byte[] line = {};
  private int at;

  /**
   * @param lines asks for a line, which comes without its end
   */
  Input(Supplier<String> lines) {
    this.lines = lines;
  }

  @Override
  public synchronized int read() {
    fill();
    return line[at++] & 0xFF;
  }

  /** Reads to the end of the line at most, so that no more is asked for than is needed. */
  @Override
  public synchronized int read(byte[] into, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, into.length);
    if (length == 0) {
      return 0;
    }
    fill();
    int count = Math.min(length, available());
    System.arraycopy(line, at, into, offset, count);
    at += count;
    return count;
  }

  @Override
  public synchronized int available() {
    return line.length - at;
  }

  private void fill() {
    if (available() == 0) {
      line = (lines.get() + "\n").getBytes(StandardCharsets.UTF_8);
      at = 0;
    }
  }
}
