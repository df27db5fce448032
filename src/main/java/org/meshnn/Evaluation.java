package org.meshnn;

import java.util.List;
import java.util.Locale;
import org.meshnn.plot.ConfusionMatrix;
import org.meshnn.plot.Picture;
import org.meshnn.train.ClassScores;
import org.meshnn.train.ValueScores;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** How well a trained mesh did on labelled rows: of classes, or of values. Immutable. */
public final class Evaluation {
  private final String label;
  private final List<String> classes;
  private final ClassScores classScores; // null for values
  private final ValueScores valueScores; // null for classes

  private Evaluation(
      String label, List<String> classes, ClassScores classScores, ValueScores valueScores) {
    this.label = label;
    this.classes = classes;
    this.classScores = classScores;
    this.valueScores = valueScores;
  }

  static Evaluation of(List<String> classes, ClassScores scores) {
    return new Evaluation("", List.copyOf(classes), scores, null);
  }

  static Evaluation of(String label, ValueScores scores) {
    return new Evaluation(label, List.of(), null, scores);
  }

  /** Whether classes were predicted, not values. */
  public boolean isOfClasses() {
    return classScores != null;
  }

  /** Rows measured. */
  public int rows() {
    return isOfClasses() ? classScores.samples() : valueScores.samples();
  }

  /** The class names, in the order of the confusion matrix; empty for values. */
  public List<String> classes() {
    return classes;
  }

  /** Correct predictions over all, in [0, 1]. */
  public double accuracy() {
    return ofClasses("accuracy()").accuracy();
  }

  /** Mean of -log of the probability given to the actual class. */
  public double logLoss() {
    return ofClasses("logLoss()").logLoss();
  }

  /** Unweighted mean of F1 over the classes. */
  public double macroF1() {
    return ofClasses("macroF1()").macroF1();
  }

  /** Precision, recall, F1 and support of each class, a row each. */
  public Table byClass() {
    ClassScores scores = ofClasses("byClass()");
    StringColumn name = StringColumn.create("class");
    DoubleColumn precision = DoubleColumn.create("precision");
    DoubleColumn recall = DoubleColumn.create("recall");
    DoubleColumn f1 = DoubleColumn.create("F1");
    IntColumn support = IntColumn.create("rows");
    for (int k = 0; k < classes.size(); k++) {
      name.append(classes.get(k));
      precision.append(scores.precision(k));
      recall.append(scores.recall(k));
      f1.append(scores.f1(k));
      support.append(scores.support(k));
    }
    return Table.create("by class", name, precision, recall, f1, support);
  }

  /** Counts by actual class (rows) and predicted class (columns). */
  public int[][] confusion() {
    int[][] copy = ofClasses("confusion()").confusion().clone();
    for (int k = 0; k < copy.length; k++) {
      copy[k] = copy[k].clone();
    }
    return copy;
  }

  /** Root mean squared error, in units of the label. */
  public double rmse() {
    return ofValues("rmse()").rmse();
  }

  /** Mean absolute error, in units of the label. */
  public double mae() {
    return ofValues("mae()").mae();
  }

  /** Coefficient of determination: 1 is perfect, 0 no better than the mean. */
  public double r2() {
    return ofValues("r2()").r2();
  }

  /** A picture of the confusion matrix. */
  public Picture plot() {
    return ConfusionMatrix.draw(ofClasses("plot()").confusion(), classes);
  }

  private ClassScores ofClasses(String asked) {
    if (!isOfClasses()) {
      throw new IllegalStateException(
          asked + " is for classes, but '" + label + "' is a value; ask rmse(), mae() or r2()");
    }
    return classScores;
  }

  private ValueScores ofValues(String asked) {
    if (isOfClasses()) {
      throw new IllegalStateException(
          asked
              + " is for values, but classes were predicted; ask accuracy(), logLoss(), macroF1(),"
              + " byClass() or confusion()");
    }
    return valueScores;
  }

  @Override
  public String toString() {
    if (!isOfClasses()) {
      return String.format(
          Locale.ROOT,
          "'%s' on %d rows: RMSE %.4g, MAE %.4g, R2 %.4g",
          label,
          rows(),
          rmse(),
          mae(),
          r2());
    }
    int width = 9;
    for (String name : classes) {
      width = Math.max(width, name.length() + 1);
    }
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "accuracy %.4g, log-loss %.4g, macro F1 %.4g on %d rows%n",
            accuracy(),
            logLoss(),
            macroF1(),
            rows()));
    text.append(" ".repeat(width)).append(" precision    recall        F1     rows | predicted");
    for (String name : classes) {
      text.append(String.format(Locale.ROOT, " %s", name));
    }
    for (int k = 0; k < classes.size(); k++) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n%" + width + "s %9.4f %9.4f %9.4f %8d |          ",
              classes.get(k),
              classScores.precision(k),
              classScores.recall(k),
              classScores.f1(k),
              classScores.support(k)));
      for (int j = 0; j < classes.size(); j++) {
        int cell = classes.get(j).length() + 1;
        text.append(String.format(Locale.ROOT, "%" + cell + "d", classScores.confusion()[k][j]));
      }
    }
    return text.toString();
  }
}
