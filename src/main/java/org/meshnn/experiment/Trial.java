package org.meshnn.experiment;

import java.util.Locale;
import java.util.OptionalInt;
import org.meshnn.Evaluation;
import org.meshnn.SequenceEvaluation;
import org.meshnn.SequenceModel;
import org.meshnn.TrainedMesh;
import org.meshnn.text.Listing;
import org.meshnn.text.Plural;
import org.meshnn.train.Ending;

/**
 * One run of an {@link Experiment}: a setting trained with a seed, and measured on the test rows.
 */
public final class Trial implements Outcome {
  private final Run run;
  private final Data data;
  private final Measured measured;

  Trial(Run run, Data data, Measured measured) {
    this.run = run;
    this.data = data;
    this.measured = measured;
  }

  /**
   * {@return the model that was trained; of the best weights if the training diverged} It is kept
   * while there is memory to spare; where it was not it is trained again, to the same bits, on the
   * calling thread, from the experiment's table, which must not have been changed.
   *
   * @throws IllegalStateException if it is trained again and another comes of it, as the table was
   *     changed, if the thread is interrupted, or if it was trained on sequences
   */
  public TrainedMesh model() {
    Measured.OfTable kept = ofTable("sequenceModel()");
    return kept.model().get(() -> ((Data.OfTable) data).again(run, loss()));
  }

  /**
   * {@return the model that was trained on sequences, as {@link #model}}
   *
   * @throws IllegalStateException as {@link #model}, or if it was trained on a table
   */
  public SequenceModel sequenceModel() {
    Measured.OfSequences kept = ofSequences("model()");
    return kept.model().get(() -> ((Data.OfSequences) data).again(run, loss()));
  }

  private Measured.OfTable ofTable(String instead) {
    if (measured.kept() instanceof Measured.OfTable known) {
      return known;
    }
    throw new IllegalStateException("this run learned from sequences; ask " + instead);
  }

  private Measured.OfSequences ofSequences(String instead) {
    if (measured.kept() instanceof Measured.OfSequences known) {
      return known;
    }
    throw new IllegalStateException("this run learned from a table; ask " + instead);
  }

  /** Lets go of the model, as a JVM does that is short of memory. */
  void forget() {
    measured.kept().model().forget();
  }

  /** {@return the name of its setting} */
  @Override
  public String setting() {
    return run.setting();
  }

  /** {@return the seed of the split, the wiring (where it depends on the seed) and the training} */
  @Override
  public long seed() {
    return run.seed();
  }

  /** {@return the fold held out, from 1; empty where rows were not held out in folds} */
  @Override
  public OptionalInt fold() {
    return run.fold();
  }

  /**
   * {@return the scores on the test rows; those of the best weights if the training diverged}
   *
   * @throws IllegalStateException if it learned from sequences
   */
  public Evaluation evaluation() {
    return ofTable("sequenceEvaluation()").evaluation();
  }

  /**
   * {@return the scores on the test sequences; those of the best weights if the training diverged}
   *
   * @throws IllegalStateException if it learned from a table
   */
  public SequenceEvaluation sequenceEvaluation() {
    return ofSequences("evaluation()").evaluation();
  }

  /**
   * {@return the mean loss per test row, as training counts it without class weights: cross-entropy
   * for classes, half the squared error of the standardised label for values}
   */
  public double loss() {
    return measured.loss();
  }

  /** {@return the edges of the mesh, that is its number of weights} */
  public int edges() {
    return measured.edges();
  }

  /** {@return the whole epochs run} */
  public int epochs() {
    return measured.epochs();
  }

  /** {@return why training ended} */
  public Ending ending() {
    return measured.ending();
  }

  /**
   * {@return the metric on the test rows: accuracy in [0, 1] for classes; for values RMSE in units
   * of the label, or NMSE of sequences; NaN or infinite where the outputs are}
   */
  public double metric() {
    if (measured.kept() instanceof Measured.OfTable table) {
      return table.metric();
    }
    SequenceEvaluation scores = ((Measured.OfSequences) measured.kept()).evaluation();
    return scores.isOfClasses() ? scores.accuracy() : scores.nmse();
  }

  private Score score() {
    if (measured.kept() instanceof Measured.OfTable table) {
      return Score.of(table.evaluation().isOfClasses());
    }
    return ((Measured.OfSequences) measured.kept()).evaluation().isOfClasses()
        ? Score.ACCURACY
        : Score.NMSE;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s, seed %d%s: test %s %.4g, %s after %s",
        Listing.quoted(setting()),
        seed(),
        fold().isPresent() ? ", fold " + fold().getAsInt() : "",
        score(),
        metric(),
        ending(),
        Plural.of(epochs(), "epoch"));
  }
}
