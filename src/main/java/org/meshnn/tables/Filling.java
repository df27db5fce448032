package org.meshnn.tables;

import java.math.BigDecimal;
import java.util.stream.IntStream;
import org.meshnn.text.Listing;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.columns.Column;

/** Columns with a value, given as text, in the place of their missing entries. */
final class Filling {
  private static final int MOST_DIGITS = 2_000; // of a double, written out

  private Filling() {}

  /** The rows in which a column has no entry, ascending. */
  static int[] holes(Column<?> column) {
    return IntStream.range(0, column.size())
        .filter(row -> Completeness.missing(column, row))
        .toArray();
  }

  /** A copy with a value in some rows, of doubles where whole numbers could not hold it. */
  static Column<?> filled(Column<?> column, int[] holes, String value) {
    if (holes.length == 0) {
      return column;
    }
    if (column instanceof NumericColumn<?> numbers) {
      return filled(numbers, holes, number(value));
    }
    Column<?> copy = column.copy();
    for (int row : holes) {
      if (copy instanceof BooleanColumn flags) {
        flags.set(row, flag(value));
      } else if (copy instanceof StringColumn texts) {
        texts.set(row, value);
      } else {
        Moments.set(copy, row, Moments.parse(value));
      }
    }
    return copy;
  }

  private static Column<?> filled(NumericColumn<?> column, int[] holes, BigDecimal value) {
    if (column instanceof LongColumn longs && isLong(value)) {
      LongColumn copy = longs.copy();
      for (int row : holes) {
        copy.set(row, value.longValueExact());
      }
      return copy;
    }
    if (column instanceof FloatColumn floats) {
      FloatColumn copy = floats.copy();
      for (int row : holes) {
        copy.set(row, value.floatValue());
      }
      return copy;
    }
    double[] numbers = column.asDoubleArray();
    for (int row : holes) {
      numbers[row] = value.doubleValue();
    }
    return DoubleColumn.create(column.name(), numbers);
  }

  /** The input of a number that missing entries are filled with. */
  static double input(Feature.Numeric feature, String value) {
    BigDecimal number = number(value);
    return isLong(number)
        ? feature.input(number.longValueExact())
        : feature.input(number.doubleValue());
  }

  /**
   * A column of this value alone, of the type that a feature reads that is not of numbers.
   *
   * @throws IllegalArgumentException if the text is no such value
   */
  static Column<?> single(Feature feature, String value) {
    String name = feature.name();
    if (feature instanceof Dates) {
      return DateTimeColumn.create(name, Moments.parse(value));
    }
    Kind kind =
        feature instanceof Grouped grouped
            ? grouped.kind()
            : feature instanceof Feature.Flag ? Kind.FLAG : Kind.TEXT;
    return switch (kind) {
      case NUMBER -> {
        BigDecimal number = number(value);
        yield isLong(number)
            ? LongColumn.create(name, number.longValueExact())
            : DoubleColumn.create(name, number.doubleValue());
      }
      case FLAG -> BooleanColumn.create(name, flag(value));
      case TEXT -> StringColumn.create(name, value);
    };
  }

  private static BigDecimal number(String value) {
    try {
      BigDecimal number = new BigDecimal(value);
      boolean moderate = Math.abs((long) number.scale()) <= MOST_DIGITS;
      if (moderate && Double.isFinite(number.doubleValue())) {
        return number;
      }
    } catch (NumberFormatException e) {
      // the error is that of a number that is not finite
    }
    throw new IllegalArgumentException(
        "expected a finite number to fill missing entries with, got " + Listing.quoted(value));
  }

  private static boolean isLong(BigDecimal number) {
    return number.precision() - number.scale() <= 19 // before anything is expanded
        && number.stripTrailingZeros().scale() <= 0
        && number.compareTo(BigDecimal.valueOf(Long.MIN_VALUE)) >= 0
        && number.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
  }

  private static boolean flag(String value) {
    if (value.equals("true") || value.equals("false")) {
      return value.equals("true");
    }
    throw new IllegalArgumentException(
        "expected true or false to fill missing entries with, got " + Listing.quoted(value));
  }
}
