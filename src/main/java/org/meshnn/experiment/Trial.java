package org.meshnn.experiment;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.meshnn.Evaluation;
import org.meshnn.TrainedMesh;
import org.meshnn.text.Listing;
import org.meshnn.text.Plural;
import org.meshnn.train.Ending;
import tech.tablesaw.api.Table;

/**
 * One run of an {@link Experiment}: a setting trained with a seed, and measured on the test rows.
 */
public final class Trial implements Outcome {
  private final String setting;
  private final long seed;
  private final OptionalInt fold;
  private final Evaluation evaluation;
  private final double loss;
  private final int edges;
  private final int epochs;
  private final Ending ending;
  private final SoftModel model;

  Trial(
      String setting,
      long seed,
      OptionalInt fold,
      Evaluation evaluation,
      double loss,
      int edges,
      int epochs,
      Ending ending,
      SoftModel model) {
    this.setting = setting;
    this.seed = seed;
    this.fold = fold;
    this.evaluation = evaluation;
    this.loss = loss;
    this.edges = edges;
    this.epochs = epochs;
    this.ending = ending;
    this.model = model;
  }

  /** Measures a model, and keeps it while there is memory. */
  static Trial of(
      Run run, TrainedMesh trained, Table test, double loss, Supplier<TrainedMesh> again) {
    return new Trial(
        run.setting(),
        run.seed(),
        run.fold(),
        trained.evaluate(test),
        loss,
        trained.topology().edges(),
        trained.history().epochs().size(),
        trained.ending(),
        new SoftModel(trained, again));
  }

  /**
   * {@return the model that was trained; of the best weights if the training diverged} It is kept
   * while there is memory to spare; where it was not it is trained again, to the same bits, on the
   * calling thread, from the experiment's table, which must not have been changed.
   *
   * @throws IllegalStateException if it is trained again and another comes of it, as the table was
   *     changed, or if the thread is interrupted
   */
  public TrainedMesh model() {
    return model.get();
  }

  /** Lets go of the model, as a JVM does that is short of memory. */
  void forget() {
    model.forget();
  }

  /** {@return the name of its setting} */
  @Override
  public String setting() {
    return setting;
  }

  /** {@return the seed of the split, the wiring (where it depends on the seed) and the training} */
  @Override
  public long seed() {
    return seed;
  }

  /** {@return the fold held out, from 1; empty where rows were not held out in folds} */
  @Override
  public OptionalInt fold() {
    return fold;
  }

  /** {@return the scores on the test rows; those of the best weights if the training diverged} */
  public Evaluation evaluation() {
    return evaluation;
  }

  /**
   * {@return the mean loss per test row, as training counts it without class weights: cross-entropy
   * for classes, half the squared error of the standardised label for values}
   */
  public double loss() {
    return loss;
  }

  /** {@return the edges of the mesh, that is its number of weights} */
  public int edges() {
    return edges;
  }

  /** {@return the whole epochs run} */
  public int epochs() {
    return epochs;
  }

  /** {@return why training ended} */
  public Ending ending() {
    return ending;
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
