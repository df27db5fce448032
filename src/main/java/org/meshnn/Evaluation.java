package org.meshnn;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;
import org.meshnn.plot.ConfusionMatrix;
import org.meshnn.plot.Picture;
import org.meshnn.scores.ClassScores;
import org.meshnn.scores.ErrorScores;
import org.meshnn.scores.Interval;
import org.meshnn.scores.JointScores;
import org.meshnn.scores.ProbabilityScores;
import org.meshnn.scores.ValueScores;
import org.meshnn.text.Listing;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * How well a trained mesh did on labelled rows: of classes, of values, or of several columns. Every
 * row counts the same, also where rows or classes were weighted in training. Immutable.
 */
public final class Evaluation implements Serializable {
  private final Scores scores;

  /** Further scores are null of rows that were held out, as no file keeps them. */
  private sealed interface Scores extends Serializable permits OfClasses, OfValues, OfSeveral {}

  private record OfClasses(
      List<String> names, ClassScores scores, @Nullable ProbabilityScores probabilities)
      implements Scores {}

  private record OfValues(String label, ValueScores scores, @Nullable ErrorScores errors)
      implements Scores {}

  private record OfSeveral(JointScores scores) implements Scores {}

  private Evaluation(Scores scores) {
    this.scores = scores;
  }

  /**
   * {@return an evaluation of classes}
   *
   * @param classes their names, in the order of the scores
   * @param scores of the predictions
   */
  public static Evaluation of(List<String> classes, ClassScores scores) {
    return new Evaluation(new OfClasses(List.copyOf(classes), scores, null));
  }

  static Evaluation of(List<String> classes, ClassScores scores, ProbabilityScores probabilities) {
    return new Evaluation(new OfClasses(List.copyOf(classes), scores, probabilities));
  }

  /** Of classes, from the logits of their rows, shape (rows, classes). */
  static Evaluation of(List<String> classes, int[] actual, DMatrixRMaj logits) {
    ProbabilityScores.Sums sums = new ProbabilityScores.Sums(logits.numCols, logits.numRows);
    for (int i = 0; i < actual.length; i++) {
      sums.add(actual[i], logits.data, i * logits.numCols);
    }
    return of(classes, ClassScores.of(actual, logits), sums.scores());
  }

  /**
   * {@return an evaluation of values}
   *
   * @param label name of the label column
   * @param scores of the predictions
   */
  public static Evaluation of(String label, ValueScores scores) {
    return new Evaluation(new OfValues(label, scores, null));
  }

  /** Of values in the label's own unit. */
  static Evaluation of(String label, double[] actual, double[] predicted) {
    return new Evaluation(
        new OfValues(label, ValueScores.of(actual, predicted), ErrorScores.of(actual, predicted)));
  }

  /**
   * {@return an evaluation of several columns}
   *
   * @param scores of the predictions of each
   */
  public static Evaluation of(JointScores scores) {
    return new Evaluation(new OfSeveral(scores));
  }

  /** {@return the names of several columns that were predicted at once; empty for one} */
  public List<String> columns() {
    return scores instanceof OfSeveral several ? several.scores().columns() : List.of();
  }

  /**
   * {@return the evaluation of one of several columns: of a boolean one with the classes false and
   * true}
   *
   * @param name of the column; case does not matter
   * @throws IllegalArgumentException if there is no such column among the {@link #columns()}
   */
  public Evaluation column(String name) {
    for (int i = 0; i < columns().size(); i++) {
      if (columns().get(i).equalsIgnoreCase(name)) {
        return part(i);
      }
    }
    throw new IllegalArgumentException(
        "expected one of the columns predicted at once, "
            + (columns().isEmpty() ? "but there is one alone" : Listing.of(columns()))
            + "; got "
            + Listing.quoted(name));
  }

  private Evaluation part(int i) {
    JointScores joint = ((OfSeveral) scores).scores();
    return joint.parts().get(i) instanceof ClassScores flags
        ? of(List.of("false", "true"), flags)
        : of(joint.columns().get(i), (ValueScores) joint.parts().get(i));
  }

  /**
   * {@return the scores of several columns, a row each: accuracy, log-loss, precision, recall and
   * F1 of yes, or RMSE, MAE and R2}
   *
   * @throws IllegalStateException if one column was predicted
   */
  public Table byColumn() {
    if (!(scores instanceof OfSeveral several)) {
      throw new IllegalStateException("byColumn() is for several columns, but one was predicted");
    }
    List<String> names = several.scores().columns();
    Table table = Table.create("by column", StringColumn.create("column", names));
    List<Evaluation> parts = IntStream.range(0, names.size()).mapToObj(this::part).toList();
    if (parts.get(0).isOfClasses()) {
      add(table, "accuracy", parts, Evaluation::accuracy);
      add(table, "log-loss", parts, Evaluation::logLoss);
      add(table, "precision", parts, part -> part.ofClasses("").precision(1));
      add(table, "recall", parts, part -> part.ofClasses("").recall(1));
      add(table, "F1", parts, part -> part.ofClasses("").f1(1));
    } else {
      add(table, "RMSE", parts, Evaluation::rmse);
      add(table, "MAE", parts, Evaluation::mae);
      add(table, "R2", parts, Evaluation::r2);
    }
    return table;
  }

  private static void add(
      Table table, String score, List<Evaluation> parts, ToDoubleFunction<Evaluation> of) {
    table.addColumns(DoubleColumn.create(score, parts.stream().mapToDouble(of)));
  }

  /** {@return whether classes were predicted, not values} */
  public boolean isOfClasses() {
    return scores instanceof OfClasses;
  }

  /** {@return the number of rows measured} */
  public int rows() {
    if (scores instanceof OfSeveral several) {
      return several.scores().samples();
    }
    return scores instanceof OfClasses classes
        ? classes.scores().samples()
        : ofValues("rows()").samples();
  }

  /**
   * {@return the accuracy or RMSE and its 95 % interval: where that over all rows of the same kind
   * may lie} It takes the rows measured for independent of each other and of the training: on those
   * that a mesh was fitted to, or chosen by, the figure is too good. By Wilson's score, or {@link
   * ValueScores#interval}.
   */
  public Interval interval() {
    return scores instanceof OfClasses classes
        ? classes.scores().interval()
        : ofValues("interval()").interval();
  }

  /** {@return the class names, in the order of the confusion matrix; empty for values} */
  public List<String> classes() {
    return scores instanceof OfClasses classes ? classes.names() : List.of();
  }

  /**
   * {@return correct predictions over all, in [0, 1]}
   *
   * @throws IllegalStateException if values were predicted
   */
  public double accuracy() {
    return ofClasses("accuracy()").accuracy();
  }

  /**
   * {@return mean of -log of the probability given to the actual class}
   *
   * @throws IllegalStateException if values were predicted
   */
  public double logLoss() {
    return ofClasses("logLoss()").logLoss();
  }

  /**
   * {@return unweighted mean of F1 over the classes, in [0, 1]}
   *
   * @throws IllegalStateException if values were predicted
   */
  public double macroF1() {
    return ofClasses("macroF1()").macroF1();
  }

  /**
   * {@return unweighted mean of the recall over the classes that are there, in [0, 1]}
   *
   * @throws IllegalStateException if values were predicted
   */
  public double balancedAccuracy() {
    return ofClasses("balancedAccuracy()").balancedAccuracy();
  }

  /**
   * {@return Matthews' correlation coefficient of the actual and the predicted class, of any number
   * of classes, in [-1, 1]: 1 is perfect, 0 no better than chance} As {@link ClassScores#mcc}.
   *
   * @throws IllegalStateException if values were predicted
   */
  public double mcc() {
    return ofClasses("mcc()").mcc();
  }

  /**
   * {@return the area under the ROC curve, in [0, 1]} Of two classes that of the second of {@link
   * #classes}; of several the unweighted mean over the classes that are there, each against the
   * rest. Pairs of rows with equal probabilities count as half.
   *
   * @throws IllegalStateException if values were predicted, all rows are of one class, this is an
   *     evaluation of rows that were held out, or there are more than {@value
   *     ProbabilityScores#MOST_RANKED} probabilities, one a row of two classes, K of K
   */
  public double auc() {
    return aucOf("auc()").mean();
  }

  /**
   * {@return the area under the ROC curve of two classes and its 95 % interval: where that over all
   * rows of the same kind may lie} As {@link org.meshnn.scores.Ranking#aucInterval}; of several
   * classes, a {@code RocCurve} of each has it.
   *
   * @throws IllegalStateException as {@link #auc}, or if there are several classes
   */
  public Interval aucInterval() {
    Interval auc = aucOf("aucInterval()");
    if (classes().size() > 2) {
      throw new IllegalStateException(
          "the interval of an area under the ROC curve is of two classes, but there are "
              + classes().size()
              + "; ask RocCurve.of(model, table, class)");
    }
    return auc;
  }

  private Interval aucOf(String asked) {
    Interval auc = ranked(asked).auc();
    if (auc == null || Double.isNaN(auc.mean())) {
      throw new IllegalStateException(
          asked + " compares rows of two classes, but all " + rows() + " rows are of one");
    }
    return auc;
  }

  /**
   * {@return the mean of the precision over the rows of a class, each at its own probability, in
   * (0, 1]} Of two classes of the second of {@link #classes}; of several the unweighted mean over
   * the classes that are there, each against the rest.
   *
   * @throws IllegalStateException as {@link #auc}, but if no row is of the second of two classes
   */
  public double averagePrecision() {
    double precision = ranked("averagePrecision()").averagePrecision();
    if (Double.isNaN(precision)) {
      throw new IllegalStateException(
          "averagePrecision() is of rows of the class "
              + Listing.quoted(classes().get(1))
              + ", but there is none");
    }
    return precision;
  }

  /**
   * {@return the share of rows whose class is among the k most probable ones, in [0, 1]} Of equal
   * probabilities the first class comes first, as it does for the accuracy, which is {@code
   * topK(1)}.
   *
   * @param k from 1 to the number of classes
   * @throws IllegalArgumentException if there are fewer classes, or k is below 1
   * @throws IllegalStateException if values were predicted, or this is an evaluation of rows that
   *     were held out
   */
  public double topK(int k) {
    return probabilities("topK(k)").topK(k).mean();
  }

  /**
   * {@return the Brier score: the mean squared error of the probabilities, of two classes of one of
   * them, in [0, 1]; of several summed over all, in [0, 2]}
   *
   * @throws IllegalStateException if values were predicted, or this is an evaluation of rows that
   *     were held out
   */
  public double brier() {
    return probabilities("brier()").brier();
  }

  /**
   * {@return precision, recall, F1 and number of rows of each class, a row each}
   *
   * @throws IllegalStateException if values were predicted
   */
  public Table byClass() {
    ClassScores ofEach = ofClasses("byClass()");
    StringColumn name = StringColumn.create("class");
    DoubleColumn precision = DoubleColumn.create("precision");
    DoubleColumn recall = DoubleColumn.create("recall");
    DoubleColumn f1 = DoubleColumn.create("F1");
    IntColumn support = IntColumn.create("rows");
    for (int k = 0; k < classes().size(); k++) {
      name.append(classes().get(k));
      precision.append(ofEach.precision(k));
      recall.append(ofEach.recall(k));
      f1.append(ofEach.f1(k));
      support.append(ofEach.support(k));
    }
    return Table.create("by class", name, precision, recall, f1, support);
  }

  /**
   * {@return counts of rows, {@code confusion[actual][predicted]}}
   *
   * @throws IllegalStateException if values were predicted
   */
  public int[][] confusion() {
    int[][] copy = ofClasses("confusion()").confusion().clone();
    for (int k = 0; k < copy.length; k++) {
      copy[k] = copy[k].clone();
    }
    return copy;
  }

  /**
   * {@return root mean squared error, in units of the label}
   *
   * @throws IllegalStateException if classes were predicted
   */
  public double rmse() {
    return ofValues("rmse()").rmse();
  }

  /**
   * {@return mean absolute error, in units of the label}
   *
   * @throws IllegalStateException if classes were predicted
   */
  public double mae() {
    return ofValues("mae()").mae();
  }

  /**
   * {@return coefficient of determination: 1 is perfect, 0 no better than the mean}
   *
   * @throws IllegalStateException if classes were predicted
   */
  public double r2() {
    return ofValues("r2()").r2();
  }

  /**
   * {@return mean absolute error over the absolute value: 1 is 100 %} Of no use where actual values
   * are 0 or near.
   *
   * @throws IllegalStateException if classes were predicted, or this is an evaluation of rows that
   *     were held out
   */
  public double mape() {
    return errors("mape()").mape();
  }

  /**
   * {@return median absolute error, in units of the label}
   *
   * @throws IllegalStateException if classes were predicted, or this is an evaluation of rows that
   *     were held out
   */
  public double medianAbsoluteError() {
    return errors("medianAbsoluteError()").median();
  }

  /**
   * {@return 1 - the variance of the errors over that of the label: {@link #r2} but for a mean
   * error; NaN where the label does not vary}
   *
   * @throws IllegalStateException if classes were predicted, or this is an evaluation of rows that
   *     were held out
   */
  public double explainedVariance() {
    return errors("explainedVariance()").explainedVariance();
  }

  /**
   * {@return the pinball loss of the predictions taken for a quantile, in units of the label: as
   * {@link ErrorScores#pinball}}
   *
   * @param q the quantile's share, in (0, 1): 0.9 for values that nine of ten are to lie below
   * @throws IllegalArgumentException if it is not
   * @throws IllegalStateException if classes were predicted, or this is an evaluation of rows that
   *     were held out
   */
  public double pinball(double q) {
    return errors("pinball(q)").pinball(q);
  }

  /**
   * {@return the metrics, a row each: its value, and its 95 % interval where there is an honest
   * one} By Wilson's score of shares, by {@link ValueScores#interval} of the RMSE, by {@link
   * org.meshnn.scores.Ranking#aucInterval} of the AUC. What cannot be known of these rows is
   * missing.
   */
  public Table metrics() {
    Metrics metrics = new Metrics();
    if (scores instanceof OfClasses classes) {
      metrics.of(classes.scores());
      return classes.probabilities() == null
          ? metrics.table()
          : metrics.of(classes.probabilities()).table();
    }
    metrics.of(ofValues("metrics()"));
    ErrorScores errors = ((OfValues) scores).errors();
    return errors == null ? metrics.table() : metrics.of(errors).table();
  }

  /**
   * {@return a picture of the confusion matrix}
   *
   * @throws IllegalStateException if values were predicted
   * @throws IllegalArgumentException if there are more than {@value ConfusionMatrix#MOST_CLASSES}
   *     classes
   */
  public Picture plot() {
    return ConfusionMatrix.draw(ofClasses("plot()").confusion(), classes());
  }

  private static IllegalStateException several(String asked, OfSeveral several) {
    return new IllegalStateException(
        asked
            + " is of one column, but several were predicted: ask evaluation.column(..) of "
            + Listing.of(several.scores().columns()));
  }

  private ClassScores ofClasses(String asked) {
    if (scores instanceof OfSeveral several) {
      throw several(asked, several);
    }
    if (scores instanceof OfValues values) {
      throw new IllegalStateException(
          asked
              + " is for classes, but "
              + Listing.quoted(values.label())
              + " is a value; ask rmse(), mae() or r2()");
    }
    return ((OfClasses) scores).scores();
  }

  private ValueScores ofValues(String asked) {
    if (scores instanceof OfSeveral several) {
      throw several(asked, several);
    }
    if (scores instanceof OfValues values) {
      return values.scores();
    }
    throw new IllegalStateException(
        asked
            + " is for values, but classes were predicted; ask accuracy(), logLoss(), macroF1(),"
            + " byClass() or confusion()");
  }

  private ProbabilityScores ranked(String asked) {
    ProbabilityScores found = probabilities(asked);
    if (found.auc() == null) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%s sorts the probabilities of at most %d rows of %d classes, got %d; evaluate a part"
                  + " of them",
              asked,
              ProbabilityScores.MOST_RANKED / (classes().size() == 2 ? 1 : classes().size()),
              classes().size(),
              rows()));
    }
    return found;
  }

  private ProbabilityScores probabilities(String asked) {
    ofClasses(asked);
    ProbabilityScores found = ((OfClasses) scores).probabilities();
    if (found == null) {
      throw unknown(asked);
    }
    return found;
  }

  private ErrorScores errors(String asked) {
    ofValues(asked);
    ErrorScores found = ((OfValues) scores).errors();
    if (found == null) {
      throw unknown(asked);
    }
    return found;
  }

  private static IllegalStateException unknown(String asked) {
    return new IllegalStateException(
        asked + " is not kept of rows that were held out; ask model.evaluate(table)");
  }

  @Override
  public String toString() {
    if (scores instanceof OfSeveral) {
      return EvaluationText.ofColumns(byColumn(), rows());
    }
    return scores instanceof OfValues values
        ? EvaluationText.ofValues(values.label(), values.scores())
        : EvaluationText.ofClasses(classes(), ofClasses("toString()"));
  }
}
