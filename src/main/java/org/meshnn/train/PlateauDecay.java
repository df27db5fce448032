package org.meshnn.train;

import org.meshnn.text.Plural;

/**
 * A rate that falls on a plateau: multiplied by a factor after {@code patience + 1} epochs without
 * improvement of what is {@linkplain Training#monitor monitored}, on the rows held out, or without
 * such on the training rows; then so many epochs are counted from the beginning. An improvement is
 * a value lower than the lowest so far, v, by more than {@code threshold |v|}; of a metric of which
 * more is better, higher. What it has seen is the history of the training, which a checkpoint
 * holds.
 *
 * @param patience epochs without improvement that are let pass, 0 or more
 * @param factor in (0, 1)
 * @param threshold of an improvement, relative, in [0, 1)
 * @param lowest part of the optimiser's rate that it does not fall below, in [0, 1)
 */
public record PlateauDecay(int patience, double factor, double threshold, double lowest)
    implements Schedule {

  /**
   * Checks the ranges.
   *
   * @param patience 0 or more
   * @param factor in (0, 1)
   * @param threshold in [0, 1)
   * @param lowest in [0, 1)
   * @throws IllegalArgumentException if one is outside its range
   */
  public PlateauDecay {
    if (patience < 0) {
      throw new IllegalArgumentException(
          "a plateau is one after 0 or more epochs without improvement; got " + patience);
    }
    StepDecay.requireFactor(factor);
    if (!(threshold >= 0 && threshold < 1) || !(lowest >= 0 && lowest < 1)) {
      throw new IllegalArgumentException(
          "expected a threshold and a lowest part of the learning rate in [0, 1); got "
              + threshold
              + " and "
              + lowest);
    }
  }

  /**
   * {@return the same with another measure of what is an improvement}
   *
   * @param relative in [0, 1); 0.0001 unless set
   * @throws IllegalArgumentException if it is not in [0, 1)
   */
  public PlateauDecay threshold(double relative) {
    return new PlateauDecay(patience, factor, relative, lowest);
  }

  /**
   * {@return the same that does not fall further}
   *
   * @param part of the optimiser's rate, in [0, 1); 0 unless set
   * @throws IllegalArgumentException if it is not in [0, 1)
   */
  public PlateauDecay lowest(double part) {
    return new PlateauDecay(patience, factor, threshold, part);
  }

  @Override
  public Rates start(int epochs, long stepsPerEpoch) {
    return new Rates() {
      private double rate = 1;
      private double best = Double.NaN; // before the first epoch
      private int without; // epochs since an improvement, or a fall

      @Override
      public double factor(long step) {
        return rate;
      }

      @Override
      public void epochDone(double watched) {
        if (Double.isNaN(best) || watched < best - threshold * Math.abs(best)) {
          best = watched;
          without = 0;
        } else if (++without > patience) {
          rate = Math.max(rate * factor, lowest);
          without = 0;
        }
      }
    };
  }

  @Override
  public String toString() {
    return "times "
        + factor
        + " where "
        + Plural.of(patience + 1, "epoch")
        + (patience == 0 ? " brings" : " bring")
        + " no improvement"
        + (lowest > 0 ? ", to " + lowest + " of it at the lowest" : "");
  }
}
