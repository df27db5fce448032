package org.meshnn;

import java.util.stream.IntStream;
import org.meshnn.tables.Encoding;
import org.meshnn.text.Listing;
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

  /**
   * Trains on one thread, and measures. Whatever is thrown is the failure of this run alone, even
   * where it needs more memory than there is.
   */
  Outcome outcome(Table table, String label, TestRows test) {
    try {
      return trial(table, label, test);
    } catch (Throwable e) {
      return new Failure(setting, seed, fold, e);
    }
  }

  private Trial trial(Table table, String label, TestRows test) {
    TestRows.Parts parts = test.parts(table, strata(table, label), seed, fold);
    Lesson lesson = Lesson.of(mesh, table, label, parts.training(), training.seed(seed).threads(1));
    if (test.handedIn()) {
      lesson.requireReadable(parts.test());
    }
    return Trial.of(setting, seed, fold, trained(lesson), parts.test());
  }

  /** The class of each row, where the label means classes; else all the same. */
  int[] strata(Table table, String label) {
    int[] all = IntStream.range(0, table.rowCount()).toArray();
    Encoding encoding = mesh.encoding(table, label, all);
    return encoding.classification() ? encoding.classIndices(table) : new int[all.length];
  }

  /** The same with another fold held out. */
  Run fold(int value) {
    return new Run(setting, mesh, training, seed, value);
  }

  private static TrainedMesh trained(Lesson lesson) {
    try {
      return lesson.teach();
    } catch (TrainingDiverged e) {
      return e.trained();
    }
  }

  static String name(String setting, long seed, int fold) {
    return "setting "
        + Listing.quoted(setting)
        + ", seed "
        + seed
        + (fold > 0 ? ", fold " + fold : "");
  }

  @Override
  public String toString() {
    return name(setting, seed, fold);
  }
}
