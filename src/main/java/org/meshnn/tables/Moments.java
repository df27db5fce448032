package org.meshnn.tables;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.Temporal;
import org.meshnn.text.Listing;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.TimeColumn;
import tech.tablesaw.columns.Column;

/**
 * Dates and times as one type. A date is its midnight, a time of day lies in 1970-01-01, an instant
 * is read in UTC.
 */
final class Moments {
  private static final LocalDate EPOCH = LocalDate.EPOCH;
  private static final double DAY = 86_400_000; // milliseconds
  private static final double MOST_DAYS = 1e9;

  private Moments() {}

  static boolean supports(Column<?> column) {
    return hasDate(column) || column instanceof TimeColumn;
  }

  static boolean hasDate(Column<?> column) {
    return column instanceof DateColumn || hasBoth(column);
  }

  static boolean hasTime(Column<?> column) {
    return column instanceof TimeColumn || hasBoth(column);
  }

  private static boolean hasBoth(Column<?> column) {
    return column instanceof DateTimeColumn || column instanceof InstantColumn;
  }

  /** The moment of a row that is not missing. */
  static LocalDateTime at(Column<?> column, int row) {
    return of((Temporal) column.get(row));
  }

  /**
   * A date, a time, or both.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static LocalDateTime of(Temporal temporal) {
    if (temporal instanceof LocalDate date) {
      return date.atStartOfDay();
    }
    if (temporal instanceof LocalTime time) {
      return EPOCH.atTime(time);
    }
    if (temporal instanceof Instant instant) {
      return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
    if (temporal instanceof LocalDateTime both) {
      return both;
    }
    throw new IllegalArgumentException(
        "expected a LocalDate, LocalTime, LocalDateTime or Instant; got "
            + (temporal == null ? "null" : temporal.getClass().getSimpleName()));
  }

  /**
   * A date, a time, or both, as ISO 8601 has them.
   *
   * @throws IllegalArgumentException if the text is of another form
   */
  static LocalDateTime parse(String text) {
    return of(temporal(text));
  }

  /**
   * Whether a column has such entries: dates, times, or, where it has both, both or a date, which
   * is its midnight.
   */
  static boolean suits(Column<?> column, String text) {
    try {
      Temporal at = temporal(text);
      return hasBoth(column)
          ? !(at instanceof LocalTime)
          : column instanceof TimeColumn ? at instanceof LocalTime : at instanceof LocalDate;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Temporal temporal(String text) {
    try {
      if (text.indexOf('T') >= 0) {
        return LocalDateTime.parse(text);
      }
      return text.indexOf(':') >= 0 ? LocalTime.parse(text) : LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "expected a date or time such as 2024-01-31 or 2024-01-31T12:00, got "
              + Listing.quoted(text),
          e);
    }
  }

  /** Days since 1970-01-01, and the part of the last that is over. */
  static double days(LocalDateTime at) {
    return at.toLocalDate().toEpochDay() + at.toLocalTime().toNanoOfDay() / (1e6 * DAY);
  }

  /** Whether days since 1970-01-01 are those of some date. */
  static boolean isDays(double days) {
    return Math.abs(days) <= MOST_DAYS;
  }

  /** The moment of days since 1970-01-01, to the millisecond. */
  static LocalDateTime ofDays(double days) {
    long millis = Math.round(days * DAY);
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(millis, 1_000L),
        (int) Math.floorMod(millis, 1_000L) * 1_000_000,
        ZoneOffset.UTC);
  }

  /** Puts a moment into a column, as far as its type has it. */
  static void set(Column<?> column, int row, LocalDateTime at) {
    if (column instanceof DateColumn dates) {
      dates.set(row, at.toLocalDate());
    } else if (column instanceof TimeColumn times) {
      times.set(row, at.toLocalTime());
    } else if (column instanceof InstantColumn instants) {
      instants.set(row, at.toInstant(ZoneOffset.UTC));
    } else {
      ((DateTimeColumn) column).set(row, at);
    }
  }
}
