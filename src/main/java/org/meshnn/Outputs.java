package org.meshnn;

import java.util.Locale;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.meshnn.train.Measure;
import org.meshnn.train.RowSource;
import org.meshnn.train.Samples;

/** What a mesh with its weights makes of inputs. Several threads may ask at once. */
final class Outputs {
  private final Measure measure;
  private final double[] weights;

  Outputs(Measure measure, double[] weights) {
    this.measure = measure;
    this.weights = weights;
  }

  /** Mean loss per sample. */
  double loss(Samples samples) {
    return loss(weights, samples);
  }

  /** Mean loss per sample at other weights. */
  double loss(double[] others, Samples samples) {
    return measure.of(others, samples).loss();
  }

  /** Hands over the outputs of rows, some at a time. */
  void of(RowSource rows, Measure.Receiver receiver) {
    measure.outputs(weights, rows, receiver);
  }

  /**
   * The outputs of all rows, shape (rows, outputs).
   *
   * @param inputs shape (rows, inputs)
   * @throws IllegalArgumentException if one is NaN or infinite, and would pass for a class or value
   */
  DMatrixRMaj of(DMatrixRMaj inputs) {
    DMatrixRMaj outputs = measure.outputs(weights, inputs);
    int[] wrong =
        IntStream.range(0, outputs.numRows).filter(row -> !isFinite(outputs, row)).toArray();
    if (wrong.length > 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d of %d rows have outputs that are not finite numbers, the first of them row %d:"
                  + " inputs as large as theirs overflow with these weights. Correct or drop the"
                  + " rows, or train again with standardise(true) or a smaller learning rate",
              wrong.length,
              outputs.numRows,
              wrong[0]));
    }
    return outputs;
  }

  private static boolean isFinite(DMatrixRMaj matrix, int row) {
    return IntStream.range(0, matrix.numCols)
        .allMatch(column -> Double.isFinite(matrix.get(row, column)));
  }
}
