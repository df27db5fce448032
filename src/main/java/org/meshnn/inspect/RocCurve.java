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
import org.meshnn.scores.Interval;
import org.meshnn.scores.Ranking;
import org.meshnn.text.Listing;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/**
 * Receiver operating characteristic of a class: the share of its rows that are found, the true
 * positive rate, over the share of the others that are taken for it, the false positive rate, for
 * each threshold that its probability can be held against. Immutable.
 *
 * <pre>{@code
 * show(RocCurve.of(model, split.test()));            // two classes; RocCurve.of(model, test, "setosa") of several
 * }</pre>
 */
public final class RocCurve implements Inspection {
  private final String positive;
  private final Ranking ranking;

  private RocCurve(OneClass rows) {
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
  public static RocCurve of(TrainedMesh model, Table table) {
    return new RocCurve(ClassRows.of(model, table).second("RocCurve.of"));
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
  public static RocCurve of(TrainedMesh model, Table table, String positive) {
    return new RocCurve(ClassRows.of(model, table).against(positive));
  }

  /**
   * {@return the curve of any scores}
   *
   * @param positive whether each row is of the kind that should score high
   * @param scores of each row, in the same order; not NaN
   * @throws IllegalArgumentException if all rows are of one kind, there is not one score for each,
   *     or one is NaN
   */
  public static RocCurve of(boolean[] positive, double[] scores) {
    return new RocCurve(OneClass.of(positive, scores));
  }

  /** {@return the area under the curve, in [0, 1]: 1 is perfect, 0.5 no better than chance} */
  public double auc() {
    return ranking.auc();
  }

  /**
   * {@return the area and its 95 % interval: where that of all rows of the same kind may lie, if
   * those measured are independent of each other and of the training} As {@link
   * Ranking#aucInterval}.
   */
  public Interval interval() {
    return ranking.aucInterval();
  }

  /**
   * {@return a row per threshold, descending: of rows with at least that probability, the false and
   * the true positive rate} The first threshold is infinite: no row has it.
   */
  @Override
  public Table table() {
    return Table.create(
        "ROC curve of " + OneClass.shown(positive),
        column("threshold", i -> i < 0 ? Double.POSITIVE_INFINITY : ranking.threshold(i)),
        column("false positive rate", this::falsePositiveRate),
        column("true positive rate", this::truePositiveRate));
  }

  private DoubleColumn column(String name, IntToDoubleFunction value) {
    return DoubleColumn.create(name, numbers(value));
  }

  private double[] numbers(IntToDoubleFunction value) {
    return IntStream.range(-1, ranking.size()).mapToDouble(value).toArray();
  }

  private double falsePositiveRate(int i) {
    return (double) ranking.falsePositives(i) / ranking.negatives();
  }

  private double truePositiveRate(int i) {
    return (double) ranking.truePositives(i) / ranking.positives();
  }

  /** {@return a picture: the curve, and the diagonal that guesses would follow} */
  @Override
  public Picture plot() {
    return UnitSquare.draw(
        String.format(Locale.ROOT, "ROC curve, AUC %.4g", auc()),
        "false positive rate",
        "true positive rate",
        List.of(
            new Curve(
                OneClass.shown(positive),
                numbers(this::falsePositiveRate),
                numbers(this::truePositiveRate))),
        new Guide("chance", 0, 0, 1, 1));
  }

  @Override
  public String toString() {
    return "ROC curve of "
        + Listing.quoted(positive)
        + ", "
        + OneClass.rows(ranking)
        + ": AUC "
        + interval();
  }
}
