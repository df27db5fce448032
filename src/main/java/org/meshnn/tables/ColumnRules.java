package org.meshnn.tables;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meshnn.text.Listing;
import org.meshnn.text.Required;

/**
 * How the columns of a table become inputs where their types do not say it: stated once, learned
 * from the rows that are learned from, kept in the model and applied to all that it predicts.
 *
 * <pre>{@code
 * mesh.columns(ColumnRules.defaults()
 *     .missing(Fill.median().withIndicator())
 *     .missing("income", Fill.constant(0))
 *     .ordinal("size", "S", "M", "L")
 *     .categories("zip")
 *     .rare(10)
 *     .unseen(Unseen.OTHER)
 *     .dates("signup", DatePart.TREND, DatePart.MONTH)
 *     .ignore("id"))
 * }</pre>
 *
 * <p>Nothing is done silently: {@code model.summary()} and the card tell what was filled, dropped
 * and gathered. Immutable: each setter returns a changed copy; of two that say something else of
 * the same column, the later one counts.
 *
 * @param fills what missing entries are filled with, of all columns that no rule names; of several,
 *     the last counts that suits a column
 * @param rules of single columns, each column once
 * @param dropsIncompleteRows whether rows that are still incomplete are left out
 * @param rare categories of fewer training rows are gathered; 0 for none
 * @param unseen what is done with categories that no row learned from had
 */
public record ColumnRules(
    List<Fill> fills, List<ColumnRule> rules, boolean dropsIncompleteRows, int rare, Unseen unseen)
    implements Serializable {
  private static final ColumnRules DEFAULTS =
      new ColumnRules(List.of(), List.of(), false, 0, Unseen.REFUSE);
  private static final String FILL = "what missing entries are filled with, as Fill.median()";

  /**
   * Checks the rules.
   *
   * @param fills what missing entries are filled with, of all columns that no rule names
   * @param rules of single columns, each column once
   * @param dropsIncompleteRows whether rows that are still incomplete are left out
   * @param rare categories of fewer training rows are gathered; 0 for none
   * @param unseen what is done with categories that no row learned from had
   * @throws IllegalArgumentException if a part is null, a column has two rules, or the count is
   *     negative
   */
  public ColumnRules {
    for (Fill fill : Required.of(fills, FILL)) {
      Required.of(fill, FILL);
    }
    for (ColumnRule rule : Required.of(rules, "rules of single columns")) {
      Required.of(rule, "the rule of a column");
    }
    Names.distinct(
        "columns with a rule",
        rules.stream().map(rule -> rule.column().toLowerCase(Locale.ROOT)).toList(),
        0);
    fills = List.copyOf(fills);
    rules = List.copyOf(rules);
    Required.of(unseen, "what is done with unseen categories, for example Unseen.OTHER");
    if (rare < 0) {
      throw new IllegalArgumentException("expected a count of rows, at least 1; got " + rare);
    }
  }

  /**
   * {@return no rule: numbers, flags and text are inputs as their types say, all entries there, and
   * categories known}
   */
  public static ColumnRules defaults() {
    return DEFAULTS;
  }

  /**
   * {@return a copy that fills missing entries of all columns that it suits: mean, median and a
   * number those of numeric columns, true or false those of boolean ones, a word those of text, the
   * most frequent entry those of all} Mean and median suit dates as well. Several may be stated;
   * the last that suits a column counts. Of categories that are numbers, and of ordinals, only the
   * most frequent and a constant that is one of them.
   *
   * @param fill for example {@code Fill.median().withIndicator()}
   * @throws IllegalArgumentException if it is null
   */
  public ColumnRules missing(Fill fill) {
    Required.of(fill, FILL);
    List<Fill> all = Stream.concat(fills.stream(), Stream.of(fill)).toList();
    return new ColumnRules(all, rules, dropsIncompleteRows, rare, unseen);
  }

  /**
   * {@return a copy that fills missing entries of a column}
   *
   * @param column its name; case does not matter
   * @param fill which must suit it
   * @throws IllegalArgumentException if one is null
   */
  public ColumnRules missing(String column, Fill fill) {
    Required.of(fill, FILL);
    return with(column, rule -> rule.with(fill));
  }

  /**
   * {@return a copy that leaves out the rows of a table to learn from that lack their label, or an
   * entry that no rule fills} They are counted, and the model tells how many there were. A row to
   * be predicted is never left out: it is refused.
   */
  public ColumnRules dropIncompleteRows() {
    return new ColumnRules(fills, rules, true, rare, unseen);
  }

  /**
   * {@return a copy that takes a column for ordinal: one input, the place of the entry, from 0 on,
   * standardised as numbers are}
   *
   * @param column its name; case does not matter
   * @param levels all its entries, from the lowest to the highest, at least two
   * @throws IllegalArgumentException if one is null or stands there twice, or there are fewer
   */
  public ColumnRules ordinal(String column, String... levels) {
    Required.of(levels, "levels, for example \"S\", \"M\", \"L\"");
    return with(column, new ColumnRule.Levels(Arrays.asList(levels)));
  }

  /**
   * {@return a copy that takes columns for categories, an input each: integer codes, or text that
   * looks like numbers or dates}
   *
   * @param columns their names; case does not matter
   * @throws IllegalArgumentException if one is null
   */
  public ColumnRules categories(String... columns) {
    return withAll(columns, new ColumnRule.Categories());
  }

  /**
   * {@return a copy that gathers rare categories of every column in one input}
   *
   * @param rows categories of fewer training rows are rare; at least 1
   * @throws IllegalArgumentException if it is less
   */
  public ColumnRules rare(int rows) {
    return new ColumnRules(fills, rules, dropsIncompleteRows, requireCount(rows), unseen);
  }

  /**
   * {@return a copy that gathers rare categories of a column in one input, whatever holds for the
   * others}
   *
   * @param column its name; case does not matter
   * @param rows categories of fewer training rows are rare; at least 1, which gathers only those
   *     that no training row has
   * @throws IllegalArgumentException if it is less, or the name is null
   */
  public ColumnRules rare(String column, int rows) {
    requireCount(rows);
    return with(column, rule -> rule.withRare(rows));
  }

  private static int requireCount(int rows) {
    if (rows < 1) {
      throw new IllegalArgumentException("expected a count of rows, at least 1; got " + rows);
    }
    return rows;
  }

  /**
   * {@return a copy that treats categories otherwise that no row learned from had}
   *
   * @param value {@link Unseen#REFUSE} unless set
   * @throws IllegalArgumentException if it is null
   */
  public ColumnRules unseen(Unseen value) {
    return new ColumnRules(fills, rules, dropsIncompleteRows, rare, value);
  }

  /**
   * {@return a copy that takes a column of dates, times, or both for inputs} tablesaw has no column
   * of durations: make them numbers.
   *
   * @param column its name; case does not matter
   * @param parts what of them becomes inputs, each once; none for what suits the column: of dates
   *     trend, month and weekday, of times the hour, of both all four. Days are counted from the
   *     first date of the training rows.
   * @throws IllegalArgumentException if one is null, or stands there twice
   */
  public ColumnRules dates(String column, DatePart... parts) {
    return with(column, dates(parts, null));
  }

  /**
   * {@return a copy as of {@link #dates(String, DatePart...)}, days counted from a date}
   *
   * @param column its name; case does not matter
   * @param since what {@link DatePart#DAYS} are counted from
   * @param parts what becomes inputs, each once; none for what suits the column, and days
   * @throws IllegalArgumentException if one is null, or stands there twice
   */
  public ColumnRules dates(String column, LocalDate since, DatePart... parts) {
    Required.of(since, "a date, for example LocalDate.of(2020, 1, 1)");
    return with(column, dates(parts, since));
  }

  private static ColumnRule.Dates dates(DatePart[] parts, @Nullable LocalDate since) {
    return new ColumnRule.Dates(
        Arrays.asList(Required.of(parts, "parts of a date, for example DatePart.MONTH")), since);
  }

  /**
   * {@return a copy that leaves columns out, whatever they hold; tables to be predicted need not
   * have them}
   *
   * @param columns their names; case does not matter
   * @throws IllegalArgumentException if one is null
   */
  public ColumnRules ignore(String... columns) {
    return withAll(columns, new ColumnRule.Ignored());
  }

  private ColumnRules withAll(String[] columns, ColumnRule.Use use) {
    ColumnRules changed = this;
    for (String column : Required.of(columns, "names of columns")) {
      changed = changed.with(column, use);
    }
    return changed;
  }

  private ColumnRules with(String column, ColumnRule.Use use) {
    return with(column, rule -> rule.with(use));
  }

  private ColumnRules with(String column, UnaryOperator<ColumnRule> change) {
    List<ColumnRule> changed = new ArrayList<>(rules);
    ColumnRule old = rule(Names.column(column)).orElse(null);
    ColumnRule rule = change.apply(old == null ? ColumnRule.of(column) : old);
    if (old == null) {
      changed.add(rule);
    } else {
      changed.set(rules.indexOf(old), rule);
    }
    return new ColumnRules(fills, changed, dropsIncompleteRows, rare, unseen);
  }

  /** The rule of a column, if it has one of its own. */
  Optional<ColumnRule> rule(String column) {
    return rules.stream().filter(rule -> rule.column().equalsIgnoreCase(column)).findFirst();
  }

  /** {@return whether nothing is stated} */
  public boolean isEmpty() {
    return equals(DEFAULTS);
  }

  /** For example: {@code missing median; 'size' S < M < L; rare below 10; unseen other}. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    fills.forEach(fill -> parts.add("missing " + fill));
    rules.stream().limit(Listing.SHOWN).forEach(rule -> parts.add(rule.toString()));
    if (rules.size() > Listing.SHOWN) {
      parts.add(Listing.count(rules.size() - Listing.SHOWN) + " columns more");
    }
    if (dropsIncompleteRows) {
      parts.add("incomplete rows dropped");
    }
    if (rare > 0) {
      parts.add("rare below " + rare);
    }
    if (unseen != Unseen.REFUSE) {
      parts.add("unseen " + unseen);
    }
    return parts.isEmpty() ? "no rules" : String.join("; ", parts);
  }
}
