package org.meshnn.tables;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.meshnn.text.Listing;
import tech.tablesaw.api.StringColumn;

/**
 * Refuses text that is no set of categories, because one input or class for each distinct entry
 * would be learned by heart: numbers and dates that a stray entry or an unknown format made text,
 * and names of rows.
 */
final class Categories {
  /** Up to so many distinct entries, a small table may well have each of them in a row or two. */
  static final int FEW = 20;

  private final String column; // its name
  private final int size; // its rows
  private final boolean label;
  private final Map<String, Integer> rows; // by distinct entry, missing ones out

  private Categories(String column, int size, boolean label, Map<String, Integer> rows) {
    this.column = column;
    this.size = size;
    this.label = label;
    this.rows = rows;
  }

  private static Categories of(StringColumn column, boolean label) {
    return new Categories(column.name(), column.size(), label, counts(column));
  }

  /** How many rows have each distinct entry, missing ones out. */
  static Map<String, Integer> counts(StringColumn column) {
    Map<String, Integer> rows = new TreeMap<>();
    for (String entry : column) {
      if (!entry.isEmpty()) {
        rows.merge(entry, 1, Integer::sum);
      }
    }
    return rows;
  }

  /**
   * Refuses entries of a column that are no categories, or no classes if it is the label.
   *
   * @param column its name
   * @param size its rows
   * @param counts of its distinct entries
   */
  static void require(String column, int size, boolean label, Map<String, Integer> counts) {
    new Categories(column, size, label, counts).require();
  }

  /** Refuses a feature column that does not hold categories. */
  static void requireInputs(StringColumn column) {
    of(column, false).require();
  }

  /** Refuses a label column that does not hold classes. */
  static void requireClasses(StringColumn column) {
    of(column, true).require();
  }

  /** The error for text where numbers are expected. */
  static IllegalArgumentException notNumeric(StringColumn column, String expected) {
    Categories text = of(column, false);
    return new IllegalArgumentException(expected + text.unparsed() + "; " + text.conversion());
  }

  /** Whether {@code distinct} entries are too many for categories of {@code rows} rows. */
  static boolean nameRows(int distinct, int rows) {
    return distinct > FEW && distinct > rows / 2;
  }

  private void require() {
    int distinct = rows.size();
    long plain = count(TextNumbers::plain);
    long numbers = count(TextNumbers::number);
    if (plain < distinct && numbers > distinct / 2) {
      throw refused("numbers" + unparsed(), numbers, conversion() + readAsMissing());
    }
    long dates = count(TextDates::date);
    if (dates > distinct / 2) {
      throw refused("dates or times", dates, replacement());
    }
    if (nameRows(distinct, size)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s has %s distinct entries in %s rows, %s; %s",
              name(),
              Listing.count(distinct),
              Listing.count(size),
              consequence(),
              plain == distinct ? conversion() : coarser()));
    }
  }

  private long count(Predicate<String> kind) {
    return rows.keySet().stream().filter(kind).count();
  }

  private IllegalArgumentException refused(String what, long count, String remedy) {
    return new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "%s is text, but %s of its %s distinct entries are %s; %s%s",
            name(),
            Listing.count(count),
            Listing.count(rows.size()),
            what,
            remedy,
            asCategories()));
  }

  private String name() {
    return (label ? "the label column " : "column ") + Listing.quoted(column);
  }

  private String consequence() {
    return label
        ? "so hardly two rows are of one class"
        : "each of which would become an input and be learned by heart";
  }

  private String unparsed() {
    List<String> unparsed =
        rows.entrySet().stream()
            .filter(entry -> !TextNumbers.plain(entry.getKey()))
            .map(entry -> Listing.quoted(entry.getKey()) + " (rows: " + entry.getValue() + ")")
            .toList();
    return unparsed.isEmpty() ? "" : ", not parsed: " + Listing.ofParts(unparsed);
  }

  private String conversion() {
    return "make it numeric: "
        + TextNumbers.conversion(column, rows.keySet())
            .orElseGet(() -> "correct these entries, then " + Calls.parse(column, ""));
  }

  private String readAsMissing() {
    Collection<String> odd =
        rows.keySet().stream().filter(entry -> !TextNumbers.plain(entry)).toList();
    boolean placeholders = odd.size() <= 5 && odd.stream().noneMatch(e -> e.matches(".*\\d.*"));
    return placeholders ? ", or read such entries as missing: " + Calls.readMissing(odd) : "";
  }

  private String replacement() {
    return label
        ? "take another column as the label, or replace it by numbers, such as the year"
        : "drop it ("
            + Calls.remove(List.of(column))
            + ") or replace it by numbers, such as the year"
            + TextDates.days(column, rows.keySet()).map(call -> ": " + call).orElse("");
  }

  private String coarser() {
    return label
        ? "take another column as the label, or join its entries to fewer classes"
        : "drop it (" + Calls.remove(List.of(column)) + ") or join its entries to fewer categories";
  }

  private String asCategories() {
    return label
        ? "; if they are classes, say so with Mesh.target(Target.CLASSES)"
        : String.format(
            Locale.ROOT,
            "; if they are categories, begin each with a letter: "
                + "table.replaceColumn(table.stringColumn(%s).map(s -> \"c\" + s))",
            Calls.literal(column));
  }
}
