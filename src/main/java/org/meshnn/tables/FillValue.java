package org.meshnn.tables;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.meshnn.text.Listing;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.TimeColumn;
import tech.tablesaw.columns.Column;

/** The value, as text, that stands in the place of missing entries: a statistic of some rows. */
final class FillValue {
  private FillValue() {}

  /**
   * The value.
   *
   * @param use what entries of the column mean
   * @param rows that are learned from
   * @throws IllegalArgumentException if the entry is missing in all of them, and there is none to
   *     learn from
   */
  static String of(Column<?> column, ColumnRule.Use use, Fill fill, int[] rows) {
    if (fill.by().constant()) {
      return fill.constant();
    }
    int[] present = Arrays.stream(rows).filter(row -> !Completeness.missing(column, row)).toArray();
    if (present.length == 0) {
      throw new IllegalArgumentException(
          "column "
              + Listing.quoted(column.name())
              + " is missing in all "
              + Listing.count(rows.length)
              + " rows learned from, so there is no "
              + fill
              + "; fill it with a constant, or leave it out: .ignore("
              + Calls.literal(column.name())
              + ")");
    }
    if (Moments.supports(column)) {
      return moment(column, fill.by(), present);
    }
    return use instanceof ColumnRule.Plain && column instanceof NumericColumn<?> numbers
        ? number(numbers, fill.by(), present)
        : mostFrequent(column, use, present);
  }

  /** Of equals the first: by the order of its levels, or as categories are sorted. */
  private static String mostFrequent(Column<?> column, ColumnRule.Use use, int[] rows) {
    Map<String, Integer> counts = new HashMap<>();
    for (int row : rows) {
      counts.merge(Entries.text(column, row), 1, Integer::sum);
    }
    Stream<String> order =
        use instanceof ColumnRule.Levels levels
            ? levels.levels().stream()
            : Labels.Classes.of(column.name(), Kind.of(column), counts.keySet()).classes().stream();
    return order
        .reduce((a, b) -> counts.getOrDefault(b, 0) > counts.getOrDefault(a, 0) ? b : a)
        .orElseThrow();
  }

  private static String number(NumericColumn<?> column, Fill.By by, int[] rows) {
    if (column instanceof LongColumn longs
        && Arrays.stream(rows).anyMatch(row -> !LongNumbers.isExact(longs.getLong(row)))) {
      return wholeNumber(Arrays.stream(rows).mapToLong(longs::getLong).sorted().toArray(), by);
    }
    double[] sorted = Arrays.stream(rows).mapToDouble(column::getDouble).sorted().toArray();
    double value =
        switch (by) {
          case MEAN -> Scale.of(column, rows).mean();
          case MEDIAN -> middle(sorted[(sorted.length - 1) / 2], sorted[sorted.length / 2]);
          default -> sorted[longestRun(sorted.length, (i, j) -> sorted[i] == sorted[j])];
        };
    return Entries.text(column instanceof FloatColumn ? (float) value : value);
  }

  /** (a + b) / 2, also where the sum overflows. */
  private static double middle(double a, double b) {
    double sum = a + b;
    return Double.isInfinite(sum) ? a / 2 + b / 2 : sum / 2;
  }

  /** Of whole numbers beyond 2^53, rounded to a whole number. */
  private static String wholeNumber(long[] sorted, Fill.By by) {
    long[] taken =
        switch (by) {
          case MEAN -> sorted;
          case MEDIAN -> new long[] {sorted[(sorted.length - 1) / 2], sorted[sorted.length / 2]};
          default ->
              new long[] {sorted[longestRun(sorted.length, (i, j) -> sorted[i] == sorted[j])]};
        };
    BigDecimal sum =
        Arrays.stream(taken).mapToObj(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
    return sum.divide(new BigDecimal(taken.length), 0, RoundingMode.HALF_EVEN).toPlainString();
  }

  private interface Same {
    boolean at(int i, int j);
  }

  /** Where the longest run of equals begins, of equally long ones the first. */
  private static int longestRun(int size, Same same) {
    int best = 0;
    int most = 0;
    int begin = 0;
    for (int i = 0; i < size; i++) {
      begin = same.at(begin, i) ? begin : i;
      if (i - begin + 1 > most) {
        most = i - begin + 1;
        best = begin;
      }
    }
    return best;
  }

  /** Of dates to the day, of times to the second. */
  private static String moment(Column<?> column, Fill.By by, int[] rows) {
    LocalDateTime[] sorted =
        Arrays.stream(rows)
            .mapToObj(row -> Moments.at(column, row))
            .sorted()
            .toArray(LocalDateTime[]::new);
    int size = sorted.length;
    LocalDateTime value =
        switch (by) {
          case MEAN -> mean(sorted, 0, size);
          case MEDIAN -> mean(sorted, (size - 1) / 2, size / 2 + 1);
          default -> sorted[longestRun(size, (i, j) -> sorted[i].equals(sorted[j]))];
        };
    if (column instanceof DateColumn) {
      return value.toLocalDate().toString();
    }
    return column instanceof TimeColumn ? value.toLocalTime().toString() : value.toString();
  }

  /** The mean of those from {@code begin} on, before {@code end}, down to whole seconds. */
  private static LocalDateTime mean(LocalDateTime[] sorted, int begin, int end) {
    if (end - begin == 1) {
      return sorted[begin];
    }
    long origin = sorted[begin].toEpochSecond(ZoneOffset.UTC);
    long sum =
        IntStream.range(begin, end)
            .mapToLong(i -> sorted[i].toEpochSecond(ZoneOffset.UTC) - origin)
            .sum();
    long second = origin + Math.floorDiv(sum, end - begin);
    return LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
  }
}
