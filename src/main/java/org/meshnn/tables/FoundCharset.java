package org.meshnn.tables;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshnn.text.Listing;

/**
 * The charset of a text, all of whose bytes are checked.
 *
 * @param charset of the text
 * @param mark bytes of the byte-order mark before it
 * @param decided the charset and how it was found
 */
record FoundCharset(Charset charset, int mark, String decided) {
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

  /**
   * Finds it.
   *
   * @param stated what it is, or null
   * @throws IllegalArgumentException if the bytes are no text
   */
  static FoundCharset of(FileBytes bytes, @Nullable Charset stated) {
    byte[] start = start(bytes);
    @Nullable Mark found = MARKS.stream().filter(m -> m.begins(start)).findFirst().orElse(null);
    int mark = found == null ? 0 : found.bytes.length;
    String wide = zeros(start);
    if (stated != null) {
      boolean looks = stated.name().equals("UTF-16") || stated.name().equals("UTF-32");
      return checked(bytes, stated, looks ? 0 : mark, ", as stated"); // these read the mark
    }
    if (found != null) {
      return checked(bytes, Charset.forName(found.charset), mark, " by its byte-order mark");
    }
    if (!wide.isEmpty()) {
      return checked(bytes, Charset.forName(wide), mark, ", as every other byte is 0");
    }
    Fault fault = fault(bytes, StandardCharsets.UTF_8, 0);
    if (fault == null) {
      return new FoundCharset(StandardCharsets.UTF_8, 0, "UTF-8");
    }
    return fault.zero
        ? checked(bytes, StandardCharsets.UTF_8, 0, "")
        : checked(bytes, FALLBACK, 0, ", as line " + Listing.count(fault.line) + " is not UTF-8");
  }

  private static FoundCharset checked(FileBytes bytes, Charset charset, int mark, String how) {
    Fault fault = fault(bytes, charset, mark);
    if (fault != null) {
      throw bytes.refused(
          fault.line,
          fault.zero
              ? "it is no text, as a character is 0; export it as CSV"
              : "some bytes are no text in " + charset + "; state its charset by .charset(..)");
    }
    return new FoundCharset(charset, mark, charset + how);
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

  private static byte[] start(FileBytes bytes) {
    try (InputStream in = bytes.open()) {
      return in.readNBytes(START);
    } catch (IOException e) {
      throw bytes.unreadable(e);
    }
  }

  /** The first bytes that are no text in a charset; null where there are none. */
  private static @Nullable Fault fault(FileBytes file, Charset charset, int mark) {
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
    try (InputStream in = file.open()) {
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
      throw file.unreadable(e);
    }
  }
}
