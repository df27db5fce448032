package org.meshnn.tables;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * What is true of the predicted columns.
 *
 * @param columns of the table, each empty if the table lacks it
 * @param sources the row of the table that holds the entry of a position, {@code
 *     [column][position]}
 * @param targets as outputs, NaN where unknown, of each column in shape (positions, its outputs)
 */
record Truths(List<Optional<Column<?>>> columns, int[][] sources, List<DMatrixRMaj> targets) {

  static Truths of(SequenceEncoding encoding, Table table, SeriesRows series, OrderedRows ordered) {
    List<Optional<Column<?>>> columns =
        encoding.predicted().columns().stream().map(name -> Columns.find(table, name)).toList();
    boolean ofSeries = encoding.predicted().meaning() == Predicted.Meaning.LABEL;
    int[][] sources = new int[columns.size()][];
    Arrays.setAll(
        sources,
        c ->
            ofSeries && columns.get(c).isPresent()
                ? ofSeries(columns.get(c).get(), series, ordered)
                : ordered.rows());
    List<DMatrixRMaj> targets =
        IntStream.range(0, sources.length)
            .mapToObj(c -> targets(encoding.labels().get(c), columns.get(c), sources[c]))
            .toList();
    return new Truths(columns, sources, targets);
  }

  private static int[] ofSeries(Column<?> label, SeriesRows series, OrderedRows ordered) {
    int[] ofSeries = SeriesLabels.sources(label, series.rows());
    int[] ofRow = new int[label.size()];
    for (int s = 0; s < ofSeries.length; s++) {
      for (int row : series.rows().get(s)) {
        ofRow[row] = ofSeries[s];
      }
    }
    return Arrays.stream(ordered.rows()).map(row -> ofRow[row]).toArray();
  }

  private static DMatrixRMaj targets(Labels labels, Optional<Column<?>> column, int[] sources) {
    DMatrixRMaj targets = new DMatrixRMaj(sources.length, labels.outputs());
    targets.fill(Double.NaN);
    column.ifPresent(entries -> fill(targets, labels, entries, sources));
    return targets;
  }

  private static void fill(DMatrixRMaj targets, Labels labels, Column<?> column, int[] sources) {
    int[] known =
        IntStream.range(0, sources.length)
            .filter(p -> !Completeness.missing(column, sources[p]))
            .toArray();
    DMatrixRMaj of =
        labels.targets(column.subset(Arrays.stream(known).map(p -> sources[p]).toArray()));
    int outputs = of.numCols;
    for (int i = 0; i < known.length; i++) {
      System.arraycopy(of.data, i * outputs, targets.data, known[i] * outputs, outputs);
    }
  }

  /** Whether the entry of a position is known. */
  boolean knows(int column, int position) {
    return !Double.isNaN(targets.get(column).get(position, 0));
  }
}
