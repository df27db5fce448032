package org.meshnn.tables;

import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import org.meshnn.text.Listing;
import org.meshnn.train.RowOrder;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.columns.Column;

/**
 * The usual distance between two rows of a series.
 *
 * @param time whether it is in days, of dates or times; otherwise in the unit of a numeric column
 * @param distance the median; 0 if no two rows followed each other, so that no gap is known
 */
public record Pace(boolean time, double distance) {
  private static final double GAP = 1.5; // paces
  private static final double DAY = 86_400_000; // milliseconds

  /**
   * Checks the distance.
   *
   * @param time whether it is in days
   * @param distance the median, finite, 0 or more
   * @throws IllegalArgumentException if it is negative or not finite
   */
  public Pace {
    if (!(distance >= 0 && distance < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "expected a distance of 0 or more between rows, got " + distance);
    }
  }

  static Pace of(Column<?> order, double[] distances) {
    double[] sorted = Arrays.stream(distances).sorted().toArray();
    return new Pace(isTime(order), sorted.length == 0 ? 0 : sorted[sorted.length / 2]);
  }

  boolean isGap(double distance) {
    return this.distance > 0 && distance > GAP * this.distance;
  }

  /** Refuses an order that is counted in another unit. */
  void requireSame(Column<?> order) {
    if (isTime(order) != time) {
      throw new IllegalArgumentException(
          "the order column "
              + Listing.quoted(order.name())
              + " held "
              + (time ? "dates or times" : "numbers")
              + " in training and is "
              + order.type().name()
              + " now; read it with its type");
    }
  }

  private static boolean isTime(Column<?> order) {
    return !(order instanceof NumericColumn);
  }

  /** Numbers as they are, dates and times in days since 1970. */
  static double[] positions(Column<?> order) {
    double[] at = new double[order.size()];
    long reference =
        order instanceof NumericColumn
            ? LongNumbers.reference(order, RowOrder.ascending(at.length))
            : 0;
    for (int row = 0; row < at.length; row++) {
      at[row] = position(order, row, reference);
    }
    return at;
  }

  private static double position(Column<?> order, int row, long reference) {
    if (order.isMissing(row)) {
      return Double.NaN;
    }
    if (order instanceof DateColumn dates) {
      return dates.get(row).toEpochDay();
    }
    if (order instanceof DateTimeColumn times) {
      return times.get(row).toInstant(ZoneOffset.UTC).toEpochMilli() / DAY;
    }
    if (order instanceof InstantColumn instants) {
      return instants.get(row).toEpochMilli() / DAY;
    }
    return LongNumbers.from(reference, order, row);
  }

  /** Refuses a column that nothing can be ordered by. */
  static void requireOrder(Column<?> order) {
    if (order instanceof NumericColumn
        || order instanceof DateColumn
        || order instanceof DateTimeColumn
        || order instanceof InstantColumn) {
      return;
    }
    throw new IllegalArgumentException(
        "expected an order column of numbers, dates or date-times, got "
            + Listing.quoted(order.name())
            + " ("
            + order.type().name()
            + ")"
            + (order instanceof StringColumn
                ? "; read it with its type: " + Calls.read(order.name(), ColumnType.LOCAL_DATE)
                : "; order the rows by another column"));
  }

  /** For example {@code 7 days} or {@code 1}. */
  @Override
  public String toString() {
    String number = distance == Math.rint(distance) ? "%.0f" : "%.4g";
    return String.format(Locale.ROOT, number + (time ? " days" : ""), distance);
  }
}
