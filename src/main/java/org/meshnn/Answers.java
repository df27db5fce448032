package org.meshnn;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.meshnn.scores.ClassScores;
import org.meshnn.scores.ValueScores;
import org.meshnn.tables.Encoding;
import org.meshnn.tables.Labels;
import org.meshnn.train.Measure;
import org.meshnn.train.RowReader;

/** Outputs beside targets, scored without keeping more than two numbers a row. */
final class Answers implements Measure.Receiver {
  private final Labels labels;
  private final boolean classification;
  private final double[] logits; // of a row
  private final ClassScores.Sums sums;
  private final double[] actual; // standardised values
  private final double[] predicted;
  private int rows;
  private int firstWrong = -1; // row whose outputs are not finite

  Answers(int rows, Encoding encoding) {
    labels = encoding.labels();
    classification = encoding.classification();
    logits = new double[encoding.classes().size()];
    sums = new ClassScores.Sums(logits.length);
    actual = new double[classification ? 0 : rows];
    predicted = new double[actual.length];
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
        labels.logits(outputs.data, p * outputs.numCols, logits);
        sums.add(labels.classAt(y.data, target), logits, 0);
      } else {
        actual[rows + p] = y.data[target];
        predicted[rows + p] = labels.value(outputs.data, p * outputs.numCols);
      }
    }
    rows += count;
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

  /** Of values in the label's own unit, by row and from outputs. */
  ValueScores values(IntToDoubleFunction label, DoubleUnaryOperator ownUnit) {
    Arrays.setAll(actual, label);
    Arrays.setAll(predicted, i -> ownUnit.applyAsDouble(predicted[i]));
    return values();
  }

  /** Of standardised values. */
  ValueScores values() {
    return ValueScores.of(actual, predicted);
  }
}
