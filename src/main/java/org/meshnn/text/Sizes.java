package org.meshnn.text;

import java.util.Locale;

/** Counts and bytes as a reader takes them in: three digits and a unit where they are large. */
public final class Sizes {
  private static final String[] COUNTS = {"", " k", " M", " G"};
  private static final String[] BYTES = {" B", " KiB", " MiB", " GiB", " TiB", " PiB"};

  private Sizes() {}

  /**
   * {@return a count: all digits below a million; then 12.3 M, 4.56 G; then 7.8e12}
   *
   * @param count 0 or more; {@link Long#MAX_VALUE} stands for all that is larger
   */
  public static String count(long count) {
    if (count == Long.MAX_VALUE) {
      return "over 9e18";
    }
    return count < 1_000_000
        ? String.format(Locale.ROOT, "%,d", count)
        : scaled(count, 1000, COUNTS, "");
  }

  /**
   * {@return a size: 872 B, 1.21 KiB, 34.5 MiB}
   *
   * @param bytes 0 or more; {@link Long#MAX_VALUE} stands for all that is larger
   */
  public static String bytes(long bytes) {
    return bytes == Long.MAX_VALUE ? "over 8 EiB" : scaled(bytes, 1024, BYTES, " B");
  }

  private static String scaled(long size, int step, String[] units, String beyond) {
    double value = size;
    int unit = 0;
    while (value >= 999.5 && unit < units.length) {
      value /= step;
      unit++;
    }
    if (unit == units.length) {
      return String.format(Locale.ROOT, "%.1e", (double) size).replace("e+", "e") + beyond;
    }
    return unit == 0 ? size + units[0] : digits(value) + units[unit];
  }

  private static String digits(double value) {
    int decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
