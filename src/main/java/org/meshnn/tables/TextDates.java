package org.meshnn.tables;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
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

  private static final List<String> FORMATS =
      List.of(
          "y-M-d",
          "y/M/d",
          "d-MMM-yy",
          "d-MMM-y",
          "d MMM y",
          "d.M.yy",
          "d.M.y",
          "M/d/yy",
          "M/d/y",
          "d/M/yy",
          "d/M/y",
          "d-M-y",
          "MMM d, y",
          "MMM d y",
          "d MMMM y",
          "MMMM d, y");

  private TextDates() {}

  /** Whether a reader takes the entry for a date or a time. */
  static boolean date(String entry) {
    return DATE.matcher(entry).matches();
  }

  /**
   * The call that puts the days since 1970 in the place of a column of dates; empty if they are not
   * all of one known format.
   */
  static Optional<String> days(String column, Collection<String> entries) {
    return FORMATS.stream()
        .filter(format -> entries.stream().allMatch(entry -> parses(entry, format)))
        .findFirst()
        .map(
            format ->
                ("table.replaceColumn(NAME, table.stringColumn(NAME).mapInto(s -> (double)"
                        + " LocalDate.parse(s, DateTimeFormatter.ofPattern(\"FORMAT\","
                        + " Locale.ENGLISH)).toEpochDay(), DoubleColumn.create(NAME,"
                        + " table.rowCount())))")
                    .replace("NAME", Calls.literal(column))
                    .replace("FORMAT", format));
  }

  private static boolean parses(String entry, String format) {
    try {
      LocalDate.parse(entry, DateTimeFormatter.ofPattern(format, Locale.ENGLISH));
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
