package org.meshnn.file;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshnn.tables.ColumnRule;
import org.meshnn.tables.ColumnRules;
import org.meshnn.tables.DatePart;
import org.meshnn.tables.Fill;
import org.meshnn.tables.Unseen;
import org.meshnn.text.Listing;
import org.meshnn.text.Required;

/**
 * The rules by which columns become inputs, as model.json has them.
 *
 * @param missing what missing entries are filled with, of all columns
 * @param columns rules of single ones
 */
record ColumnRulesJson(
    List<FillJson> missing,
    List<RuleJson> columns,
    boolean dropIncompleteRows,
    int rare,
    String unseen) {
  /** The first format that has rules. */
  static final int FORMAT = 5;

  private static final String PLAIN = "plain";
  private static final String IGNORE = "ignore";
  private static final String CATEGORIES = "categories";
  private static final String ORDINAL = "ordinal";
  private static final String DATES = "dates";

  /** What missing entries are filled with; a constant as text, empty for others. */
  record FillJson(String by, String constant, boolean indicator) {
    static FillJson of(Fill fill) {
      return new FillJson(Constant.name(fill.by()), fill.constant(), fill.indicator());
    }

    Fill fill() {
      return new Fill(
          Constant.of(Fill.By.class, by), Required.of(constant, "a constant"), indicator);
    }
  }

  /**
   * The rule of a column.
   *
   * @param use plain, ignore, categories, ordinal or dates
   * @param levels of an ordinal; null of others
   * @param parts of dates; null of others
   * @param since what days are counted from; null for the first
   * @param missing null where the general rules say
   */
  record RuleJson(
      String column,
      String use,
      @Nullable List<String> levels,
      @Nullable List<String> parts,
      @Nullable String since,
      @Nullable FillJson missing,
      int rare) {

    static RuleJson of(ColumnRule rule) {
      ColumnRule.Use use = rule.use();
      ColumnRule.Dates dates = use instanceof ColumnRule.Dates known ? known : null;
      return new RuleJson(
          rule.column(),
          name(use),
          use instanceof ColumnRule.Levels known ? known.levels() : null,
          dates == null ? null : dates.parts().stream().map(Constant::name).toList(),
          dates == null || dates.since() == null ? null : dates.since().toString(),
          rule.missing() == null ? null : FillJson.of(rule.missing()),
          rule.rare());
    }

    private static String name(ColumnRule.Use use) {
      if (use instanceof ColumnRule.Ignored) {
        return IGNORE;
      }
      if (use instanceof ColumnRule.Categories) {
        return CATEGORIES;
      }
      if (use instanceof ColumnRule.Levels) {
        return ORDINAL;
      }
      return use instanceof ColumnRule.Dates ? DATES : PLAIN;
    }

    ColumnRule rule() {
      return new ColumnRule(column, meaning(), missing == null ? null : missing.fill(), rare);
    }

    private ColumnRule.Use meaning() {
      return switch (Required.of(use, "what a column is used for")) {
        case PLAIN -> new ColumnRule.Plain();
        case IGNORE -> new ColumnRule.Ignored();
        case CATEGORIES -> new ColumnRule.Categories();
        case ORDINAL -> new ColumnRule.Levels(Required.of(levels, "levels"));
        case DATES ->
            new ColumnRule.Dates(
                Required.of(parts, "parts of a date").stream()
                    .map(part -> Constant.of(DatePart.class, part))
                    .toList(),
                since == null ? null : EncodingJson.date(since));
        default ->
            throw new IllegalArgumentException(
                "expected a use of a column that this version knows, got " + Listing.quoted(use));
      };
    }
  }

  static @Nullable ColumnRulesJson of(ColumnRules rules) {
    return rules.isEmpty()
        ? null
        : new ColumnRulesJson(
            rules.fills().stream().map(FillJson::of).toList(),
            rules.rules().stream().map(RuleJson::of).toList(),
            rules.dropsIncompleteRows(),
            rules.rare(),
            Constant.name(rules.unseen()));
  }

  ColumnRules rules() {
    return new ColumnRules(
        Required.of(missing, "what missing entries are filled with").stream()
            .map(fill -> Required.of(fill, "what missing entries are filled with").fill())
            .toList(),
        Required.of(columns, "rules of columns").stream()
            .map(rule -> Required.of(rule, "the rule of a column").rule())
            .toList(),
        dropIncompleteRows,
        rare,
        Constant.of(Unseen.class, unseen));
  }
}
