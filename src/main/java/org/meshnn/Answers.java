package org.meshnn;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.jspecify.annotations.Nullable;
import org.meshnn.scores.ClassScores;
import org.meshnn.scores.ProbabilityScores;
import org.meshnn.scores.ValueScores;
import org.meshnn.tables.Encoding;
import org.meshnn.train.Measure;
import org.meshnn.train.RowReader;

/** Outputs beside targets, scored without keeping more than two numbers a row. */
final class Answers implements Measure.Receiver {
  private final boolean classification;
  private final ClassScores.Sums sums;
  private final ProbabilityScores.@Nullable Sums probabilities; // null where they are not wanted
  private final double[] actual; // standardised values
  private final double[] predicted;
  private int rows;
  private int firstWrong = -1; // row whose outputs are not finite

  private Answers(int rows, Encoding encoding, ProbabilityScores.@Nullable Sums probabilities) {
    this.probabilities = probabilities;
    classification = encoding.classification();
    sums = new ClassScores.Sums(encoding.outputs());
    actual = new double[classification ? 0 : rows];
    predicted = new double[actual.length];
  }

  /** What a file keeps of them alone: no probabilities. */
  static Answers kept(int rows, Encoding encoding) {
    return new Answers(rows, encoding, null);
  }

  static Answers all(int rows, Encoding encoding) {
    return new Answers(
        rows,
        encoding,
        encoding.classification() ? new ProbabilityScores.Sums(encoding.outputs(), rows) : null);
  }

  @Override
  public void accept(DMatrixRMaj outputs, RowReader reader, int count) {
    if (firstWrong < 0 && MatrixFeatures_DDRM.hasUncountable(outputs)) {
      firstWrong = rows;
    }
    DMatrixRMaj y = reader.samples().y();
    for (int p = 0; p < count && firstWrong < 0; p++) {
      int target = reader.order()[reader.first() + p] * y.numCols;
      if (classification) {
        int actualClass = classAt(y.data, target);
        sums.add(actualClass, outputs.data, p * outputs.numCols);
        if (probabilities != null) {
          probabilities.add(actualClass, outputs.data, p * outputs.numCols);
        }
      } else {
        actual[rows + p] = y.data[target];
        predicted[rows + p] = outputs.data[p];
      }
    }
    rows += count;
  }

  /** Where the target, 1 or a weight, is not 0. */
  private static int classAt(double[] targets, int at) {
    int k = 0;
    while (targets[at + k] == 0) {
      k++;
    }
    return k;
  }

  /** Whether all outputs were finite. */
  boolean finite() {
    return firstWrong < 0;
  }

  /**
   * Refuses outputs that are not.
   *
   * @throws IllegalArgumentException if one is NaN or infinite
   */
  void requireFinite() {
    if (!finite()) {
      throw new IllegalArgumentException(
          "some of the 256 rows from row "
              + firstWrong
              + " on have outputs that are not finite numbers: inputs as large as theirs overflow"
              + " with these weights. Correct or drop the rows, or train again with"
              + " standardise(true) or a smaller learning rate");
    }
  }

  ClassScores classes() {
    return sums.scores();
  }

  /** Of {@link #all}; values in the label's own unit, by row. */
  Evaluation evaluation(Encoding encoding, IntToDoubleFunction label) {
    if (probabilities != null) {
      return Evaluation.of(encoding.classes(), classes(), probabilities.scores());
    }
    Arrays.setAll(actual, label);
    Arrays.setAll(predicted, i -> encoding.toValue(predicted[i]));
    return Evaluation.of(encoding.label(), actual, predicted);
  }

  /** Of standardised values. */
  ValueScores values() {
    return ValueScores.of(actual, predicted);
  }
}
