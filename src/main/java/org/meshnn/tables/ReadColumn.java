package org.meshnn.tables;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.meshnn.text.Listing;
import tech.tablesaw.api.ColumnType;

/**
 * What was decided of a column that was read.
 *
 * @param name of the column in the table
 * @param type of the column
 * @param holes words that meant a missing entry, in alphabetical order, and how often each did; the
 *     empty text stands for an empty cell
 * @param categories in the order in which the file declares them; empty if it does not
 * @param reason what its entries are and how they are written, and what was replaced or kept
 */
public record ReadColumn(
    String name,
    ColumnType type,
    Map<String, Integer> holes,
    List<String> categories,
    String reason) {
  /**
   * Keeps copies.
   *
   * @param name of the column in the table
   * @param type of the column
   * @param holes words that meant a missing entry, and how often each did
   * @param categories in the order in which the file declares them; empty if it does not
   * @param reason what its entries are and how they are written
   */
  public ReadColumn {
    holes = Collections.unmodifiableMap(new LinkedHashMap<>(holes));
    categories = List.copyOf(categories);
  }

  /** {@return the number of missing entries} */
  public int missing() {
    return holes.values().stream().mapToInt(Integer::intValue).sum();
  }

  /**
   * {@return the holes in words: how many there are, and what stood there} For example 12 empty, 3
   * NA.
   */
  public String missingInWords() {
    if (holes.isEmpty()) {
      return "";
    }
    return holes.entrySet().stream()
        .map(
            hole ->
                Listing.count(hole.getValue())
                    + " "
                    + (hole.getKey().isEmpty() ? "empty" : Listing.quoted(hole.getKey())))
        .collect(Collectors.joining(", "));
  }

  /** {@return the name of the type as tables show it, such as {@code double}} */
  public String typeName() {
    return word(type);
  }

  static String word(ColumnType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }

  /** {@return name, type, holes and reason on a line} */
  @Override
  public String toString() {
    return name
        + ": "
        + typeName()
        + (holes.isEmpty() ? "" : ", missing: " + missingInWords())
        + (reason.isEmpty() ? "" : "; " + reason);
  }
}
