package org.meshnn;

import java.util.Locale;

/** Training on sequences was stopped because the loss became NaN or infinite. */
public final class SequenceTrainingDiverged extends ArithmeticException {
  private final transient SequenceModel trained;

  SequenceTrainingDiverged(SequenceModel trained) {
    super(
        String.format(
            Locale.ROOT,
            "the loss became NaN or infinite in epoch %d. Try a smaller learning rate, clipNorm(1),"
                + " initialisation(Initialisation.spectralRadius(0.9)), Activation.TANH or fewer"
                + " ticksPerStep. The best weights so far (of epoch %d) are in the exception: catch"
                + " (SequenceTrainingDiverged e) { model = e.trained(); }",
            trained.history().epochs().size() + 1,
            trained.history().bestEpoch()));
    this.trained = trained;
  }

  /**
   * {@return the mesh with its best weights before: those of epoch 0, the initial ones, if none was
   * finished}
   */
  public SequenceModel trained() {
    return trained;
  }
}
