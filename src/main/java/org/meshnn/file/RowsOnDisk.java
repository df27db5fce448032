package org.meshnn.file;

import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Locale;
import org.meshnn.tables.RowLayout;
import org.meshnn.tables.StoredRows;
import org.meshnn.tables.TableBlocks;
import org.meshnn.tables.TableDigest;
import org.meshnn.text.Required;
import org.meshnn.text.Sha256;

/**
 * The rows of a table in a file, mapped into memory: the system keeps as much of it there as it has
 * room for, outside of Java's heap.
 *
 * <p>All numbers are little-endian: 8 bytes {@value #MAGIC}; the format as an int32, {@value
 * #FORMAT}; bytes of a number, numbers in a row, rows, each an int32; zeros up to byte {@value
 * #HEAD}; the rows one after the other; a description in JSON; its length as an int64, and 32
 * bytes, the sha256 of the first {@value #HEAD} bytes and the description.
 */
public final class RowsOnDisk implements StoredRows {
  private static final String MAGIC = "meshrows";
  private static final int FORMAT = 1;
  private static final int HEAD = 64;
  private static final int TAIL = Long.BYTES + 32;
  private static final long LONGEST_DESCRIPTION = 1 << 28;
  private static final long SEGMENT = 1L << 30; // bytes of a mapping, at most

  private final Path path;
  private final RowLayout layout;
  private final Precision precision;
  private final TableDigest table;
  private final ByteBuffer[] segments; // of as many rows each but the last
  private final int shift; // rows of a segment, as a power of 2
  private final int columns;
  private final int bytes; // of a number

  private RowsOnDisk(Path path, RowsJson description, ByteBuffer[] segments, int shift) {
    this.path = path;
    layout = description.layout();
    precision = description.kept();
    table = description.digest();
    this.segments = segments;
    this.shift = shift;
    columns = layout.columns();
    bytes = precision.bytes();
  }

  /**
   * Writes a file, or replaces the one that is there in one step: see {@link Replacement}.
   *
   * @param path in a folder that exists
   * @param blocks the table, gone through twice
   * @param layout of the first pass
   * @param precision of its numbers
   * @return the absolute path
   * @throws UncheckedIOException if it cannot be written; what was there before is unchanged
   */
  public static Path write(Path path, TableBlocks blocks, RowLayout layout, Precision precision) {
    return Replacement.write(
        path,
        out -> {
          byte[] head = head(layout, precision);
          out.write(head);
          TableDigest digest = numbers(out, blocks, layout, precision);
          byte[] description =
              Json.text(RowsJson.of(layout, precision, digest)).getBytes(StandardCharsets.UTF_8);
          out.write(description);
          DataOutputStream data = new DataOutputStream(out);
          data.writeLong(Long.reverseBytes(description.length));
          data.write(sum(head, description));
          data.flush();
        });
  }

  private static byte[] head(RowLayout layout, Precision precision) {
    return ByteBuffer.allocate(HEAD)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MAGIC.getBytes(StandardCharsets.US_ASCII))
        .putInt(FORMAT)
        .putInt(precision.bytes())
        .putInt(layout.columns())
        .putInt(layout.rows())
        .array();
  }

  private static byte[] sum(byte[] head, byte[] description) {
    MessageDigest digest = Sha256.digest();
    digest.update(head);
    return digest.digest(description);
  }

  private static TableDigest numbers(
      OutputStream out, TableBlocks blocks, RowLayout layout, Precision precision)
      throws IOException {
    try {
      return blocks.numbers(
          layout,
          numbers -> {
            ByteBuffer buffer =
                ByteBuffer.allocate(Math.multiplyExact(numbers.length, precision.bytes()))
                    .order(ByteOrder.LITTLE_ENDIAN);
            for (double number : numbers) {
              if (precision == Precision.FLOAT) {
                buffer.putFloat((float) number);
              } else {
                buffer.putDouble(number);
              }
            }
            write(out, buffer.array());
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void write(OutputStream out, byte[] bytes) {
    try {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * {@return the rows in a file} Nothing in it is trusted: its head and description are held
   * against their sum, their sizes against its length; numbers are checked when they are used.
   *
   * @param path of a file that {@link #write} wrote
   * @throws UncheckedIOException if there is no such file, or it cannot be read
   * @throws IllegalArgumentException if it is no such file, was cut short or damaged, or is in a
   *     later format; the message begins with the path
   */
  public static RowsOnDisk open(Path path) {
    Path absolute = Required.of(path, "the path of a row file").toAbsolutePath();
    if (!Files.isRegularFile(absolute)) {
      throw new UncheckedIOException(
          absolute + " cannot be read: there is no such file",
          new FileNotFoundException(absolute.toString()));
    }
    try (FileChannel channel = FileChannel.open(absolute, StandardOpenOption.READ)) {
      return open(absolute, channel);
    } catch (EOFException e) {
      throw new IllegalArgumentException(absolute + " was cut short; write it again", e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          absolute + " cannot be read as a row file: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(absolute + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static RowsOnDisk open(Path path, FileChannel channel) throws IOException {
    long size = channel.size();
    ByteBuffer head = read(channel, 0, (int) Math.min(size, HEAD));
    byte[] magic = new byte[MAGIC.length()];
    if (size >= magic.length) {
      head.get(magic);
    }
    if (!MAGIC.equals(new String(magic, StandardCharsets.US_ASCII))) {
      throw new IllegalArgumentException(
          "it is something else; RowFile.write(path, table, label) writes one");
    }
    if (size < HEAD + TAIL) {
      throw new EOFException();
    }
    requireFormat(head.getInt());
    int bytes = head.getInt();
    int columns = head.getInt();
    int rows = head.getInt();
    if ((bytes != Float.BYTES && bytes != Double.BYTES)
        || columns < 2
        || columns > SEGMENT / Double.BYTES
        || rows < 1) {
      throw new IllegalArgumentException("its head is damaged; write it again");
    }
    long data = (double) rows * columns * bytes > size ? size : (long) rows * columns * bytes;
    long length = size - HEAD - TAIL - data;
    ByteBuffer tail = read(channel, size - TAIL, TAIL);
    if (length < 0 || length > LONGEST_DESCRIPTION || tail.getLong() != length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "its %,d rows of %d numbers are not all there, or more is; it was cut short or"
                  + " damaged, write it again",
              rows,
              columns));
    }
    byte[] description = read(channel, HEAD + data, (int) length).array();
    byte[] sum = new byte[TAIL - Long.BYTES];
    tail.get(sum);
    if (!Arrays.equals(sum, sum(head.array(), description))) {
      throw new IllegalArgumentException("its description does not match its sum; write it again");
    }
    RowsJson json = Json.parseRows(new String(description, StandardCharsets.UTF_8));
    RowLayout layout = json.layout();
    if (layout.rows() != rows || layout.columns() != columns || json.kept().bytes() != bytes) {
      throw new IllegalArgumentException("its head and its description differ; write it again");
    }
    int shift = 31 - Integer.numberOfLeadingZeros((int) (SEGMENT / ((long) columns * bytes)));
    return new RowsOnDisk(path, json, map(channel, rows, (long) columns * bytes, shift), shift);
  }

  private static void requireFormat(int format) {
    if (format < 1 || format > FORMAT) {
      throw new IllegalArgumentException(
          "it is written in format "
              + format
              + "; this version reads format "
              + FORMAT
              + ". Take a later version of meshnn, or write it again");
    }
  }

  private static ByteBuffer read(FileChannel channel, long from, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, from + buffer.position()) < 0) {
        throw new EOFException();
      }
    }
    return buffer.flip();
  }

  private static ByteBuffer[] map(FileChannel channel, int rows, long bytesOfRow, int shift)
      throws IOException {
    int rowsOfSegment = 1 << shift;
    ByteBuffer[] segments = new ByteBuffer[(int) (((long) rows + rowsOfSegment - 1) >> shift)];
    for (int i = 0; i < segments.length; i++) {
      long first = (long) i << shift;
      long bytes = Math.min(rowsOfSegment, rows - first) * bytesOfRow;
      segments[i] =
          channel
              .map(FileChannel.MapMode.READ_ONLY, HEAD + first * bytesOfRow, bytes)
              .order(ByteOrder.LITTLE_ENDIAN);
    }
    return segments;
  }

  @Override
  public int rows() {
    return layout.rows();
  }

  @Override
  public int columns() {
    return columns;
  }

  @Override
  public void read(int row, double[] numbers) {
    ByteBuffer segment = segments[row >> shift];
    int at = (row & ((1 << shift) - 1)) * columns * bytes;
    if (precision == Precision.FLOAT) {
      for (int i = 0; i < columns; i++, at += Float.BYTES) {
        numbers[i] = segment.getFloat(at);
      }
    } else {
      for (int i = 0; i < columns; i++, at += Double.BYTES) {
        numbers[i] = segment.getDouble(at);
      }
    }
  }

  /**
   * Reads the label of a row.
   *
   * @param row from 0
   * @return the number that stands for it
   */
  public double label(int row) {
    int at = ((row & ((1 << shift) - 1)) * columns + columns - 1) * bytes;
    ByteBuffer segment = segments[row >> shift];
    return precision == Precision.FLOAT ? segment.getFloat(at) : segment.getDouble(at);
  }

  /**
   * {@return a number that depends on each cache line of a row, so that reading them cannot be left
   * out}
   *
   * @param row from 0
   */
  public long touch(int row) {
    ByteBuffer segment = segments[row >> shift];
    int first = (row & ((1 << shift) - 1)) * columns * bytes;
    int end = first + columns * bytes;
    long sum = segment.get(end - 1);
    for (int at = first; at < end; at += 64) {
      sum += segment.get(at);
    }
    return sum;
  }

  /** {@return where it is} */
  public Path path() {
    return path;
  }

  /** {@return what the numbers are} */
  public RowLayout layout() {
    return layout;
  }

  /** {@return how numbers are kept} */
  public Precision precision() {
    return precision;
  }

  /** {@return the digest of the table that was written} */
  public TableDigest table() {
    return table;
  }
}
