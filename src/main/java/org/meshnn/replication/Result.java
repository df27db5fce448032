package org.meshnn.replication;

import java.io.Serializable;
import org.meshnn.experiment.Trial;

/**
 * What one run gave.
 *
 * @param metric what the study reports: mostly the accuracy on the test rows
 * @param loss mean per test row; NaN where there is none
 * @param parameters weights, those of the bias included
 * @param ending how the training ended
 */
public record Result(double metric, double loss, int parameters, String ending)
    implements Serializable {
  static Result of(Trial trial) {
    return new Result(trial.metric(), trial.loss(), trial.edges(), trial.ending().toString());
  }
}
