package org.meshnn.experiment;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.meshnn.Mesh;
import org.meshnn.tables.TrainingTable;
import org.meshnn.text.Listing;
import org.meshnn.train.Ending;
import org.meshnn.train.Training;
import org.meshnn.workers.Ended;
import org.meshnn.workers.Task;

/**
 * One run of an experiment, to be made.
 *
 * @param setting its name
 * @param training its seed and threads are replaced
 * @param seed of split and training
 * @param part the fold held out, from 1; 0 where rows are not held out in folds
 */
record Run(String setting, Mesh mesh, Training training, long seed, int part)
    implements Serializable {

  /**
   * What the label means to a run, so that the scores of others can be averaged with its own.
   *
   * @param seed of that run
   */
  record Meaning(Score score, long seed) implements Serializable {}

  /**
   * A run as work, on one thread.
   *
   * @param meaning that the label must have in this run too
   */
  record Making(Run made, Meaning meaning) implements Task.Work<Data, Measured> {
    @Override
    public @Nullable Measured run(Data data) {
      Measured measured = data.measured(made, meaning);
      return measured.ending() == Ending.INTERRUPTED ? null : measured;
    }
  }

  /** How it ended. */
  Outcome outcome(Data data, Ended<Measured> ended) {
    return ended.result() != null
        ? new Trial(this, data, ended.result())
        : new Failure(setting, seed, fold(), requireNonNull(ended.failure()));
  }

  /** The fold held out, from 1; empty where rows are not held out in folds. */
  OptionalInt fold() {
    return part == 0 ? OptionalInt.empty() : OptionalInt.of(part);
  }

  /** Its training, with its seed, on one thread. */
  Training alone() {
    return training.seed(seed).threads(1);
  }

  /** Refuses a model that was trained again and is another. */
  void requireSame(Ending ending, double loss, double again) {
    if (ending == Ending.INTERRUPTED) {
      throw new IllegalStateException("interrupted while " + this + " was trained again");
    }
    if (Double.compare(again, loss) != 0) {
      throw new IllegalStateException(
          "expected the table as it was when the experiment ran, but another model comes of "
              + this
              + " now; run the experiment again");
    }
  }

  /** Refuses a table whose label means something else than that of another run. */
  void requireSame(Meaning meaning, TrainingTable table) {
    Score score = Score.of(table.classification());
    if (score != meaning.score()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the label %s means %s with seed %d and %s with seed %d, and their scores have no"
                  + " mean; give its column the same type in every table, or say with the mesh's"
                  + " target(..) what it means",
              Listing.quoted(table.label()),
              score.label(),
              seed,
              meaning.score().label(),
              meaning.seed()));
    }
  }

  /** The same with another fold held out. */
  Run fold(OptionalInt value) {
    return new Run(setting, mesh, training, seed, value.orElse(0));
  }

  static String name(String setting, long seed, OptionalInt fold) {
    return "setting "
        + Listing.quoted(setting)
        + ", seed "
        + seed
        + (fold.isPresent() ? ", fold " + fold.getAsInt() : "");
  }

  @Override
  public String toString() {
    return name(setting, seed, fold());
  }
}
