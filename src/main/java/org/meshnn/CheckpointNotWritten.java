package org.meshnn;

import java.io.UncheckedIOException;

/** Training was ended because a checkpoint could not be written. Nothing learned so far is lost. */
public final class CheckpointNotWritten extends UncheckedIOException {
  private final transient TrainedMesh trained;

  CheckpointNotWritten(TrainedMesh trained, UncheckedIOException reason) {
    super(
        reason.getMessage()
            + ". The model so far is in the exception: catch (CheckpointNotWritten e) { model ="
            + " e.trained(); }; model.resume(table) goes on, if training had not come to its end",
        reason.getCause());
    this.trained = trained;
  }

  /** {@return the mesh as it was to be written: it can be saved elsewhere, and resumed} */
  public TrainedMesh trained() {
    return trained;
  }
}
