package org.meshnn.inspect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.meshnn.TrainedMesh;
import org.meshnn.plot.DependencePlot;
import org.meshnn.plot.DependencePlot.Curve;
import org.meshnn.plot.Picture;
import org.meshnn.text.Listing;
import org.meshnn.text.OneLine;
import org.meshnn.text.Plural;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * What a model predicts on average as one column is set to one entry after another in all rows,
 * everything else as it is (Friedman, Greedy function approximation, Annals of Statistics 29,
 * 2001): the probability of classes, or a value. Beside the mean are the curves of single rows
 * (Goldstein and others, Peeking inside the black box, Journal of Computational and Graphical
 * Statistics 24, 2015), at most 50, drawn evenly from the table: where they cross, the column does
 * different things in different rows.
 *
 * <p>It tells what the model does, not what the world would do; and where columns go together, some
 * of its rows are such as never occur. Immutable.
 *
 * <pre>{@code
 * show(PartialDependence.of(model, split.test(), "petal_width", "virginica"));
 * }</pre>
 */
public final class PartialDependence implements Inspection {
  private static final int MOST_ENTRIES = 41; // of a number: every 2.5 % of the rows
  private static final int MOST_CURVES = 50;

  private final String label;
  private final Column<?> entries; // of the column, in order
  private final int rows;
  private final int[] drawn; // rows whose own curves are kept
  private final List<Curve> curves;

  private PartialDependence(
      String label, Column<?> entries, int rows, int[] drawn, List<Curve> curves) {
    this.label = label;
    this.entries = entries;
    this.rows = rows;
    this.drawn = drawn;
    this.curves = List.copyOf(curves);
  }

  /**
   * {@return how a value, or the probability of each class, depends on a column} The entries are
   * those of the table: of numbers up to 41, evenly from the sorted rows, of text all, of a boolean
   * column false and true.
   *
   * @param model that predicts one column
   * @param table with all feature columns; a label column is not needed
   * @param column that the model predicts from
   * @throws IllegalArgumentException if there is no such column, the model is of several label
   *     columns, or the table does not fit it
   */
  public static PartialDependence of(TrainedMesh model, Table table, String column) {
    Asked asked = Asked.of(model, table);
    int first = asked.ofClasses() ? 1 : 0;
    int last = asked.ofClasses() ? model.encoding().classes().size() : 0;
    return of(asked, column, IntStream.rangeClosed(first, last).toArray());
  }

  /**
   * {@return how the probability of one class depends on a column}
   *
   * @param model that tells classes
   * @param table with all feature columns; a label column is not needed
   * @param column that the model predicts from
   * @param name of the class
   * @throws IllegalArgumentException as {@link #of(TrainedMesh, Table, String)}, or if there is no
   *     such class
   */
  public static PartialDependence of(TrainedMesh model, Table table, String column, String name) {
    Asked asked = Asked.of(model, table);
    ClassRows.requireClasses(model);
    int k = new ClassRows(model.encoding().classes(), new int[0], List.of()).indexOf(name);
    return of(asked, column, new int[] {1 + k});
  }

  /** Of columns of the predictions. */
  private static PartialDependence of(Asked asked, String name, int[] outputs) {
    int feature = asked.indexOf(name);
    Column<?> column = asked.features().get(feature);
    int[] grid = grid(column);
    int kept = Math.min(MOST_CURVES, asked.rows());
    int[] drawn =
        IntStream.range(0, kept).map(i -> (int) ((long) i * asked.rows() / kept)).toArray();
    double[][] means = new double[outputs.length][grid.length];
    double[][][] single = new double[outputs.length][kept][grid.length];
    List<String> names = new ArrayList<>();
    for (int g = 0; g < grid.length; g++) {
      int[] order = new int[asked.rows()];
      Arrays.fill(order, grid[g]);
      Table predictions = asked.predictWith(feature, order);
      for (int k = 0; k < outputs.length; k++) {
        DoubleColumn predicted = predictions.doubleColumn(outputs[k]);
        double[] values = predicted.asDoubleArray();
        means[k][g] = mean(values);
        for (int i = 0; i < kept; i++) {
          single[k][i][g] = values[drawn[i]];
        }
        if (g == 0) {
          names.add(predicted.name());
        }
      }
    }
    List<Curve> curves = new ArrayList<>();
    for (int k = 0; k < outputs.length; k++) {
      curves.add(new Curve(names.get(k), means[k], List.of(single[k])));
    }
    return new PartialDependence(asked.label(), column.subset(grid), asked.rows(), drawn, curves);
  }

  /** Around the first: of equal numbers it is exactly that number. */
  private static double mean(double[] values) {
    double first = values[0];
    return first + Arrays.stream(values).map(v -> v - first).sum() / values.length;
  }

  /** The first row of each entry, in the order of the entries; missing ones are none. */
  private static int[] grid(Column<?> column) {
    List<Integer> sorted =
        IntStream.range(0, column.size())
            .filter(row -> !column.isMissing(row))
            .boxed()
            .sorted(order(column))
            .toList();
    if (sorted.isEmpty()) {
      throw new IllegalArgumentException(
          "expected entries of column "
              + Listing.quoted(column.name())
              + " to ask about, got missing ones alone");
    }
    List<Integer> distinct = new ArrayList<>();
    for (int row : sorted) {
      if (distinct.isEmpty()
          || order(column).compare(distinct.get(distinct.size() - 1), row) != 0) {
        distinct.add(row);
      }
    }
    if (!(column instanceof NumericColumn) || distinct.size() <= MOST_ENTRIES) {
      return distinct.stream().mapToInt(row -> row).toArray();
    }
    int last = sorted.size() - 1;
    int[] quantiles =
        IntStream.range(0, MOST_ENTRIES)
            .map(q -> sorted.get((int) ((long) q * last / (MOST_ENTRIES - 1))))
            .toArray();
    return IntStream.range(0, MOST_ENTRIES)
        .filter(q -> q == 0 || order(column).compare(quantiles[q - 1], quantiles[q]) != 0)
        .map(q -> quantiles[q])
        .toArray();
  }

  private static Comparator<Integer> order(Column<?> column) {
    return column instanceof NumericColumn<?> numbers
        ? Comparator.comparingDouble(row -> numbers.getDouble(row) + 0.0) // -0 is 0
        : Comparator.comparing(column::getString);
  }

  /** {@return a row for each entry of the column: the entry, and the mean of each prediction} */
  @Override
  public Table table() {
    Table table = Table.create("partial dependence of " + OneClass.shown(label), entries.copy());
    curves.forEach(
        curve -> table.addColumns(DoubleColumn.create(beside(curve.name()), curve.mean())));
    return table;
  }

  /**
   * {@return the curves of single rows: for each row of the table that was drawn, from 0, and each
   * entry of the column what is predicted}
   */
  public Table rows() {
    int grid = entries.size();
    int all = drawn.length * grid;
    int[] row = IntStream.range(0, all).map(i -> drawn[i / grid]).toArray();
    int[] entry = IntStream.range(0, all).map(i -> i % grid).toArray();
    Table table =
        Table.create("single rows", IntColumn.create(beside("row"), row), entries.subset(entry));
    for (Curve curve : curves) {
      double[] values = curve.single().stream().flatMapToDouble(Arrays::stream).toArray();
      table.addColumns(DoubleColumn.create(beside(curve.name()), values));
    }
    return table;
  }

  private String beside(String name) {
    return name.equalsIgnoreCase(entries.name()) ? name + "_" : name;
  }

  private boolean ofNumbers() {
    return entries instanceof NumericColumn;
  }

  /** {@return a picture: the means as thick lines, single rows as thin ones} */
  @Override
  public Picture plot() {
    double[] x =
        entries instanceof NumericColumn<?> numbers
            ? numbers.asDoubleArray()
            : IntStream.range(0, entries.size()).asDoubleStream().toArray();
    return DependencePlot.draw(
        curves.size() == 1
            ? OneLine.of(OneLine.name(curves.get(0).name()), 60) + ", mean and single rows"
            : "predictions of " + OneClass.shown(label) + ", mean and single rows",
        entries.name(),
        x,
        ofNumbers() ? List.of() : names(),
        curves);
  }

  private String shown(int i) {
    return entries instanceof DoubleColumn numbers
        ? String.format(Locale.ROOT, "%.4g", numbers.getDouble(i))
        : entries.getString(i);
  }

  private List<String> names() {
    return IntStream.range(0, entries.size()).mapToObj(entries::getString).toList();
  }

  @Override
  public String toString() {
    List<String> shown =
        curves.stream()
            .map(
                curve ->
                    String.format(
                        Locale.ROOT,
                        "%s from %.4g to %.4g",
                        OneLine.name(curve.name()),
                        Arrays.stream(curve.mean()).reduce(curve.mean()[0], Math::min),
                        Arrays.stream(curve.mean()).reduce(curve.mean()[0], Math::max)))
            .toList();
    String over =
        ofNumbers()
            ? Plural.of(entries.size(), "number")
                + ", "
                + shown(0)
                + " to "
                + shown(entries.size() - 1)
            : Listing.of(names());
    return String.format(
        Locale.ROOT,
        "Partial dependence on %s (%s), means over %s: %s",
        Listing.quoted(entries.name()),
        over,
        Plural.of(rows, "row"),
        Listing.ofParts(shown));
  }
}
