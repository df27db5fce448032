package org.meshnn.scores;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.meshnn.text.Plural;

/**
 * Between which errors 95 % of others like them lie: a prediction plus these two is an interval of
 * what comes true. Nothing is taken for normal, but errors to come must be like those counted: of
 * rows that the mesh did not learn from, in a series that goes on as it was. (Split conformal
 * prediction; where the errors can be exchanged one for another, at least 95 % lie within.)
 *
 * @param n errors counted
 * @param low the lower, of what came true minus what was predicted
 * @param high the upper
 */
public record ErrorBand(int n, double low, double high) {
  private static final double OUTSIDE = 0.025; // on either side
  private static final int FEWEST = 39; // from there on an error is beyond the ends of the band

  /**
   * {@return the band of these errors: of n sorted, those of rank {@code floor(0.025 (n + 1))} from
   * below and from above}
   *
   * @param actual values, NaN where not known
   * @param predicted one for each
   * @throws IllegalArgumentException if fewer than 39 are known
   */
  public static ErrorBand of(double[] actual, double[] predicted) {
    double[] errors =
        IntStream.range(0, actual.length)
            .mapToDouble(i -> actual[i] - predicted[i])
            .filter(error -> !Double.isNaN(error))
            .sorted()
            .toArray();
    if (errors.length < FEWEST) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected at least %d rows with a known value to take a band of 95 %% from, got %s;"
                  + " hand in longer series",
              FEWEST,
              Plural.of(errors.length, "row")));
    }
    int rank = (int) Math.floor(OUTSIDE * (errors.length + 1));
    return new ErrorBand(errors.length, errors[rank - 1], errors[errors.length - rank]);
  }

  /**
   * {@return the lower ends of the intervals of predictions}
   *
   * @param predicted the predictions, in the unit of the errors
   */
  public double[] below(double[] predicted) {
    return Arrays.stream(predicted).map(value -> value + low).toArray();
  }

  /**
   * {@return the upper ends of the intervals of predictions}
   *
   * @param predicted the predictions, in the unit of the errors
   */
  public double[] above(double[] predicted) {
    return Arrays.stream(predicted).map(value -> value + high).toArray();
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "95 %% of %s from %.4g to %.4g", Plural.of(n, "error"), low, high);
  }
}
