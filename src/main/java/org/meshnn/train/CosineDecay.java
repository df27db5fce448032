package org.meshnn.train;

import java.util.Locale;
import org.meshnn.text.Plural;

/**
 * Cosine annealing (Loshchilov and Hutter, SGDR: stochastic gradient descent with warm restarts,
 * ICLR 2017, equation 5, without restarts) after a linear warm-up. In epoch e of E, from 0, with w
 * epochs of warm-up, the rate is of the optimiser's
 *
 * <pre>  (e + 1) / (w + 1)                                               while e &lt; w
 *   lowest + (1 - lowest) (1 + cos(pi (e - w) / (E - w))) / 2    from then on</pre>
 *
 * so that epoch w has all of it, and {@code lowest} is where an epoch after the last would stand.
 *
 * @param warmUp epochs, 0 or more; a training needs more than these
 * @param lowest part of the optimiser's rate, in [0, 1)
 */
public record CosineDecay(int warmUp, double lowest) implements Schedule {

  /**
   * Checks the ranges.
   *
   * @param warmUp 0 or more
   * @param lowest in [0, 1)
   * @throws IllegalArgumentException if one is outside its range
   */
  public CosineDecay {
    if (warmUp < 0) {
      throw new IllegalArgumentException("a warm-up has 0 or more epochs; got " + warmUp);
    }
    if (!(lowest >= 0 && lowest < 1)) {
      throw new IllegalArgumentException(
          "the lowest rate is a part of the optimiser's, in [0, 1), for example 0.01; got "
              + lowest);
    }
  }

  /**
   * {@return the same after an ascent of so many epochs}
   *
   * @param epochs 0 or more
   * @throws IllegalArgumentException if it is negative
   */
  public CosineDecay warmUp(int epochs) {
    return new CosineDecay(epochs, lowest);
  }

  /**
   * {@return the same, not down to 0}
   *
   * @param part of the optimiser's rate, in [0, 1)
   * @throws IllegalArgumentException if it is not in [0, 1)
   */
  public CosineDecay lowest(double part) {
    return new CosineDecay(warmUp, part);
  }

  @Override
  public Rates start(int epochs, long stepsPerEpoch) {
    if (warmUp >= epochs) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected a warm-up of fewer epochs than the %d of the training; got %d",
              epochs,
              warmUp));
    }
    return step -> factor(step / stepsPerEpoch, epochs);
  }

  private double factor(long epoch, int epochs) {
    return epoch < warmUp
        ? (epoch + 1.0) / (warmUp + 1)
        : between(1, lowest, (double) (epoch - warmUp) / (epochs - warmUp));
  }

  /** From one number to another on half a cosine, at a part of the way in [0, 1]. */
  static double between(double from, double to, double part) {
    return to + (from - to) * (1 + StrictMath.cos(Math.PI * part)) / 2;
  }

  @Override
  public boolean goesByEpochsPlanned() {
    return true;
  }

  @Override
  public String toString() {
    return "down a cosine"
        + (lowest > 0 ? " to " + lowest + " of it" : "")
        + (warmUp > 0 ? " after a warm-up of " + Plural.of(warmUp, "epoch") : "");
  }
}
