package org.meshnn;

import org.jspecify.annotations.Nullable;
import org.meshnn.scores.Scores;
import org.meshnn.tables.Encoding;
import org.meshnn.train.Measure;
import org.meshnn.train.RowSource;

/** Measures the weights that a training ends with on the rows that it held out. */
final class HeldOut {
  private static final int MOST_CLASSES = 1_000; // their square is kept with the model

  private HeldOut() {}

  /**
   * The scores of these weights, of values in their own unit; null where there are no rows, more
   * than 1,000 classes, or an output is not finite.
   *
   * @param measure of the mesh
   * @param rows whose classes may be weighted
   */
  static @Nullable Scores scores(
      Measure measure, Encoding encoding, double[] weights, @Nullable RowSource rows) {
    if (rows == null || (encoding.classification() && encoding.classes().size() > MOST_CLASSES)) {
      return null;
    }
    Answers answers = Answers.kept(rows.size(), encoding);
    measure.outputs(weights, rows, answers);
    if (!answers.finite()) {
      return null;
    }
    return answers.scores();
  }
}
