package org.meshnn;

import java.util.Locale;

/** Training was stopped because the loss became NaN or infinite. */
public final class TrainingDiverged extends ArithmeticException {
  private final transient TrainedMesh trained;

  TrainingDiverged(TrainedMesh trained) {
    super(
        String.format(
            Locale.ROOT,
            "the loss became NaN or infinite in epoch %d. Try a smaller learning rate,"
                + " clipNorm(1), initialisation(Initialisation.he()) or spectralRadius(0.9), or fewer"
                + " ticks. The best weights so far (of epoch %d) are in the exception: catch"
                + " (TrainingDiverged e) { model = e.trained(); }",
            trained.history().epochs().size() + 1,
            trained.history().bestEpoch()));
    this.trained = trained;
  }

  /**
   * {@return the mesh with its best weights before: those of epoch 0, the initial ones, if none was
   * finished}
   */
  public TrainedMesh trained() {
    return trained;
  }
}
