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
 * @param label its label column
 * @param columns its other columns, in their order
 */
record TableFit(
    Table given, Table table, Column<?> label, List<ColumnFit> columns, LeftOut leftOut) {

  /**
   * Checks a table.
   *
   * @throws IllegalArgumentException if a column is of another kind, or holds missing values that
   *     no rule fills, or infinite ones
   */
  static TableFit of(Table given, Column<?> label, ColumnRules rules) {
    requireKnown(given, label, rules);
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
    List<ColumnFit> columns = fits(given, label, rules);
    Table complete = rules.dropsIncompleteRows() ? complete(given, label, columns) : given;
    boolean same = complete == given;
    Column<?> labelKept = same ? label : complete.column(label.name());
    List<ColumnFit> kept = same ? columns : fits(complete, labelKept, rules);
    requireComplete(complete, labelKept, kept);
    return new TableFit(
        given,
        complete,
        labelKept,
        kept,
        new LeftOut(ignored, rules.dropsIncompleteRows(), given.rowCount() - complete.rowCount()));
  }

  private static List<ColumnFit> fits(Table table, Column<?> label, ColumnRules rules) {
    return table.columns().stream()
        .filter(column -> column != label)
        .filter(column -> rules.rule(column.name()).filter(ColumnRule::ignored).isEmpty())
        .map(column -> ColumnFit.of(column, rules))
        .toList();
  }

  /** No holes but where they are filled, no infinite numbers but where columns are ignored. */
  private static void requireComplete(Table table, Column<?> label, List<ColumnFit> columns) {
    Set<Column<?>> used = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<Column<?>> needed = Collections.newSetFromMap(new IdentityHashMap<>());
    needed.add(label);
    used.add(label);
    for (ColumnFit fit : columns) {
      used.add(fit.column());
      if (!fit.fills()) {
        needed.add(fit.column());
      }
    }
    Completeness.requireToLearn(
        table.columns().stream().filter(needed::contains).toList(),
        table.columns().stream().filter(used::contains).toList(),
        label);
  }

  private static Table complete(Table table, Column<?> label, List<ColumnFit> columns) {
    List<Column<?>> needed = new ArrayList<>(List.of(label));
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

  private static void requireKnown(Table table, Column<?> label, ColumnRules rules) {
    Columns.getAll(table, rules.rules().stream().map(ColumnRule::column).toList());
    if (rules.rule(label.name()).isPresent()) {
      throw new IllegalArgumentException(
          "rules of columns are for those that are learned from; got one for the label "
              + Listing.quoted(label.name())
              + "; Mesh.target(..) says what a label means, and .dropIncompleteRows() leaves out"
              + " rows without one");
    }
  }
}
