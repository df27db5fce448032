package org.meshnn;

import java.time.temporal.Temporal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshnn.engine.OneSample;
import org.meshnn.tables.BandLabels;
import org.meshnn.tables.Encoding;
import org.meshnn.tables.InputRow;
import org.meshnn.tables.Labels;
import org.meshnn.tables.OrderedLabels;
import org.meshnn.tables.SeveralLabels;
import org.meshnn.text.Listing;
import org.meshnn.text.OneLine;
import org.meshnn.text.Plural;
import org.meshnn.text.Spelling;
import org.meshnn.train.Quantiles;

/**
 * Predicts one row at a time, and allocates nothing for it: for a program that gets its rows one by
 * one.
 *
 * <pre>{@code
 * var p = model.predictor();
 * p.set("island", "Dream").set("bill length", 39.5).set("wild", true);
 * p.predictedClass();          // or p.value()
 * p.probability("Adelie");
 *
 * p.row(5.1, 3.5, 1.4, 0.2).predictedClass();  // all columns, in the order of p.columns()
 * }</pre>
 *
 * <p>A row needs all its entries: the first {@code set} after an answer begins the next one, and
 * nothing is left over from the one before. Nor is anything of a row of which an entry was refused.
 *
 * <p>A predictor is used by <em>one thread at a time</em>: make one for each. If it sees that
 * another thread is at work on the same row, it says so instead of mixing the rows; it does not see
 * it always.
 *
 * <p>The answers are those of {@link TrainedMesh#predict}, to the last bit where that runs in plain
 * loops, as it does on tables that are not large.
 */
public final class Predictor {
  private final Labels labels;
  private final List<Labels> parts;
  private final InputRow row;
  private final OneSample mesh;
  private final double[] outputs; // as answers: probabilities, or values in their own unit
  private final double[]
      probabilities; // of classes, the outputs themselves unless they are ordered
  private boolean answered;
  private final RowUser user = new RowUser();

  Predictor(Encoding encoding, OneSample mesh) {
    labels = encoding.labels();
    parts = labels.parts();
    row = new InputRow(encoding);
    this.mesh = mesh;
    outputs = new double[mesh.outputs()];
    probabilities = labels instanceof OrderedLabels ? new double[labels.classes().size()] : outputs;
  }

  /** {@return the names of the columns, in the order of {@link #row(double...)}} */
  public List<String> columns() {
    return row.columns();
  }

  /**
   * {@return the classes, in the order of the probabilities}
   *
   * @throws IllegalStateException if the label is a value
   */
  public List<String> classes() {
    requireClasses();
    return labels.classes();
  }

  /**
   * Sets a numeric column of the row.
   *
   * @param column its name; case does not matter
   * @param value in the column's own unit, finite; NaN for a missing one, which a rule fills
   * @return this
   * @throws IllegalArgumentException if there is no such column, it is not numeric, or the value is
   *     not finite or too large
   * @throws IllegalStateException if another thread is at work on the row
   */
  public Predictor set(String column, double value) {
    begin();
    row.set(column, value);
    return this;
  }

  /**
   * Sets a numeric column of the row to a whole number, which may be beyond 2^53.
   *
   * @param column its name; case does not matter
   * @param value in the column's own unit
   * @return this
   * @throws IllegalArgumentException if there is no such column, it is not numeric, or the number
   *     is no double where the column is not counted from a reference
   * @throws IllegalStateException if another thread is at work on the row
   */
  public Predictor set(String column, long value) {
    begin();
    row.set(column, value);
    return this;
  }

  /**
   * Sets a boolean column of the row.
   *
   * @param column its name; case does not matter
   * @param value the entry
   * @return this
   * @throws IllegalArgumentException if there is no such column, or it is not boolean
   * @throws IllegalStateException if another thread is at work on the row
   */
  public Predictor set(String column, boolean value) {
    begin();
    row.set(column, value);
    return this;
  }

  /**
   * Sets a text column of the row.
   *
   * @param column its name; case does not matter
   * @param category one of those seen in training; null for a missing one, which a rule fills
   * @return this
   * @throws IllegalArgumentException if there is no such column or category, or the column is not
   *     text
   * @throws IllegalStateException if another thread is at work on the row
   */
  public Predictor set(String column, @Nullable String category) {
    begin();
    row.set(column, category);
    return this;
  }

  /**
   * Sets a column of dates or times.
   *
   * @param column its name; case does not matter
   * @param at a LocalDate, LocalTime, LocalDateTime or Instant, which is read in UTC; null for a
   *     missing one, which a rule fills
   * @return this
   * @throws IllegalArgumentException if there is no such column, it is of something else, or a part
   *     of the date or time is learned from that this type has not
   * @throws IllegalStateException if another thread is at work on the row
   */
  public Predictor setDate(String column, @Nullable Temporal at) {
    begin();
    row.setDate(column, at);
    return this;
  }

  /**
   * Says that a column of the row has no entry, which a rule of the training fills.
   *
   * @param column its name; case does not matter
   * @return this
   * @throws IllegalArgumentException if there is no such column, or no rule fills it
   * @throws IllegalStateException if another thread is at work on the row
   */
  public Predictor setMissing(String column) {
    begin();
    row.setMissing(column);
    return this;
  }

  /**
   * Sets all columns of a new row.
   *
   * @param entries one per column, in the order of {@link #columns()}: a number in its own unit; 0
   *     or 1 for a boolean; for text what {@link #category} says; of dates and times days since
   *     1970-01-01; NaN for a missing entry that a rule fills. An array that is kept and filled
   *     again spares its allocation.
   * @return this
   * @throws IllegalArgumentException if there are more or fewer entries, or one is none of these
   * @throws IllegalStateException if another thread is at work on the row
   */
  public Predictor row(double... entries) {
    begin();
    row.setAll(entries);
    return this;
  }

  /**
   * {@return the number of a category, from 0 on, as {@link #row(double...)} takes it}
   *
   * @param column name of a text column; case does not matter
   * @param category one of those seen in training
   * @throws IllegalArgumentException if there is no such column or category, or the column is not
   *     text
   */
  public int category(String column, String category) {
    return row.category(column, category);
  }

  /** Forgets the row, if the rest of it does not come. */
  public void clear() {
    row.clear();
    answered = false;
  }

  /**
   * {@return the most probable class of the row, the first of equals}
   *
   * @throws IllegalStateException if the label is a value, the row has not all its entries, or
   *     another thread is at work on it
   * @throws IllegalArgumentException if the outputs are not finite
   */
  public String predictedClass() {
    List<String> classes = classes();
    answer();
    int best = 0;
    for (int k = 1; k < probabilities.length; k++) {
      best = probabilities[k] > probabilities[best] ? k : best;
    }
    return classes.get(best);
  }

  /**
   * {@return the probability of a class for the row}
   *
   * @param name of the class; where yes and no of several columns are predicted, of the column that
   *     may be true
   * @throws IllegalStateException as {@link #predictedClass}
   * @throws IllegalArgumentException if there is no such class, or the outputs are not finite
   */
  public double probability(String name) {
    if (labels instanceof SeveralLabels several && several.flags()) {
      int part = part(several, name);
      answer();
      return outputs[part];
    }
    int k = name == null ? -1 : classes().indexOf(name);
    if (k < 0) {
      throw new IllegalArgumentException(
          Listing.quoted(name)
              + " is no class of "
              + Listing.quoted(labels.name())
              + Spelling.didYouMean("" + name, classes())
              + " (classes: "
              + Listing.of(classes())
              + ")");
    }
    return probability(k);
  }

  /**
   * {@return the probability of a class for the row}
   *
   * @param k number of the class, from 0 on, in the order of {@link #classes()}
   * @throws IllegalStateException as {@link #predictedClass}
   * @throws IllegalArgumentException if the outputs are not finite
   * @throws IndexOutOfBoundsException if there is no such class
   */
  public double probability(int k) {
    requireClasses();
    answer();
    return probabilities[k];
  }

  /**
   * {@return the probabilities for the row, in the order of {@link #classes()}, as a new array}
   *
   * @throws IllegalStateException as {@link #predictedClass}
   * @throws IllegalArgumentException if the outputs are not finite
   */
  public double[] probabilities() {
    requireClasses();
    answer();
    return probabilities.clone();
  }

  /**
   * {@return the predicted value of the row, in the label's own unit; of quantiles that of the
   * level nearest to 0.5}
   *
   * @throws IllegalStateException if the label means classes, the row has not all its entries, or
   *     another thread is at work on it
   * @throws IllegalArgumentException if the output is not finite, or the value is beyond the
   *     largest number
   */
  public double value() {
    requireValue();
    answer();
    return outputs[labels instanceof BandLabels band ? Quantiles.middle(band.levels()) : 0];
  }

  /**
   * {@return a quantile of the row, in the label's own unit}
   *
   * @param level one of those that it was trained for: {@code Loss.quantiles(0.1, 0.5, 0.9)}
   * @throws IllegalStateException as {@link #value}
   * @throws IllegalArgumentException as {@link #value}, or if it was not trained for this level
   */
  public double quantile(double level) {
    requireValue();
    List<Double> levels = labels instanceof BandLabels band ? band.levels() : List.of();
    int q = levels.indexOf(level);
    if (q < 0) {
      throw new IllegalArgumentException(
          "expected a level that it was trained for, "
              + (levels.isEmpty()
                  ? "but it predicts no quantiles: train with Loss.quantiles(0.1, 0.5, 0.9)"
                  : "one of " + Listing.of(levels))
              + "; got "
              + level);
    }
    answer();
    return outputs[q];
  }

  /**
   * {@return the predicted value of one of several columns, in its own unit; of quantiles that of
   * the level nearest to 0.5}
   *
   * @param column its name; case does not matter
   * @throws IllegalStateException if no such values are predicted, the row has not all its entries,
   *     or another thread is at work on it
   * @throws IllegalArgumentException if there is no such column, or as {@link #value()}
   */
  public double value(String column) {
    SeveralLabels several = several("value(name)");
    if (several.flags()) {
      throw new IllegalStateException("yes or no is predicted; use probability(name)");
    }
    int part = part(several, column);
    answer();
    int middle =
        several.parts().get(part) instanceof BandLabels band ? Quantiles.middle(band.levels()) : 0;
    return outputs[several.first(part) + middle];
  }

  private SeveralLabels several(String asked) {
    if (labels instanceof SeveralLabels several) {
      return several;
    }
    throw new IllegalStateException(
        asked + " is of one of several columns, but " + Listing.quoted(labels.name()) + " is one");
  }

  private static int part(SeveralLabels several, String column) {
    List<String> names = several.columns();
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equalsIgnoreCase(column)) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        Listing.quoted(column) + " is not predicted (columns: " + Listing.of(names) + ")");
  }

  private void requireOne() {
    if (labels instanceof SeveralLabels) {
      throw new IllegalStateException(
          "several columns are predicted, "
              + Listing.of(labels.columns())
              + "; use value(name) of values, probability(name) of yes and no");
    }
  }

  private void requireValue() {
    requireOne();
    if (!labels.classes().isEmpty()) {
      throw new IllegalStateException(
          "the label "
              + Listing.quoted(labels.name())
              + " means classes and has no value; use predictedClass() or probability(name)");
    }
  }

  private void requireClasses() {
    requireOne();
    if (labels.classes().isEmpty()) {
      throw new IllegalStateException(
          "the label "
              + Listing.quoted(labels.name())
              + " is a value and has no classes; use value()");
    }
  }

  private void begin() {
    if (row.isEmpty()) {
      answered = false;
      user.begins();
    } else {
      user.goesOn();
    }
  }

  private void answer() {
    user.goesOn();
    if (!answered) {
      mesh.run(row.inputs());
      row.clear();
      read();
      answered = true;
    }
  }

  private void read() {
    for (int k = 0; k < outputs.length; k++) {
      outputs[k] = mesh.output(k);
      if (!Double.isFinite(outputs[k])) {
        throw new IllegalArgumentException(
            "the outputs are not finite numbers: inputs as large as these overflow with these"
                + " weights. Correct or drop the row, or train again with standardise(true) or a"
                + " smaller learning rate");
      }
    }
    labels.answer(outputs, 0);
    if (labels instanceof OrderedLabels ordered) {
      ordered.probabilities(outputs, 0, probabilities);
    } else if (labels instanceof SeveralLabels several) {
      for (int k = 0; k < outputs.length && !several.flags(); k++) {
        outputs[k] = parts.get(k * parts.size() / outputs.length).restore(outputs[k]);
      }
    } else if (labels.classes().isEmpty()) {
      for (int k = 0; k < outputs.length; k++) {
        outputs[k] = labels.restore(outputs[k]);
      }
    }
  }

  /** For example: {@code Predictor of species (a, b) from 2 columns (width, length)}. */
  @Override
  public String toString() {
    return "Predictor of "
        + OneLine.of(labels.name())
        + (labels.classes().isEmpty() ? "" : " (" + Listing.of(labels.classes()) + ")")
        + " from "
        + Plural.of(columns().size(), "column")
        + " ("
        + Listing.of(columns())
        + ")";
  }
}
