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
 * its label column is when it is first asked for. The table is not copied, so it must not be
 * changed meanwhile.
 */
public final class KnownTable {
  private final Encoding encoding;
  private final Table table;
  private final List<Column<?>> columns; // of the features, in their order
  private @Nullable Column<?> label; // null until it is asked for
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
        those(columns, features, feature -> !(feature instanceof Filled)), columns);
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
    same.label = label;
    same.classes = classes;
    return same;
  }

  /** {@return the features, shape (rows, {@link Encoding#inputs()})} */
  public DMatrixRMaj inputs() {
    return encoding.encode(columns);
  }

  private synchronized Column<?> label() {
    if (label == null) {
      label = encoding.labelColumn(table);
    }
    return label;
  }

  /**
   * {@return the inputs and targets of all rows, as of {@link Encoding#samples}}
   *
   * @throws IllegalArgumentException as {@link Encoding#targets}
   */
  public Samples samples() {
    DMatrixRMaj inputs = inputs();
    return new Samples(
        inputs,
        encoding.labels() instanceof Labels.Classes known
            ? known.oneHot(indices())
            : encoding.targets(label()));
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
      classes = encoding.requireClasses().indices(label());
    }
    return classes;
  }

  /**
   * {@return the label of every row in its own unit, not standardised}
   *
   * @throws IllegalArgumentException as {@link Encoding#targets}
   * @throws IllegalStateException if the label means classes
   */
  public double[] values() {
    return encoding.requireValue().values(label());
  }

  /**
   * {@return what the columns hold in some rows: the features in their order, then the label}
   *
   * @param rows from 0 on, at least one
   * @throws IllegalArgumentException as {@link Encoding#targets}
   */
  public List<Content> contents(int[] rows) {
    int[] classOfRow = encoding.classification() ? indices() : new int[0];
    return Contents.of(encoding.features(), columns, encoding.labels(), label(), classOfRow, rows);
  }

  /** For example: {@code 150 rows as inputs of 4 columns}. */
  @Override
  public String toString() {
    return Plural.grouped(table.rowCount(), "row")
        + " as inputs of "
        + Plural.grouped(columns.size(), "column");
  }
}
