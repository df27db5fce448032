package org.meshnn.replication;

import org.meshnn.experiment.Trial;

/**
 * What one run gave.
 *
 * @param metric what the study reports: mostly the accuracy on the test rows
 * @param loss mean per test row; NaN where there is none
 * @param parameters weights, those of the bias included
 * @param ending how the training ended
 */
public record Result(double metric, double loss, int parameters, String ending) {
  static Result of(Trial trial) {
    return new Result(trial.metric(), trial.loss(), trial.edges(), trial.ending().toString());
  }
}
