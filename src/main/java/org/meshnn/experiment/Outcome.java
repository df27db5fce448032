package org.meshnn.experiment;

import java.util.OptionalInt;

/** How a run of an {@link Experiment} ended: it was measured, or it failed. */
sealed interface Outcome permits Trial, Failure {
  String setting();

  long seed();

  /** From 1; empty where rows are not held out in folds. */
  OptionalInt fold();
}
