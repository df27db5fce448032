package org.meshnn.tables;

import org.meshnn.text.Listing;
import tech.tablesaw.columns.Column;

/** Entries of a column as text, and what they become. */
final class Entries {
  private Entries() {}

  /** The text of an entry; whole numbers read alike whatever their type is. */
  static String text(Column<?> column, int row) {
    return Labels.Classes.className(column, row);
  }

  /** The text of a number, as that of an entry of a column of doubles. */
  static String text(double number) {
    return number == Math.rint(number) && Math.abs(number) < 0x1p53
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  /** An input, which is finite. */
  static double finite(String column, int row, double input) {
    if (!Double.isFinite(input)) {
      throw new IllegalArgumentException(
          "column " + Listing.quoted(column) + ", row " + row + ": too large to standardise");
    }
    return input;
  }
}
