package org.meshnn.tables;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meshnn.text.Listing;
import org.meshnn.text.Required;

/**
 * What {@link Tables#read(java.nio.file.Path, Reading)} is told, and does not decide from the file.
 * Immutable: each call gives another one.
 *
 * <pre>{@code
 * Reading.defaults().separator(';').decimal(',').missing("none").text("zip").header(false)
 * }</pre>
 */
public final class Reading {
  private static final String COLUMN = "the name of a column, for example \"zip\"";

  /** What a column is stated to hold. */
  enum Held {
    TEXT,
    NUMBERS,
    DATES
  }

  /**
   * What was stated of a column.
   *
   * @param form of its dates; null for anything else
   */
  record Stated(Held held, @Nullable DateForm form) {}

  private @Nullable Charset charset;
  private @Nullable Character separator;
  private @Nullable Character decimal;
  private @Nullable Character comment;
  private boolean header = true;
  private Set<String> holes = Set.of();
  private Set<String> words = Set.of();
  private Map<String, Stated> columns = Map.of();

  private Reading() {}

  /**
   * {@return nothing stated: everything is decided from the file, whose first row is the header}
   */
  public static Reading defaults() {
    return new Reading();
  }

  private Reading copy() {
    Reading copy = new Reading();
    copy.charset = charset;
    copy.separator = separator;
    copy.decimal = decimal;
    copy.comment = comment;
    copy.header = header;
    copy.holes = holes;
    copy.words = words;
    copy.columns = columns;
    return copy;
  }

  /**
   * States the charset; bytes that it does not know are an error.
   *
   * @param charset of the file, for example {@code StandardCharsets.ISO_8859_1}
   * @return with that
   */
  public Reading charset(Charset charset) {
    Reading copy = copy();
    copy.charset = Required.of(charset, "a charset, for example StandardCharsets.UTF_8");
    return copy;
  }

  /**
   * States what parts the cells of a row.
   *
   * @param separator any character but a letter, a digit, a quote or a line end
   * @return with that
   * @throws IllegalArgumentException if it is one of these
   */
  public Reading separator(char separator) {
    if (Character.isLetterOrDigit(separator) || "\"\n\r\0".indexOf(separator) >= 0) {
      throw new IllegalArgumentException(
          "expected a separator such as ';', ',', '|' or '\\t'; got " + Listing.quoted(separator));
    }
    Reading copy = copy();
    copy.separator = separator;
    return copy;
  }

  /**
   * States the decimal mark of all numbers; the other of the two may part thousands.
   *
   * @param mark {@code '.'} or {@code ','}
   * @return with that
   * @throws IllegalArgumentException if it is neither
   */
  public Reading decimal(char mark) {
    if (mark != '.' && mark != ',') {
      throw new IllegalArgumentException(
          "expected the decimal mark '.' or ','; got " + Listing.quoted(mark));
    }
    Reading copy = copy();
    copy.decimal = mark;
    return copy;
  }

  /**
   * Leaves out all lines that begin with a character, not only those before the header that begin
   * with #.
   *
   * @param first character of such lines, neither a letter nor a digit, a quote or white space
   * @return with that
   * @throws IllegalArgumentException if it is one of these
   */
  public Reading comment(char first) {
    if (Character.isLetterOrDigit(first)
        || Character.isWhitespace(first)
        || "\"\0".indexOf(first) >= 0) {
      throw new IllegalArgumentException(
          "expected what comments begin with, such as '#' or '%'; got " + Listing.quoted(first));
    }
    Reading copy = copy();
    copy.comment = first;
    return copy;
  }

  /**
   * States whether the first row names the columns; without, they are {@code c1}, {@code c2}, ...
   *
   * @param header true unless stated
   * @return with that
   */
  public Reading header(boolean header) {
    Reading copy = copy();
    copy.header = header;
    return copy;
  }

  /**
   * States words that mean a hole, in every column, beside those that are known.
   *
   * @param words as they stand in the file, for example {@code "none"}
   * @return with these too
   */
  public Reading missing(String... words) {
    Reading copy = copy();
    copy.holes = joined(holes, words);
    copy.words = without(this.words, copy.holes);
    return copy;
  }

  /**
   * States words that mean no hole, in no column, though they are known as such: {@code
   * notMissing("NA")}.
   *
   * @param words as they stand in the file; an empty cell stays a hole
   * @return with these too
   */
  public Reading notMissing(String... words) {
    Reading copy = copy();
    copy.words = joined(this.words, words);
    copy.holes = without(holes, copy.words);
    return copy;
  }

  private static Set<String> joined(Set<String> known, String... words) {
    Set<String> all = new LinkedHashSet<>(known);
    for (String word : Required.of(words, "words, for example \"none\"")) {
      all.add(Required.of(word, "a word, for example \"none\"").strip());
    }
    return all;
  }

  private static Set<String> without(Set<String> words, Set<String> others) {
    Set<String> left = new LinkedHashSet<>(words);
    left.removeAll(others);
    return left;
  }

  /**
   * States columns that are text, whatever they look like.
   *
   * @param columns their names, in any case
   * @return with these too
   */
  public Reading text(String... columns) {
    return stated(new Stated(Held.TEXT, null), columns);
  }

  /**
   * States columns that are numbers: also digits that begin with 0, and whole numbers of more than
   * 18 digits, as doubles. An entry that is no number is an error.
   *
   * @param columns their names, in any case
   * @return with these too
   */
  public Reading number(String... columns) {
    return stated(new Stated(Held.NUMBERS, null), columns);
  }

  /**
   * States how dates or times of a column are written. An entry that is none is an error.
   *
   * @param column its name, in any case
   * @param pattern as of {@link java.time.format.DateTimeFormatter}, for example {@code "d.M.uu"}
   *     or {@code "M/d/uuuu h:mm a"}, months and halves of days in English
   * @return with that
   * @throws IllegalArgumentException if it is no pattern of a date, of a time, or of both
   */
  public Reading date(String column, String pattern) {
    return stated(new Stated(Held.DATES, DateForm.stated(pattern)), column);
  }

  private Reading stated(Stated what, String... names) {
    Reading copy = copy();
    copy.columns = new LinkedHashMap<>(columns);
    for (String name : Required.of(names, COLUMN)) {
      copy.columns.put(Required.of(name, COLUMN), what);
    }
    return copy;
  }

  @Nullable Charset charset() {
    return charset;
  }

  @Nullable Character separator() {
    return separator;
  }

  @Nullable Character decimal() {
    return decimal;
  }

  @Nullable Character comment() {
    return comment;
  }

  boolean hasHeader() {
    return header;
  }

  /** Words that are stated to mean a hole. */
  Set<String> holes() {
    return holes;
  }

  /** Words that are stated to mean none. */
  Set<String> words() {
    return words;
  }

  /** What is stated of columns, by their names. */
  Map<String, Stated> columns() {
    return columns;
  }

  /** {@return what is stated, on a line} */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    if (charset != null) {
      parts.add("charset " + charset);
    }
    if (separator != null) {
      parts.add("separator " + Listing.quoted(separator));
    }
    if (decimal != null) {
      parts.add("decimal mark " + Listing.quoted(decimal));
    }
    if (comment != null) {
      parts.add("comments begin with " + Listing.quoted(comment));
    }
    if (!header) {
      parts.add("no header");
    }
    if (!holes.isEmpty()) {
      parts.add("holes " + Listing.of(holes));
    }
    if (!words.isEmpty()) {
      parts.add("no holes " + Listing.of(words));
    }
    columns.forEach(
        (name, what) ->
            parts.add(
                Listing.quoted(name)
                    + switch (what.held()) {
                      case TEXT -> " text";
                      case NUMBERS -> " numbers";
                      case DATES -> " dates " + what.form();
                    }));
    return "Reading: " + (parts.isEmpty() ? "nothing stated" : String.join(", ", parts));
  }
}
