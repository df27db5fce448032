package org.meshnn.tables;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;
import org.meshnn.text.Plural;
import org.meshnn.train.Samples;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * A table whose columns an {@link Encoding} knows: its feature columns have been checked, once, and
 * its label columns are when they are first asked for. The table is not copied, so it must not be
 * changed meanwhile.
 */
public final class KnownTable {
  private final Encoding encoding;
  private final Table table;
  private final List<Column<?>> columns; // of the features, in their order
  private @Nullable List<Column<?>> labels; // null until they are asked for
  private int @Nullable [] classes; // null until they are asked for

  private KnownTable(Encoding encoding, Table table, List<Column<?>> columns) {
    this.encoding = encoding;
    this.table = table;
    this.columns = columns;
  }

  /** Checks the feature columns of a table. */
  static KnownTable of(Encoding encoding, Table table) {
    Columns.requireRows(table);
    List<Feature> features = encoding.features();
    List<Column<?>> columns = Columns.getAll(table, features.stream().map(Feature::name).toList());
    Columns.requireSupported(
        those(columns, features, feature -> !(bare(feature) instanceof Dates)));
    for (int i = 0; i < columns.size(); i++) {
      if (bare(features.get(i)) instanceof Dates dates) {
        dates.require(columns.get(i));
      }
    }
    Completeness.require(
        those(columns, features, feature -> !(feature instanceof Filled)),
        columns,
        encoding.leftOut().incompleteRows());
    new Footprint(features, encoding.labels())
        .require(table.rowCount(), false, Runtime.getRuntime().maxMemory());
    return new KnownTable(encoding, table, columns);
  }

  private static List<Column<?>> those(
      List<Column<?>> columns, List<Feature> features, Predicate<Feature> which) {
    return IntStream.range(0, columns.size())
        .filter(i -> which.test(features.get(i)))
        .<Column<?>>mapToObj(columns::get)
        .toList();
  }

  /** What complete entries become. */
  private static Feature bare(Feature feature) {
    return feature instanceof Filled filled ? filled.feature() : feature;
  }

  /**
   * {@return this table, if an encoding is the one that knows it}
   *
   * @param other for example {@code model.encoding()}
   * @throws IllegalArgumentException if it is another
   */
  public KnownTable requireOf(Encoding other) {
    if (encoding != other) {
      throw new IllegalArgumentException(
          "expected a table that this model's encoding knows, from model.encoding().known(table);"
              + " got one of another: "
              + encoding);
    }
    return this;
  }

  /**
   * {@return this table as another encoding knows it; not checked again where its columns are the
   * same, however it standardises them}
   *
   * @param other for example that of another model
   * @throws IllegalArgumentException if the table does not fit it
   */
  public synchronized KnownTable as(Encoding other) {
    if (!encoding.sameColumns(other)) {
      return of(other, table);
    }
    KnownTable same = new KnownTable(other, table, columns);
    same.labels = labels;
    same.classes = classes;
    return same;
  }

  /** {@return the features, shape (rows, {@link Encoding#inputs()})} */
  public DMatrixRMaj inputs() {
    return encoding.encode(columns);
  }

  private synchronized List<Column<?>> labels() {
    if (labels == null) {
      labels = encoding.labelColumns(table);
    }
    return labels;
  }

  /**
   * {@return the inputs and targets of all rows, as of {@link Encoding#samples}}
   *
   * @throws IllegalArgumentException as {@link Encoding#targets}
   */
  public Samples samples() {
    return new Samples(inputs(), encoding.targets(labels(), classOfRow()));
  }

  /**
   * {@return what the loss of each row is multiplied by}
   *
   * @param column its name: numbers from 0 to 1e6, not all 0
   * @throws IllegalArgumentException if it is not there, or no such column
   */
  public double[] weights(String column) {
    return RowWeights.of(table, column);
  }

  /**
   * {@return the class of every row as an index into {@link Encoding#classes()}}
   *
   * @throws IllegalArgumentException as {@link Encoding#targets}
   * @throws IllegalStateException if the label is a value
   */
  public int[] classIndices() {
    encoding.requireClasses();
    return indices().clone();
  }

  private synchronized int[] indices() {
    if (classes == null) {
      classes = Encoding.indices(encoding.labels(), labels().get(0));
    }
    return classes;
  }

  /** None where the label means no classes. */
  private int[] classOfRow() {
    return encoding.classification() ? indices() : new int[0];
  }

  /**
   * {@return the label of every row in its own unit, not standardised}
   *
   * @throws IllegalArgumentException as {@link Encoding#targets}
   * @throws IllegalStateException if the label means classes, or is of several columns
   */
  public double[] values() {
    return encoding.requireValue().values(labels().get(0));
  }

  /**
   * {@return what a label column holds in every row, in its own unit; of a boolean one 0 or 1}
   *
   * @param part the place of the column among the label columns, from 0
   * @throws IllegalArgumentException as {@link Encoding#targets}
   */
  public double[] values(int part) {
    return Encoding.values(labels().get(part));
  }

  /**
   * {@return what the columns hold in some rows: the features in their order, then the label}
   *
   * @param rows from 0 on, at least one
   * @throws IllegalArgumentException as {@link Encoding#targets}
   */
  public List<Content> contents(int[] rows) {
    return Contents.of(
        encoding.features(), columns, encoding.labels(), labels(), classOfRow(), rows);
  }

  /** For example: {@code 150 rows as inputs of 4 columns}. */
  @Override
  public String toString() {
    return Plural.grouped(table.rowCount(), "row")
        + " as inputs of "
        + Plural.grouped(columns.size(), "column");
  }
}
