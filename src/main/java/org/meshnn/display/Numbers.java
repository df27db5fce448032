package org.meshnn.display;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Numbers shortened to be read: a column shares its decimals, so that points line up. */
final class Numbers {
  private static final int MOST_DECIMALS = 4;

  private Numbers() {}

  /** The values of one column as text; NaN as {@code NaN}. */
  static List<String> column(double[] values) {
    int decimals = 0;
    boolean wide = false;
    for (double value : values) {
      double size = Math.abs(value);
      if (Double.isFinite(value) && size != 0) {
        wide |= size >= 1e9 || size < 1e-3;
        decimals = Math.max(decimals, decimals(value));
      }
    }
    String format = wide ? "%.4g" : "%." + decimals + "f";
    return Arrays.stream(values).mapToObj(v -> one(v, format)).toList();
  }

  private static String one(double value, String format) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    boolean bare = value == 0 && format.endsWith("g");
    return bare ? "0" : String.format(Locale.ROOT, format, value + 0.0); // which makes 0 of -0
  }

  /** How many decimals, up to four, tell the value. */
  private static int decimals(double value) {
    double scaled = value;
    for (int d = 0; d < MOST_DECIMALS; d++) {
      if (Math.abs(scaled - Math.rint(scaled)) < 1e-9 * Math.max(1, Math.abs(scaled))) {
        return d;
      }
      scaled *= 10;
    }
    return MOST_DECIMALS;
  }
}
