package org.meshnn.tables;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshnn.text.Listing;
import org.meshnn.text.Required;

/**
 * What {@link ColumnRules} state of one column.
 *
 * @param column its name; case does not matter
 * @param use what its entries mean
 * @param missing what its missing entries are filled with; null where the general rules say
 * @param rare its categories of fewer training rows are gathered; 0 where the general rule says
 */
public record ColumnRule(String column, Use use, @Nullable Fill missing, int rare)
    implements Serializable {

  /** What the entries of a column mean. */
  public sealed interface Use extends Serializable {}

  /** What the type of the column says. */
  public record Plain() implements Use {
    @Override
    public String toString() {
      return "as it is";
    }
  }

  /** Nothing: it is no input. */
  public record Ignored() implements Use {
    @Override
    public String toString() {
      return "ignored";
    }
  }

  /** Categories, also where they are numbers, or text that looks like numbers or dates. */
  public record Categories() implements Use {
    @Override
    public String toString() {
      return "categories";
    }
  }

  /**
   * Entries in an order.
   *
   * @param levels from the lowest to the highest, at least two
   */
  public record Levels(List<String> levels) implements Use {
    /**
     * Keeps a copy.
     *
     * @param levels from the lowest to the highest
     * @throws IllegalArgumentException if there are fewer than two, or one stands there twice
     */
    public Levels {
      levels = Names.distinct("levels", levels, 2);
    }

    @Override
    public String toString() {
      return Listing.of(levels).replace(", ", " < ");
    }
  }

  /**
   * Dates or times.
   *
   * @param parts what becomes inputs; empty for what suits the column
   * @param since what days are counted from; null for the first date of the rows learned from
   */
  public record Dates(List<DatePart> parts, @Nullable LocalDate since) implements Use {
    /**
     * Keeps a copy.
     *
     * @param parts what becomes inputs, each once
     * @param since what days are counted from
     * @throws IllegalArgumentException if a part is null, or stands there twice
     */
    public Dates {
      parts = distinct(parts);
    }

    static List<DatePart> distinct(List<DatePart> parts) {
      Required.of(parts, "parts of a date, for example DatePart.MONTH");
      parts.forEach(part -> Required.of(part, "a part of a date, for example DatePart.MONTH"));
      if (parts.stream().distinct().count() < parts.size()) {
        throw new IllegalArgumentException(
            "expected parts of a date that differ, got " + Listing.of(parts));
      }
      return List.copyOf(parts);
    }

    @Override
    public String toString() {
      return "dates"
          + (parts.isEmpty() ? "" : " (" + Listing.of(parts) + ")")
          + (since == null ? "" : " since " + since);
    }
  }

  /**
   * Checks the rule.
   *
   * @param column its name
   * @param use what its entries mean
   * @param missing what its missing entries are filled with, or null
   * @param rare its categories of fewer training rows are gathered; 0 where the general rule says
   * @throws IllegalArgumentException if the name or the use is null, or the count negative
   */
  public ColumnRule {
    Names.column(column);
    Required.of(use, "what the entries of a column mean");
    if (rare < 0) {
      throw new IllegalArgumentException("expected a count of rows, at least 1; got " + rare);
    }
  }

  static ColumnRule of(String column) {
    return new ColumnRule(column, new Plain(), null, 0);
  }

  ColumnRule with(Use value) {
    return new ColumnRule(column, value, missing, rare);
  }

  ColumnRule with(Fill value) {
    return new ColumnRule(column, use, value, rare);
  }

  ColumnRule withRare(int value) {
    return new ColumnRule(column, use, missing, value);
  }

  boolean ignored() {
    return use instanceof Ignored;
  }

  @Override
  public String toString() {
    return Listing.quoted(column)
        + (use instanceof Plain ? "" : " " + use)
        + (missing == null ? "" : " missing " + missing)
        + (rare == 0 ? "" : " rare below " + rare);
  }
}
