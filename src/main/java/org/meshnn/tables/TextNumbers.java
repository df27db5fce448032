package org.meshnn.tables;

import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells numbers that stand in text, and the call that makes text numeric. */
final class TextNumbers {
  private static final Pattern PLAIN =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");
  private static final Pattern POINTS = decorated(',', '.');
  private static final Pattern COMMAS = decorated('.', ',');

  /** What is done to text before it is parsed, as regular expressions and what replaces a match. */
  private enum Cleaning {
    NONE(PLAIN, false, ""),
    WORDS_TO_MISSING(PLAIN, true, ".replaceAll(\"^\\\\D*$\", \"\")"),
    DIGITS_AND_POINTS(POINTS, true, ".replaceAll(\"^\\\\D*$|[^0-9.eE+-]\", \"\")"),
    DIGITS_AND_COMMAS(
        COMMAS, true, ".replaceAll(\"^\\\\D*$|[^0-9,eE+-]\", \"\").replaceAll(\",\", \".\")");

    private final Pattern numbers;
    private final boolean words;
    private final String calls;

    Cleaning(Pattern numbers, boolean words, String calls) {
      this.numbers = numbers;
      this.words = words;
      this.calls = calls;
    }

    private boolean suits(String entry) {
      boolean word = entry.chars().noneMatch(c -> c >= '0' && c <= '9');
      return word ? words : numbers.matcher(entry).matches();
    }
  }

  private TextNumbers() {}

  /** A number with a currency or percent sign, or with its thousands set apart. */
  private static Pattern decorated(char thousands, char decimal) {
    String digits = "(\\d{1,3}([ '" + thousands + "]\\d{3})+|\\d+)([" + decimal + "]\\d*)?";
    String sign = "([+-]?\\s*[$€£¥]?|[$€£¥]\\s*[+-])\\s*"; // one, before or after the currency
    return Pattern.compile(sign + digits + "([eE][+-]?\\d+)?\\s*[$€£¥%]?");
  }

  /** Whether tablesaw takes the entry for a number. */
  static boolean plain(String entry) {
    return PLAIN.matcher(entry).matches();
  }

  /** Whether a reader takes the entry for a number. */
  static boolean number(String entry) {
    return plain(entry) || POINTS.matcher(entry).matches() || COMMAS.matcher(entry).matches();
  }

  /**
   * The call that makes the text column numeric, each number keeping its value; entries without a
   * digit become missing. Empty if no call suits all entries.
   */
  static Optional<String> conversion(String column, Collection<String> entries) {
    for (Cleaning cleaning : Cleaning.values()) {
      if (entries.stream().allMatch(cleaning::suits)) {
        return Optional.of(Calls.parse(column, cleaning.calls));
      }
    }
    return Optional.empty();
  }
}
