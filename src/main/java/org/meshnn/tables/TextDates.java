package org.meshnn.tables;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells dates and times that stand in text, and how dates become numbers. */
final class TextDates {
  private static final String MONTH =
      "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?";
  private static final String TIME = "\\d{1,2}:\\d{2}(:\\d{2}([.,]\\d+)?)?( ?[ap]m)?";

  /** Year, month and day in any order, with or without a time; or a time. */
  private static final Pattern DATE =
      Pattern.compile(
          ("(\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}"
                  + "|\\d{1,2}[-/.]\\d{1,2}[-/.](\\d{2}|\\d{4})"
                  + "|\\d{1,4}[-/. ]MONTH[-/. ,]+\\d{1,4}"
                  + "|MONTH \\d{1,2}(, ?| )\\d{4})([T ,]+TIME.*)?|TIME")
              .replace("MONTH", MONTH)
              .replace("TIME", TIME),
          Pattern.CASE_INSENSITIVE);

  /**
   * Patterns of dates that are read strictly: {@code uuuu} takes four digits, {@code uu} two, of a
   * year from 2000 to 2099; 30 February is no date. The first of those that fit is proposed.
   */
  static final List<String> FORMATS =
      List.of(
          "uuuu-M-d",
          "uuuu/M/d",
          "uuuu.M.d",
          "d-MMM-uu",
          "d-MMM-uuuu",
          "d MMM uuuu",
          "d.M.uu",
          "d.M.uuuu",
          "d/M/uu",
          "d/M/uuuu",
          "M/d/uu",
          "M/d/uuuu",
          "d-M-uu",
          "d-M-uuuu",
          "M-d-uu",
          "M-d-uuuu",
          "uu-M-d",
          "MMM d, uuuu",
          "MMM d uuuu",
          "d MMMM uuuu",
          "MMMM d, uuuu");

  private TextDates() {}

  /** Whether a reader takes the entry for a date or a time. */
  static boolean date(String entry) {
    return DATE.matcher(entry).matches();
  }

  /**
   * The call that puts the days since 1970 in the place of a column of dates, and what to know of
   * its pattern: the others that read the same entries as other dates, and the century where years
   * have two digits. Empty if the entries are not all of one known pattern.
   */
  static Optional<String> days(String column, Collection<String> entries) {
    Map<List<LocalDate>, String> readings = new LinkedHashMap<>();
    for (String format : FORMATS) {
      dates(entries, format).ifPresent(dates -> readings.putIfAbsent(dates, format));
    }
    return readings.values().stream()
        .findFirst()
        .map(format -> call(column, format) + caution(List.copyOf(readings.values())));
  }

  private static Optional<List<LocalDate>> dates(Collection<String> entries, String format) {
    DateTimeFormatter formatter =
        DateTimeFormatter.ofPattern(format, Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
    try {
      return Optional.of(entries.stream().map(s -> LocalDate.parse(s, formatter)).toList());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static String call(String column, String format) {
    return ("table.replaceColumn(NAME, table.stringColumn(NAME).mapInto(s -> (double)"
            + " LocalDate.parse(s, DateTimeFormatter.ofPattern(\"FORMAT\", Locale.ENGLISH)"
            + ".withResolverStyle(ResolverStyle.STRICT)).toEpochDay(), DoubleColumn.create(NAME,"
            + " table.rowCount())))")
        .replace("NAME", Calls.literal(column))
        .replace("FORMAT", format);
  }

  private static String caution(List<String> formats) {
    StringBuilder caution = new StringBuilder();
    if (formats.size() > 1) {
      caution
          .append(" (ambiguous: every entry is a date by ")
          .append(String.join(" and by ", formats))
          .append("; put in the pattern they were written in)");
    }
    if (formats.stream().noneMatch(format -> format.contains("uuuu"))) {
      caution.append(" (years of two digits are read as 2000 to 2099)");
    }
    return caution.toString();
  }
}
