package org.meshnn;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.meshnn.plot.Picture;
import org.meshnn.plot.RunningErrors;
import org.meshnn.scores.StreamErrors;
import org.meshnn.text.Listing;
import org.meshnn.text.Plural;
import org.meshnn.train.Ending;
import org.meshnn.train.OnlineTraining;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * How a run over streams went, each step predicted before it was learned from (Gama, Sebastião,
 * Rodrigues 2013, doi:10.1007/s10994-012-0320-9). Of values the error is NMSE, the mean squared
 * error over the variance of the truths up to there, so that 1 is what their mean would have; of
 * classes it is the share that is wrong. Beside it stands the error of the last value: of
 * forecasting that the truth stays what it was a step before.
 *
 * <p>Memory is bounded: of runs up to 4,096 steps each one is kept, of longer ones every second,
 * every fourth and so on, evenly spaced; the errors count all.
 */
public final class Prequential {
  private final boolean ofClasses;
  private final String measure;
  private final List<String> names;
  private final List<String> classes;
  private final StreamRecord record;
  private final StreamErrors errors;
  private final OnlineTraining training;
  private final Ending ending;
  private final double seconds;

  Prequential(
      boolean ofClasses,
      List<String> names,
      List<String> classes,
      StreamRecord record,
      StreamErrors errors,
      OnlineTraining training,
      Ending ending,
      double seconds) {
    this.ofClasses = ofClasses;
    measure = measure(ofClasses);
    this.names = names;
    this.classes = classes;
    this.record = record;
    this.errors = errors;
    this.training = training;
    this.ending = ending;
    this.seconds = seconds;
  }

  /** What an error is called. */
  static String measure(boolean ofClasses) {
    return ofClasses ? "error rate" : "NMSE";
  }

  /** {@return the steps that were run} */
  public long steps() {
    return record.count();
  }

  /** {@return why it ended: completed, interrupted or diverged} */
  public Ending ending() {
    return ending;
  }

  /** {@return how long it took, in seconds} */
  public double seconds() {
    return seconds;
  }

  /** {@return the error over all steps, NMSE or the share of wrong classes; NaN without truths} */
  public double error() {
    return errors.overall();
  }

  /** {@return the {@link #error} of the last steps, as the training says which count} */
  public double lastError() {
    return errors.running();
  }

  /** {@return the {@link #error} of forecasting that the truth stays what it was a step before} */
  public double lastValueError() {
    return errors.overallOfLastValue();
  }

  /**
   * {@return the share of right classes over all steps, in [0, 1]}
   *
   * @throws IllegalStateException if values were predicted
   */
  public double accuracy() {
    requireClasses();
    return 1 - error();
  }

  /**
   * {@return the share of right classes in the last steps, in [0, 1]}
   *
   * @throws IllegalStateException if values were predicted
   */
  public double lastAccuracy() {
    requireClasses();
    return 1 - lastError();
  }

  private void requireClasses() {
    if (!ofClasses) {
      throw new IllegalStateException(
          "values have no accuracy; ask for error(), their NMSE, or say what the targets mean:"
              + " mesh.target(Target.CLASSES)");
    }
  }

  /**
   * {@return the steps that are kept: step, running error and that of the last value, and of the
   * first stream what is true and what was predicted}
   */
  public Table table() {
    Table table =
        Table.create(
            "prequential",
            LongColumn.create("step", steps(record.column(0))),
            DoubleColumn.create(measure, record.column(1)),
            DoubleColumn.create(measure + " of last value", record.column(2)));
    for (int o = 0; o < names.size(); o++) {
      add(table, names.get(o), record.column(3 + 2 * o));
      add(table, names.get(o) + " predicted", record.column(4 + 2 * o));
    }
    return table;
  }

  private static long[] steps(double[] numbers) {
    long[] steps = new long[numbers.length];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = (long) numbers[i];
    }
    return steps;
  }

  /** Adds a column; one whose name is taken gets a number. */
  private void add(Table table, String name, double[] values) {
    String free = name;
    for (int i = 2; table.containsColumn(free); i++) {
      free = name + " " + i;
    }
    table.addColumns(column(free, values));
  }

  private Column<?> column(String name, double[] values) {
    if (classes.isEmpty()) {
      return DoubleColumn.create(name, values);
    }
    StringColumn texts = StringColumn.create(name);
    for (double value : values) {
      if (Double.isNaN(value)) {
        texts.appendMissing();
      } else {
        texts.append(classes.get((int) value));
      }
    }
    return texts;
  }

  /**
   * {@return a picture: the running error by step, on a logarithmic axis where it spans a factor of
   * 20, and the truth and what was predicted in the last 60 steps of the first stream}
   *
   * @throws IllegalStateException if no step was run
   */
  public Picture plot() {
    if (steps() == 0) {
      throw new IllegalStateException("no step was run; there is nothing to draw");
    }
    Map<String, double[]> running = new LinkedHashMap<>();
    running.put("mesh", record.column(1));
    running.put("last value", record.column(2));
    Map<String, double[]> last = new LinkedHashMap<>();
    last.put("truth", record.lastColumn(3));
    last.put("predicted", record.lastColumn(4));
    return RunningErrors.draw(
        measure, record.column(0), running, name(), record.lastColumn(0), last, toString());
  }

  /** What is drawn, with the numbers that stand for classes. */
  private String name() {
    List<String> numbered =
        IntStream.range(0, classes.size()).mapToObj(k -> k + " " + classes.get(k)).toList();
    return names.get(0) + (classes.isEmpty() ? "" : " (" + Listing.of(numbered) + ")");
  }

  /** {@return what the run was, how it ended and how well it went, line by line} */
  public String summary() {
    String last =
        training.fading() > 0
            ? "last, fading by " + training.fading()
            : "last " + Plural.of(training.window(), "step");
    return String.join(
        "\n",
        "Prequential run: " + ending + " after " + steps("step"),
        "  predicted   " + Listing.of(names),
        "  training    " + training,
        "  errors      " + figures(errors.overall(), errors.overallOfLastValue()),
        "  " + last + ": " + figures(errors.running(), errors.runningOfLastValue()),
        "  speed       " + speed());
  }

  private String steps(String word) {
    return Plural.grouped(steps(), word) + (steps() == errors.steps() ? "" : truths());
  }

  private String truths() {
    return String.format(Locale.ROOT, ", %,d with a truth", errors.steps());
  }

  private String figures(double error, double lastValue) {
    return String.format(Locale.ROOT, "%s %.4g, of the last value %.4g", measure, error, lastValue);
  }

  private String speed() {
    return String.format(Locale.ROOT, "%.2f s, %,.0f steps a second", seconds, steps() / seconds);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "Prequential run: %s after %s in %.2f s; %s; at the end %.4g",
        ending,
        steps("step"),
        seconds,
        figures(errors.overall(), errors.overallOfLastValue()),
        errors.running());
  }
}
