package org.meshnn.tables;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A file of text whose charset was found; opened as often as wanted. */
final class TextFile {
  private final FileBytes bytes;
  private final FoundCharset found;

  private TextFile(FileBytes bytes, FoundCharset found) {
    this.bytes = bytes;
    this.found = found;
  }

  /** Opens a file; with a charset that is stated, or null. */
  static TextFile of(Path path, @Nullable Charset stated) {
    FileBytes bytes = new FileBytes(path);
    return new TextFile(bytes, FoundCharset.of(bytes, stated));
  }

  /** The name of the file. */
  String name() {
    return bytes.name();
  }

  /** The charset and how it was found. */
  String decided() {
    return found.decided() + (bytes.isZipped() ? ", compressed by gzip" : "");
  }

  /** The text from its beginning on; each line ends with LF. */
  Reader open() {
    try {
      InputStream in = bytes.open();
      in.skipNBytes(found.mark());
      return new LineEnds(new InputStreamReader(in, found.charset()));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** Up to so many characters of its beginning. */
  String start(int most) {
    char[] start = new char[most];
    int taken = 0;
    try (Reader in = open()) {
      for (int n = 0; n >= 0 && taken < most; n = in.read(start, taken, most - taken)) {
        taken += n;
      }
      return new String(Arrays.copyOf(start, taken));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** The error for a file that cannot be read to its end, or not at all. */
  RuntimeException unreadable(IOException e) {
    return bytes.unreadable(e);
  }

  /** The error for what stands in a line, from 1 on. */
  IllegalArgumentException refused(long line, String reason) {
    return bytes.refused(line, reason);
  }
}
