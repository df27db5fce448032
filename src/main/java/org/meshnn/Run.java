package org.meshnn;

import org.meshnn.tables.Split;
import org.meshnn.train.Training;
import tech.tablesaw.api.Table;

/**
 * One run of an experiment, to be made.
 *
 * @param setting its name
 * @param training its seed and threads are replaced
 * @param seed of split and training
 * @param fold held out, from 1; 0 where rows are not held out in folds
 */
record Run(String setting, Mesh mesh, Training training, long seed, int fold) {

  /** Trains on one thread, and measures; errors are told with setting and seed. */
  Trial trial(Table table, String label, boolean classification, TestRows test) {
    try {
      Split split = test.split(table, label, classification, seed, fold);
      return Trial.of(setting, seed, fold, trained(split.train(), label), split.test());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(this + ": " + e.getMessage(), e);
    } catch (RuntimeException e) {
      throw new IllegalStateException(this + ": " + e.getMessage(), e);
    }
  }

  /** The same with another fold held out. */
  Run fold(int value) {
    return new Run(setting, mesh, training, seed, value);
  }

  private TrainedMesh trained(Table rows, String label) {
    try {
      return Lesson.of(mesh, rows, label, training.seed(seed).threads(1)).teach();
    } catch (TrainingDiverged e) {
      return e.trained();
    }
  }

  @Override
  public String toString() {
    return "setting '" + setting + "', seed " + seed + (fold > 0 ? ", fold " + fold : "");
  }
}
