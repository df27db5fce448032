package org.meshnn.tables;

import java.io.Serializable;
import org.meshnn.text.Listing;
import org.meshnn.text.Required;

/**
 * What missing entries of a column are filled with, learned from the rows that are learned from.
 *
 * @param by how
 * @param constant the text of a constant; empty for others
 * @param indicator whether another input tells which entries were missing: 1 where one was, else 0;
 *     there is one where a row learned from lacks the entry
 */
public record Fill(Fill.By by, String constant, boolean indicator) implements Serializable {

  /** How missing entries are filled. */
  public enum By {
    /** By the mean of a numeric column, or of dates. */
    MEAN,
    /** By the median: of an even number of entries the mean of the two in the middle. */
    MEDIAN,
    /** By the most frequent entry, of equals the first in the order of numbers or of text. */
    MOST_FREQUENT,
    /** By a number. */
    NUMBER,
    /** By a word, or by a date or time as ISO 8601 has it. */
    WORD,
    /** By true or false. */
    FLAG;

    boolean constant() {
      return ordinal() >= NUMBER.ordinal();
    }
  }

  /**
   * Checks the constant.
   *
   * @param by how
   * @param constant the text of a constant; empty for others
   * @param indicator whether another input tells which entries were missing
   * @throws IllegalArgumentException if a part is null, or the text is not of such a constant
   */
  public Fill {
    Required.of(by, "how missing entries are filled, for example Fill.median()");
    Required.of(constant, "a constant, for example Fill.constant(\"none\")");
    boolean right =
        switch (by) {
          case MEAN, MEDIAN, MOST_FREQUENT -> constant.isEmpty();
          case NUMBER -> finite(constant);
          case WORD -> !constant.isEmpty();
          case FLAG -> constant.equals("true") || constant.equals("false");
        };
    if (!right) {
      throw new IllegalArgumentException(
          "expected what missing entries are filled with: a finite number, a word that is not"
              + " empty, true or false; got "
              + Listing.quoted(constant));
    }
  }

  private static boolean finite(String number) {
    try {
      return Double.isFinite(Double.parseDouble(number));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** {@return the mean of a numeric column, or of dates} */
  public static Fill mean() {
    return new Fill(By.MEAN, "", false);
  }

  /** {@return the median: of an even number of entries the mean of the two in the middle} */
  public static Fill median() {
    return new Fill(By.MEDIAN, "", false);
  }

  /** {@return the most frequent entry, of equals the first in the order of numbers or of text} */
  public static Fill mostFrequent() {
    return new Fill(By.MOST_FREQUENT, "", false);
  }

  /**
   * {@return a number}
   *
   * @param value finite, in the column's own unit
   * @throws IllegalArgumentException if it is not finite
   */
  public static Fill constant(double value) {
    return new Fill(By.NUMBER, Entries.text(value), false);
  }

  /**
   * {@return a word, which may be a category that no row has; for a date or time its text as ISO
   * 8601 has it, {@code "2024-01-31"} or {@code "2024-01-31T12:00"}}
   *
   * @param value not empty
   * @throws IllegalArgumentException if it is null or empty
   */
  public static Fill constant(String value) {
    return new Fill(By.WORD, value, false);
  }

  /**
   * {@return true or false}
   *
   * @param value what a missing entry of a boolean column is taken for
   */
  public static Fill constant(boolean value) {
    return new Fill(By.FLAG, Boolean.toString(value), false);
  }

  /** {@return the same, with an input that tells which entries were missing} */
  public Fill withIndicator() {
    return new Fill(by, constant, true);
  }

  @Override
  public String toString() {
    String what =
        switch (by) {
          case MEAN -> "mean";
          case MEDIAN -> "median";
          case MOST_FREQUENT -> "most frequent";
          case NUMBER, FLAG -> constant;
          case WORD -> Listing.quoted(constant);
        };
    return what + (indicator ? " with indicator" : "");
  }
}
