package org.meshnn.plot;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Round dates and times along an axis of days since 1970. */
final class DateTicks {
  private static final double MILLISECONDS = 86_400_000; // of a day
  private static final double FURTHEST = 3e8; // days; years up to 800,000
  private static final int MONDAY = 4; // first one, days since 1970
  private static final int LONGEST = 100_000; // years

  /** Distances between two ticks, ascending. */
  private static final List<Step> STEPS = steps();

  private record Step(ChronoUnit unit, int count) {
    double days() {
      return count * unit.getDuration().toMillis() / MILLISECONDS;
    }

    /** The last multiple that is not after a time. */
    LocalDateTime first(LocalDateTime time) {
      LocalDate day = time.toLocalDate();
      return switch (unit) {
        case YEARS ->
            LocalDate.of(Math.floorDiv(time.getYear(), count) * count, 1, 1).atStartOfDay();
        case MONTHS ->
            day.withDayOfMonth(1)
                .withMonth((time.getMonthValue() - 1) / count * count + 1)
                .atStartOfDay();
        case DAYS ->
            LocalDate.ofEpochDay(
                    Math.floorDiv(day.toEpochDay() - MONDAY, count) * (long) count + MONDAY)
                .atStartOfDay();
        default -> {
          long seconds = unit.getDuration().toSeconds() * count;
          yield day.atStartOfDay()
              .plusSeconds(time.toLocalTime().toSecondOfDay() / seconds * seconds);
        }
      };
    }

    DateTimeFormatter format() {
      String pattern =
          switch (unit) {
            case YEARS -> "uuuu";
            case MONTHS -> "uuuu-MM";
            case DAYS -> "uuuu-MM-dd";
            case SECONDS -> "HH:mm:ss";
            default -> "MM-dd HH:mm";
          };
      return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
    }
  }

  private DateTicks() {}

  private static List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    add(steps, ChronoUnit.SECONDS, 1, 2, 5, 10, 15, 30);
    add(steps, ChronoUnit.MINUTES, 1, 2, 5, 10, 15, 30);
    add(steps, ChronoUnit.HOURS, 1, 2, 3, 6, 12);
    add(steps, ChronoUnit.DAYS, 1, 2, 7, 14);
    add(steps, ChronoUnit.MONTHS, 1, 2, 3, 6);
    for (int power = 1; power <= LONGEST; power *= 10) {
      add(steps, ChronoUnit.YEARS, power, 2 * power, 5 * power);
    }
    return List.copyOf(steps);
  }

  private static void add(List<Step> steps, ChronoUnit unit, int... counts) {
    for (int count : counts) {
      steps.add(new Step(unit, count));
    }
  }

  /** At most {@code most} dates in [low, high]; numbers where that is less than a few seconds. */
  static Ticks between(double low, double high, int most) {
    if (Math.abs(low) < FURTHEST && Math.abs(high) < FURTHEST) {
      for (Step step : STEPS) {
        if ((high - low) / step.days() <= most) {
          Ticks ticks = ticks(step, low, high);
          if (ticks.at().size() <= most && !ticks.at().isEmpty()) {
            return ticks;
          }
        }
      }
    }
    return Ticks.between(low, high, most, 0);
  }

  private static Ticks ticks(Step step, double low, double high) {
    List<Double> at = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    DateTimeFormatter format = step.format();
    LocalDateTime tick = step.first(time(low));
    for (double day = days(tick); day <= high; day = days(tick)) {
      if (day >= low) {
        at.add(day);
        labels.add(tick.format(format));
      }
      tick = tick.plus(step.count, step.unit);
    }
    return new Ticks(List.copyOf(at), List.copyOf(labels));
  }

  private static LocalDateTime time(double days) {
    long milliseconds = (long) Math.floor(days * MILLISECONDS);
    return LocalDateTime.ofInstant(Instant.ofEpochMilli(milliseconds), ZoneOffset.UTC);
  }

  private static double days(LocalDateTime time) {
    return time.toInstant(ZoneOffset.UTC).toEpochMilli() / MILLISECONDS;
  }
}
