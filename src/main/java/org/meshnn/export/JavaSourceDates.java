package org.meshnn.export;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.meshnn.tables.DatePart;
import org.meshnn.tables.Dates;
import org.meshnn.tables.Feature;
import org.meshnn.tables.Scale;

/** What columns of dates add to a written class. Java 8. */
final class JavaSourceDates {
  private final List<Feature> features; // complete

  JavaSourceDates(List<Feature> features) {
    this.features = features.stream().map(JavaSourceRules::complete).toList();
  }

  boolean any() {
    return features.stream().anyMatch(Dates.class::isInstance);
  }

  /** A letter for each part. */
  private static String letters(Feature feature) {
    return feature instanceof Dates dates
        ? dates.parts().stream().map(JavaSourceDates::letter).collect(Collectors.joining())
        : "";
  }

  private static String letter(DatePart part) {
    return switch (part) {
      case TREND -> "t";
      case MONTH -> "m";
      case WEEKDAY -> "w";
      case HOUR -> "h";
      case DAYS -> "d";
    };
  }

  private static double since(Feature feature) {
    return feature instanceof Dates dates ? dates.since().toEpochDay() : 0;
  }

  private static ToDoubleFunction<Feature> days(ToDoubleFunction<Scale> number) {
    return feature -> number.applyAsDouble(feature instanceof Dates d ? d.days() : Scale.NONE);
  }

  /** Fields, one entry for each column. */
  String fields() {
    return "\n  /** Of each column of dates: t for the year, m month, w weekday, h hour, d days. */\n"
        + "  private static final String[] PARTS = {\n    "
        + lines(feature -> JavaSourceText.literal(letters(feature)))
        + "\n  };\n\n  /** What days are counted from, and how they are standardised. */\n"
        + numbers("SINCE", JavaSourceDates::since)
        + numbers("DAYS_ORIGIN", days(Scale::origin))
        + numbers("DAYS_CENTRE", days(Scale::centre))
        + numbers("DAYS_SD", days(Scale::sd));
  }

  private String lines(Function<Feature, String> line) {
    return features.stream().map(line).collect(Collectors.joining(",\n    "));
  }

  private String numbers(String name, ToDoubleFunction<Feature> number) {
    return "  private static final double[] "
        + name
        + " =\n      numbers("
        + JavaSourceText.numbers(features.stream().mapToDouble(number).toArray())
        + ");\n";
  }

  /** The case of a date among the kinds of entries. */
  static final String CASE =
      """
      case 'd':
                dates(c, entry, inputs);
                break;
              default:\
      """;

  /** From days since 1970-01-01 to the inputs, and to those days. */
  static final String METHODS =
      """

        private static double days(java.time.LocalDateTime at) {
          return at.toLocalDate().toEpochDay() + at.toLocalTime().toNanoOfDay() / 8.64e13;
        }

        private static void dates(int c, double days, double[] inputs) {
          if (!(Math.abs(days) <= 1e9)) {
            throw refused(c, days, "is no count of days since 1970-01-01");
          }
          long millis = Math.round(days * 86400000);
          java.time.LocalDateTime at =
              java.time.LocalDateTime.ofEpochSecond(
                  Math.floorDiv(millis, 1000L),
                  (int) Math.floorMod(millis, 1000L) * 1000000,
                  java.time.ZoneOffset.UTC);
          double day = at.toLocalTime().toNanoOfDay() / 8.64e13;
          int i = FIRST_INPUT[c];
          for (char part : PARTS[c].toCharArray()) {
            if (part == 't') {
              double over = (at.getDayOfYear() - 1 + day) / at.toLocalDate().lengthOfYear();
              inputs[i++] = standardised(c, at.getYear() + over);
            } else if (part == 'd') {
              double number = at.toLocalDate().toEpochDay() - SINCE[c] + day;
              inputs[i++] = (number - DAYS_ORIGIN[c] - DAYS_CENTRE[c]) / DAYS_SD[c];
            } else {
              double turns =
                  part == 'm'
                      ? (at.getMonthValue() - 1) / 12.0
                      : part == 'w' ? (at.getDayOfWeek().getValue() - 1) / 7.0 : day;
              inputs[i++] = StrictMath.sin(2 * Math.PI * turns);
              inputs[i++] = StrictMath.cos(2 * Math.PI * turns);
            }
          }
        }
      """;
}
