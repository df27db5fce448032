package org.meshnn.tables;

import java.util.Arrays;
import java.util.List;
import org.meshnn.text.Listing;
import org.meshnn.train.RowOrder;
import tech.tablesaw.columns.Column;

/** Learns how sequences become inputs and targets: each row counts once. */
final class SequenceFit {
  private SequenceFit() {}

  static SequenceEncoding of(Sequences training, boolean standardise) {
    Predicted predicted = training.predicted();
    List<Column<?>> inputs = inputs(training);
    List<Column<?>> targets = Columns.getAll(training.table(), predicted.columns());
    SeriesRows series = SeriesRows.of(training.table(), training.ordering());
    OrderedRows ordered =
        OrderedRows.of(
            series,
            training.ordering(),
            inputs,
            required(series, training.ordering(), predicted, targets),
            null);
    List<Feature> features =
        inputs.stream().map(column -> feature(known(column, ordered.rows()), standardise)).toList();
    List<Labels> labels =
        targets.stream()
            .map(column -> labels(training, series, ordered, column, standardise))
            .toList();
    return SequenceEncoding.of(
        training.ordering(), training.windows(), predicted, ordered.pace(), features, labels);
  }

  private static List<Column<?>> inputs(Sequences sequences) {
    if (sequences.inputs().isEmpty()) {
      throw new IllegalArgumentException(
          "the table has no input columns: expected at least one beside those of the order, the"
              + " series and the label; add the columns to predict from");
    }
    List<Column<?>> inputs = Columns.getAll(sequences.table(), sequences.inputs());
    Columns.requireSupported(inputs);
    return inputs;
  }

  /**
   * The columns whose entries must be there in each row unless a rule is stated: those forecast. A
   * label of a series must be there once; at rows without a label nothing is learned.
   */
  static List<Column<?>> required(
      SeriesRows series, Ordering ordering, Predicted predicted, List<Column<?>> targets) {
    if (predicted.meaning() == Predicted.Meaning.LABEL && ordering.missing() == Missing.REFUSE) {
      targets.forEach(label -> SeriesLabels.requireKnown(label, series));
    }
    return predicted.forecast() ? targets : List.of();
  }

  /** The entries of a column in some rows, those that are missing left out. */
  private static Column<?> known(Column<?> column, int[] rows) {
    return column.subset(
        Arrays.stream(rows).filter(row -> !Completeness.missing(column, row)).toArray());
  }

  private static Feature feature(Column<?> known, boolean standardise) {
    Feature plain = Feature.of(known);
    return standardise ? plain.standardised(known, RowOrder.ascending(known.size())) : plain;
  }

  private static Labels labels(
      Sequences training,
      SeriesRows series,
      OrderedRows ordered,
      Column<?> column,
      boolean standardise) {
    boolean ofSeries = training.predicted().meaning() == Predicted.Meaning.LABEL;
    Column<?> known =
        known(column, ofSeries ? SeriesLabels.sources(column, series.rows()) : ordered.rows());
    if (known.isEmpty()) {
      throw new IllegalArgumentException(
          "the label column "
              + Listing.quoted(column.name())
              + " is missing in all rows; fill it (table.replaceColumn(column))");
    }
    boolean number = training.target() == Target.AUTO && Kind.of(column) == Kind.NUMBER;
    Target target = training.predicted().forecast() && number ? Target.VALUE : training.target();
    Labels plain = Labels.of(known, target);
    return standardise ? plain.standardised(known, RowOrder.ascending(known.size())) : plain;
  }
}
