package org.meshnn.tables;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.meshnn.text.Listing;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * A table to learn from as {@link ColumnRules} have it: without what they leave out, its columns of
 * kinds that they take, holes only where they fill them.
 *
 * @param given the table as it was handed in
 * @param table the same, unless incomplete rows were left out
 * @param labels its label columns
 * @param columns its other columns, in their order
 * @param leftOut what rules leave out
 * @param rules those that were applied
 */
record TableFit(
    Table given,
    Table table,
    List<Column<?>> labels,
    List<ColumnFit> columns,
    LeftOut leftOut,
    ColumnRules rules) {

  /**
   * Checks a table.
   *
   * @throws IllegalArgumentException if a column is of another kind, or holds missing values that
   *     no rule fills, or infinite ones
   */
  static TableFit of(Table given, List<Column<?>> labels, ColumnRules rules) {
    requireKnown(given, labels, rules);
    List<Column<?>> supported = new ArrayList<>();
    List<String> ignored = new ArrayList<>();
    for (Column<?> column : given.columns()) {
      ColumnRule rule = rules.rule(column.name()).orElse(null);
      if (rule != null && rule.ignored()) {
        ignored.add(column.name());
      } else if (rule == null || !(rule.use() instanceof ColumnRule.Dates)) {
        supported.add(column);
      }
    }
    Columns.requireSupported(supported, TableFit::rule);
    List<ColumnFit> columns = fits(given, labels, rules);
    Table complete = rules.dropsIncompleteRows() ? complete(given, labels, columns) : given;
    boolean same = complete == given;
    List<Column<?>> labelsKept =
        same
            ? labels
            : labels.stream().<Column<?>>map(label -> complete.column(label.name())).toList();
    List<ColumnFit> kept = same ? columns : fits(complete, labelsKept, rules);
    requireComplete(complete, labelsKept, kept);
    return new TableFit(
        given,
        complete,
        labelsKept,
        kept,
        new LeftOut(ignored, rules.dropsIncompleteRows(), given.rowCount() - complete.rowCount()),
        rules);
  }

  private static List<ColumnFit> fits(Table table, List<Column<?>> labels, ColumnRules rules) {
    return table.columns().stream()
        .filter(column -> labels.stream().noneMatch(label -> label == column))
        .filter(column -> rules.rule(column.name()).filter(ColumnRule::ignored).isEmpty())
        .map(column -> ColumnFit.of(column, rules))
        .toList();
  }

  /** No holes but where they are filled, no infinite numbers but where columns are ignored. */
  private static void requireComplete(
      Table table, List<Column<?>> labels, List<ColumnFit> columns) {
    Set<Column<?>> used = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<Column<?>> needed = Collections.newSetFromMap(new IdentityHashMap<>());
    needed.addAll(labels);
    used.addAll(labels);
    for (ColumnFit fit : columns) {
      used.add(fit.column());
      if (!fit.fills()) {
        needed.add(fit.column());
      }
    }
    Completeness.requireToLearn(
        table.columns().stream().filter(needed::contains).toList(),
        table.columns().stream().filter(used::contains).toList(),
        labels);
  }

  private static Table complete(Table table, List<Column<?>> labels, List<ColumnFit> columns) {
    List<Column<?>> needed = new ArrayList<>(labels);
    columns.stream().filter(fit -> !fit.fills()).forEach(fit -> needed.add(fit.column()));
    return Completeness.complete(table, needed);
  }

  /** The rule that takes a column of dates. */
  private static String rule(Column<?> column) {
    return Moments.supports(column)
        ? "; or take its parts by a rule: mesh.columns(ColumnRules.defaults().dates("
            + Calls.literal(column.name())
            + "))"
        : "";
  }

  private static void requireKnown(Table table, List<Column<?>> labels, ColumnRules rules) {
    Columns.getAll(table, rules.rules().stream().map(ColumnRule::column).toList());
    for (Column<?> label : labels) {
      if (rules.rule(label.name()).isPresent()) {
        throw new IllegalArgumentException(
            "rules of columns are for those that are learned from; got one for the label "
                + Listing.quoted(label.name())
                + "; Mesh.target(..) says what a label means, and .dropIncompleteRows() leaves out"
                + " rows without one");
      }
    }
  }

  /** Refuses rules for a column of weights, which is no input; it may be left out. */
  void requireNoRule(String weights) {
    if (rules.rule(weights).filter(rule -> !rule.ignored()).isPresent()) {
      throw new IllegalArgumentException(
          "rules of columns are for those that are learned from; got one for the weights "
              + Listing.quoted(weights)
              + ", which are numbers as they are, none missing; drop the rule");
    }
  }
}
