package org.meshnn.tables;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.meshnn.text.Listing;
import org.meshnn.text.Required;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.TimeColumn;
import tech.tablesaw.columns.Column;

/** Reads the entries of a column by its plan into a column of tablesaw. */
final class ColumnFill {
  private final Column<?> column;
  private final Consumer<String> append;
  private final boolean text;
  private final Set<String> holeWords;
  private final Map<String, Integer> holes = new TreeMap<>();

  ColumnFill(String name, ColumnPlan plan) {
    ColumnType type = plan.type();
    NumberStyle style = plan.style();
    text = type.equals(ColumnType.STRING);
    holeWords = plan.holes();
    if (text) {
      StringColumn words = StringColumn.create(name);
      column = words;
      append = words::append;
    } else if (type.equals(ColumnType.DOUBLE)) {
      DoubleColumn numbers = DoubleColumn.create(name);
      column = numbers;
      append = entry -> numbers.append(finite(entry, style.number(percentless(entry))));
    } else if (type.equals(ColumnType.INTEGER)) {
      IntColumn numbers = IntColumn.create(name);
      column = numbers;
      append = entry -> numbers.append(Math.toIntExact(style.whole(percentless(entry))));
    } else if (type.equals(ColumnType.LONG)) {
      LongColumn numbers = LongColumn.create(name);
      column = numbers;
      append = entry -> numbers.append(style.whole(percentless(entry)));
    } else if (type.equals(ColumnType.BOOLEAN)) {
      BooleanColumn truths = BooleanColumn.create(name);
      column = truths;
      append = entry -> truths.append(Boolean.parseBoolean(entry));
    } else {
      DateForm form = Required.of(plan.form(), "a form of dates");
      if (type.equals(ColumnType.LOCAL_DATE)) {
        DateColumn dates = DateColumn.create(name);
        column = dates;
        append = entry -> dates.append((LocalDate) form.read(entry));
      } else if (type.equals(ColumnType.LOCAL_TIME)) {
        TimeColumn times = TimeColumn.create(name);
        column = times;
        append = entry -> times.append((LocalTime) form.read(entry));
      } else if (type.equals(ColumnType.LOCAL_DATE_TIME)) {
        DateTimeColumn times = DateTimeColumn.create(name);
        column = times;
        append = entry -> times.append((LocalDateTime) form.read(entry));
      } else {
        InstantColumn instants = InstantColumn.create(name);
        column = instants;
        append = entry -> instants.append(((OffsetDateTime) form.read(entry)).toInstant());
      }
    }
  }

  private static double finite(String entry, double number) {
    if (Double.isInfinite(number)) {
      throw new IllegalArgumentException(
          Listing.quoted(entry) + " is beyond what a double holds; state its column by .text(..)");
    }
    return number;
  }

  private static String percentless(String entry) {
    return entry.endsWith("%") ? entry.substring(0, entry.length() - 1).strip() : entry;
  }

  /**
   * Adds an entry.
   *
   * @throws IllegalArgumentException if it does not suit the plan
   */
  void add(String cell) {
    String entry = cell.strip();
    if (holeWords.contains(entry)) {
      addHole(entry);
      return;
    }
    try {
      append.accept(text ? cell : entry);
    } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException(
          Listing.quoted(entry)
              + " in column "
              + Listing.quoted(column.name())
              + " is no "
              + ReadColumn.word(column.type())
              + ", though it was when types were decided: the file changed",
          e);
    }
  }

  /** Adds a missing entry, for which a word stood. */
  void addHole(String word) {
    holes.merge(word, 1, Integer::sum);
    column.appendMissing();
  }

  Column<?> column() {
    return column;
  }

  /** Words that meant a hole, and how often each did. */
  Map<String, Integer> holes() {
    return holes;
  }
}
