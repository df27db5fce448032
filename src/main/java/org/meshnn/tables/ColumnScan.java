package org.meshnn.tables;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What all entries of a column have in common, found entry by entry: the styles in which each is a
 * number, the forms in which each is a date.
 */
final class ColumnScan {
  private static final int KEPT = 5; // of the entries that are no numbers, to be told

  private static final int FEW = 4; // forms of dates, which are tried without a look before
  private static final NumberStyle[] STYLES = NumberStyle.values();

  /** Of IP, version 4: four numbers to 255, which may look like thousands with points between. */
  private static final Pattern ADDRESS =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");

  private final HoleWords words;
  private final int allowed; // styles, as bits
  private final @Nullable DateForm stated; // of dates; null for none stated

  private final Map<String, Integer> holes = new TreeMap<>(); // and words that may be holes
  private final int[] shapes = new int[STYLES.length];
  private int styles;
  private final List<DateForm> forms;
  private final Map<String, Integer> strange =
      new LinkedHashMap<>(); // first ones that are no number
  private int entries;
  private int numbers;
  private int percents;
  private boolean truths = true;
  private boolean codes = true;
  private boolean addresses = true;
  private boolean finer; // times than milliseconds
  private @Nullable String zero; // the first number with a leading 0
  private @Nullable String wrong; // the first that contradicts what is stated
  private long wrongLine;

  /**
   * Begins.
   *
   * @param decimal the stated decimal mark, or null
   * @param stated the stated form of dates, or null
   */
  ColumnScan(HoleWords words, @Nullable Character decimal, @Nullable DateForm stated) {
    this.words = words;
    this.stated = stated;
    int allowed = 0;
    for (NumberStyle style : STYLES) {
      allowed |= decimal == null || decimal == style.decimal() ? 1 << style.ordinal() : 0;
    }
    this.allowed = allowed;
    styles = allowed;
    forms = new ArrayList<>(stated == null ? DateForm.KNOWN : List.of(stated));
  }

  /** Adds the entry of a line. */
  void add(String cell, long line) {
    String entry = cell.strip();
    if (words.known().contains(entry)) {
      holes.merge(entry, 1, Integer::sum);
      return;
    }
    entries++;
    boolean percent = entry.endsWith("%");
    percents += percent ? 1 : 0;
    boolean number = number(percent ? entry.substring(0, entry.length() - 1).strip() : entry);
    boolean date = date(entry, number);
    truths &= entry.equalsIgnoreCase("true") || entry.equalsIgnoreCase("false");
    codes &= entry.length() == 2 && isCapital(entry.charAt(0)) && isCapital(entry.charAt(1));
    addresses = addresses && ADDRESS.matcher(entry).matches();
    if (!number && (strange.size() < KEPT || strange.containsKey(entry))) {
      strange.merge(entry, 1, Integer::sum);
    }
    if (wrong == null && (stated == null ? !number : !date)) {
      wrong = entry;
      wrongLine = line;
    }
  }

  private static boolean isCapital(char c) {
    return c >= 'A' && c <= 'Z';
  }

  private boolean number(String entry) {
    int found = 0;
    int any = 0;
    int tried = styles == 0 ? allowed : styles;
    int plain = plausible(entry) ? NumberStyle.POINT.shape(entry) : 0;
    if (plain != 0 && (plain & NumberStyle.DECIMAL) == 0) { // digits alone: the same in all styles
      found = tried;
      any = plain;
      for (NumberStyle style : STYLES) {
        shapes[style.ordinal()] |= plain;
      }
    } else if (plausible(entry)) {
      for (NumberStyle style : STYLES) {
        int bit = 1 << style.ordinal();
        int shape = (tried & bit) == 0 ? 0 : style.shape(entry);
        if (shape != 0) {
          found |= bit;
          shapes[style.ordinal()] |= shape;
          any |= shape;
        }
      }
    }
    if (found == 0 && tried != allowed && plausible(entry)) {
      found = inOther(entry);
      styles = 0;
    }
    styles &= found;
    if (zero == null && (any & NumberStyle.ZERO) != 0) {
      zero = entry;
    }
    numbers += found == 0 ? 0 : 1;
    return found != 0;
  }

  /** The other styles in which it is a number. */
  private int inOther(String entry) {
    int found = 0;
    for (NumberStyle style : STYLES) {
      int bit = 1 << style.ordinal();
      found |= (allowed & bit) != 0 && style.shape(entry) != 0 ? bit : 0;
    }
    return found;
  }

  private static boolean plausible(String entry) {
    char first = entry.isEmpty() ? ' ' : entry.charAt(0);
    return (first >= '0' && first <= '9') || "+-.,".indexOf(first) >= 0;
  }

  private boolean date(String entry, boolean number) {
    if (forms.isEmpty()) {
      return false;
    }
    boolean many = forms.size() > FEW;
    if (stated == null && (number || (many && !TextDates.date(entry)))) {
      forms.clear();
      return false;
    }
    boolean read = false;
    for (var form = forms.iterator(); form.hasNext(); ) {
      try {
        DateForm one = form.next();
        finer |= one.isFiner(one.read(entry));
        read = true;
      } catch (DateTimeException e) {
        if (stated == null) {
          form.remove();
        }
      }
    }
    return read;
  }

  /** Words that may be holes, and how many there are of each. */
  Map<String, Integer> holes() {
    return holes;
  }

  /** Styles in which all entries are numbers, as bits. */
  int styles() {
    return styles;
  }

  /** Flags of all shapes in a style. */
  int shape(NumberStyle style) {
    return shapes[style.ordinal()];
  }

  /** Known forms in which all entries are dates. */
  List<DateForm> forms() {
    return forms;
  }

  /** Entries that are no hole. */
  int entries() {
    return entries;
  }

  /** Entries that are numbers in some style. */
  int numbers() {
    return numbers;
  }

  /** Entries with a percent sign. */
  int percents() {
    return percents;
  }

  /** Whether all entries are true or false. */
  boolean truths() {
    return truths;
  }

  /** Whether all entries are two capital letters. */
  boolean codes() {
    return codes && entries > 0;
  }

  /** Whether all entries are addresses as 192.168.100.200. */
  boolean addresses() {
    return addresses && entries > 0;
  }

  /** Whether a time has a fraction of a millisecond. */
  boolean finer() {
    return finer;
  }

  /** The first number that begins with a 0 too many; null for none. */
  @Nullable String zero() {
    return zero;
  }

  /** The first entries that are no numbers, and how many there are of each. */
  Map<String, Integer> strange() {
    return strange;
  }

  /** The first entry that is not of the stated dates, or no number; null for none. */
  @Nullable String wrong() {
    return wrong;
  }

  /** Its line. */
  long wrongLine() {
    return wrongLine;
  }
}
