package org.meshnn;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A stream was ended because an output, the loss or a weight would not have been finite. */
public final class OnlineDiverged extends ArithmeticException {
  private final transient @Nullable Prequential run;

  private OnlineDiverged(String what, long step) {
    super(
        String.format(
            Locale.ROOT,
            "%s was no longer finite at step %,d. The weights are those before it, all streams are"
                + " back at S = 0. Try a smaller learning rate or clipNorm(1), inputs and targets of"
                + " mean 0 and deviation 1, or resetEvery(200); begin with weights that were good:"
                + " initialisation(Initialisation.of(online.topology(), online.weights()))",
            what,
            step));
    run = null;
  }

  static OnlineDiverged predicting(long step) {
    return new OnlineDiverged("an output", step);
  }

  static OnlineDiverged learning(long step) {
    return new OnlineDiverged("the loss or a weight", step);
  }

  OnlineDiverged(OnlineDiverged at, Prequential run) {
    super(at.getMessage());
    this.run = run;
    initCause(at);
  }

  /** {@return the run up to there, if it was in a run} */
  public Optional<Prequential> run() {
    return Optional.ofNullable(run);
  }
}
