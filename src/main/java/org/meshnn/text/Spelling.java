package org.meshnn.text;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Guesses which name was meant. */
public final class Spelling {
  private Spelling() {}

  /**
   * {@return the candidate nearest to {@code name}, if at most a third of its letters (or two)
   * differ}
   *
   * @param name as it was typed
   * @param candidates the names that there are; of equally near ones the first is taken
   */
  public static Optional<String> closest(String name, List<String> candidates) {
    return candidates.stream()
        .filter(candidate -> distance(name, candidate) <= Math.max(2, name.length() / 3))
        .filter(candidate -> distance(name, candidate) < name.length())
        .min(Comparator.comparingInt(candidate -> distance(name, candidate)));
  }

  /**
   * {@return what a message asks behind a name that is none of the candidates: {@code ; did you
   * mean 'species'?}, or nothing if none is near}
   *
   * @param name as it was typed
   * @param candidates as of {@link #closest}
   */
  public static String didYouMean(String name, List<String> candidates) {
    return closest(name, candidates)
        .map(near -> "; did you mean " + Listing.quoted(near) + "?")
        .orElse("");
  }

  /** Levenshtein distance, ignoring case: insertions, deletions and substitutions. */
  static int distance(String first, String second) {
    String a = first.toLowerCase(Locale.ROOT);
    String b = second.toLowerCase(Locale.ROOT);
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(substitution, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
