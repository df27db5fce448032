package org.meshnn.tables;

/**
 * The fit of a {@link Scale} to numbers that are gone through three times: for their extremes, for
 * their mean, for their deviation. The sums are of values over the largest of them, so that no
 * square overflows. Each pass must bring the same numbers in the same order.
 */
final class ScaleFit {
  /**
   * Units in the last place that numbers may differ by and still be one constant, rounded in
   * several ways: an operation is off by half a unit at most, so two results of up to four
   * operations each differ by at most four.
   */
  private static final int ROUNDING = 4;

  /**
   * Magnitudes over spread from which on the spread is measured from the smallest value. Then all
   * values are within a factor of 2 of it, and the difference is exact (Sterbenz 1974).
   */
  private static final int FAR = 16;

  private final boolean single;
  private double low = Double.POSITIVE_INFINITY;
  private double high = Double.NEGATIVE_INFINITY;
  private double magnitude;
  private int count;
  private double origin;
  private double unit = 1;
  private double mean;
  private double variance;

  /**
   * Of no number yet.
   *
   * @param single whether the numbers were floats
   */
  ScaleFit(boolean single) {
    this.single = single;
  }

  /** The first pass. */
  void extremes(double value) {
    low = Math.min(low, value);
    high = Math.max(high, value);
    magnitude = Math.max(magnitude, Math.abs(value));
    count++;
  }

  /** After the first pass, of at least one number. */
  void begin() {
    boolean far = high - low <= magnitude / FAR;
    origin = far ? low : 0;
    unit = far ? high - low : magnitude;
  }

  /** The second pass. */
  void mean(double value) {
    mean += (value - origin) / unit / count;
  }

  /** The third pass. */
  void deviation(double value) {
    double deviation = (value - origin) / unit - mean;
    variance += deviation * deviation / count;
  }

  double low() {
    return low;
  }

  double high() {
    return high;
  }

  /** Whether the numbers are one constant up to rounding: no second pass is needed. */
  boolean constant() {
    double ulp = single ? Math.ulp((float) magnitude) : Math.ulp(magnitude);
    return high - low <= ROUNDING * ulp;
  }

  Scale scale() {
    if (constant()) {
      return new Scale(low, 0, 1);
    }
    double sd = Math.sqrt(variance) * unit;
    return new Scale(origin, mean * unit, sd > 0 ? sd : 1);
  }
}
