package org.meshnn.scores;

import java.io.Serializable;

/** What predictions are worth: of classes, of values, or of several columns. */
public sealed interface Scores extends Serializable permits ClassScores, ValueScores, JointScores {

  /** {@return the number of samples that were measured} */
  int samples();

  /**
   * {@return the accuracy or root mean squared error and its 95 % interval: where that of all
   * samples of the same kind may lie, if those measured are independent of each other and of the
   * training; no ends where there is no sample, of values also not where there is one or every
   * prediction was exact}
   */
  Interval interval();
}
