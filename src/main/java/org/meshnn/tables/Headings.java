package org.meshnn.tables;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.meshnn.text.Listing;

/**
 * The names of columns, none blank, all different when case is ignored, as a table of tablesaw
 * wants them.
 *
 * @param names of the columns
 * @param given the names that stood there, by those that took their place
 */
record Headings(List<String> names, Map<String, String> given) {

  /** Names in place of those that stand in a file. */
  static Headings of(List<String> given) {
    Set<String> taken = new HashSet<>();
    given.forEach(name -> taken.add(folded(name.strip())));
    Set<String> seen = new HashSet<>();
    Map<String, Integer> next = new HashMap<>();
    List<String> names = new ArrayList<>();
    Map<String, String> renamed = new HashMap<>();
    for (int i = 0; i < given.size(); i++) {
      String name = given.get(i).strip();
      if (name.isEmpty() || !seen.add(folded(name))) {
        String stem = name.isEmpty() ? numbered(i) : name;
        String free = stem;
        for (int n = next.getOrDefault(stem, 2); taken.contains(folded(free)); n++) {
          free = stem + "-" + n;
          next.put(stem, n + 1);
        }
        taken.add(folded(free));
        renamed.put(free, name);
        name = free;
      }
      names.add(name);
    }
    return new Headings(List.copyOf(names), Map.copyOf(renamed));
  }

  /** Names of columns that have none. */
  static Headings numbered(String[] row) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < row.length; i++) {
      names.add(numbered(i));
    }
    return new Headings(List.copyOf(names), Map.of());
  }

  private static String numbered(int column) {
    return "c" + (column + 1);
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** What is said of a column that has another name: one sentence, or an empty text. */
  String told(String name) {
    String was = given.get(name);
    return was == null
        ? ""
        : was.isEmpty() ? "had no name" : "named " + Listing.quoted(was) + " as another is";
  }
}
