package org.meshnn.inspect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meshnn.scores.Recorded;
import org.meshnn.train.Loss;
import tech.tablesaw.api.Table;

/** Curves, calibration and temperature are those of scikit-learn and SciPy. */
class RecordedCurvesTest {
  private static final double CLOSE = 1e-10;

  static Stream<Recorded> two() {
    return Recorded.all("two");
  }

  static Stream<Recorded> several() {
    return Recorded.all("several");
  }

  private static double[] column(Table table, String name) {
    return table.doubleColumn(name).asDoubleArray();
  }

  @ParameterizedTest
  @MethodSource("two")
  void curvesAreScikitLearns(Recorded recorded) {
    boolean[] positive = recorded.positive();
    double[] p = recorded.numbers("p");
    if (!recorded.has("auc")) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> RocCurve.of(positive, p)).getMessage();
      assertTrue(message.contains("hand in a table with both"), message);
      assertThrows(IllegalArgumentException.class, () -> PrecisionRecall.of(positive, p));
      assertThrows(IllegalArgumentException.class, () -> Thresholds.of(positive, p));
      return;
    }
    Table roc = RocCurve.of(positive, p).table();
    assertArrayEquals(recorded.numbers("fpr"), column(roc, "false positive rate"), CLOSE);
    assertArrayEquals(recorded.numbers("tpr"), column(roc, "true positive rate"), CLOSE);
    PrecisionRecall curve = PrecisionRecall.of(positive, p);
    assertEquals(recorded.number("average_precision"), curve.averagePrecision(), CLOSE);
    Table table = curve.table();
    assertArrayEquals(
        recorded.numbers("precision_thresholds"), reversed(column(table, "threshold")), 0);
    // scikit-learn's last point, of no row, is made up
    int rows = table.rowCount();
    assertArrayEquals(
        Arrays.copyOf(recorded.numbers("precision"), rows),
        reversed(column(table, "precision")),
        CLOSE);
    assertArrayEquals(
        Arrays.copyOf(recorded.numbers("recall"), rows), reversed(column(table, "recall")), CLOSE);
  }

  private static double[] reversed(double[] values) {
    double[] reversed = values.clone();
    Arrays.setAll(reversed, i -> values[values.length - 1 - i]);
    return reversed;
  }

  @ParameterizedTest
  @MethodSource("two")
  void calibrationIsScikitLearns(Recorded recorded) {
    Calibration calibration = Calibration.of(recorded.positive(), recorded.numbers("p"));
    Table table = calibration.table();
    assertArrayEquals(recorded.numbers("bin_frequency"), column(table, "frequency"), CLOSE);
    assertArrayEquals(recorded.numbers("bin_mean"), column(table, "mean probability"), CLOSE);
    assertEquals(recorded.number("calibration_error"), calibration.error(), CLOSE);
  }

  @ParameterizedTest
  @MethodSource("several")
  void calibrationOfTheMostProbableClassIsGuos(Recorded recorded) {
    DMatrixRMaj p = Loss.softmax(recorded.logits());
    assertEquals(
        recorded.number("calibration_error"),
        new ClassRowsOf(recorded.classes(), p).calibration().error(),
        CLOSE);
  }

  /** Rows without a model. */
  private record ClassRowsOf(int[] actual, DMatrixRMaj p) {
    Calibration calibration() {
      boolean[] right = new boolean[actual.length];
      double[] confidence = new double[actual.length];
      for (int i = 0; i < actual.length; i++) {
        int best = 0;
        for (int k = 1; k < p.numCols; k++) {
          best = p.get(i, k) > p.get(i, best) ? k : best;
        }
        right[i] = best == actual[i];
        confidence[i] = p.get(i, best);
      }
      return Calibration.of(right, confidence);
    }
  }

  @ParameterizedTest
  @MethodSource("several")
  void theTemperatureIsTheLossesMinimum(Recorded recorded) {
    TemperedLoss loss = new TemperedLoss(recorded.logits(), recorded.classes());
    assertEquals(recorded.number("log_loss"), loss.at(1), CLOSE);
    double inverse = Temperature.inverse(loss);
    if (recorded.has("temperature")) {
      assertEquals(recorded.number("temperature"), 1 / inverse, CLOSE * 1 / inverse);
      assertEquals(recorded.number("scaled_loss"), loss.at(inverse), CLOSE);
      double h = 1e-5;
      double numeric = (loss.at(inverse + h) - loss.at(inverse - h)) / (2 * h);
      assertEquals(numeric, loss.slope(inverse), 1e-8);
      double curved = (loss.slope(inverse + h) - loss.slope(inverse - h)) / (2 * h);
      assertEquals(curved, loss.curvature(inverse), 1e-6);
    }
  }
}
