package org.meshnn;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.jspecify.annotations.Nullable;
import org.meshnn.engine.Transition;
import org.meshnn.plan.Plan;
import org.meshnn.scores.ClassScores;
import org.meshnn.scores.Scores;
import org.meshnn.scores.ValueScores;
import org.meshnn.tables.Encoding;
import org.meshnn.train.Measure;
import org.meshnn.train.Samples;

/** Measures the weights that a training ends with on the rows that it held out. */
final class HeldOut {
  private static final int MOST_CLASSES = 1_000; // their square is kept with the model

  private HeldOut() {}

  /**
   * The scores of these weights, of values in their own unit; null where there are no samples, more
   * than 1,000 classes, or an output is not finite.
   *
   * @param samples whose classes may be weighted
   */
  static @Nullable Scores scores(
      Plan plan,
      Transition transition,
      Encoding encoding,
      double[] weights,
      @Nullable Samples samples) {
    if (samples == null || (encoding.classification() && encoding.outputs() > MOST_CLASSES)) {
      return null;
    }
    Measure measure = new Measure(plan, transition, Preparation.loss(encoding));
    DMatrixRMaj outputs = measure.outputs(weights, samples.x());
    if (MatrixFeatures_DDRM.hasUncountable(outputs)) {
      return null;
    }
    return encoding.classification()
        ? ClassScores.of(classes(samples.y()), outputs)
        : ValueScores.of(samples.y().data, outputs.data).in(encoding.deviation());
  }

  /** The class of each row: where its target, 1 or a weight, is not 0. */
  private static int[] classes(DMatrixRMaj targets) {
    int[] classes = new int[targets.numRows];
    for (int row = 0; row < classes.length; row++) {
      while (targets.get(row, classes[row]) == 0) {
        classes[row]++;
      }
    }
    return classes;
  }
}
