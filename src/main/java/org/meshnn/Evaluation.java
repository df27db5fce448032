package org.meshnn;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.meshnn.plot.ConfusionMatrix;
import org.meshnn.plot.Picture;
import org.meshnn.scores.ClassScores;
import org.meshnn.scores.Interval;
import org.meshnn.scores.JointScores;
import org.meshnn.scores.ValueScores;
import org.meshnn.text.Listing;
import org.meshnn.text.OneLine;
import org.meshnn.text.Plural;
import org.meshnn.text.TextTable;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * How well a trained mesh did on labelled rows: of classes, of values, or of several columns. Every
 * row counts the same, also where rows or classes were weighted in training. Immutable.
 */
public final class Evaluation implements Serializable {
  private static final int MOST_CLASSES = 20;
  private static final int LONGEST_NAME = 30;

  /** As wide as the columns are at least. */
  private static final List<String> HEAD =
      List.of("         ", "precision", "   recall", "       F1", "    rows");

  private final Scores scores;

  private sealed interface Scores extends Serializable permits OfClasses, OfValues, OfSeveral {}

  private record OfClasses(List<String> names, ClassScores scores) implements Scores {}

  private record OfValues(String label, ValueScores scores) implements Scores {}

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
    return new Evaluation(new OfClasses(List.copyOf(classes), scores));
  }

  /**
   * {@return an evaluation of values}
   *
   * @param label name of the label column
   * @param scores of the predictions
   */
  public static Evaluation of(String label, ValueScores scores) {
    return new Evaluation(new OfValues(label, scores));
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

  private String textOfSeveral() {
    Table table = byColumn();
    List<List<String>> rows = new ArrayList<>(List.of(table.columnNames()));
    for (int i = 0; i < table.rowCount(); i++) {
      List<String> row = new ArrayList<>(List.of(shortened(columns().get(i))));
      for (int c = 1; c < table.columnCount(); c++) {
        row.add(String.format(Locale.ROOT, "%.4g", table.doubleColumn(c).getDouble(i)));
      }
      rows.add(row);
    }
    List<Boolean> right = new ArrayList<>(Collections.nCopies(table.columnCount(), true));
    right.set(0, false);
    return Plural.of(columns().size(), "column")
        + " on "
        + Plural.of(rows(), "row")
        + "\n"
        + String.join("\n", TextTable.lines(rows, right, "  "));
  }

  @Override
  public String toString() {
    if (scores instanceof OfSeveral) {
      return textOfSeveral();
    }
    return scores instanceof OfValues values
        ? String.format(
            Locale.ROOT,
            "%s on %s: RMSE %.4g, MAE %.4g, R2 %.4g",
            Listing.quoted(values.label()),
            Plural.of(rows(), "row"),
            rmse(),
            mae(),
            r2())
        : String.join("\n", textOfClasses());
  }

  private List<String> textOfClasses() {
    int shown = Math.min(classes().size(), MOST_CLASSES);
    int more = classes().size() - shown;
    List<List<String>> table = new ArrayList<>();
    table.add(head(more == 0));
    for (int k = 0; k < shown; k++) {
      table.add(row(k, more == 0));
    }
    List<String> lines = new ArrayList<>();
    lines.add(headline());
    lines.addAll(TextTable.lines(table, Collections.nCopies(table.get(0).size(), true), " "));
    if (more > 0) {
      lines.add(
          String.format(
              Locale.ROOT,
              "and %d more %s: byClass() has the scores of all, %s the confusion matrix",
              more,
              more == 1 ? "class" : "classes",
              classes().size() <= ConfusionMatrix.MOST_CLASSES ? "plot()" : "confusion()"));
    }
    return lines;
  }

  private String headline() {
    return String.format(
        Locale.ROOT,
        "accuracy %.4g, log-loss %.4g, macro F1 %.4g on %s",
        accuracy(),
        logLoss(),
        macroF1(),
        Plural.of(rows(), "row"));
  }

  private List<String> head(boolean withMatrix) {
    List<String> head = new ArrayList<>(HEAD);
    if (withMatrix) {
      head.addAll(List.of("|", "predicted"));
      classes().forEach(name -> head.add(shortened(name)));
    }
    return head;
  }

  private List<String> row(int k, boolean withMatrix) {
    ClassScores each = ofClasses("toString()");
    List<String> row = new ArrayList<>();
    row.add(" " + shortened(classes().get(k)));
    DoubleStream.of(each.precision(k), each.recall(k), each.f1(k))
        .forEach(score -> row.add(String.format(Locale.ROOT, "%.4f", score)));
    row.add(Integer.toString(each.support(k)));
    if (withMatrix) {
      row.addAll(List.of("|", ""));
      Arrays.stream(each.confusion()[k]).forEach(count -> row.add(Integer.toString(count)));
    }
    return row;
  }

  private static String shortened(String name) {
    return OneLine.of(OneLine.name(name), LONGEST_NAME);
  }
}
