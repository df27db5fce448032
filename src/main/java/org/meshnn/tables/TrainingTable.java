package org.meshnn.tables;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;
import org.meshnn.text.Listing;
import org.meshnn.text.Required;
import org.meshnn.train.RowOrder;
import org.meshnn.train.Samples;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * A table to learn from that has been checked: its columns are of the kinds that an {@link
 * Encoding} takes and hold every value, its label means classes or a value, and its categories and
 * classes are known. It is checked once and encoded as often as other rows are learned from. The
 * table is not copied, so it must not be changed meanwhile.
 */
public final class TrainingTable {
  private final Table table;
  private final Table given; // the same, unless incomplete rows were left out
  private final List<ColumnFit> fits; // of the features, in their order
  private final List<Column<?>> columns;
  private final LeftOut leftOut;
  private final Column<?> labelColumn;
  private final Labels labels; // not standardised
  private final int[] strata;
  private @Nullable TableDigest digest; // made at the first call

  /**
   * A table as a mesh takes it.
   *
   * @param encoding whose means and deviations are those of the rows learned from
   * @param samples all rows of the table
   */
  public record Encoded(Encoding encoding, Samples samples) {}

  private TrainingTable(TableFit fit, Target target) {
    table = fit.table();
    given = fit.given();
    labelColumn = fit.label();
    leftOut = fit.leftOut();
    fits = fit.columns().stream().map(ColumnFit::checked).toList();
    columns = fits.stream().<Column<?>>map(ColumnFit::column).toList();
    requireFeatures();
    labels = Labels.of(labelColumn, target);
    strata =
        labels instanceof Labels.Classes classes
            ? classes.indices(labelColumn)
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
    return new TrainingTable(TableFit.of(table, labelColumn, rules), target);
  }

  private void requireFeatures() {
    if (fits.isEmpty()) {
      throw new IllegalArgumentException(
          "the table has no feature columns: expected at least one beside the label "
              + Listing.quoted(labelColumn.name())
              + "; add the columns to learn from");
    }
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
      digest = TableDigest.of(given);
    }
    return digest;
  }

  /** {@return the numbers of all rows, from 0 on} */
  public int[] allRows() {
    return RowOrder.ascending(table.rowCount());
  }

  /** {@return the name of the label column} */
  public String label() {
    return labelColumn.name();
  }

  /** {@return whether the label means classes; otherwise it is a value} */
  public boolean classification() {
    return labels instanceof Labels.Classes;
  }

  /** {@return the class of each row, an index into {@link Encoding#classes}; all 0 for a value} */
  public int[] strata() {
    return strata.clone();
  }

  /**
   * Encodes all rows of the table, by the statistics of some.
   *
   * @param trainingRows the rows (from 0) whose mean and standard deviation are used; at least one
   * @param standardised whether numeric features are standardised, or become inputs as they are; a
   *     label that is a value is standardised in any case
   * @return the encoding, and the samples of all rows
   * @throws IllegalArgumentException if there is no such row, or a number is too large to be
   *     standardised
   */
  public Encoded encoded(int[] trainingRows, boolean standardised) {
    Encoding encoding = encoding(trainingRows, standardised);
    if (fits.stream().anyMatch(fit -> fit.known().isEmpty())) {
      requireFits(encoding.features());
    }
    DMatrixRMaj targets =
        labels instanceof Labels.Classes classes
            ? classes.oneHot(strata)
            : encoding.targets(labelColumn);
    return new Encoded(encoding, new Samples(encoding.encode(columns), targets));
  }

  /**
   * {@return the encoding of {@link #encoded} alone}
   *
   * @param trainingRows the rows (from 0) whose mean and standard deviation are used; at least one
   * @param standardised whether numeric features are standardised
   * @throws IllegalArgumentException if there is no such row
   */
  public Encoding encoding(int[] trainingRows, boolean standardised) {
    requireRowNumbers(trainingRows);
    return new Encoding(
        fits.stream().map(fit -> fit.feature(trainingRows, standardised)).toList(),
        labels.standardised(labelColumn, trainingRows),
        leftOut);
  }

  /**
   * {@return what the columns hold in some rows: the features in their order, then the label}
   *
   * @param rows from 0 on, at least one, which the features are learned from
   * @throws IllegalArgumentException if there is no such row
   */
  public List<Content> contents(int[] rows) {
    requireRowNumbers(rows);
    return contents(rows, fits.stream().map(fit -> fit.feature(rows, false)).toList());
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
    return Contents.of(features, columns, labels, labelColumn, strata, rows);
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
