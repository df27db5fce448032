package org.meshnn.card;

import org.jspecify.annotations.Nullable;
import org.meshnn.plan.Plan;
import org.meshnn.provenance.Origin;
import org.meshnn.scores.Scores;
import org.meshnn.tables.Encoding;
import org.meshnn.tables.TableDigest;
import org.meshnn.train.Fit;
import org.meshnn.train.Metric;
import org.meshnn.train.Training;

/**
 * What the card of a model is made of.
 *
 * @param mesh its description in a line
 * @param plan what it computes at each tick
 * @param encoding how tables become its inputs and targets
 * @param training how it was trained
 * @param fit what training left behind
 * @param metric what the training reported beside the loss
 * @param origin where it comes from
 * @param heldOut its scores on the rows held out of training; null where there were none
 * @param test its scores on a table that was handed in; null where there was none
 */
public record Subject(
    String mesh,
    Plan plan,
    Encoding encoding,
    Training training,
    Fit fit,
    Metric metric,
    Origin origin,
    @Nullable Scores heldOut,
    @Nullable Test test) {

  /**
   * What was measured on a table that was handed in.
   *
   * @param table its digest
   * @param scores of the model on it
   */
  public record Test(TableDigest table, Scores scores) {}
}
