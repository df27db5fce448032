package org.meshnn.tables;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/**
 * What of a date or time becomes inputs. A place in a cycle is a point on a circle, sine and cosine
 * of its angle, so that December lies beside January.
 */
public enum DatePart {
  /** The year, with the part of it that is over: a number, 2024.5 on 2 July 2024. */
  TREND(List.of("year")),
  /** The month, 1 to 12: an angle of 2 pi (month - 1) / 12. */
  MONTH(List.of("month sin", "month cos")),
  /** The day of the week, Monday 1 to Sunday 7: an angle of 2 pi (day - 1) / 7. */
  WEEKDAY(List.of("weekday sin", "weekday cos")),
  /** The time of day with its seconds: an angle of 2 pi seconds / 86,400. */
  HOUR(List.of("hour sin", "hour cos")),
  /** Days since a date, with the part of the last that is over: a number. */
  DAYS(List.of("days"));

  private static final double DAY = 86_400; // seconds

  private final List<String> inputs;

  DatePart(List<String> inputs) {
    this.inputs = inputs;
  }

  /** What its inputs are called behind the name of the column. */
  List<String> inputs() {
    return inputs;
  }

  /** Whether it is one number, on a line; otherwise it is a point on a circle. */
  boolean linear() {
    return inputs.size() == 1;
  }

  /** Whether it is a part of a time of day alone; the others are of a date. */
  boolean ofTime() {
    return this == HOUR;
  }

  /**
   * The number of a part on a line, or the turns from the top of a circle, in [0, 1).
   *
   * @param since what days are counted from
   */
  double of(LocalDateTime at, LocalDate since) {
    double day = at.toLocalTime().toNanoOfDay() / (1e9 * DAY);
    return switch (this) {
      case TREND -> at.getYear() + (at.getDayOfYear() - 1 + day) / at.toLocalDate().lengthOfYear();
      case MONTH -> (at.getMonthValue() - 1) / 12.0;
      case WEEKDAY -> (at.getDayOfWeek().getValue() - 1) / 7.0;
      case HOUR -> day;
      case DAYS -> ChronoUnit.DAYS.between(since, at.toLocalDate()) + day;
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
