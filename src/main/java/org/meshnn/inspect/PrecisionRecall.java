package org.meshnn.inspect;

import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.meshnn.TrainedMesh;
import org.meshnn.plot.Picture;
import org.meshnn.plot.UnitSquare;
import org.meshnn.plot.UnitSquare.Curve;
import org.meshnn.plot.UnitSquare.Guide;
import org.meshnn.scores.Ranking;
import org.meshnn.text.Listing;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/**
 * Precision over recall of a class: which share of the rows that are taken for it are of it, and
 * which share of its rows is found, for each threshold that its probability can be held against.
 * Where a class is rare, it tells more than a {@link RocCurve}. Immutable.
 */
public final class PrecisionRecall implements Inspection {
  private final String positive;
  private final Ranking ranking;

  private PrecisionRecall(OneClass rows) {
    positive = rows.name();
    ranking = rows.ranking();
  }

  /**
   * {@return the curve of the second of two classes}
   *
   * @param model that tells two classes
   * @param table with all feature columns and the label column; rows that the mesh did not learn
   *     from
   * @throws IllegalArgumentException if there are not two classes, all rows are of one, or the
   *     table does not fit the model
   */
  public static PrecisionRecall of(TrainedMesh model, Table table) {
    return new PrecisionRecall(ClassRows.of(model, table).second("PrecisionRecall.of"));
  }

  /**
   * {@return the curve of one class against the rest}
   *
   * @param model that tells classes
   * @param table with all feature columns and the label column; rows that the mesh did not learn
   *     from
   * @param positive name of the class
   * @throws IllegalArgumentException if there is no such class, all rows are of it or none, or the
   *     table does not fit the model
   */
  public static PrecisionRecall of(TrainedMesh model, Table table, String positive) {
    return new PrecisionRecall(ClassRows.of(model, table).against(positive));
  }

  /**
   * {@return the curve of any scores}
   *
   * @param positive whether each row is of the kind that should score high
   * @param scores of each row, in the same order; not NaN
   * @throws IllegalArgumentException if all rows are of one kind, there is not one score for each,
   *     or one is NaN
   */
  public static PrecisionRecall of(boolean[] positive, double[] scores) {
    return new PrecisionRecall(OneClass.of(positive, scores));
  }

  /** {@return the mean precision, as of {@link Ranking#averagePrecision}, in (0, 1]} */
  public double averagePrecision() {
    return ranking.averagePrecision();
  }

  /** {@return the share of the rows that are of the class: the precision of guesses, in (0, 1)} */
  public double prevalence() {
    return (double) ranking.positives() / (ranking.positives() + ranking.negatives());
  }

  /**
   * {@return a row per threshold, descending: of rows with at least that probability, the precision
   * and the recall}
   */
  @Override
  public Table table() {
    return Table.create(
        "precision and recall of " + OneClass.shown(positive),
        DoubleColumn.create("threshold", numbers(ranking::threshold)),
        DoubleColumn.create("precision", numbers(ranking::precision)),
        DoubleColumn.create("recall", numbers(this::recall)));
  }

  private double[] numbers(IntToDoubleFunction value) {
    return IntStream.range(0, ranking.size()).mapToDouble(value).toArray();
  }

  private double recall(int i) {
    return (double) ranking.truePositives(i) / ranking.positives();
  }

  /** {@return a picture: the curve, and the precision of guesses} */
  @Override
  public Picture plot() {
    return UnitSquare.draw(
        String.format(Locale.ROOT, "Average precision %.4g", averagePrecision()),
        "recall",
        "precision",
        List.of(
            new Curve(
                OneClass.shown(positive), numbers(this::recall), numbers(ranking::precision))),
        new Guide("chance", 0, prevalence(), 1, prevalence()));
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "Precision and recall of %s, %s: average precision %.4g (guesses: %.4g)",
        Listing.quoted(positive),
        OneClass.rows(ranking),
        averagePrecision(),
        prevalence());
  }
}
