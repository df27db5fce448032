package org.meshnn.tables;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.meshnn.text.Sha256;
import org.meshnn.text.Utf8;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.columns.Column;

/** The digest of one column, and a number for each of its values; one pass makes both. */
final class ColumnDigest {
  private static final int CHUNK = 1 << 10; // numbers

  private final MessageDigest digest = Sha256.digest();
  private long[] words = {}; // one a row of the part added last

  /**
   * Digests a column.
   *
   * @param hashes receives a number for each row, as of {@link #add}
   */
  static TableDigest.Column of(Column<?> column, RowHashes hashes) {
    ColumnDigest digest = new ColumnDigest();
    digest.add(column, hashes);
    return digest.of(column);
  }

  /**
   * Adds the next part of a column.
   *
   * @param hashes receives a number for each row: of a numeric value the bits of its float64, or
   *     the whole number itself that no float64 is; of a boolean 0, 1 or 128; of a text the first 8
   *     bytes of its sha256
   */
  void add(Column<?> column, RowHashes hashes) {
    words = new long[column.size()];
    if (column instanceof LongColumn longs) {
      addWhole(longs);
    } else if (column instanceof NumericColumn<?> numbers) {
      addNumbers(numbers.asDoubleArray());
    } else if (column instanceof BooleanColumn flags) {
      addFlags(flags);
    } else {
      addTexts(column);
    }
    hashes.add(column.name(), words);
  }

  /**
   * The digest of what was added, once.
   *
   * @param column one of the parts
   */
  TableDigest.Column of(Column<?> column) {
    return new TableDigest.Column(column.name(), kind(column), Sha256.hex(digest));
  }

  private static String kind(Column<?> column) {
    return Kind.supports(column)
        ? Kind.of(column).toString()
        : column.type().name().toLowerCase(Locale.ROOT);
  }

  private void addNumbers(double[] values) {
    for (int row = 0; row < words.length; row++) {
      words[row] = bits(values[row]);
    }
    update(words, words.length);
  }

  private void addWhole(LongColumn column) {
    long[] numbers = new long[2 * words.length];
    int count = 0;
    for (int row = 0; row < words.length; row++) {
      words[row] = bits(column.getDouble(row));
      numbers[count++] = words[row];
      long value = column.getLong(row);
      if (!column.isMissing(row) && !LongNumbers.isExact(value)) {
        words[row] = value;
        BigDecimal rest = new BigDecimal(value).subtract(new BigDecimal((double) value));
        numbers[count++] = bits(rest.doubleValue());
      }
    }
    update(numbers, count);
  }

  private static long bits(double value) {
    return Double.doubleToLongBits(value + 0.0); // which makes 0 of -0
  }

  private void update(long[] numbers, int count) {
    ByteBuffer chunk = littleEndian(CHUNK * Long.BYTES);
    LongBuffer view = chunk.asLongBuffer();
    for (int from = 0; from < count; from += CHUNK) {
      int size = Math.min(CHUNK, count - from);
      view.clear().put(numbers, from, size);
      digest.update(chunk.array(), 0, size * Long.BYTES);
    }
  }

  static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void addFlags(BooleanColumn column) {
    byte[] flags = new byte[words.length];
    for (int row = 0; row < words.length; row++) {
      flags[row] = column.getByte(row);
      words[row] = Byte.toUnsignedLong(flags[row]);
    }
    digest.update(flags);
  }

  /** The bytes of a text behind their number, and the number that stands for it. */
  private record Text(byte[] bytes, long word) {
    static Text of(String text) {
      return new Text(prefixed(text), RowHashes.word(Utf8.bytes(text)));
    }
  }

  static byte[] prefixed(String text) {
    byte[] bytes = Utf8.bytes(text);
    return littleEndian(Integer.BYTES + bytes.length).putInt(bytes.length).put(bytes).array();
  }

  private void addTexts(Column<?> column) {
    Map<String, Text> known = new HashMap<>();
    for (int row = 0; row < words.length; row++) {
      String value = column.isMissing(row) ? "" : column.getUnformattedString(row);
      Text text = known.computeIfAbsent(value, Text::of);
      digest.update(text.bytes());
      words[row] = text.word();
    }
  }
}
