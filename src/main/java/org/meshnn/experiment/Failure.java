package org.meshnn.experiment;

import java.util.OptionalInt;

/**
 * A run of an {@link Experiment} that failed; the other runs went on.
 *
 * @param setting its name
 * @param seed of the split, the wiring (where it depends on the seed) and the training
 * @param fold that was held out, from 1; empty where rows were not held out in folds
 * @param cause what was thrown
 */
public record Failure(String setting, long seed, OptionalInt fold, Throwable cause)
    implements Outcome {
  /**
   * {@return why: the message, after the type of the exception if that is needed to understand it}
   */
  public String reason() {
    String message = cause.getMessage();
    boolean known =
        (cause instanceof IllegalArgumentException || cause instanceof IllegalStateException);
    return message != null && known ? message : cause.toString();
  }

  /** For an experiment of which no run could be made. */
  RuntimeException exception() {
    return cause instanceof IllegalArgumentException
        ? new IllegalArgumentException(toString(), cause)
        : new IllegalStateException(toString(), cause);
  }

  @Override
  public String toString() {
    return Run.name(setting, seed, fold) + ": " + reason();
  }
}
