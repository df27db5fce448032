package org.meshnn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.jspecify.annotations.Nullable;
import org.meshnn.scores.ClassScores;
import org.meshnn.scores.JointScores;
import org.meshnn.scores.ProbabilityScores;
import org.meshnn.scores.Scores;
import org.meshnn.scores.ValueScores;
import org.meshnn.tables.Encoding;
import org.meshnn.tables.Labels;
import org.meshnn.text.Required;
import org.meshnn.train.Measure;
import org.meshnn.train.Monitor;
import org.meshnn.train.RowReader;

/** Outputs beside targets, scored without keeping more than two numbers a row and column. */
final class Answers implements Measure.Receiver {
  private final Labels labels;
  private final List<Part> parts = new ArrayList<>();
  private int rows;
  private int firstWrong = -1; // row whose outputs are not finite

  /** One label column. */
  private static final class Part {
    private final Labels label;
    private final int first; // of its outputs
    private final double[] logits; // of a row
    private final ClassScores.Sums sums;
    private final ProbabilityScores.@Nullable Sums probabilities; // null where not wanted
    private final double[] actual; // standardised values
    private final double[] predicted;

    Part(Labels label, int first, int rows, boolean all) {
      this.label = label;
      this.first = first;
      logits = new double[label.classes().size()];
      sums = new ClassScores.Sums(logits.length);
      probabilities =
          all && logits.length > 0 ? new ProbabilityScores.Sums(logits.length, rows) : null;
      actual = new double[logits.length > 0 ? 0 : rows];
      predicted = new double[actual.length];
    }

    void add(int row, double[] targets, int target, double[] outputs, int output) {
      if (logits.length > 0) {
        label.logits(outputs, output + first, logits);
        int actualClass = label.classAt(targets, target + first);
        sums.add(actualClass, logits, 0);
        if (probabilities != null) {
          probabilities.add(actualClass, logits, 0);
        }
      } else {
        actual[row] = targets[target + first];
        predicted[row] = label.value(outputs, output + first);
      }
    }

    /** Of values in their own unit. */
    Scores scores() {
      return logits.length > 0 ? sums.scores() : valueScores();
    }

    ValueScores valueScores() {
      return ValueScores.of(actual, predicted).in(label.deviation());
    }

    ProbabilityScores probabilityScores() {
      return Required.of(probabilities, "probabilities that were kept").scores();
    }
  }

  private Answers(int rows, Encoding encoding, boolean all) {
    labels = encoding.labels();
    int first = 0;
    for (Labels label : labels.parts()) {
      parts.add(new Part(label, first, rows, all && labels.parts().size() == 1));
      first += label.outputs();
    }
  }

  /** What a file keeps of them alone: no probabilities. */
  static Answers kept(int rows, Encoding encoding) {
    return new Answers(rows, encoding, false);
  }

  static Answers all(int rows, Encoding encoding) {
    return new Answers(rows, encoding, true);
  }

  @Override
  public void accept(DMatrixRMaj outputs, RowReader reader, int count) {
    if (firstWrong < 0 && MatrixFeatures_DDRM.hasUncountable(outputs)) {
      firstWrong = rows;
    }
    DMatrixRMaj y = reader.samples().y();
    for (int p = 0; p < count && firstWrong < 0; p++) {
      int target = reader.order()[reader.first() + p] * y.numCols;
      for (Part part : parts) {
        part.add(rows + p, y.data, target, outputs.data, p * outputs.numCols);
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

  /** Of values in their own unit, of which the targets are the standardised ones. */
  Scores scores() {
    return parts.size() == 1
        ? parts.get(0).scores()
        : new JointScores(labels.columns(), parts.stream().map(Part::scores).toList());
  }

  /**
   * One score of one column, of a value in its own unit; what ranks or averages probabilities of
   * {@link #all}.
   */
  double score(Monitor monitor) {
    Part only = parts.get(0);
    return switch (monitor) {
      case BALANCED_ACCURACY -> only.sums.scores().balancedAccuracy();
      case MACRO_F1 -> only.sums.scores().macroF1();
      case MCC -> only.sums.scores().mcc();
      case LOG_LOSS -> only.sums.scores().logLoss();
      case BRIER -> only.probabilityScores().brier();
      case AUC -> Required.of(only.probabilityScores().auc(), "ranks").mean();
      case AVERAGE_PRECISION -> only.probabilityScores().averagePrecision();
      case MAE -> only.valueScores().mae();
      case R2 -> only.valueScores().r2();
      case LOSS, METRIC -> throw new IllegalArgumentException("no score: " + monitor);
    };
  }

  /** Of {@link #all}, of one column; values in the label's own unit, by row. */
  Evaluation evaluation(Encoding encoding, IntToDoubleFunction label) {
    Part only = parts.get(0);
    if (only.probabilities != null) {
      return Evaluation.of(encoding.classes(), only.sums.scores(), only.probabilities.scores());
    }
    Arrays.setAll(only.actual, label);
    Arrays.setAll(only.predicted, i -> encoding.toValue(only.predicted[i]));
    return Evaluation.of(encoding.label(), only.actual, only.predicted);
  }
}
