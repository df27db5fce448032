package org.meshnn.plot;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Round numbers along an axis.
 *
 * @param at ascending, within the axis
 * @param labels one per number
 */
record Ticks(List<Double> at, List<String> labels) {

  /** At most {@code most} multiples of 1, 2 or 5 times a power of ten in [low, high]. */
  static Ticks between(double low, double high, int most) {
    double power = Math.pow(10, Math.floor(Math.log10((high - low) / most)));
    double step = power;
    for (double factor : new double[] {1, 2, 5, 10}) {
      step = factor * power;
      if (Math.floor(high / step) - Math.ceil(low / step) + 1 <= most) {
        break;
      }
    }
    List<Double> at = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (long i = (long) Math.ceil(low / step); i * step <= high; i++) {
      at.add(i * step);
      labels.add(label(i * step, step));
    }
    return new Ticks(List.copyOf(at), List.copyOf(labels));
  }

  private static String label(double value, double step) {
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    if (decimals > 4 && value == 0) {
      return "0";
    }
    if (value != 0 && (decimals > 4 || Math.abs(value) >= 1e7)) {
      double digits = Math.floor(Math.log10(Math.abs(value))) - Math.floor(Math.log10(step) + 1e-9);
      return String.format(Locale.ROOT, "%." + (int) Math.max(0, digits) + "e", value);
    }
    return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
  }
}
