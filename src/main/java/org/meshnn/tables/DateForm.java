package org.meshnn.tables;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.meshnn.text.Listing;
import org.meshnn.text.Required;
import tech.tablesaw.api.ColumnType;

/**
 * A way to write dates, times or both, which are read strictly: 30 February is none.
 *
 * @param pattern as of {@link DateTimeFormatter}, for messages
 * @param formatter in English, in any case
 * @param type of the column
 */
record DateForm(String pattern, DateTimeFormatter formatter, ColumnType type) {
  private static final String TWO_DIGITS = "uu";
  private static final Pattern QUOTED = Pattern.compile("'[^']*'");
  private static final Pattern YEAR_OF_TWO_DIGITS = Pattern.compile("(?<![uy])[uy]{2}(?![uy])");
  private static final int MILLI = 1_000_000; // nanoseconds

  /** The known forms: those of {@link TextDates}, alone and with a time behind; times; instants. */
  static final List<DateForm> KNOWN = known();

  private static List<DateForm> known() {
    List<DateForm> forms = new ArrayList<>();
    for (String date : TextDates.FORMATS) {
      forms.add(
          new DateForm(date, formatter(builder().appendPattern(date)), ColumnType.LOCAL_DATE));
    }
    for (String time : List.of("H:mm", "h:mm")) {
      boolean half = time.startsWith("h");
      String told = time + "[:ss]" + (half ? " a" : "");
      forms.add(new DateForm(told, time(builder(), time, half), ColumnType.LOCAL_TIME));
      for (String date : TextDates.FORMATS) {
        DateTimeFormatterBuilder day =
            builder().appendPattern(date).appendPattern("['T'][',']['  '][' ']");
        forms.add(
            new DateForm(date + " " + told, time(day, time, half), ColumnType.LOCAL_DATE_TIME));
      }
    }
    DateTimeFormatterBuilder instant =
        seconds(builder().appendPattern("uuuu-M-d['T'][' ']H:mm"))
            .appendPattern("[' '][XXX][XX][X]");
    forms.add(new DateForm("uuuu-M-d'T'H:mm[:ss]X", formatter(instant), ColumnType.INSTANT));
    return List.copyOf(forms);
  }

  private static DateTimeFormatterBuilder builder() {
    return new DateTimeFormatterBuilder().parseCaseInsensitive();
  }

  private static DateTimeFormatter time(
      DateTimeFormatterBuilder before, String pattern, boolean half) {
    DateTimeFormatterBuilder time = seconds(before.appendPattern(pattern));
    return formatter(half ? time.appendPattern("[' ']a") : time);
  }

  private static DateTimeFormatterBuilder seconds(DateTimeFormatterBuilder before) {
    return before
        .optionalStart()
        .appendPattern(":ss")
        .optionalStart()
        .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
        .optionalEnd()
        .optionalEnd();
  }

  private static DateTimeFormatter formatter(DateTimeFormatterBuilder builder) {
    return builder.toFormatter(Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
  }

  /**
   * A form that is stated.
   *
   * @throws IllegalArgumentException if it is none of a date, a time or both
   */
  static DateForm stated(String pattern) {
    Required.of(pattern, "a pattern of dates, for example \"d/M/uuuu\"");
    try {
      DateTimeFormatter formatter =
          formatter(builder().appendPattern(pattern.replace("yy", TWO_DIGITS)));
      ZonedDateTime sample = ZonedDateTime.of(2001, 12, 13, 14, 15, 16, 0, ZoneOffset.UTC);
      TemporalAccessor read =
          formatter.parseBest(
              formatter.format(sample),
              OffsetDateTime::from,
              LocalDateTime::from,
              LocalDate::from,
              LocalTime::from);
      return new DateForm(pattern, formatter, type(read));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IllegalArgumentException(
          "expected a pattern that tells a date, a time or both, for example \"d/M/uuuu\","
              + " \"uuuu-M-d H:mm:ss\" or \"h:mm a\"; got "
              + Listing.quoted(pattern)
              + ": "
              + e.getMessage(),
          e);
    }
  }

  private static ColumnType type(TemporalAccessor read) {
    return read instanceof OffsetDateTime
        ? ColumnType.INSTANT
        : read instanceof LocalDateTime
            ? ColumnType.LOCAL_DATE_TIME
            : read instanceof LocalDate ? ColumnType.LOCAL_DATE : ColumnType.LOCAL_TIME;
  }

  /** Whether its years have four digits, or it has none. */
  boolean wholeYear() {
    return !pattern.contains(TWO_DIGITS) || pattern.contains("uuuu");
  }

  /** Whether its years have two digits, which are those after 2000. */
  boolean hasYearOfTwoDigits() {
    return YEAR_OF_TWO_DIGITS.matcher(QUOTED.matcher(pattern).replaceAll("")).find();
  }

  /** Whether it is the other order of day and month. */
  boolean contradicts(DateForm other) {
    return pattern.length() == other.pattern.length()
        && !pattern.equals(other.pattern)
        && pattern.indexOf('u') == other.pattern.indexOf('u')
        && pattern.indexOf('d') == other.pattern.indexOf('M')
        && pattern.indexOf('M') == other.pattern.indexOf('d');
  }

  /**
   * Reads an entry.
   *
   * @return an {@link OffsetDateTime}, {@link LocalDateTime}, {@link LocalDate} or {@link
   *     LocalTime}, as the type says
   * @throws DateTimeException if it is none
   */
  TemporalAccessor read(String entry) {
    if (type.equals(ColumnType.INSTANT)) {
      return formatter.parse(entry, OffsetDateTime::from);
    }
    if (type.equals(ColumnType.LOCAL_DATE_TIME)) {
      return formatter.parse(entry, LocalDateTime::from);
    }
    return type.equals(ColumnType.LOCAL_DATE)
        ? formatter.parse(entry, LocalDate::from)
        : formatter.parse(entry, LocalTime::from);
  }

  /** Whether what was read has a fraction of a millisecond, which a column of tablesaw cuts off. */
  boolean isFiner(TemporalAccessor read) {
    return read.isSupported(ChronoField.NANO_OF_SECOND)
        && read.get(ChronoField.NANO_OF_SECOND) % MILLI != 0;
  }

  @Override
  public String toString() {
    return pattern;
  }
}
