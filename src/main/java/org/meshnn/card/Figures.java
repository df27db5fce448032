package org.meshnn.card;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import org.meshnn.scores.Interval;
import org.meshnn.text.Listing;

/** Numbers as a card has them. */
final class Figures {
  private static final MathContext DIGITS = new MathContext(6);
  private static final double LARGE = 1e9;
  private static final double SMALL = 1e-4;

  private Figures() {}

  /** Up to six digits, without zeros at the end. */
  static String of(double number) {
    double size = Math.abs(number);
    if (!Double.isFinite(number) || number == 0) {
      return number == 0 ? "0" : Double.toString(number);
    }
    BigDecimal rounded = new BigDecimal(number).round(DIGITS).stripTrailingZeros();
    return size >= SMALL && size < LARGE ? rounded.toPlainString() : rounded.toString();
  }

  /** Four significant digits. */
  static String error(double number) {
    return String.format(Locale.ROOT, "%.4g", number);
  }

  /** Three decimals. */
  static String share(double share) {
    return String.format(Locale.ROOT, "%.3f", share);
  }

  /** A share of a count: "0.940 (47 of 50)". */
  static String share(int part, int all) {
    return share((double) part / all)
        + " ("
        + Listing.count(part)
        + " of "
        + Listing.count(all)
        + ")";
  }

  static String errors(Interval interval) {
    return error(interval.low()) + " to " + error(interval.high());
  }

  static String shares(Interval interval) {
    return share(interval.low()) + " to " + share(interval.high());
  }
}
