package org.meshnn.experiment;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meshnn.text.OneLine;
import org.meshnn.train.Ending;

/**
 * What a candidate gave on an inner fold.
 *
 * @param score on the fold; NaN where it failed
 * @param loss mean per row of the fold; NaN where it failed
 * @param parameters of the mesh; 0 where it failed
 * @param epochs whole ones run; 0 where it failed
 * @param reason why it failed, on one line; empty where it did not
 */
record FoldScore(Key key, double score, double loss, int parameters, int epochs, String reason) {

  /**
   * Names a run of a search.
   *
   * @param candidate its number
   * @param epochs planned
   * @param fold from 1
   */
  record Key(int candidate, int epochs, int fold) {}

  static FoldScore of(Key key, Outcome outcome) {
    if (outcome instanceof Failure failure) {
      return failed(key, failure.reason());
    }
    Trial trial = (Trial) outcome;
    String reason =
        trial.ending() == Ending.DIVERGED
            ? "diverged in epoch " + (trial.epochs() + 1) + "; try a lower learning rate"
            : Double.isFinite(trial.metric()) ? "" : "its score is " + trial.metric();
    return new FoldScore(key, trial.metric(), trial.loss(), trial.edges(), trial.epochs(), reason);
  }

  private static FoldScore failed(Key key, String reason) {
    String line = OneLine.of(reason);
    return new FoldScore(
        key, Double.NaN, Double.NaN, 0, 0, line.isEmpty() ? "no reason was given" : line);
  }

  boolean failed() {
    return !reason.isEmpty();
  }

  /** Tab-separated, numbers to the last bit. */
  String line() {
    return String.format(
        Locale.ROOT,
        "%d\t%d\t%d\t%s\t%s\t%d\t%d\t%s",
        key.candidate(),
        key.epochs(),
        key.fold(),
        score,
        loss,
        parameters,
        epochs,
        reason);
  }

  /** Of such a line; null of another. */
  static @Nullable FoldScore read(String line) {
    String[] parts = line.split("\t", -1);
    if (parts.length != 8) {
      return null;
    }
    try {
      return new FoldScore(
          new Key(
              Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2])),
          Double.parseDouble(parts[3]),
          Double.parseDouble(parts[4]),
          Integer.parseInt(parts[5]),
          Integer.parseInt(parts[6]),
          parts[7]);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
