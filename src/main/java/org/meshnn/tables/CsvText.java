package org.meshnn.tables;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A CSV file cut into texts of some lines each, every one below the header: the first line that is
 * not blank. Lines end as the first one does: with LF (also CR LF), or with CR alone.
 */
final class CsvText implements AutoCloseable {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final Path file;
  private final Reader in;
  private final char[] buffer = new char[1 << 16];
  private int next;
  private int end;
  private final String header;
  private final char lineEnd;

  /** Opens a file and reads its first line. */
  CsvText(Path file) {
    this.file = file;
    try {
      in = Files.newBufferedReader(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(
          file.toAbsolutePath() + " cannot be read: " + e.getMessage(), e);
    }
    if (fill() && buffer[0] == BYTE_ORDER_MARK) {
      next++;
    }
    lineEnd = firstLineEnd();
    String first = lines(1);
    while (first.equals("\n") || first.equals("\r\n") || first.equals("\r")) {
      first = lines(1);
    }
    header = first;
  }

  private char firstLineEnd() {
    for (int i = next; i < end && buffer[i] != '\n'; i++) {
      if (buffer[i] == '\r') {
        return i + 1 < end && buffer[i + 1] != '\n' ? '\r' : '\n';
      }
    }
    return '\n';
  }

  /** The header and the next lines; empty where no line is left. */
  String block(int lines) {
    String text = lines(lines);
    return text.isEmpty() ? "" : header + text;
  }

  /** Up to so many lines; one with an open quote goes on behind its end. */
  private String lines(int most) {
    StringBuilder text = new StringBuilder();
    boolean quoted = false;
    int lines = 0;
    while (lines < most && (next < end || fill())) {
      int from = next;
      while (next < end && lines < most) {
        char c = buffer[next++];
        quoted ^= c == '"';
        lines += c == lineEnd && !quoted ? 1 : 0;
      }
      text.append(buffer, from, next - from);
    }
    return text.toString();
  }

  private boolean fill() {
    try {
      next = 0;
      end = Math.max(0, in.read(buffer));
      return end > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(
          file.toAbsolutePath() + " cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
