package org.meshnn.tables;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Words that mean a missing entry.
 *
 * @param everywhere in columns of any type
 * @param known in columns of numbers, dates and booleans; {@code everywhere} is a part of them
 */
record HoleWords(Set<String> everywhere, Set<String> known) {
  static final String DASH = "-";
  static final String CODE = "NA";

  private static final List<String> USUAL =
      List.of("?", CODE, "N/A", "n/a", "#N/A", "null", "NULL", "NaN", "nan");

  /** The usual ones and those that are stated. */
  static HoleWords of(Reading reading) {
    Set<String> everywhere = new HashSet<>(USUAL);
    everywhere.removeAll(reading.words());
    everywhere.addAll(reading.holes());
    everywhere.add("");
    Set<String> known = new HashSet<>(everywhere);
    if (!reading.words().contains(DASH)) {
      known.add(DASH);
    }
    return new HoleWords(Set.copyOf(everywhere), Set.copyOf(known));
  }

  /**
   * Those of a text column.
   *
   * @param codes whether all other entries are codes of two capital letters, as NA then is
   * @param stated words that mean a hole nevertheless
   */
  Set<String> ofText(boolean codes, Set<String> stated) {
    if (!codes || stated.contains(CODE)) {
      return everywhere;
    }
    Set<String> words = new HashSet<>(everywhere);
    words.remove(CODE);
    return words;
  }
}
