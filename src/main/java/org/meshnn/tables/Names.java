package org.meshnn.tables;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.meshnn.text.Listing;
import org.meshnn.text.Required;

/**
 * Names of columns, categories and classes, each of which must be there once: checked, numbered.
 */
final class Names {
  private Names() {}

  /** The name of a column, which is not null. */
  static String column(String name) {
    return Required.of(name, "the name of a column, for example \"length\"");
  }

  /**
   * A copy of names that are all different.
   *
   * @param what they are, for the message
   * @param least how many there are at least
   */
  static List<String> distinct(String what, List<String> names, int least) {
    Required.of(names, what);
    if (names.size() < least) {
      throw new IllegalArgumentException(
          "expected at least " + least + " " + what + ", got " + names.size());
    }
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      Required.of(name, "a name in the " + what);
      if (!seen.add(name)) {
        throw new IllegalArgumentException(
            "expected " + what + " that differ, got " + Listing.quoted(name) + " twice");
      }
    }
    return List.copyOf(names);
  }

  /** The position of each of some names that are all different, from 0 on. */
  static Map<String, Integer> positions(List<String> names) {
    Map<String, Integer> positions = new HashMap<>();
    names.forEach(name -> positions.put(name, positions.size()));
    return positions;
  }
}
