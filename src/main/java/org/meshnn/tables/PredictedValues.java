package org.meshnn.tables;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.meshnn.scores.ForecastScores;
import org.meshnn.scores.ValueScores;
import org.meshnn.tables.EncodedSequences.Answer;
import org.meshnn.text.Plural;
import tech.tablesaw.columns.Column;

/**
 * The values that were predicted for one output beside what came true, in the column's own unit:
 * series after series, each in its order. A gap begins another series if it splits.
 */
public final class PredictedValues {
  private final String output;
  private final int horizon;
  private final OrderedRows ordered;
  private final double[] known; // what is true at each position, NaN if it is not known
  private final int[] positions; // that the predictions are made at
  private final double[] predicted;

  private PredictedValues(
      String output,
      int horizon,
      OrderedRows ordered,
      double[] known,
      int[] positions,
      double[] predicted) {
    this.output = output;
    this.horizon = horizon;
    this.ordered = ordered;
    this.known = known;
    this.positions = positions;
    this.predicted = predicted;
  }

  /** Those of each output. */
  static List<PredictedValues> of(
      SequenceEncoding encoding,
      EncodedSequences encoded,
      OrderedRows ordered,
      Truths truths,
      DMatrixRMaj outputs) {
    List<Answer> answers =
        encoded.answers().values().stream()
            .sorted(Comparator.comparingInt(Answer::position))
            .toList();
    int[] positions = answers.stream().mapToInt(Answer::position).toArray();
    List<Labels> labels = encoding.answers();
    List<Integer> horizons = encoding.predicted().horizons();
    return IntStream.range(0, labels.size())
        .mapToObj(
            i ->
                new PredictedValues(
                    labels.get(i).name(),
                    horizons.get(i % horizons.size()),
                    ordered,
                    known(truths, i / horizons.size(), ordered.size()),
                    positions,
                    restored(
                        (Labels.Values) labels.get(i), encoded.picked(outputs, answers, i, 1))))
        .toList();
  }

  private static double[] known(Truths truths, int column, int positions) {
    double[] known = new double[positions];
    Arrays.fill(known, Double.NaN);
    Optional<Column<?>> entries = truths.columns().get(column);
    int[] sources = truths.sources()[column];
    for (int p = 0; p < positions && entries.isPresent(); p++) {
      if (!Completeness.missing(entries.get(), sources[p])) {
        known[p] = LongNumbers.from(0, entries.get(), sources[p]);
      }
    }
    return known;
  }

  private static double[] restored(Labels.Values label, DMatrixRMaj outputs) {
    return Arrays.stream(outputs.data).map(label.scale()::restore).toArray();
  }

  /** {@return what is predicted: a label, or {@code column +horizon}} */
  public String output() {
    return output;
  }

  /** {@return how many rows ahead; 0 for a label} */
  public int horizon() {
    return horizon;
  }

  /** {@return the number of predictions} */
  public int size() {
    return positions.length;
  }

  /** {@return whether {@link #at} is in days since 1970, of dates or times} */
  public boolean time() {
    return ordered.pace().time();
  }

  /** {@return the number of the series that each prediction is of, from 0 on, ascending} */
  public int[] series() {
    return Arrays.stream(positions).map(ordered::piece).toArray();
  }

  /**
   * {@return where what is predicted stands in the order: a number, days since 1970, or the row
   * where there is no order} Beyond the end of a series it is the usual distance further for each
   * row.
   */
  public double[] at() {
    return Arrays.stream(positions).mapToDouble(this::at).toArray();
  }

  private double at(int position) {
    int ahead = Math.min(position + horizon, ordered.end(position) - 1);
    int beyond = position + horizon - ahead;
    return ordered.at()[ahead] + beyond * ordered.pace().distance();
  }

  /** {@return what came true, NaN where it is not known} */
  public double[] actual() {
    return Arrays.stream(positions).mapToDouble(p -> known(p, p + horizon)).toArray();
  }

  /** {@return what was predicted} */
  public double[] predicted() {
    return predicted.clone();
  }

  /**
   * {@return where all rows of a series stand in the order, as {@link #at}}
   *
   * @param series its number, from 0 to before {@link #allSeries()}
   * @throws IndexOutOfBoundsException if there is no such series
   */
  public double[] allAt(int series) {
    return Arrays.copyOfRange(ordered.at(), ordered.begins()[series], ordered.begins()[series + 1]);
  }

  /**
   * {@return what is true at all rows of a series, NaN where it is not known}
   *
   * @param series its number, from 0 to before {@link #allSeries()}
   * @throws IndexOutOfBoundsException if there is no such series
   */
  public double[] all(int series) {
    return Arrays.copyOfRange(known, ordered.begins()[series], ordered.begins()[series + 1]);
  }

  /** {@return the number of series, those without a prediction too} */
  public int allSeries() {
    return ordered.pieces();
  }

  /** What is true at a position of the piece of another. */
  private double known(int position, int other) {
    boolean within =
        other >= ordered.begins()[ordered.piece(position)] && other < ordered.end(position);
    return within ? known[other] : Double.NaN;
  }

  /**
   * {@return the naive forecasts: what was true {@code season} rows before the row forecast, or the
   * least multiple of it that was known then; NaN where that is missing or before the series} With
   * 1 that is the last value known.
   *
   * @param season rows, at least 1
   * @throws IllegalArgumentException if there are less
   * @throws IllegalStateException if a label is predicted
   */
  public double[] naive(int season) {
    if (season < 1) {
      throw new IllegalArgumentException("expected a season of 1 row or more, got " + season);
    }
    if (horizon == 0) {
      throw new IllegalStateException(
          "a naive forecast is of a value ahead, but " + output + " is a label");
    }
    int back = (horizon + season - 1) / season * season - horizon; // from the row predicted at
    return Arrays.stream(positions)
        .mapToDouble(p -> season == 1 ? last(p) : known(p, p - back))
        .toArray();
  }

  private double last(int position) {
    int begin = ordered.begins()[ordered.piece(position)];
    int last = position;
    while (last > begin && Double.isNaN(known[last])) {
      last--;
    }
    return known[last];
  }

  /**
   * {@return the scores of the predictions over the rows where what came true is known}
   *
   * @throws IllegalArgumentException if it is known in none
   */
  public ValueScores scores() {
    return compared(List.of()).forecast();
  }

  /**
   * {@return the scores of the forecast beside those of the last value, and of the last season}
   *
   * @param seasons rows, at least 2 each: 12 for months that repeat every year; none for the last
   *     value alone
   * @throws IllegalArgumentException if one is less, or no row has a known value and all naive
   *     forecasts
   * @throws IllegalStateException if a label is predicted
   */
  public ForecastScores againstNaive(int... seasons) {
    List<ForecastScores.Values> naive = new ArrayList<>();
    naive.add(new ForecastScores.Values("last value", naive(1)));
    for (int season : seasons) {
      if (season < 2) {
        throw new IllegalArgumentException("expected a season of 2 rows or more, got " + season);
      }
      naive.add(new ForecastScores.Values("last season, " + season + " rows", naive(season)));
    }
    return compared(naive);
  }

  private ForecastScores compared(List<ForecastScores.Values> naive) {
    return ForecastScores.of(output, horizon, series(), actual(), predicted, naive);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s of %s", Plural.of(size(), "predicted value"), output);
  }
}
