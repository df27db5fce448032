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
  private static final double MOST_RULED = 4; // decades with a line for each digit
  private static final double MOST_BETWEEN = 2.2; // decades with numbers between their ends

  /**
   * At most {@code most} multiples of 1, 2 or 5 times a power of ten in [low, high], {@code finest}
   * or more apart.
   */
  static Ticks between(double low, double high, int most, double finest) {
    double power = StrictMath.pow(10, Math.floor(StrictMath.log10((high - low) / most)));
    double step = power;
    for (double factor : new double[] {1, 2, 5, 10}) {
      step = factor * power;
      if (Math.floor(high / step) - Math.ceil(low / step) + 1 <= most) {
        break;
      }
    }
    step = Math.max(step, finest);
    List<Double> at = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (long i = (long) Math.ceil(low / step); i * step <= high; i++) {
      at.add(i * step);
      labels.add(label(i * step, step));
    }
    return new Ticks(List.copyOf(at), List.copyOf(labels));
  }

  /**
   * At most about {@code most} powers of ten from 10^low to 10^high. Where there are few, the
   * numbers between them too: written, or with an empty label for a line alone.
   */
  static Ticks powers(double low, double high, int most) {
    int every = (int) Math.max(1, Math.ceil((high - low) / most));
    List<Double> at = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (int power = (int) Math.floor(low); power <= high; power++) {
      for (int digit = 1; digit < 10; digit++) {
        double value = Double.parseDouble(digit + "e" + power);
        double exponent = StrictMath.log10(value);
        boolean between = digit > 1 || power % every != 0;
        if (exponent >= low && exponent <= high && !(between && high - low > MOST_RULED)) {
          boolean written = !between || (high - low < MOST_BETWEEN && (digit == 2 || digit == 5));
          at.add(value);
          labels.add(written ? label(value, Double.parseDouble("1e" + power)) : "");
        }
      }
    }
    return new Ticks(List.copyOf(at), List.copyOf(labels));
  }

  private static String label(double value, double step) {
    int decimals = (int) Math.max(0, -Math.floor(StrictMath.log10(step) + 1e-9));
    if (decimals > 4 && value == 0) {
      return "0";
    }
    if (value != 0 && (decimals > 4 || Math.abs(value) >= 1e7)) {
      double digits =
          Math.floor(StrictMath.log10(Math.abs(value))) - Math.floor(StrictMath.log10(step) + 1e-9);
      return String.format(Locale.ROOT, "%." + (int) Math.max(0, digits) + "e", value);
    }
    return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
  }
}
