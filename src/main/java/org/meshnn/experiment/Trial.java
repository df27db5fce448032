package org.meshnn.experiment;

import java.util.Locale;
import java.util.OptionalInt;
import org.meshnn.Evaluation;
import org.meshnn.TrainedMesh;
import org.meshnn.text.Listing;
import org.meshnn.text.Plural;
import org.meshnn.train.Ending;
import tech.tablesaw.api.Table;

/**
 * One run of an {@link Experiment}: a setting trained with a seed, and measured on the test rows.
 *
 * @param setting its name
 * @param seed of the split, the wiring (where it depends on the seed) and the training
 * @param fold that was held out, from 1; empty where rows were not held out in folds
 * @param evaluation on the test rows; of the best weights if the training diverged
 * @param loss mean per test row, as training counts it without class weights: cross-entropy for
 *     classes, half the squared error of the standardised label for values
 * @param edges of the mesh, that is its number of weights
 * @param epochs whole epochs run
 * @param ending why training ended
 */
public record Trial(
    String setting,
    long seed,
    OptionalInt fold,
    Evaluation evaluation,
    double loss,
    int edges,
    int epochs,
    Ending ending)
    implements Outcome {

  static Trial of(String setting, long seed, OptionalInt fold, TrainedMesh trained, Table test) {
    return new Trial(
        setting,
        seed,
        fold,
        trained.evaluate(test),
        trained.loss(test),
        trained.topology().edges(),
        trained.history().epochs().size(),
        trained.ending());
  }

  /**
   * {@return the metric on the test rows: accuracy in [0, 1] for classes, RMSE in units of the
   * label for values, NaN or infinite where the outputs are}
   */
  public double metric() {
    return evaluation.isOfClasses() ? evaluation.accuracy() : evaluation.rmse();
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s, seed %d%s: test %s %.4g, %s after %s",
        Listing.quoted(setting),
        seed,
        fold.isPresent() ? ", fold " + fold.getAsInt() : "",
        evaluation.isOfClasses() ? "accuracy" : "RMSE",
        metric(),
        ending,
        Plural.of(epochs, "epoch"));
  }
}
