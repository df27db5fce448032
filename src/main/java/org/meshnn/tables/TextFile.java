package org.meshnn.tables;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.meshnn.text.Listing;
import org.meshnn.text.Spelling;

/**
 * A file of text, perhaps compressed by gzip, whose charset is found; opened as often as wanted.
 */
final class TextFile {
  private static final Charset FALLBACK = Charset.forName("windows-1252");
  private static final int BLOCK = 1 << 16;
  private static final int START = 4096; // bytes that are looked at for zeros

  /** Byte-order marks; that of UTF-32 before the one of UTF-16 that it begins with. */
  private static final List<Mark> MARKS =
      List.of(
          new Mark("UTF-8", 0xEF, 0xBB, 0xBF),
          new Mark("UTF-32LE", 0xFF, 0xFE, 0, 0),
          new Mark("UTF-32BE", 0, 0, 0xFE, 0xFF),
          new Mark("UTF-16LE", 0xFF, 0xFE),
          new Mark("UTF-16BE", 0xFE, 0xFF));

  private final Path path;
  private final boolean zipped;
  private final Charset charset;
  private final int mark; // bytes of the byte-order mark
  private final String decided;

  /** A byte-order mark and the charset that it tells. */
  private record Mark(String charset, int... bytes) {
    boolean begins(byte[] start) {
      for (int i = 0; i < bytes.length; i++) {
        if (i >= start.length || (start[i] & 0xFF) != bytes[i]) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * What is wrong with a text.
   *
   * @param line from 1 on
   */
  private record Fault(long line, boolean zero) {}

  private TextFile(Path path, @Nullable Charset stated) {
    this.path = path;
    requireFile(path);
    try (InputStream in = Files.newInputStream(path)) {
      byte[] magic = in.readNBytes(2);
      zipped = magic.length == 2 && (magic[0] & 0xFF) == 0x1F && (magic[1] & 0xFF) == 0x8B;
      if (magic.length == 2 && magic[0] == 'P' && magic[1] == 'K') {
        throw new IllegalArgumentException(
            Listing.quoted(name())
                + " is a zip archive, as spreadsheets (.xlsx) are; unpack it, or save the sheet as"
                + " CSV");
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
    byte[] start = start();
    Mark found = MARKS.stream().filter(m -> m.begins(start)).findFirst().orElse(null);
    mark = found == null ? 0 : found.bytes.length;
    String wide = zeros(start);
    if (stated != null) {
      charset = stated;
      decided = stated + ", as stated";
      refuse(fault(charset), stated.name());
    } else if (found != null) {
      charset = Charset.forName(found.charset);
      decided = charset + " by its byte-order mark";
      refuse(fault(charset), charset.name());
    } else if (!wide.isEmpty()) {
      charset = Charset.forName(wide);
      decided = charset + ", as every other byte is 0";
      refuse(fault(charset), charset.name());
    } else {
      Fault fault = fault(StandardCharsets.UTF_8);
      boolean other = fault != null && !fault.zero;
      charset = other ? FALLBACK : StandardCharsets.UTF_8;
      decided = charset + (other ? ", as line " + Listing.count(fault.line) + " is not UTF-8" : "");
      refuse(other ? fault(charset) : fault, charset.name());
    }
  }

  /** Opens a file; with a charset that is stated, or null. */
  static TextFile of(Path path, @Nullable Charset stated) {
    return new TextFile(path, stated);
  }

  private static void requireFile(Path path) {
    Path whole = path.toAbsolutePath();
    if (Files.isDirectory(path)) {
      throw new IllegalArgumentException(
          whole + " is a folder; name a file in it: " + Listing.of(names(path)));
    }
    if (Files.notExists(path)) {
      Path folder = whole.getParent();
      List<String> near = folder == null ? List.of() : names(folder);
      throw new UncheckedIOException(
          "there is no file "
              + whole
              + Spelling.closest(String.valueOf(path.getFileName()), near)
                  .map(name -> "; did you mean " + Listing.quoted(name) + "?")
                  .orElse(""),
          new NoSuchFileException(path.toString()));
    }
    if (!Files.isRegularFile(path)) {
      throw new IllegalArgumentException(
          whole + " is no regular file, which is read more than once; save it as one");
    }
  }

  private static List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> String.valueOf(f.getFileName())).sorted().limit(1000).toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }

  /** The charset of a text in which every other byte is 0; empty of any other. */
  private static String zeros(byte[] start) {
    int[] zeros = new int[2];
    for (int i = 0; i < start.length; i++) {
      zeros[i % 2] += start[i] == 0 ? 1 : 0;
    }
    boolean little = zeros[1] > start.length / 4 && zeros[0] < start.length / 20;
    boolean big = zeros[0] > start.length / 4 && zeros[1] < start.length / 20;
    return little ? "UTF-16LE" : big ? "UTF-16BE" : "";
  }

  private byte[] start() {
    try (InputStream in = bytes()) {
      return in.readNBytes(START);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private InputStream bytes() throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(path), BLOCK);
    return zipped ? new GZIPInputStream(in, BLOCK) : in;
  }

  /** The first bytes that are no text in a charset; null where there are none. */
  private @Nullable Fault fault(Charset charset) {
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(
                charset.equals(FALLBACK) ? CodingErrorAction.REPLACE : CodingErrorAction.REPORT);
    ByteBuffer bytes = ByteBuffer.allocate(BLOCK);
    CharBuffer chars = CharBuffer.allocate(BLOCK);
    long line = 1;
    char before = ' ';
    try (InputStream in = bytes()) {
      in.skipNBytes(mark);
      for (boolean end = false; !end; ) {
        int n = in.read(bytes.array(), bytes.position(), bytes.remaining());
        end = n < 0;
        bytes.position(bytes.position() + Math.max(0, n)).flip();
        CoderResult result;
        do {
          chars.clear();
          result = decoder.decode(bytes, chars, end);
          for (int i = 0; i < chars.position(); i++) {
            char c = chars.get(i);
            line += c == '\r' || (c == '\n' && before != '\r') ? 1 : 0;
            if (c == 0) {
              return new Fault(line, true);
            }
            before = c;
          }
        } while (result.isOverflow());
        if (result.isError()) {
          return new Fault(line, false);
        }
        bytes.compact();
      }
      return null;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private void refuse(@Nullable Fault fault, String charset) {
    if (fault != null) {
      throw refused(
          fault.line,
          fault.zero
              ? "it is no text, as a character is 0; export it as CSV"
              : "some bytes are no text in " + charset + "; state its charset by .charset(..)");
    }
  }

  /** The name of the file. */
  String name() {
    return String.valueOf(path.getFileName());
  }

  /** The charset and how it was found. */
  String decided() {
    return decided + (zipped ? ", compressed by gzip" : "");
  }

  /** The text from its beginning on; each line ends with LF. */
  Reader open() {
    try {
      InputStream in = bytes();
      in.skipNBytes(mark);
      return new LineEnds(new InputStreamReader(in, charset));
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
    return zipped
        ? new IllegalArgumentException(
            Listing.quoted(name()) + " begins as gzip does, but is damaged: " + e.getMessage(), e)
        : new UncheckedIOException(path.toAbsolutePath() + " cannot be read: " + e.getMessage(), e);
  }

  /** The error for what stands in a line, from 1 on. */
  IllegalArgumentException refused(long line, String reason) {
    return new IllegalArgumentException(
        Listing.quoted(name()) + ", line " + Listing.count(line) + ": " + reason);
  }
}
