package org.meshnn.tables;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.meshnn.text.Sha256;
import org.meshnn.text.Utf8;

/**
 * A number that the same rows have in any order, and with their columns in any order: the sum over
 * the rows of {@code mix(sum over the columns of mix(value + mix(name)))}, modulo 2^64. It tells
 * honest tables apart; unlike a sha256 it can be forged.
 */
final class RowHashes {
  private final long[] rows;

  RowHashes(int rows) {
    this.rows = new long[rows];
  }

  /**
   * Adds a column.
   *
   * @param name of which the first 8 bytes of its sha256 count
   * @param words a number for each row
   */
  void add(String name, long[] words) {
    long own = mix(word(Utf8.bytes(name)));
    for (int row = 0; row < rows.length; row++) {
      rows[row] += mix(words[row] + own);
    }
  }

  /** The sum as 16 hexadecimal digits. */
  String sum() {
    return digits(total());
  }

  /** The sum; of the parts of a table, the sums of the parts add up to it. */
  long total() {
    long sum = 0;
    for (long row : rows) {
      sum += mix(row);
    }
    return sum;
  }

  static String digits(long sum) {
    return HexFormat.of().toHexDigits(sum);
  }

  /** The first 8 bytes of the sha256 of a text, as a little-endian number. */
  static long word(byte[] text) {
    return ByteBuffer.wrap(Sha256.digest().digest(text)).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }

  /** The finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014), variant 13 of Stafford. */
  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
