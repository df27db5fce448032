package org.meshnn.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Names and entries as a message shows them: a few lines however many there are and however long
 * each is.
 */
public final class Listing {
  /** Entries that are shown of a list. */
  public static final int SHOWN = 20;

  /** Characters (code points) that are shown of an entry. */
  public static final int LONGEST = 60;

  private Listing() {}

  /**
   * {@return the first {@value #SHOWN} entries, comma separated, and how many more there are:
   * {@code a, b, 'c, d' and 3 more}} Every entry is quoted if one of the shown ones could be
   * misread in the list: if it is empty, holds a comma, a quote or a line break, or begins or ends
   * with white space.
   *
   * @param entries each shown by {@code toString}
   */
  public static String of(Collection<?> entries) {
    List<String> shown = entries.stream().limit(SHOWN).map(Listing::shortened).toList();
    boolean quoted =
        entries.stream().limit(SHOWN).anyMatch(entry -> misread(String.valueOf(entry)));
    List<String> parts = new ArrayList<>();
    shown.forEach(entry -> parts.add(quoted ? "'" + entry + "'" : entry));
    return joined(parts, entries.size());
  }

  /**
   * {@return the first {@value #SHOWN} parts as they are, comma separated, and how many more there
   * are}
   *
   * @param parts worded already, their names quoted
   */
  public static String ofParts(List<String> parts) {
    return joined(parts.subList(0, Math.min(SHOWN, parts.size())), parts.size());
  }

  private static String joined(List<String> shown, int all) {
    String text = String.join(", ", shown);
    int more = all - shown.size();
    return more == 0 ? text : text + " and " + count(more) + " more";
  }

  /**
   * {@return one entry in quotes, with line breaks and other control characters escaped, cut after
   * {@value #LONGEST} characters}
   *
   * @param entry shown by {@code toString}
   */
  public static String quoted(Object entry) {
    return "'" + shortened(entry) + "'";
  }

  /**
   * {@return a count with its thousands told apart: {@code 59,990}}
   *
   * @param number of any sign
   */
  public static String count(long number) {
    return String.format(java.util.Locale.ROOT, "%,d", number);
  }

  private static boolean misread(String entry) {
    return entry.isEmpty()
        || !entry.equals(entry.strip())
        || entry.chars().anyMatch(c -> c == ',' || c == '\'' || Character.isISOControl(c));
  }

  private static String shortened(Object entry) {
    String whole = String.valueOf(entry);
    int length = whole.codePointCount(0, whole.length());
    String start =
        length <= LONGEST ? whole : whole.substring(0, whole.offsetByCodePoints(0, LONGEST)) + "…";
    return OneLine.of(start);
  }
}
