package org.meshnn.tables;

import java.util.Arrays;
import org.meshnn.text.Listing;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.columns.Column;

/**
 * Whole numbers beyond 2^53, such as times in nanoseconds, of which a double keeps the first 53
 * binary digits only: they are counted from a reference before they become doubles.
 */
final class LongNumbers {
  private static final long EXACT = 1L << 53;
  private static final double BEYOND_LONG = 0x1p63;

  private LongNumbers() {}

  /**
   * What a numeric column is counted from: the smallest of the rows if one is beyond 2^53, or 0.
   */
  static long reference(Column<?> column, int[] rows) {
    if (!(column instanceof LongColumn longs)) {
      return 0;
    }
    boolean beyond = Arrays.stream(rows).anyMatch(row -> Math.abs(longs.getLong(row)) > EXACT);
    return beyond ? Arrays.stream(rows).mapToLong(longs::getLong).min().orElseThrow() : 0;
  }

  /** An entry counted from a reference; a boolean is 0 or 1. */
  static double from(long reference, Column<?> column, int row) {
    if (column instanceof LongColumn longs) {
      return from(reference, longs.getLong(row));
    }
    double number =
        column instanceof BooleanColumn flags
            ? flags.getByte(row)
            : ((NumericColumn<?>) column).getDouble(row);
    return number - reference;
  }

  /** A whole number counted from a reference. */
  static double from(long reference, long value) {
    long difference = value - reference;
    boolean overflows = ((value ^ reference) & (value ^ difference)) < 0;
    return overflows ? (double) value - reference : difference;
  }

  /** Refuses numbers that no double is, where they cannot be counted from a reference. */
  static void requireExact(String what, Column<?> column) {
    if (!(column instanceof LongColumn longs)) {
      return;
    }
    for (int row = 0; row < longs.size(); row++) {
      long value = longs.getLong(row);
      if (!isExact(value)) {
        throw new IllegalArgumentException(
            what
                + " "
                + Listing.quoted(column.name())
                + ", row "
                + row
                + ": "
                + value
                + " is beyond 2^53, where doubles skip whole numbers; count it from a reference: "
                + Calls.countFrom(column.name(), value));
      }
    }
  }

  /** Whether some double is the number; 2^63, which the largest numbers round to, is none. */
  static boolean isExact(long value) {
    double rounded = value;
    return rounded != BEYOND_LONG && (long) rounded == value;
  }
}
