package org.meshnn.file;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.meshnn.text.Listing;
import org.meshnn.text.Sha256;

/**
 * A zip of a few parts, stored as they are, not compressed, and last of them {@value #SUMS}, which
 * has a line for each of the others as {@code sha256sum -c} reads it. All are dated 1980-01-01, so
 * that the same parts are the same bytes.
 */
final class Archive implements Closeable {
  private static final String SUMS = "SHA256SUMS";
  private static final int LONGEST_SUMS = 1 << 12; // bytes
  private static final int BUFFER = 1 << 16; // bytes
  private static final LocalDateTime DATE = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final ZipFile zip;
  private final long length;

  private Archive(ZipFile zip, long length) {
    this.zip = zip;
    this.length = length;
  }

  /**
   * Writes parts. The content of each is asked for twice, as a zip begins with sizes and sums, and
   * must be the same each time.
   */
  static void write(OutputStream out, Map<String, Replacement.Content> parts) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    StringBuilder sums = new StringBuilder();
    for (Map.Entry<String, Replacement.Content> part : parts.entrySet()) {
      sums.append(add(zip, part.getKey(), part.getValue()))
          .append("  ")
          .append(part.getKey())
          .append('\n');
    }
    byte[] lines = sums.toString().getBytes(StandardCharsets.US_ASCII);
    add(zip, SUMS, sink -> sink.write(lines));
    zip.finish();
  }

  /** Adds a part; its sha256. */
  private static String add(ZipOutputStream zip, String name, Replacement.Content content)
      throws IOException {
    Sums sums = new Sums();
    content.writeTo(sums);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setTimeLocal(DATE);
    entry.setSize(sums.size);
    entry.setCrc(sums.crc.getValue());
    zip.putNextEntry(entry);
    content.writeTo(zip);
    zip.closeEntry();
    return Sha256.hex(sums.sha256);
  }

  /** Takes what a zip says of a part before it, and writes nothing. */
  private static final class Sums extends OutputStream {
    private final CRC32 crc = new CRC32();
    private final MessageDigest sha256 = Sha256.digest();
    private long size;

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
      crc.update(bytes, from, count);
      sha256.update(bytes, from, count);
      size += count;
    }
  }

  /**
   * Opens an archive.
   *
   * @throws IOException if there is no such file, or it is no zip
   */
  static Archive open(Path file) throws IOException {
    return new Archive(new ZipFile(file.toFile()), file.toFile().length());
  }

  boolean has(String name) {
    return zip.getEntry(name) != null;
  }

  /**
   * A part from its beginning. Its size is no more than the file's, as it is not compressed.
   *
   * @throws IllegalArgumentException if there is no such part, or it is compressed
   */
  InputStream read(String name) throws IOException {
    return zip.getInputStream(entry(name));
  }

  /** The size of a part in bytes. */
  long size(String name) {
    return entry(name).getSize();
  }

  private ZipEntry entry(String name) {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new IllegalArgumentException("the part " + name + " is missing");
    }
    if (entry.getMethod() != ZipEntry.STORED
        || entry.getSize() != entry.getCompressedSize()
        || entry.getSize() < 0
        || entry.getSize() > length) {
      throw new IllegalArgumentException(
          "the part "
              + name
              + " is compressed, or longer than the file; a model file stores its parts as they are");
    }
    return entry;
  }

  /**
   * Reads all parts once, and refuses any that is not as it was written.
   *
   * @param names of all parts but the sums
   * @throws IllegalArgumentException if others are there, or a sum is not that of its part
   */
  void verify(List<String> names) throws IOException {
    TreeSet<String> expected = new TreeSet<>(names);
    expected.add(SUMS);
    List<String> found = zip.stream().map(ZipEntry::getName).sorted().toList();
    if (!found.equals(List.copyOf(expected))) {
      throw new IllegalArgumentException(
          "expected the parts " + Listing.of(expected) + "; got " + Listing.of(found));
    }
    Map<String, String> sums = sums();
    for (String name : names) {
      if (!sha256(name).equals(sums.get(name))) {
        throw new IllegalArgumentException(
            "the part "
                + name
                + " is not as it was written: its sha256 is not the one in "
                + SUMS
                + ", so the file was edited or damaged");
      }
    }
  }

  private Map<String, String> sums() throws IOException {
    if (size(SUMS) > LONGEST_SUMS) {
      throw new IllegalArgumentException("the part " + SUMS + " is too long");
    }
    Map<String, String> sums = new LinkedHashMap<>();
    try (InputStream in = read(SUMS)) {
      String lines = new String(in.readNBytes(LONGEST_SUMS), StandardCharsets.US_ASCII);
      lines.lines().map(line -> line.split("  ", 2)).forEach(p -> sums.put(p[p.length - 1], p[0]));
    }
    return sums;
  }

  private String sha256(String name) throws IOException {
    MessageDigest digest = Sha256.digest();
    byte[] buffer = new byte[BUFFER];
    long left = size(name);
    try (InputStream in = read(name)) {
      for (int count; (count = in.read(buffer)) > 0; left -= count) {
        digest.update(buffer, 0, count);
      }
    }
    if (left != 0) {
      throw new EOFException("the part " + name + " ends too early");
    }
    return Sha256.hex(digest);
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
