package org.meshnn.inspect;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.meshnn.TrainedMesh;
import org.meshnn.plot.Picture;
import org.meshnn.plot.RankedBars;
import org.meshnn.scores.Interval;
import org.meshnn.text.Listing;
import org.meshnn.text.OneLine;
import org.meshnn.text.Plural;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * The rows that a model is most wrong about: wrong labels, rare cases, what it cannot see. Of
 * classes those with the largest log-loss, {@code -ln p} of the true class, where a probability
 * that has vanished counts as 2.2e-308; of a value those with the largest absolute error.
 * Immutable.
 *
 * <pre>{@code
 * show(MostWrong.of(model, split.test(), 10).table());
 * }</pre>
 */
public final class MostWrong implements Inspection {
  private final String label;
  private final int rows;
  private final String measure;
  private final int[] worst;
  private final double[] losses; // of the worst
  private final List<String> actual;
  private final List<String> predicted;
  private final Table table;

  private MostWrong(Asked asked, double[] all, int count, List<Column<?>> answers) {
    label = asked.label();
    rows = asked.rows();
    measure = asked.ofClasses() ? "log-loss" : "absolute error";
    worst =
        IntStream.range(0, all.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> all[i]).reversed())
            .limit(count)
            .mapToInt(i -> i)
            .toArray();
    losses = Arrays.stream(worst).mapToDouble(i -> all[i]).toArray();
    table = Table.create("most wrong of " + Plural.of(rows, "row"));
    add(asked, IntColumn.create("row", worst));
    answers.forEach(column -> add(asked, column.subset(worst)));
    add(asked, DoubleColumn.create(measure, losses));
    asked.features().forEach(column -> table.addColumns(column.subset(worst)));
    actual = shown(table.column(1));
    predicted = shown(table.column(2));
  }

  /** Under a name that neither a feature nor an earlier column has. */
  private void add(Asked asked, Column<?> column) {
    String name = asked.free(column.name());
    while (table.columnNames().stream().anyMatch(name::equalsIgnoreCase)) {
      name = asked.free(name + "_");
    }
    table.addColumns(column.setName(name));
  }

  private static List<String> shown(Column<?> column) {
    return IntStream.range(0, column.size())
        .mapToObj(
            i ->
                column instanceof DoubleColumn numbers
                    ? String.format(Locale.ROOT, "%.4g", numbers.getDouble(i))
                    : column.getString(i))
        .toList();
  }

  /**
   * {@return the rows with the largest loss, that first; of equal ones the earlier}
   *
   * @param model that predicts one column
   * @param table with all feature columns and the label column
   * @param count of rows, at least 1; of a shorter table all are taken
   * @throws IllegalArgumentException if the count is less, the model is of several columns, or the
   *     table does not fit it
   */
  public static MostWrong of(TrainedMesh model, Table table, int count) {
    Asked asked = Asked.of(model, table);
    if (count < 1) {
      throw new IllegalArgumentException("expected a count of rows, at least 1, got " + count);
    }
    Table predictions = asked.predictions();
    return asked.ofClasses()
        ? ofClasses(asked, predictions, count)
        : ofValue(asked, predictions.doubleColumn(0).asDoubleArray(), count);
  }

  private static MostWrong ofClasses(Asked asked, Table predictions, int count) {
    ClassRows rows = ClassRows.of(asked.model(), asked.table(), predictions);
    double[] p = new double[asked.rows()];
    Arrays.setAll(p, i -> rows.probabilities().get(rows.actual()[i])[i]);
    double[] losses =
        Arrays.stream(p).map(each -> -StrictMath.log(Math.max(each, Double.MIN_NORMAL))).toArray();
    return new MostWrong(
        asked,
        losses,
        count,
        List.of(
            StringColumn.create(
                asked.label(), Arrays.stream(rows.actual()).mapToObj(rows.classes()::get).toList()),
            predictions.stringColumn(0).copy().setName(asked.label() + " predicted"),
            DoubleColumn.create("P(true class)", p)));
  }

  private static MostWrong ofValue(Asked asked, double[] predicted, int count) {
    double[] actual = asked.values();
    double[] errors = new double[actual.length];
    Arrays.setAll(errors, i -> Math.abs(actual[i] - predicted[i]));
    return new MostWrong(
        asked,
        errors,
        count,
        List.of(
            DoubleColumn.create(asked.label(), actual),
            DoubleColumn.create(asked.label() + " predicted", predicted)));
  }

  /** {@return the places of the rows in the table, from 0} */
  public int[] rows() {
    return worst.clone();
  }

  /**
   * {@return a row for each: its place in the table from 0, truth, prediction, of classes the
   * probability of the true one, the loss, then the columns that the model predicts from} A column
   * whose name one of these has gets an underscore.
   */
  @Override
  public Table table() {
    return table.copy();
  }

  /** {@return a picture: a bar for the loss of each row, with its truth and prediction} */
  @Override
  public Picture plot() {
    List<String> names =
        IntStream.range(0, worst.length)
            .mapToObj(
                i ->
                    String.format(
                        Locale.ROOT,
                        "row %d: %s, predicted %s",
                        worst[i],
                        OneLine.name(actual.get(i)),
                        OneLine.name(predicted.get(i))))
            .toList();
    return RankedBars.draw(
        names,
        Arrays.stream(losses).mapToObj(Interval::of).toList(),
        "most wrong of " + Plural.of(rows, "row") + " on " + OneClass.shown(label),
        measure);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "Most wrong on %s, %d of %s: row %d, which is %s and predicted as %s, %s %.4g; the last of"
            + " them row %d, %s %.4g",
        Listing.quoted(label),
        worst.length,
        Plural.of(rows, "row"),
        worst[0],
        Listing.quoted(actual.get(0)),
        Listing.quoted(predicted.get(0)),
        measure,
        losses[0],
        worst[worst.length - 1],
        measure,
        losses[worst.length - 1]);
  }
}
