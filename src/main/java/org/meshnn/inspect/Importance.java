package org.meshnn.inspect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.meshnn.TrainedMesh;
import org.meshnn.plot.Picture;
import org.meshnn.plot.RankedBars;
import org.meshnn.scores.Interval;
import org.meshnn.tables.Split;
import org.meshnn.text.Listing;
import org.meshnn.text.OneLine;
import org.meshnn.text.Plural;
import org.meshnn.train.RowOrder;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * How much a model relies on each column: by how much its score drops when the column's entries are
 * shuffled among the rows, so that they tell nothing about a row any more (Breiman, Random forests,
 * Machine Learning 45, 2001; with scikit-learn, {@code permutation_importance}). The score is the
 * accuracy of classes, R² of a value. A column is shuffled several times; the mean drop has its 95
 * % interval by Student's t over the shufflings. The interval is about the shuffling alone: with
 * other rows, or a mesh trained again, the drop may lie outside.
 *
 * <p>Of two columns that tell the same, either may look unimportant, as the other one is still
 * there. Shuffling also makes rows that never occur. Immutable.
 *
 * <pre>{@code
 * show(Importance.of(model, split.test(), 10, 1));
 * }</pre>
 */
public final class Importance implements Inspection {
  /** The most shufflings of a column. */
  public static final int MOST_REPEATS = 1_000;

  /**
   * What a column is worth.
   *
   * @param column its name
   * @param drop of the score: mean over the shufflings, and its interval
   */
  public record Drop(String column, Interval drop) {}

  private final String label;
  private final String metric;
  private final double score;
  private final int rows;
  private final int repeats;
  private final List<Drop> drops;

  private Importance(Asked asked, double score, int repeats, List<Drop> drops) {
    this.label = asked.label();
    this.metric = asked.ofClasses() ? "accuracy" : "R²";
    this.score = score;
    this.rows = asked.rows();
    this.repeats = repeats;
    this.drops = List.copyOf(drops);
  }

  /**
   * {@return the importance of each column that the model predicts from}
   *
   * @param model that predicts one column
   * @param table with all feature columns and the label column, at least two rows; rows that the
   *     mesh did not learn from
   * @param repeats how often each column is shuffled, from 2 to {@value #MOST_REPEATS}
   * @param seed of the shufflings, which are the same for every column
   * @throws IllegalArgumentException if there are other repeats, fewer rows, R² is not defined as
   *     all values are the same, the model is of several columns, or the table does not fit it
   */
  public static Importance of(TrainedMesh model, Table table, int repeats, long seed) {
    RandomGenerator random = Split.generator(seed);
    return of(
        model,
        table,
        repeats,
        () -> {
          int[] order = RowOrder.ascending(table.rowCount());
          RowOrder.shuffle(order, random);
          return order;
        });
  }

  /**
   * As {@link #of(TrainedMesh, Table, int, long)}.
   *
   * @param orders gives the rows' new order, once for each repeat
   */
  static Importance of(TrainedMesh model, Table table, int repeats, Supplier<int[]> orders) {
    Asked asked = Asked.of(model, table);
    if (repeats < 2 || repeats > MOST_REPEATS) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected 2 to %,d repeats, as an interval needs more than one, got %d;"
                  + " for example Importance.of(model, table, 10, 1)",
              MOST_REPEATS,
              repeats));
    }
    Table predictions = asked.predictions();
    ToDoubleFunction<Table> scoreOf = asked.score();
    double score = scoreOf.applyAsDouble(predictions);
    if (asked.rows() < 2 || !Double.isFinite(score)) {
      throw new IllegalArgumentException(
          "expected at least two rows, for a value with different labels, got "
              + Plural.of(asked.rows(), "row")
              + (asked.rows() < 2 ? "" : " of one value"));
    }
    double[][] drop = new double[asked.features().size()][repeats];
    for (int r = 0; r < repeats; r++) {
      int[] order = orders.get();
      for (int i = 0; i < drop.length; i++) {
        drop[i][r] = score - scoreOf.applyAsDouble(asked.predictWith(i, order));
      }
    }
    List<Drop> drops = new ArrayList<>();
    for (int i = 0; i < drop.length; i++) {
      drops.add(new Drop(asked.features().get(i).name(), Interval.of(drop[i])));
    }
    drops.sort(Comparator.comparingDouble((Drop d) -> d.drop().mean()).reversed());
    return new Importance(asked, score, repeats, drops);
  }

  /** {@return the score of the rows as they are: accuracy, or R²} */
  public double score() {
    return score;
  }

  /** {@return the columns and what they are worth, the largest drop first} */
  public List<Drop> drops() {
    return drops;
  }

  /**
   * {@return a row per column, as {@link #drops}: mean drop, its deviation, ends of its interval}
   */
  @Override
  public Table table() {
    return Table.create(
        "importance for " + OneClass.shown(label),
        StringColumn.create("column", drops.stream().map(Drop::column).toList()),
        numbers("drop of " + metric, drops.stream().map(d -> d.drop().mean()).toList()),
        numbers("deviation", drops.stream().map(d -> d.drop().deviation()).toList()),
        numbers("low", drops.stream().map(d -> d.drop().low()).toList()),
        numbers("high", drops.stream().map(d -> d.drop().high()).toList()));
  }

  private static DoubleColumn numbers(String name, List<Double> values) {
    return DoubleColumn.create(name, values);
  }

  /** {@return a picture: a bar for each column, with its interval as whiskers} */
  @Override
  public Picture plot() {
    return RankedBars.draw(
        drops.stream().map(Drop::column).toList(),
        drops.stream().map(Drop::drop).toList(),
        "importance for " + OneClass.shown(label),
        "drop of " + metric + " when shuffled; 95 % interval over " + repeats + " shufflings");
  }

  @Override
  public String toString() {
    List<String> shown =
        drops.stream()
            .map(
                d ->
                    String.format(
                        Locale.ROOT,
                        "%s %.3g [%.3g, %.3g]",
                        OneLine.name(d.column()),
                        d.drop().mean(),
                        d.drop().low(),
                        d.drop().high()))
            .toList();
    return String.format(
        Locale.ROOT,
        "Importance for %s, drop of %s from %.4g on %s: %s; 95 %% intervals over %s, not over"
            + " other rows",
        Listing.quoted(label),
        metric,
        score,
        Plural.of(rows, "row"),
        Listing.ofParts(shown),
        Plural.of(repeats, "shuffling"));
  }
}
