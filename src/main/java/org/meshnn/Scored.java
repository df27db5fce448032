package org.meshnn;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.meshnn.scores.ClassScores;
import org.meshnn.scores.JointScores;
import org.meshnn.scores.Scores;
import org.meshnn.scores.ValueScores;
import org.meshnn.tables.Encoding;
import org.meshnn.tables.KnownTable;
import org.meshnn.tables.Labels;
import org.meshnn.tables.SeveralLabels;

/** Scores of the outputs of a labelled table's rows, of values in their own unit. */
final class Scored {
  private Scored() {}

  static Scores of(Encoding encoding, KnownTable table, DMatrixRMaj outputs) {
    if (encoding.labels() instanceof SeveralLabels several) {
      return new JointScores(
          several.columns(),
          IntStream.range(0, several.parts().size())
              .mapToObj(i -> of(several, i, table.values(i), outputs))
              .toList());
    }
    if (encoding.classification()) {
      return ClassScores.of(table.classIndices(), logits(encoding.labels(), outputs));
    }
    return ValueScores.of(table.values(), values(encoding.labels(), outputs));
  }

  /** With all scores that there are of one column. */
  static Evaluation evaluation(Encoding encoding, KnownTable table, DMatrixRMaj outputs) {
    Labels label = encoding.labels();
    if (label instanceof SeveralLabels) {
      return Evaluation.of((JointScores) of(encoding, table, outputs));
    }
    return encoding.classification()
        ? Evaluation.of(encoding.classes(), table.classIndices(), logits(label, outputs))
        : Evaluation.of(encoding.label(), table.values(), values(label, outputs));
  }

  private static Scores of(SeveralLabels several, int i, double[] actual, DMatrixRMaj outputs) {
    Labels part = several.parts().get(i);
    DMatrixRMaj own = several.outputs(outputs, i);
    return several.flags()
        ? ClassScores.of(Arrays.stream(actual).mapToInt(v -> (int) v).toArray(), logits(part, own))
        : ValueScores.of(actual, values(part, own));
  }

  private static double[] values(Labels label, DMatrixRMaj outputs) {
    return IntStream.range(0, outputs.numRows)
        .mapToDouble(row -> label.restore(label.value(outputs.data, row * outputs.numCols)))
        .toArray();
  }

  /** One a class, shape (rows, classes). */
  static DMatrixRMaj logits(Labels label, DMatrixRMaj outputs) {
    if (label instanceof Labels.Classes) {
      return outputs;
    }
    DMatrixRMaj logits = new DMatrixRMaj(outputs.numRows, label.classes().size());
    double[] row = new double[logits.numCols];
    for (int i = 0; i < outputs.numRows; i++) {
      label.logits(outputs.data, i * outputs.numCols, row);
      System.arraycopy(row, 0, logits.data, i * row.length, row.length);
    }
    return logits;
  }
}
