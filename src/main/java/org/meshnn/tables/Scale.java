package org.meshnn.tables;

import java.util.Arrays;
import java.util.Locale;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.columns.Column;

/**
 * Standardisation z = (x - mean) / sd, with the standard deviation over n (not n - 1). A column
 * that is constant up to rounding has sd 1: it is centred and nothing else.
 *
 * @param origin taken away first, so that a small spread far from 0 keeps its digits; finite
 * @param centre the mean, counted from the origin; finite
 * @param sd standard deviation, positive and finite
 */
public record Scale(double origin, double centre, double sd) {
  /** Leaves numbers as they are. */
  public static final Scale NONE = new Scale(0, 0, 1);

  /**
   * Checks the ranges.
   *
   * @param origin taken away first, finite
   * @param centre the mean, counted from the origin, finite
   * @param sd standard deviation, positive and finite
   * @throws IllegalArgumentException if a number is not finite, or the deviation not positive
   */
  public Scale {
    if (!Double.isFinite(origin)
        || !Double.isFinite(centre)
        || !(sd > 0)
        || Double.isInfinite(sd)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected a finite mean and a positive, finite deviation; got %s + %s and %s",
              origin,
              centre,
              sd));
    }
  }

  /** Fits on some rows of a numeric or boolean column, all finite. */
  static Scale of(Column<?> column, int[] rows) {
    return of(column, rows, 0);
  }

  /** Fits on the numbers of such a column counted from a reference. */
  static Scale of(Column<?> column, int[] rows, long reference) {
    double[] values =
        Arrays.stream(rows).mapToDouble(row -> LongNumbers.from(reference, column, row)).toArray();
    ScaleFit fit = new ScaleFit(column instanceof FloatColumn);
    for (double value : values) {
      fit.extremes(value);
    }
    fit.begin();
    for (double value : values) {
      fit.mean(value);
    }
    for (double value : values) {
      fit.deviation(value);
    }
    return fit.scale();
  }

  /** {@return the mean, {@code origin + centre}} */
  public double mean() {
    return origin + centre;
  }

  /**
   * {@return {@code (value - origin - centre) / sd}}
   *
   * @param value in the column's own unit
   */
  public double standardise(double value) {
    double deviation = value - origin - centre;
    return Double.isInfinite(deviation)
        ? (value / 2 - origin / 2 - centre / 2) / (sd / 2)
        : deviation / sd;
  }

  /**
   * {@return the value in the column's own unit: {@code origin + (centre + sd * standardised)}}
   *
   * @param standardised an output
   * @throws IllegalArgumentException if the value is beyond the largest number
   */
  public double restore(double standardised) {
    double value = origin + (centre + sd * standardised);
    if (Double.isInfinite(value)) { // perhaps only sd * z
      value = 2 * (origin / 2 + (centre / 2 + sd / 2 * standardised));
    }
    if (Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "expected outputs that stand for values of the label, got one for a value beyond the"
              + " largest number, 1.8e308; divide the label, for example by a million, and train"
              + " again");
    }
    return value;
  }
}
