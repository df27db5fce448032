package org.meshnn.tables;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meshnn.text.Listing;
import org.meshnn.text.Required;
import org.meshnn.train.Loss;
import org.meshnn.train.RowOrder;
import org.meshnn.train.Samples;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * A table to learn from that has been checked: its columns are of the kinds that an {@link
 * Encoding} takes and hold every value, unless a rule fills it, its label means classes or a value,
 * and its categories and classes are known. It is checked once and encoded as often as other rows
 * are learned from. The table is not copied, so it must not be changed meanwhile.
 */
public final class TrainingTable {
  private final TableFit fit;
  private final Table table; // without incomplete rows, where a rule leaves them out
  private final List<ColumnFit> fits; // of the features, in their order
  private final List<Column<?>> columns;
  private final Labels labels; // not standardised
  private final Optional<String> weighting; // the column of weights
  private final double @Nullable [] weights; // of the rows; null where all count the same
  private final int[] strata;
  private @Nullable TableDigest digest; // made at the first call

  /**
   * A table as a mesh takes it.
   *
   * @param encoding whose means and deviations are those of the rows learned from
   * @param samples all rows of the table
   */
  public record Encoded(Encoding encoding, Samples samples) {}

  /**
   * A table whose columns are checked.
   *
   * @param meaning of the label columns
   * @param weighting the column of weights, which is no feature
   */
  private TrainingTable(
      TableFit fit, Function<List<Column<?>>, Labels> meaning, Optional<String> weighting) {
    this.fit = fit;
    this.weighting = weighting;
    table = fit.table();
    weights = weighting.map(name -> RowWeights.of(table, name)).orElse(null);
    fits =
        fit.columns().stream()
            .filter(
                column -> !weighting.map(column.column().name()::equalsIgnoreCase).orElse(false))
            .toList();
    columns = fits.stream().<Column<?>>map(ColumnFit::column).toList();
    if (fits.isEmpty()) {
      throw noFeatures(fit.labels());
    }
    labels = meaning.apply(fit.labels());
    strata =
        classification()
            ? Encoding.indices(labels, fit.labels().get(0))
            : new int[table.rowCount()];
    requireFits(fits.stream().flatMap(column -> column.known().stream()).toList());
  }

  private void requireFits(List<Feature> features) {
    if (!features.isEmpty()) {
      new Footprint(features, labels)
          .require(table.rowCount(), true, Runtime.getRuntime().maxMemory());
    }
  }

  /**
   * Checks a table. Every column but the label is a feature.
   *
   * @param table at least one row; numeric, boolean and string columns, without missing or infinite
   *     values
   * @param label name of the label column; at least two classes, or numbers
   * @param target how to read the label
   * @return the table, which is not copied
   * @throws IllegalArgumentException if the table does not meet this, saying where and how to fix
   *     it
   */
  public static TrainingTable of(Table table, String label, Target target) {
    return of(table, label, target, ColumnRules.defaults());
  }

  /**
   * Checks a table. Every column but the label is a feature, unless a rule leaves it out.
   *
   * @param table at least one row; numeric, boolean and string columns, without missing or infinite
   *     values, unless a rule takes dates or fills what is missing
   * @param label name of the label column; at least two classes, or numbers
   * @param target how to read the label
   * @param rules how columns become inputs
   * @return the table, which is not copied but where incomplete rows are left out
   * @throws IllegalArgumentException if the table does not meet this, saying where and how to fix
   *     it
   */
  public static TrainingTable of(Table table, String label, Target target, ColumnRules rules) {
    Required.of(target, "what the label means, for example Target.VALUE");
    Required.of(rules, "rules of columns, for example ColumnRules.defaults()");
    Column<?> labelColumn = Columns.get(table, label, "the label column");
    return of(table, List.of(labelColumn), rules, known -> Labels.of(known.get(0), target));
  }

  /**
   * Checks a table of which several columns are predicted at once.
   *
   * @param table at least one row; numeric, boolean and string columns, without missing or infinite
   *     values
   * @param names of the label columns, which are values, or all boolean; one is as of {@link
   *     #of(Table, String, Target)}
   * @param target how to read the labels
   * @return the table, which is not copied
   * @throws IllegalArgumentException if the table does not meet this, saying where and how to fix
   *     it
   */
  public static TrainingTable of(Table table, List<String> names, Target target) {
    return of(table, names, target, ColumnRules.defaults());
  }

  /**
   * Checks a table of which several columns are predicted at once, the others being features unless
   * a rule leaves them out.
   *
   * @param table at least one row; numeric, boolean and string columns, without missing or infinite
   *     values, unless a rule takes dates or fills what is missing
   * @param names of the label columns, which are values, or all boolean; one is as of {@link
   *     #of(Table, String, Target, ColumnRules)}
   * @param target how to read the labels
   * @param rules how columns become inputs
   * @return the table, which is not copied but where incomplete rows are left out
   * @throws IllegalArgumentException if the table does not meet this, saying where and how to fix
   *     it
   */
  public static TrainingTable of(
      Table table, List<String> names, Target target, ColumnRules rules) {
    Required.of(target, "what the labels mean, for example Target.VALUE");
    Required.of(rules, "rules of columns, for example ColumnRules.defaults()");
    List<String> distinct = Names.distinct("label columns", names, 1);
    if (distinct.size() == 1) {
      return of(table, distinct.get(0), target, rules);
    }
    Columns.requireRows(table);
    List<Column<?>> columns = Columns.getAll(table, distinct);
    return of(table, columns, rules, known -> SeveralLabels.of(known, target));
  }

  private static TrainingTable of(
      Table table,
      List<Column<?>> labels,
      ColumnRules rules,
      Function<List<Column<?>>, Labels> meaning) {
    TableFit fit = TableFit.of(table, labels, rules);
    fit.columns().forEach(ColumnFit::check);
    return new TrainingTable(fit, meaning, Optional.empty());
  }

  /**
   * {@return the same table, some of whose rows count more than others} The column of weights is no
   * feature.
   *
   * @param name of the column of weights: numbers from 0 to 1e6, none missing in the rows learned
   *     from
   * @throws IllegalArgumentException if there is no such column or it is a label, a rule is for it,
   *     a number in it is missing, negative or larger, all are 0, or no feature is left
   */
  public TrainingTable weightedBy(String name) {
    if (labels.columns().stream().anyMatch(name::equalsIgnoreCase)) {
      throw new IllegalArgumentException(
          "expected weights of rows beside the label; " + Listing.quoted(name) + " is the label");
    }
    fit.requireNoRule(name);
    return new TrainingTable(fit, known -> labels, Optional.of(name));
  }

  /**
   * {@return the same table, whose label means classes in an order}
   *
   * @param order all classes, at least two, the lowest first
   * @throws IllegalArgumentException if the label does not mean classes, or has others
   */
  public TrainingTable ordered(List<String> order) {
    if (labels instanceof OrderedLabels known && known.classes().equals(order)) {
      return this;
    }
    if (!(labels instanceof Labels.Classes found)) {
      throw new IllegalArgumentException(
          "ordered classes need a label that means classes, but "
              + Listing.quoted(label())
              + " does not: drop orderedClasses(..), or name the column that does");
    }
    if (!order.containsAll(found.classes())) {
      throw new IllegalArgumentException(
          "expected an order of all classes of "
              + Listing.quoted(label())
              + " ("
              + Listing.of(found.classes())
              + "), got "
              + Listing.of(order));
    }
    Labels ordered = new OrderedLabels(new Labels.Classes(found.name(), found.kind(), order));
    return new TrainingTable(fit, known -> ordered, weighting);
  }

  private static IllegalArgumentException noFeatures(List<Column<?>> labels) {
    String names = labels.stream().map(Column::name).collect(Collectors.joining(", "));
    return new IllegalArgumentException(
        "the table has no feature columns: expected at least one beside the label "
            + Listing.quoted(names)
            + "; add the columns to learn from");
  }

  /** {@return the table that was checked, shared; without the rows that a rule leaves out} */
  public Table table() {
    return table;
  }

  /**
   * {@return what tells the table that was handed in from others; made at the first call and then
   * kept}
   */
  public synchronized TableDigest digest() {
    if (digest == null) {
      digest = TableDigest.of(fit.given());
    }
    return digest;
  }

  /** {@return the numbers of all rows, from 0 on} */
  public int[] allRows() {
    return RowOrder.ascending(table.rowCount());
  }

  /** {@return the name of the label column} */
  public String label() {
    return labels.name();
  }

  /** {@return whether the label means classes; otherwise it is a value} */
  public boolean classification() {
    return !labels.classes().isEmpty();
  }

  /** {@return the class of each row, an index into {@link Encoding#classes}; all 0 for a value} */
  public int[] strata() {
    return strata.clone();
  }

  /**
   * Encodes all rows of the table, by the statistics of some.
   *
   * @param trainingRows the rows (from 0) whose mean and standard deviation are used; at least one
   * @param standardised whether numeric features and a label that is a value are standardised, or
   *     become inputs and targets as they are
   * @param loss what is minimised; empty where the label decides
   * @return the encoding, and the samples of all rows
   * @throws IllegalArgumentException if there is no such row, a number is too large to be
   *     standardised, or the loss does not suit the label
   */
  public Encoded encoded(int[] trainingRows, boolean standardised, Optional<Loss> loss) {
    Encoding encoding = encoding(trainingRows, standardised, loss);
    if (fits.stream().anyMatch(column -> column.known().isEmpty())) {
      requireFits(encoding.features());
    }
    Samples samples =
        new Samples(encoding.encode(columns), encoding.targets(fit.labels(), strata), weights);
    return new Encoded(encoding, samples);
  }

  /**
   * As {@link #encoded(int[], boolean, Optional)}, where the label decides what is minimised.
   *
   * @param trainingRows the rows (from 0) whose mean and standard deviation are used; at least one
   * @param standardised whether numeric features and a label that is a value are standardised
   * @return the encoding, and the samples of all rows
   * @throws IllegalArgumentException if there is no such row, or a number is too large to be
   *     standardised
   */
  public Encoded encoded(int[] trainingRows, boolean standardised) {
    return encoded(trainingRows, standardised, Optional.empty());
  }

  /**
   * {@return the encoding of {@link #encoded(int[], boolean)} alone, where the label decides what
   * is minimised}
   *
   * @param trainingRows the rows (from 0) whose mean and standard deviation are used; at least one
   * @param standardised whether numeric features and a label that is a value are standardised
   * @throws IllegalArgumentException if there is no such row
   */
  public Encoding encoding(int[] trainingRows, boolean standardised) {
    return encoding(trainingRows, standardised, Optional.empty());
  }

  private Encoding encoding(int[] trainingRows, boolean standardised, Optional<Loss> loss) {
    requireRowNumbers(trainingRows);
    Labels suited = labels.suited(loss.orElse(labels.usualLoss()));
    return new Encoding(
        fits.stream().map(column -> column.feature(trainingRows, standardised)).toList(),
        standardised ? suited.standardised(fit.labels(), trainingRows) : suited,
        fit.leftOut());
  }

  /**
   * {@return what the columns hold in some rows: the features in their order, then the label}
   *
   * @param rows from 0 on, at least one, which the features are learned from
   * @throws IllegalArgumentException if there is no such row
   */
  public List<Content> contents(int[] rows) {
    requireRowNumbers(rows);
    return contents(rows, fits.stream().map(column -> column.feature(rows, false)).toList());
  }

  /**
   * {@return what the columns hold in some rows: the features in their order, then the label}
   *
   * @param rows from 0 on, at least one
   * @param encoding of this table, learned from these rows
   * @throws IllegalArgumentException if there is no such row
   */
  public List<Content> contents(int[] rows, Encoding encoding) {
    requireRowNumbers(rows);
    return contents(rows, encoding.features());
  }

  private List<Content> contents(int[] rows, List<Feature> features) {
    return Contents.of(features, columns, labels, fit.labels(), strata, rows);
  }

  /**
   * Refuses rows that the table does not have.
   *
   * @param rows to learn from, from 0; at least one
   * @throws IllegalArgumentException if there is none, or a number is not that of a row
   */
  public void requireRowNumbers(int[] rows) {
    if (rows.length == 0) {
      throw new IllegalArgumentException("expected at least one training row, got none");
    }
    for (int row : rows) {
      if (row < 0 || row >= table.rowCount()) {
        throw new IllegalArgumentException(
            "expected training rows from 0 to " + (table.rowCount() - 1) + ", got " + row);
      }
    }
  }
}
