package org.meshnn.replication;

import java.util.Locale;

/**
 * A figure to compare with.
 *
 * @param figure in the unit of the study's metric
 * @param deviation its sample standard deviation; NaN where none was given
 * @param source where it comes from, in a few words
 */
public record Claim(double figure, double deviation, String source) {

  /** A figure without a deviation. */
  public Claim(double figure, String source) {
    this(figure, Double.NaN, source);
  }

  @Override
  public String toString() {
    String spread = Double.isNaN(deviation) ? "" : String.format(Locale.ROOT, " ± %.3f", deviation);
    return String.format(Locale.ROOT, "%.3f%s, %s", figure, spread, source);
  }
}
