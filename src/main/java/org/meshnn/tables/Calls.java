package org.meshnn.tables;

import static tech.tablesaw.io.TypeUtils.MISSING_INDICATORS;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.meshnn.text.Listing;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.columns.Column;

/** The tablesaw calls that messages tell the user to try, as they are typed. */
final class Calls {
  private Calls() {}

  /** A string as it is typed; {@code name} in place of one that is too long to be typed. */
  static String literal(String text) {
    if (text.length() > Listing.LONGEST || text.chars().anyMatch(Character::isISOControl)) {
      return "name";
    }
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String literals(Collection<String> texts) {
    return texts.stream().map(Calls::literal).collect(Collectors.joining(", "));
  }

  static String remove(Collection<String> columns) {
    return "table.removeColumns("
        + (columns.size() > Listing.SHOWN ? "names" : literals(columns))
        + ")";
  }

  /**
   * Puts the numbers of a text column in its place.
   *
   * @param cleaning calls that make its entries parse
   */
  static String parse(String column, String cleaning) {
    return "table.replaceColumn(NAME, table.stringColumn(NAME)CLEANING.parseDouble().setName(NAME))"
        .replace("CLEANING", cleaning)
        .replace("NAME", literal(column));
  }

  /** Puts a number of each date or time in its place; empty for a column of another type. */
  static Optional<String> numbersOf(Column<?> column) {
    String name = literal(column.name());
    String number =
        switch (column.type().name()) {
          case "LOCAL_DATE" -> "dateColumn(" + name + ").year()";
          case "LOCAL_TIME" -> "timeColumn(" + name + ").hour()";
          case "LOCAL_DATE_TIME" -> "dateTimeColumn(" + name + ").hour()";
          case "INSTANT" -> "instantColumn(" + name + ").asLocalDateTimeColumn().hour()";
          default -> "";
        };
    return number.isEmpty()
        ? Optional.empty()
        : Optional.of("table.replaceColumn(" + name + ", table." + number + ")");
  }

  /** Puts the differences of a column of longs from a reference in its place. */
  static String countFrom(String column, long reference) {
    return ("table.replaceColumn(DoubleColumn.create(NAME, Arrays.stream(table.longColumn(NAME)"
            + ".asLongArray()).mapToDouble(v -> v - REFERENCEL)))")
        .replace("REFERENCE", Long.toString(reference))
        .replace("NAME", literal(column));
  }

  static String read(String column, ColumnType type) {
    return reading(
        ".columnTypesPartial(Map.of(" + literal(column) + ", ColumnType." + type.name() + "))");
  }

  /** Reads these entries as missing, beside those that tablesaw does unless told others. */
  static String readMissing(Collection<String> entries) {
    List<String> all = Stream.concat(MISSING_INDICATORS.stream(), entries.stream()).toList();
    return reading(".missingValueIndicator(" + literals(all) + ")");
  }

  static String readSeparated(char separator) {
    return reading(".separator('" + (separator == '\t' ? "\\t" : separator) + "')");
  }

  private static String reading(String option) {
    return "Table.read().usingOptions(CsvReadOptions.builder(file)" + option + ")";
  }
}
