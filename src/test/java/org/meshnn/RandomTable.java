package org.meshnn;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.ShortColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.api.TimeColumn;
import tech.tablesaw.columns.Column;

/**
 * A random table of up to 60 rows: columns of every type, some with holes, constant, huge, tiny or
 * infinite, under names with line breaks, markup and the like.
 *
 * @param label name of one of the columns, or now and then of none
 */
record RandomTable(Table table, String label) {
  /** Markup that no page may show as it is. */
  static final String MARKUP = "<i>odd</i>";

  private static final List<String> WORDS =
      List.of(
          "a",
          "A",
          "b",
          "a, b",
          "\"a\"",
          "'a'",
          "two\nlines",
          "\r\n",
          " ",
          "\u6f22\u5b57",
          MARKUP,
          "P(a)",
          "NaN",
          "null",
          "1",
          "2",
          "1,5",
          "2020-01-31",
          "%s %n",
          "\\n",
          "\u202ex",
          "e\u0301",
          "\ud83d\ude00",
          "$1",
          "x".repeat(400));
  private static final List<String> NAMES =
      List.of(
          "x",
          "X ",
          "x predicted",
          "y",
          "x=a",
          "bias",
          "a;b;c",
          "line\nbreak",
          "\t",
          " ",
          MARKUP,
          "P(a)",
          "it's \"so\"",
          "\u0130i",
          "%d",
          "\ud83d\ude00",
          "n".repeat(300));
  private static final double[] MAGNITUDES = {1e-320, 1e-200, 1e-12, 1e12, 1e160, 1e308};

  static RandomTable of(RandomGenerator random) {
    int rows = random.nextInt(20) == 0 ? random.nextInt(4) : random.nextInt(4, 61);
    Map<String, Column<?>> columns = new LinkedHashMap<>();
    int count = random.nextInt(20) == 0 ? random.nextInt(2) : random.nextInt(2, 7);
    for (int c = 0; c < count; c++) {
      String name = oneOf(NAMES, random);
      columns.putIfAbsent(name.strip().toLowerCase(Locale.ROOT), column(name, rows, random));
    }
    Table table = Table.create(oneOf(NAMES, random), columns.values());
    boolean absent = columns.isEmpty() || random.nextInt(40) == 0;
    return new RandomTable(table, absent ? "absent" : oneOf(table.columnNames(), random));
  }

  /** Whether the label is a value so large that one predicted could be beyond all numbers. */
  boolean hasHugeLabel() {
    return table.column(label) instanceof NumericColumn<?> numbers
        && DoubleStream.of(numbers.asDoubleArray()).anyMatch(value -> Math.abs(value) > 1e307);
  }

  private static <T> T oneOf(List<T> choices, RandomGenerator random) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static Column<?> column(String name, int rows, RandomGenerator random) {
    Column<?> column = emptyColumn(name, random);
    double holes = random.nextInt(25) == 0 ? random.nextDouble() : 0;
    int distinct = random.nextInt(10) == 0 ? 1 : random.nextInt(2, 8);
    double[] values = random.nextInt(3) == 0 ? few(distinct, rows, random) : numbers(rows, random);
    int firstWord = random.nextInt(WORDS.size());
    for (double value : values) {
      if (random.nextDouble() < holes) {
        column.appendMissing();
      } else {
        append(column, value, WORDS.get((firstWord + random.nextInt(distinct)) % WORDS.size()));
      }
    }
    return column;
  }

  /** Times and dates, which a mesh refuses, in every fortieth column. */
  private static Column<?> emptyColumn(String name, RandomGenerator random) {
    if (random.nextInt(40) == 0) {
      return oneOf(
          List.<Column<?>>of(
              DateColumn.create(name),
              TimeColumn.create(name),
              DateTimeColumn.create(name),
              InstantColumn.create(name)),
          random);
    }
    return oneOf(
        List.<Column<?>>of(
            DoubleColumn.create(name),
            FloatColumn.create(name),
            IntColumn.create(name),
            ShortColumn.create(name),
            LongColumn.create(name),
            BooleanColumn.create(name),
            StringColumn.create(name)),
        random);
  }

  private static double[] few(int distinct, int rows, RandomGenerator random) {
    double[] values = numbers(distinct, random);
    return DoubleStream.generate(() -> values[random.nextInt(distinct)]).limit(rows).toArray();
  }

  private static double[] numbers(int count, RandomGenerator random) {
    boolean odd = random.nextInt(6) == 0;
    double scale = odd ? MAGNITUDES[random.nextInt(MAGNITUDES.length)] : 100;
    double infinite = random.nextInt(30) == 0 ? 0.2 : 0;
    double[] values = random.doubles(count).map(u -> (2 * u - 1) * scale).toArray();
    for (int i = 0; i < count; i++) {
      if (random.nextDouble() < infinite) {
        values[i] = random.nextBoolean() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
      }
    }
    return values;
  }

  private static void append(Column<?> column, double value, String word) {
    if (column instanceof DoubleColumn doubles) {
      doubles.append(value);
    } else if (column instanceof FloatColumn floats) {
      floats.append((float) value);
    } else if (column instanceof IntColumn ints) {
      ints.append((int) value);
    } else if (column instanceof ShortColumn shorts) {
      shorts.append((short) value);
    } else if (column instanceof LongColumn longs) {
      longs.append((long) value);
    } else if (column instanceof BooleanColumn booleans) {
      booleans.append(value > 0);
    } else if (column instanceof StringColumn texts) {
      texts.append(word);
    } else {
      appendTime(column, LocalDateTime.ofEpochSecond((int) value, 0, ZoneOffset.UTC));
    }
  }

  private static void appendTime(Column<?> column, LocalDateTime time) {
    LocalDate date = time.toLocalDate();
    LocalTime clock = time.toLocalTime();
    Instant instant = time.toInstant(ZoneOffset.UTC);
    if (column instanceof DateColumn dates) {
      dates.append(date);
    } else if (column instanceof TimeColumn clocks) {
      clocks.append(clock);
    } else if (column instanceof DateTimeColumn times) {
      times.append(time);
    } else {
      ((InstantColumn) column).append(instant);
    }
  }
}
