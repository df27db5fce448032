package org.meshnn.inspect;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.meshnn.TrainedMesh;
import org.meshnn.plot.Picture;
import org.meshnn.plot.UnitSquare;
import org.meshnn.plot.UnitSquare.Curve;
import org.meshnn.plot.UnitSquare.Guide;
import org.meshnn.scores.Ranking;
import org.meshnn.text.Listing;
import org.meshnn.text.Required;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/**
 * What follows from where the probability of a class is cut: a row is taken for it if its
 * probability is at least the threshold. A mesh decides at 1/2; where the classes are of unequal
 * size, or one error costs more than the other, another threshold may be better. Choose it on rows
 * that the mesh did not learn from, and measure it on others: on those that chose it, it looks too
 * good. Immutable.
 *
 * <pre>{@code
 * Thresholds.of(model, validation).costs(1, 20).best().threshold();   // a miss costs as much as 20 false alarms
 * }</pre>
 */
public final class Thresholds implements Inspection {
  /** What the best threshold is; of equally good ones the highest. */
  public enum Rule {
    /** That of the largest F1, the harmonic mean of precision and recall. */
    F1,
    /**
     * That of the largest {@code recall + specificity - 1} (Youden, Index for rating diagnostic
     * tests, 1950).
     */
    YOUDEN,
    /** That of the least cost, once {@link Thresholds#costs} are stated. */
    COST
  }

  /**
   * A threshold, and how many rows are right and wrong with it.
   *
   * @param threshold least probability of a row that is taken for the class; infinite where none is
   * @param truePositives rows of the class that are taken for it
   * @param falsePositives other rows that are taken for it
   * @param falseNegatives rows of the class that are not
   * @param trueNegatives other rows that are not
   * @param cost of the errors, a row; NaN where no costs are stated
   */
  public record Threshold(
      double threshold,
      int truePositives,
      int falsePositives,
      int falseNegatives,
      int trueNegatives,
      double cost) {
    /** {@return the share of the rows taken for the class that are of it; NaN where none is} */
    public double precision() {
      return truePositives / ((double) truePositives + falsePositives);
    }

    /** {@return the share of the rows of the class that are taken for it} */
    public double recall() {
      return truePositives / ((double) truePositives + falseNegatives);
    }

    /** {@return the share of the other rows that are not} */
    public double specificity() {
      return trueNegatives / ((double) trueNegatives + falsePositives);
    }

    /** {@return harmonic mean of precision and recall, {@code 2 tp / (2 tp + fp + fn)}} */
    public double f1() {
      return 2.0 * truePositives / (2.0 * truePositives + falsePositives + falseNegatives);
    }

    private double youden() {
      return recall() + specificity() - 1;
    }

    @Override
    public String toString() {
      return String.format(
              Locale.ROOT,
              "%.4g (precision %.4g, recall %.4g, specificity %.4g, F1 %.4g",
              threshold,
              precision(),
              recall(),
              specificity(),
              f1())
          + (Double.isNaN(cost) ? ")" : String.format(Locale.ROOT, ", cost %.4g a row)", cost));
    }
  }

  private final String positive;
  private final Ranking ranking;
  private final double ofFalsePositive; // NaN where no costs are stated
  private final double ofFalseNegative;

  private Thresholds(
      String positive, Ranking ranking, double ofFalsePositive, double ofFalseNegative) {
    this.positive = positive;
    this.ranking = ranking;
    this.ofFalsePositive = ofFalsePositive;
    this.ofFalseNegative = ofFalseNegative;
  }

  private static Thresholds of(OneClass rows) {
    return new Thresholds(rows.name(), rows.ranking(), Double.NaN, Double.NaN);
  }

  /**
   * {@return the thresholds of the second of two classes}
   *
   * @param model that tells two classes
   * @param table with all feature columns and the label column; rows that the mesh did not learn
   *     from
   * @throws IllegalArgumentException if there are not two classes, all rows are of one, or the
   *     table does not fit the model
   */
  public static Thresholds of(TrainedMesh model, Table table) {
    return of(ClassRows.of(model, table).second("Thresholds.of"));
  }

  /**
   * {@return the thresholds of one class against the rest}
   *
   * @param model that tells classes
   * @param table with all feature columns and the label column; rows that the mesh did not learn
   *     from
   * @param positive name of the class
   * @throws IllegalArgumentException if there is no such class, all rows are of it or none, or the
   *     table does not fit the model
   */
  public static Thresholds of(TrainedMesh model, Table table, String positive) {
    return of(ClassRows.of(model, table).against(positive));
  }

  /**
   * {@return the thresholds of any probabilities}
   *
   * @param positive whether each row is of the class
   * @param probabilities that it is, of each row, in the same order, in [0, 1]
   * @throws IllegalArgumentException if all rows are of one kind, there is not one probability for
   *     each, or one is not in [0, 1]
   */
  public static Thresholds of(boolean[] positive, double[] probabilities) {
    return of(OneClass.of(positive, probabilities).requireProbabilities());
  }

  /**
   * {@return the same with what errors cost; the cost of a threshold is that of all its errors over
   * the number of rows}
   *
   * @param falsePositive cost of taking another row for the class, at least 0
   * @param falseNegative cost of missing a row of the class, at least 0
   * @throws IllegalArgumentException if one is negative, infinite or NaN
   */
  public Thresholds costs(double falsePositive, double falseNegative) {
    for (double cost : new double[] {falsePositive, falseNegative}) {
      if (!(cost >= 0 && cost < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("expected costs of at least 0, got " + cost);
      }
    }
    return new Thresholds(positive, ranking, falsePositive, falseNegative);
  }

  /**
   * {@return the best threshold by a rule}
   *
   * @param rule what is best
   * @throws IllegalStateException if it is {@link Rule#COST} and no costs are stated
   * @throws IllegalArgumentException if it is null
   */
  public Threshold best(Rule rule) {
    Required.of(rule, "a rule, for example Thresholds.Rule.YOUDEN");
    if (rule == Rule.COST && Double.isNaN(ofFalsePositive)) {
      throw new IllegalStateException("no costs are stated; say thresholds.costs(1, 5).best()");
    }
    ToDoubleFunction<Threshold> merit =
        switch (rule) {
          case F1 -> Threshold::f1;
          case YOUDEN -> Threshold::youden;
          case COST -> threshold -> -threshold.cost;
        };
    Threshold best = at(-1);
    for (int i = 0; i < ranking.size(); i++) {
      best = merit.applyAsDouble(at(i)) > merit.applyAsDouble(best) ? at(i) : best;
    }
    return best;
  }

  /** {@return the threshold of the least cost where costs are stated, else of the largest F1} */
  public Threshold best() {
    return best(rule());
  }

  private Rule rule() {
    return Double.isNaN(ofFalsePositive) ? Rule.F1 : Rule.COST;
  }

  /** Of rank i, -1 for that above all. */
  private Threshold at(int i) {
    int fp = ranking.falsePositives(i);
    int fn = ranking.positives() - ranking.truePositives(i);
    return new Threshold(
        i < 0 ? Double.POSITIVE_INFINITY : ranking.threshold(i),
        ranking.truePositives(i),
        fp,
        fn,
        ranking.negatives() - fp,
        (ofFalsePositive * fp + ofFalseNegative * fn)
            / (ranking.positives() + ranking.negatives()));
  }

  private Stream<Threshold> all() {
    return IntStream.range(-1, ranking.size()).mapToObj(this::at);
  }

  /**
   * {@return a row per probability that occurs, as threshold, descending, the first above all:
   * precision, recall, specificity, F1, and the cost where costs are stated}
   */
  @Override
  public Table table() {
    Table table =
        Table.create(
            "thresholds of " + OneClass.shown(positive),
            column("threshold", Threshold::threshold),
            column("precision", Threshold::precision),
            column("recall", Threshold::recall),
            column("specificity", Threshold::specificity),
            column("F1", Threshold::f1));
    return rule() == Rule.COST ? table.addColumns(column("cost", Threshold::cost)) : table;
  }

  private DoubleColumn column(String name, ToDoubleFunction<Threshold> value) {
    return DoubleColumn.create(name, all().mapToDouble(value));
  }

  /** {@return a picture: precision, recall, specificity and F1 by threshold, and the best one} */
  @Override
  public Picture plot() {
    double best = Math.min(1, best().threshold);
    double[] x = all().mapToDouble(threshold -> Math.min(1, threshold.threshold)).toArray();
    return UnitSquare.draw(
        "Thresholds of " + OneClass.shown(positive),
        "threshold",
        "share",
        List.of(
            curve("precision", x, Threshold::precision),
            curve("recall", x, Threshold::recall),
            curve("specificity", x, Threshold::specificity),
            curve("F1", x, Threshold::f1)),
        new Guide(
            (rule() == Rule.COST ? "least cost: " : "best F1: ")
                + String.format(Locale.ROOT, "%.4g", best().threshold),
            best,
            0,
            best,
            1));
  }

  private Curve curve(String name, double[] x, ToDoubleFunction<Threshold> value) {
    return new Curve(name, x, all().mapToDouble(value).toArray());
  }

  @Override
  public String toString() {
    boolean costs = rule() == Rule.COST;
    boolean same = best(Rule.YOUDEN).equals(best());
    return "Thresholds of "
        + Listing.quoted(positive)
        + ", "
        + OneClass.rows(ranking)
        + ": "
        + (costs ? "least cost" : same ? "best F1 and Youden's" : "best F1")
        + " at "
        + best()
        + (costs || same ? "" : "; best by Youden at " + best(Rule.YOUDEN));
  }
}
