package org.meshnn.tables;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.meshnn.text.Listing;
import org.meshnn.text.Spelling;

/** The bytes of a file, which may be compressed by gzip; opened as often as wanted. */
final class FileBytes {
  private static final int BLOCK = 1 << 16;

  private final Path path;
  private final boolean zipped;

  /** Looks at its first bytes. */
  FileBytes(Path path) {
    requireFile(path);
    this.path = path;
    byte[] magic;
    try (InputStream in = Files.newInputStream(path)) {
      magic = in.readNBytes(2);
    } catch (IOException e) {
      throw new UncheckedIOException(unread(path, e), e);
    }
    zipped = magic.length == 2 && (magic[0] & 0xFF) == 0x1F && (magic[1] & 0xFF) == 0x8B;
    if (magic.length == 2 && magic[0] == 'P' && magic[1] == 'K') {
      throw new IllegalArgumentException(
          Listing.quoted(name())
              + " is a zip archive, as spreadsheets (.xlsx) are; unpack it, or save the sheet as CSV");
    }
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
              + Spelling.didYouMean(String.valueOf(path.getFileName()), near),
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

  /** The name of the file. */
  String name() {
    return String.valueOf(path.getFileName());
  }

  boolean isZipped() {
    return zipped;
  }

  InputStream open() throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(path), BLOCK);
    return zipped ? new GZIPInputStream(in, BLOCK) : in;
  }

  private static String unread(Path path, IOException e) {
    return path.toAbsolutePath() + " cannot be read: " + e.getMessage();
  }

  /** The error for a file that cannot be read to its end, or not at all. */
  RuntimeException unreadable(IOException e) {
    return zipped
        ? new IllegalArgumentException(
            Listing.quoted(name()) + " begins as gzip does, but is damaged: " + told(e), e)
        : new UncheckedIOException(unread(path, e), e);
  }

  /** An end of a file that comes too early often has no message. */
  private static String told(IOException e) {
    String message = e.getMessage();
    return message == null ? "it ends too early" : message;
  }

  /** The error for what stands in a line, from 1 on. */
  IllegalArgumentException refused(long line, String reason) {
    return new IllegalArgumentException(
        Listing.quoted(name()) + ", line " + Listing.count(line) + ": " + reason);
  }
}
