package org.meshnn;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Collectors;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;
import org.meshnn.scores.ProbabilityScores;
import org.meshnn.tables.Encoding;
import org.meshnn.text.Listing;
import org.meshnn.text.Plural;
import org.meshnn.train.Measure;
import org.meshnn.train.Monitor;
import org.meshnn.train.RowReader;
import org.meshnn.train.RowSource;

/**
 * Scores of weights on the rows held out, by which a training compares its epochs.
 *
 * @param monitor a score
 * @param encoding of one label column, which the score suits
 * @param rows held out
 */
record Monitored(Monitor monitor, Encoding encoding, RowSource rows)
    implements ToDoubleBiFunction<Measure, double[]> {
  private static final int MOST_CLASSES = 1_000; // their square is counted after each epoch
  private static final int AT_ONCE = 256; // rows

  /**
   * What measures a score.
   *
   * @param rows held out; null for none
   * @throws IllegalArgumentException if the label has no such score, or it is not defined on these
   *     rows
   */
  static Monitored of(Monitor monitor, Encoding encoding, @Nullable RowSource rows) {
    if (encoding.labels().parts().size() > 1) {
      throw new IllegalArgumentException(
          call(monitor)
              + " is of one label column, but "
              + Listing.of(encoding.labels().columns())
              + " are predicted; monitor Monitor.LOSS or Monitor.METRIC");
    }
    requireLabel(monitor, encoding);
    if (rows == null) {
      throw new IllegalArgumentException(
          call(monitor)
              + " is measured on rows held out after each epoch, but none are; add"
              + " validation(0.2), hand in a validation table, or monitor Monitor.LOSS or"
              + " Monitor.METRIC");
    }
    Monitored monitored = new Monitored(monitor, encoding, rows);
    monitored.requireDefined();
    return monitored;
  }

  /** The call that asks for it. */
  static String call(Monitor monitor) {
    return "monitor(Monitor." + monitor.name() + ")";
  }

  private static void requireLabel(Monitor monitor, Encoding encoding) {
    boolean classes = encoding.classification();
    if (!monitor.suits(classes)) {
      throw new IllegalArgumentException(
          call(monitor)
              + " is of "
              + (classes ? "values" : "classes")
              + ", but "
              + Listing.quoted(encoding.label())
              + (classes ? " means classes" : " is a value")
              + "; for it there are "
              + Arrays.stream(Monitor.values())
                  .filter(other -> other.suits(classes))
                  .map(other -> "Monitor." + other.name())
                  .collect(Collectors.joining(", ")));
    }
    if (encoding.classes().size() > MOST_CLASSES) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s is of at most %,d classes, got %,d; monitor Monitor.LOSS or Monitor.METRIC",
              call(monitor),
              MOST_CLASSES,
              encoding.classes().size()));
    }
  }

  /** Refuses rows of which no outputs have a score: they are scored as if all outputs were 0. */
  private void requireDefined() {
    if (ranks() && scores() * rows.size() > ProbabilityScores.MOST_RANKED) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s ranks at most %,d probabilities after each epoch; %s held out have %,d;"
                  + " hold fewer out, or monitor Monitor.BALANCED_ACCURACY",
              call(monitor),
              ProbabilityScores.MOST_RANKED,
              Plural.grouped(rows.size(), "row"),
              scores() * rows.size()));
    }
    Answers answers = answers();
    int[] order = rows.order();
    RowReader reader = rows.reader(AT_ONCE);
    for (int from = 0; from < order.length; from += AT_ONCE) {
      int count = Math.min(AT_ONCE, order.length - from);
      reader.read(order, from, count);
      answers.accept(new DMatrixRMaj(count, rows.targets()), reader, count);
    }
    if (Double.isNaN(answers.score(monitor))) {
      throw new IllegalArgumentException(
          call(monitor)
              + " is not defined on the rows held out, "
              + Plural.grouped(rows.size(), "row")
              + (encoding.classification() ? " of too few classes" : " of one value")
              + "; hold more out, or monitor Monitor.LOSS or Monitor.METRIC");
    }
  }

  private boolean ranks() {
    return monitor == Monitor.AUC || monitor == Monitor.AVERAGE_PRECISION;
  }

  /** Probabilities of a row that are ranked. */
  private long scores() {
    int classes = encoding.classes().size();
    return classes == 2 ? 1 : classes;
  }

  private Answers answers() {
    return ranks() || monitor == Monitor.BRIER
        ? Answers.all(rows.size(), encoding)
        : Answers.kept(rows.size(), encoding);
  }

  /** NaN where an output is not finite. */
  @Override
  public double applyAsDouble(Measure measure, double[] weights) {
    Answers answers = answers();
    measure.outputs(weights, rows, answers);
    return answers.finite() ? answers.score(monitor) : Double.NaN;
  }
}
