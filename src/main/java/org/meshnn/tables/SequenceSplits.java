package org.meshnn.tables;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.selection.Selection;

/** Parts of sequences that do not see each other's targets. */
final class SequenceSplits {
  private SequenceSplits() {}

  static SequenceSplit byTime(Sequences all, double fraction) {
    requireWhole(all);
    if (all.predicted().meaning() == Predicted.Meaning.LABEL) {
      throw new IllegalStateException(
          "a series has one label, which no time divides; hold series out: .splitBySeries("
              + fraction
              + ", seed)");
    }
    SeriesRows series = SeriesRows.of(all.table(), all.ordering());
    boolean[] asked = new boolean[all.table().rowCount()];
    for (int[] rows : series.rows()) {
      int held = held(rows.length, fraction, series.name(rows[0]));
      for (int i = rows.length - held; i < rows.length; i++) {
        asked[rows[i]] = true;
      }
    }
    int[] train = IntStream.range(0, asked.length).filter(row -> !asked[row]).toArray();
    return all.parts(train, all.table(), asked);
  }

  private static int held(int rows, double fraction, String series) {
    if (!(fraction > 0 && fraction < 1)) {
      throw new IllegalArgumentException(
          "expected a test fraction between 0 and 1 (both excluded), got " + fraction);
    }
    int held = (int) Math.round(fraction * rows);
    if (held == 0 || held == rows) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a test fraction of %s of the %d rows of %s leaves no %s rows; choose another fraction"
                  + " or longer series",
              fraction,
              rows,
              series,
              held == 0 ? "test" : "training"));
    }
    return held;
  }

  static SequenceSplit bySeries(Sequences all, double fraction, long seed) {
    requireWhole(all);
    if (all.ordering().series() == null) {
      throw new IllegalStateException(
          "the table is one series; name the column that tells series, .series(name), or hold its"
              + " last rows out, .splitByTime("
              + fraction
              + ")");
    }
    List<int[]> series = SeriesRows.of(all.table(), all.ordering()).rows();
    int[][] parts =
        Split.stratifiedRows(classes(all, series), fraction, "test", Split.generator(seed));
    return all.parts(rowsOf(series, parts[0]), rows(all.table(), rowsOf(series, parts[1])), null);
  }

  /** The class of each series; all 0 if they have none. */
  private static int[] classes(Sequences all, List<int[]> series) {
    Predicted predicted = all.predicted();
    if (predicted.meaning() != Predicted.Meaning.LABEL) {
      return new int[series.size()];
    }
    Column<?> label = Columns.get(all.table(), predicted.columns().get(0), "the label column");
    if (all.target().meansValue(label)) {
      return new int[series.size()];
    }
    Column<?> ofSeries = label.subset(SeriesLabels.sources(label, series));
    Completeness.require(List.of(ofSeries), false);
    return Labels.Classes.of(ofSeries).indices(ofSeries);
  }

  private static int[] rowsOf(List<int[]> series, int[] chosen) {
    return Arrays.stream(chosen)
        .mapToObj(series::get)
        .flatMapToInt(Arrays::stream)
        .sorted()
        .toArray();
  }

  static Table rows(Table table, int[] rows) {
    return table.where(Selection.with(rows));
  }

  private static void requireWhole(Sequences sequences) {
    if (sequences.isPart()) {
      throw new IllegalStateException(
          "this is the test part of a split by time, which is not split again; split the training"
              + " part");
    }
  }
}
