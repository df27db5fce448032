package org.meshnn.tables;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
  private static final int CHUNK = 1 << 13;
  private static final double BEYOND_LONG = 0x1p63;

  private final MessageDigest digest = Sha256.digest();
  private final ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
  private final long[] words; // one a row

  private ColumnDigest(int rows) {
    words = new long[rows];
  }

  /**
   * Digests a column.
   *
   * @param hashes are told a number for each row: of a numeric value the bits of its float64, or
   *     the whole number itself that no float64 is; of a boolean 0, 1 or 128; of a text the first 8
   *     bytes of its sha256
   */
  static TableDigest.Column of(Column<?> column, RowHashes hashes) {
    ColumnDigest digest = new ColumnDigest(column.size());
    if (column instanceof LongColumn longs) {
      digest.addWhole(longs);
    } else if (column instanceof NumericColumn<?> numbers) {
      digest.addNumbers(numbers.asDoubleArray());
    } else if (column instanceof BooleanColumn flags) {
      digest.addFlags(flags);
    } else {
      digest.addTexts(column);
    }
    hashes.add(column.name(), digest.words);
    return new TableDigest.Column(column.name(), kind(column), digest.hex());
  }

  private static String kind(Column<?> column) {
    return Kind.supports(column)
        ? Kind.of(column).toString()
        : column.type().name().toLowerCase(Locale.ROOT);
  }

  private void addNumbers(double[] values) {
    for (int row = 0; row < values.length; row++) {
      words[row] = add(values[row]);
    }
  }

  private void addWhole(LongColumn column) {
    for (int row = 0; row < words.length; row++) {
      words[row] = add(column.getDouble(row));
      long value = column.getLong(row);
      if (!column.isMissing(row) && !exact(value)) {
        words[row] = value;
        BigDecimal rounded = new BigDecimal((double) value);
        add(new BigDecimal(value).subtract(rounded).doubleValue());
      }
    }
  }

  private static boolean exact(long value) {
    double rounded = value;
    return rounded != BEYOND_LONG && (long) rounded == value;
  }

  /** The bits that were added. */
  private long add(double value) {
    long bits = Double.doubleToLongBits(value + 0.0); // which makes 0 of -0
    room(Long.BYTES).putLong(bits);
    return bits;
  }

  private void addFlags(BooleanColumn column) {
    for (int row = 0; row < words.length; row++) {
      byte flag = column.getByte(row);
      room(Byte.BYTES).put(flag);
      words[row] = Byte.toUnsignedLong(flag);
    }
  }

  private record Text(byte[] bytes, long word) {
    static Text of(String text) {
      byte[] bytes = Utf8.bytes(text);
      return new Text(bytes, RowHashes.word(bytes));
    }
  }

  private void addTexts(Column<?> column) {
    Map<String, Text> known = new HashMap<>();
    for (int row = 0; row < words.length; row++) {
      String value = column.isMissing(row) ? "" : column.getUnformattedString(row);
      Text text = known.computeIfAbsent(value, Text::of);
      room(Integer.BYTES).putInt(text.bytes().length);
      flush();
      digest.update(text.bytes());
      words[row] = text.word();
    }
  }

  private ByteBuffer room(int bytes) {
    if (buffer.remaining() < bytes) {
      flush();
    }
    return buffer;
  }

  private void flush() {
    digest.update(buffer.array(), 0, buffer.position());
    buffer.clear();
  }

  private String hex() {
    flush();
    return Sha256.hex(digest);
  }
}
