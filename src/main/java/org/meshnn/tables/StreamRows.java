package org.meshnn.tables;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.meshnn.text.Listing;
import org.meshnn.text.Plural;
import org.meshnn.text.Required;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * Rows of tables as a mesh that learns online takes them, one after the other: some series, each
 * with inputs and the truth of each step.
 *
 * @param series at least one
 * @param names of the outputs; of classes one, that of the column
 * @param classes in the order of the outputs; empty for values, and numbers taken as they stand
 * @param scales of values, from the mesh's unit to their own; empty for classes, and numbers taken
 *     as they stand
 * @param begins whether each series begins at S = 0, or goes on where the stream stands
 */
public record StreamRows(
    List<Series> series,
    List<String> names,
    List<String> classes,
    List<Scale> scales,
    boolean begins) {

  /**
   * One series.
   *
   * @param x shape (rows, inputs)
   * @param y shape (rows, outputs), of classes (rows, 1), from 0 on; NaN where there is no truth
   * @param rows at least 1
   */
  public record Series(double[] x, double[] y, int rows) {}

  /**
   * {@return numbers as they stand, a series a table}
   *
   * @param tables at least one, all with these columns
   * @param inputs numeric columns without missing values
   * @param targets numeric columns, of values or of one class from 0 on; may be missing
   * @throws IllegalArgumentException if there is no table or column, one has no row, or an entry is
   *     missing or infinite
   */
  public static StreamRows of(List<Table> tables, List<String> inputs, List<String> targets) {
    if (Required.of(tables, "tables, for example List.of(table)").isEmpty()) {
      throw new IllegalArgumentException("expected at least one table, got none");
    }
    Names.distinct("input columns", inputs, 1);
    Names.distinct("target columns", targets, 1);
    List<Series> series = new ArrayList<>();
    for (Table table : tables) {
      Columns.requireRows(table);
      double[] x = numbers(table, inputs, false);
      double[] y = numbers(table, targets, true);
      series.add(new Series(x, y, table.rowCount()));
    }
    return new StreamRows(series, List.copyOf(targets), List.of(), List.of(), false);
  }

  private static double[] numbers(Table table, List<String> names, boolean mayBeMissing) {
    List<Column<?>> columns = Columns.getAll(table, names);
    double[] numbers = new double[table.rowCount() * columns.size()];
    for (int c = 0; c < columns.size(); c++) {
      if (!(columns.get(c) instanceof NumericColumn<?> column)) {
        throw new IllegalArgumentException(
            "the column "
                + Listing.quoted(columns.get(c).name())
                + " holds no numbers, and is taken as it stands; for text, dates or numbers to be"
                + " standardised hand in an encoding: run(SequenceEncoding.fit(..), table)");
      }
      for (int row = 0; row < table.rowCount(); row++) {
        double value = column.getDouble(row);
        if (Double.isInfinite(value) || (Double.isNaN(value) && !mayBeMissing)) {
          throw new IllegalArgumentException(
              "the column "
                  + Listing.quoted(column.name())
                  + (Double.isNaN(value) ? " is missing" : " is infinite")
                  + " in row "
                  + row
                  + "; fill it, or drop the row");
        }
        numbers[row * columns.size() + c] = value;
      }
    }
    return numbers;
  }

  /**
   * {@return the series of a table by an encoding: standardised, text as numbers, in order}
   *
   * @param encoding of whole series, with a forecast one row ahead or a label of each row or series
   * @param table with its columns
   * @throws IllegalArgumentException if the encoding cuts windows or forecasts further, or the
   *     table does not fit it
   */
  public static StreamRows of(SequenceEncoding encoding, Table table) {
    Required.of(encoding, "an encoding, for example SequenceEncoding.fit(sequences)");
    if (!encoding.windows().whole() || encoding.predicted().furthest() > 1) {
      throw new IllegalArgumentException(
          "expected whole series, and a forecast one row ahead or a label; got "
              + encoding
              + ": what is predicted is learned before the next row, so that it must be known by"
              + " then, and streams need no windows");
    }
    EncodedSequences encoded = encoding.toLearn(encoding.sequences(table));
    List<Series> series = new ArrayList<>();
    for (int s = 0; s < encoded.size(); s++) {
      series.add(series(encoding, encoded, s));
    }
    boolean classes = encoding.classification();
    return new StreamRows(
        List.copyOf(series),
        classes
            ? List.of(encoding.answers().get(0).name())
            : encoding.answers().stream().map(Labels::name).toList(),
        encoding.classes(),
        classes
            ? List.of()
            : encoding.answers().stream().map(a -> ((Labels.Values) a).scale()).toList(),
        encoding.ordering().series() != null);
  }

  private static Series series(SequenceEncoding encoding, EncodedSequences encoded, int s) {
    DMatrixRMaj inputs = encoded.samples().x();
    DMatrixRMaj targets = encoded.samples().y();
    int wide = encoding.inputs();
    int first = 0; // the step that a shorter sequence begins at
    while (Double.isNaN(inputs.get(s, first * wide))) {
      first++;
    }
    int rows = encoded.steps() - first;
    double[] x =
        Arrays.copyOfRange(
            inputs.data, s * inputs.numCols + first * wide, (s + 1) * inputs.numCols);
    int outputs = encoding.outputs();
    int width = encoding.classification() ? 1 : outputs;
    double[] y = new double[rows * width];
    Arrays.fill(y, Double.NaN);
    int[] steps = encoded.targetSteps();
    for (int t = 0; t < steps.length; t++) {
      int row = steps[t] - 1 - first;
      int from = s * targets.numCols + t * outputs;
      if (row >= 0 && !Double.isNaN(targets.data[from])) {
        if (encoding.classification()) {
          y[row] = hot(targets.data, from, outputs);
        } else {
          System.arraycopy(targets.data, from, y, row * width, width);
        }
      }
    }
    return new Series(x, y, rows);
  }

  private static int hot(double[] weights, int from, int classes) {
    int hot = 0;
    for (int k = 1; k < classes; k++) {
      hot = weights[from + k] > weights[from + hot] ? k : hot;
    }
    return hot;
  }

  /** {@return the numbers of a step's truth} */
  public int width() {
    return names.size();
  }

  /** {@return the numbers of a step's inputs} */
  public int inputs() {
    Series first = series.get(0);
    return first.x().length / first.rows();
  }

  /**
   * {@return which series each stream takes, one after the other: the next goes where the fewest
   * rows are}
   *
   * @param lanes number of streams side by side
   * @throws IllegalArgumentException if there are fewer series
   */
  public List<List<Series>> by(int lanes) {
    if (series.size() < lanes) {
      throw new IllegalArgumentException(
          "expected a series for each of "
              + Plural.of(lanes, "stream")
              + "; got "
              + Plural.of(series.size(), "series")
              + "; hand in a table for each stream, run(List.of(..), ..), name the column that tells"
              + " series apart, or take fewer, .lanes(..)");
    }
    List<List<Series>> taken = new ArrayList<>();
    long[] rows = new long[lanes];
    for (int lane = 0; lane < lanes; lane++) {
      taken.add(new ArrayList<>());
    }
    for (Series next : series) {
      int lane = 0;
      for (int other = 1; other < lanes; other++) {
        lane = rows[other] < rows[lane] ? other : lane;
      }
      taken.get(lane).add(next);
      rows[lane] += next.rows();
    }
    return taken;
  }
}
