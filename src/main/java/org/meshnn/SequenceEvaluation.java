package org.meshnn;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.meshnn.plot.ErrorByHorizon;
import org.meshnn.plot.Picture;
import org.meshnn.scores.ForecastScores;
import org.meshnn.scores.Interval;
import org.meshnn.scores.ValueScores;
import org.meshnn.tables.Predicted;
import org.meshnn.tables.SequenceEncoding;
import org.meshnn.text.Listing;
import org.meshnn.text.Required;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * How well a mesh did on sequences: values forecast, beside naive forecasts of the same rows; or
 * classes. Immutable; a notebook shows table and picture.
 */
public final class SequenceEvaluation implements Serializable {
  private final Predicted predicted;
  private final List<String> outputNames;
  private final List<ForecastScores> outputs; // none of classes
  private final @Nullable Evaluation classes; // null of values
  private final Map<String, Double> naive; // accuracies of classes forecast

  private SequenceEvaluation(
      SequenceEncoding encoding,
      List<ForecastScores> outputs,
      @Nullable Evaluation classes,
      Map<String, Double> naive) {
    predicted = encoding.predicted();
    outputNames = List.copyOf(encoding.outputNames());
    this.outputs = List.copyOf(outputs);
    this.classes = classes;
    this.naive = Collections.unmodifiableMap(new LinkedHashMap<>(naive));
  }

  /** Of values, the scores of each output. */
  static SequenceEvaluation of(SequenceEncoding encoding, List<ForecastScores> outputs) {
    return new SequenceEvaluation(encoding, outputs, null, Map.of());
  }

  /**
   * Of classes.
   *
   * @param naive accuracies by the names of naive forecasts; none of labels
   */
  static SequenceEvaluation of(
      SequenceEncoding encoding, Evaluation classes, Map<String, Double> naive) {
    return new SequenceEvaluation(encoding, List.of(), classes, naive);
  }

  /** {@return whether classes were predicted, not values} */
  public boolean isOfClasses() {
    return classes != null;
  }

  /**
   * {@return the scores of classes: accuracy, by class, confusion}
   *
   * @throws IllegalStateException if values were predicted
   */
  public Evaluation classes() {
    if (classes == null) {
      throw new IllegalStateException(
          "classes() is for classes, but the values of "
              + Listing.of(outputNames)
              + " were predicted; ask outputs(), nmse() or table()");
    }
    return classes;
  }

  /**
   * {@return correct predictions over all, in [0, 1]}
   *
   * @throws IllegalStateException if values were predicted
   */
  public double accuracy() {
    return classes().accuracy();
  }

  /**
   * {@return the accuracies of naive forecasts of a class, {@code last value} and {@code last
   * season, 12 rows}, each over the rows where it says something; none of labels}
   *
   * @throws IllegalStateException if values were predicted
   */
  public Map<String, Double> naiveAccuracies() {
    classes();
    return naive;
  }

  /**
   * {@return the scores of each output: a column forecast, or a label, at each horizon}
   *
   * @throws IllegalStateException if classes were predicted
   */
  public List<ForecastScores> outputs() {
    if (isOfClasses()) {
      throw new IllegalStateException(
          "outputs() is for values, but classes were predicted; ask classes() or accuracy()");
    }
    return outputs;
  }

  /**
   * {@return the scores of one output}
   *
   * @param name for example {@code sunspots +1}, or the name of a label
   * @throws IllegalArgumentException if there is no such output
   * @throws IllegalStateException if classes were predicted
   */
  public ForecastScores output(String name) {
    Required.of(name, "the name of an output, for example \"sunspots +1\"");
    return outputs().stream()
        .filter(scores -> scores.output().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(name, outputNames));
  }

  static IllegalArgumentException unknown(String name, List<String> outputs) {
    return new IllegalArgumentException(
        "expected one of the outputs " + Listing.of(outputs) + ", got " + Listing.quoted(name));
  }

  /**
   * {@return the mean over the outputs of mean squared error over the variance of what came true: 0
   * is perfect, 1 no better than the mean} Of one output it is {@link ValueScores#nmse}.
   *
   * @throws IllegalStateException if classes were predicted
   */
  public double nmse() {
    return outputs().stream().mapToDouble(o -> o.forecast().nmse()).average().orElseThrow();
  }

  /**
   * {@return of values, a row for each output and each naive forecast of it: rows measured, RMSE,
   * MAE (in the unit of the column), NMSE and R2; and against each naive forecast the skill, {@code
   * 1 - MSE / naive MSE}, with its 95 % interval; of classes, {@link Evaluation#byClass}}
   */
  public Table table() {
    if (classes != null) {
      return classes.byClass();
    }
    Rows rows = new Rows();
    for (ForecastScores scores : outputs) {
      rows.add(scores.output(), "mesh", scores.forecast(), Optional.empty());
      for (ForecastScores.Naive naive : scores.naive()) {
        rows.add(scores.output(), naive.name(), naive.scores(), Optional.of(naive.skill()));
      }
    }
    boolean compared = outputs.stream().anyMatch(scores -> !scores.naive().isEmpty());
    return compared ? rows.table() : rows.alone();
  }

  /** The rows of {@link #table} as they come. */
  private static final class Rows {
    private final StringColumn output = StringColumn.create("output");
    private final StringColumn forecast = StringColumn.create("forecast");
    private final IntColumn count = IntColumn.create("rows");
    private final DoubleColumn rmse = DoubleColumn.create("RMSE");
    private final DoubleColumn mae = DoubleColumn.create("MAE");
    private final DoubleColumn nmse = DoubleColumn.create("NMSE");
    private final DoubleColumn r2 = DoubleColumn.create("R2");
    private final DoubleColumn skill = DoubleColumn.create("skill against it");
    private final DoubleColumn low = DoubleColumn.create("95 % low");
    private final DoubleColumn high = DoubleColumn.create("95 % high");

    void add(String name, String by, ValueScores scores, Optional<Interval> against) {
      output.append(name);
      forecast.append(by);
      count.append(scores.samples());
      rmse.append(scores.rmse());
      mae.append(scores.mae());
      nmse.append(scores.nmse());
      r2.append(scores.r2());
      append(skill, against, Interval::mean);
      append(low, against, Interval::low);
      append(high, against, Interval::high);
    }

    private static void append(
        DoubleColumn column, Optional<Interval> interval, ToDoubleFunction<Interval> number) {
      interval.ifPresentOrElse(
          known -> column.append(number.applyAsDouble(known)), column::appendMissing);
    }

    Table table() {
      return Table.create("scores", output, forecast, count, rmse, mae, nmse, r2, skill, low, high);
    }

    /** Without what compares. */
    Table alone() {
      return Table.create("scores", output, count, rmse, mae, nmse, r2);
    }
  }

  /**
   * {@return of values, the error by horizon beside that of naive forecasts; of classes, the
   * confusion matrix} Of several columns, the first.
   *
   * @throws IllegalStateException if a label's values were predicted, which have no horizon
   * @throws IllegalArgumentException as {@link Evaluation#plot}
   */
  public Picture plot() {
    return isOfClasses() ? classes().plot() : plot(predicted.columns().get(0));
  }

  /**
   * {@return the error of a column by horizon, beside that of naive forecasts}
   *
   * @param column that is forecast
   * @throws IllegalArgumentException if it is not
   * @throws IllegalStateException if classes or a label's values were predicted
   */
  public Picture plot(String column) {
    Required.of(column, "a column that is forecast");
    if (outputs().get(0).horizon() == 0) {
      throw new IllegalStateException(
          "a label has no horizon to draw errors by; model.plotForecast(sequences) draws its values");
    }
    List<String> columns = predicted.columns();
    int place = columns.indexOf(column);
    if (place < 0) {
      throw unknown(column, columns);
    }
    int horizons = predicted.horizons().size();
    return ErrorByHorizon.draw(column, outputs.subList(place * horizons, (place + 1) * horizons));
  }

  /** A line or more for each output; of classes as {@link Evaluation}. */
  @Override
  public String toString() {
    if (classes == null) {
      return String.join("\n", outputs.stream().map(ForecastScores::toString).toList());
    }
    StringBuilder text = new StringBuilder(classes.toString());
    naive.forEach(
        (name, accuracy) ->
            text.append(String.format(Locale.ROOT, "\n%s: accuracy %.4g", name, accuracy)));
    return text.toString();
  }
}
