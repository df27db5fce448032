package org.meshnn;

import java.io.UncheckedIOException;

/**
 * Training on sequences was ended because a checkpoint could not be written. Nothing learned so far
 * is lost.
 */
public final class SequenceCheckpointNotWritten extends UncheckedIOException {
  private final transient SequenceModel trained;

  SequenceCheckpointNotWritten(SequenceModel trained, UncheckedIOException reason) {
    super(
        reason.getMessage()
            + ". The model so far is in the exception: catch (SequenceCheckpointNotWritten e) {"
            + " model = e.trained(); }; model.resume(sequences) goes on, if training had not come"
            + " to its end",
        reason.getCause());
    this.trained = trained;
  }

  /** {@return the mesh as it was to be written: it can be saved elsewhere, and resumed} */
  public SequenceModel trained() {
    return trained;
  }
}
