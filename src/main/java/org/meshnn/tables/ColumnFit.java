package org.meshnn.tables;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meshnn.text.Listing;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.columns.Column;

/**
 * How a column of a table to learn from becomes a feature, as {@link ColumnRules} have it: what
 * depends on rows is learned from those that are learned from.
 */
final class ColumnFit {
  private final Column<?> column;
  private final ColumnRule.Use use;
  private final @Nullable Fill fill;
  private final int rare;
  private final Unseen unseen;
  private @Nullable Feature known; // where no rule touches it: learned from the whole table

  private ColumnFit(
      Column<?> column, ColumnRule.Use use, @Nullable Fill fill, int rare, Unseen unseen) {
    this.column = column;
    this.use = use;
    this.fill = fill;
    this.rare = rare;
    this.unseen = unseen;
  }

  /**
   * The way of a column.
   *
   * @throws IllegalArgumentException if a rule of its own does not suit it
   */
  static ColumnFit of(Column<?> column, ColumnRules rules) {
    ColumnRule rule = rules.rule(column.name()).orElseGet(() -> ColumnRule.of(column.name()));
    ColumnFit plain = new ColumnFit(column, rule.use(), null, 0, Unseen.REFUSE);
    return new ColumnFit(
        column,
        rule.use(),
        plain.fill(rule, rules.fills()).orElse(null),
        rule.rare() > 0 ? rule.rare() : rules.rare(),
        rules.unseen());
  }

  /** What its missing entries are filled with: by a rule of its own, or the last that suits it. */
  private Optional<Fill> fill(ColumnRule rule, List<Fill> general) {
    Fill own = rule.missing();
    if (own == null) {
      return general.stream().filter(this::suits).reduce((earlier, later) -> later);
    }
    if (!suits(own)) {
      throw new IllegalArgumentException(
          "missing entries of column "
              + Listing.quoted(column.name())
              + " ("
              + (use instanceof ColumnRule.Plain ? "" : use + ", ")
              + column.type().name()
              + ") cannot be filled with "
              + own
              + "; take Fill.mostFrequent(), or Fill.constant(..) of an entry that it may have");
    }
    return Optional.of(own);
  }

  /** Whether missing entries of such a column can be filled like that. */
  private boolean suits(Fill value) {
    if (value.by() == Fill.By.MOST_FREQUENT) {
      return true;
    }
    if (use instanceof ColumnRule.Levels levels) {
      return levels.levels().contains(value.constant());
    }
    if (use instanceof ColumnRule.Dates) {
      return value.by() == Fill.By.WORD
          ? Moments.suits(column, value.constant())
          : !value.by().constant();
    }
    Kind kind = Kind.of(column);
    return switch (value.by()) {
      case MEAN, MEDIAN -> kind == Kind.NUMBER && !(use instanceof ColumnRule.Categories);
      case NUMBER -> kind == Kind.NUMBER;
      case WORD -> kind == Kind.TEXT;
      case FLAG -> kind == Kind.FLAG;
      case MOST_FREQUENT -> true;
    };
  }

  Column<?> column() {
    return column;
  }

  /** Whether it takes dates or times; otherwise numbers, flags or text. */
  boolean takesDates() {
    return use instanceof ColumnRule.Dates;
  }

  /** Whether it fills missing entries. */
  boolean fills() {
    return fill != null;
  }

  /** Whether the feature, but for its scale, is the same whatever rows are learned from. */
  private boolean fixed() {
    boolean grouped = Kind.supports(column) && Kind.of(column) == Kind.TEXT && grouping();
    return use instanceof ColumnRule.Plain && fill == null && !grouped;
  }

  private boolean grouping() {
    return rare > 0 || unseen != Unseen.REFUSE;
  }

  /** Learns at once what does not depend on rows, and refuses what is no such feature. */
  void check() {
    known = fixed() ? Feature.of(column) : null;
  }

  /** The feature, not standardised, if it is the same whatever rows are learned from. */
  Optional<Feature> known() {
    return Optional.ofNullable(known);
  }

  /**
   * The feature, learned from some rows.
   *
   * @param standardised whether numbers are
   */
  Feature feature(int[] rows, boolean standardised) {
    if (known != null) {
      return standardised ? known.standardised(column, rows) : known;
    }
    if (fill == null) {
      Feature plain = plain(column, rows, null);
      return standardised ? plain.standardised(column, rows) : plain;
    }
    String value = FillValue.of(column, use, fill, rows);
    int[] holes = Filling.holes(column);
    Column<?> complete = Filling.filled(column, holes, value);
    Feature plain = plain(complete, rows, value);
    boolean[] missing = new boolean[column.size()];
    Arrays.stream(holes).forEach(row -> missing[row] = true);
    int count = (int) Arrays.stream(rows).filter(row -> missing[row]).count();
    return new Filled(
        standardised ? plain.standardised(complete, rows) : plain,
        value,
        fill.indicator() && count > 0,
        count);
  }

  /**
   * What complete entries become, not standardised.
   *
   * @param value what missing entries were filled with; null where none were
   */
  private Feature plain(Column<?> complete, int[] rows, @Nullable String value) {
    if (use instanceof ColumnRule.Levels levels) {
      return new Ordinal(column.name(), levels.levels(), Scale.NONE);
    }
    if (use instanceof ColumnRule.Dates dates) {
      return Dates.of(complete, dates, rows);
    }
    boolean stated = use instanceof ColumnRule.Categories;
    if (!stated && !(complete instanceof StringColumn)) {
      return Feature.of(complete);
    }
    return Grouped.learned(complete, rows, rare, unseen, stated, value);
  }
}
