package org.meshnn.experiment;

/** How a run of an {@link Experiment} ended: it was measured, or it failed. */
sealed interface Outcome permits Trial, Failure {
  String setting();

  long seed();

  /** From 1; 0 where rows are not held out in folds. */
  int fold();
}
