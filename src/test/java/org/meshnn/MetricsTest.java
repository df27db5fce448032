package org.meshnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshnn.engine.Precision;
import org.meshnn.graph.Wiring;
import org.meshnn.scores.ClassScores;
import org.meshnn.scores.ProbabilityScores;
import org.meshnn.tables.Datasets;
import org.meshnn.tables.TableBlocks;
import org.meshnn.tables.Target;
import org.meshnn.train.Training;
import tech.tablesaw.api.Table;

/** Metrics of a model, from tables and from row files. */
class MetricsTest {
  private static final Mesh MESH = Mesh.of(14).connect(Wiring.dense());
  private static final Training TRAINING = Training.defaults().epochs(5).seed(1);

  private static String text(Table table) {
    return String.join("\n", table.stringColumn("metric").asList());
  }

  @Test
  void classesHaveTheirMetrics() {
    Table iris = Datasets.iris();
    Evaluation evaluation = MESH.train(iris, "species", TRAINING).evaluate(iris);
    assertEquals(evaluation.accuracy(), evaluation.topK(1));
    assertEquals(1, evaluation.topK(3));
    assertEquals(evaluation.accuracy(), evaluation.balancedAccuracy(), 1e-15); // equal sizes
    assertTrue(evaluation.auc() > 0.5 && evaluation.averagePrecision() > 1.0 / 3);
    assertTrue(evaluation.brier() > 0 && evaluation.mcc() < 1);
    String message =
        assertThrows(IllegalStateException.class, evaluation::aucInterval).getMessage();
    assertTrue(message.contains("RocCurve.of(model, table, class)"), message);
    assertEquals(
        """
        accuracy
        balanced accuracy
        macro F1
        MCC
        log-loss
        Brier score
        AUC
        average precision""",
        text(evaluation.metrics()));
    assertEquals(evaluation.interval().low(), evaluation.metrics().doubleColumn("95 % low").get(0));
    assertTrue(evaluation.metrics().doubleColumn("95 % low").isMissing(6));
    assertThrows(IllegalStateException.class, evaluation::mape);
    assertEquals(5, evaluation.toString().lines().count());
  }

  @Test
  void valuesHaveTheirs() {
    Table iris = Datasets.iris().rejectColumns("species");
    Evaluation evaluation = MESH.train(iris, "petal_width", TRAINING).evaluate(iris);
    assertEquals(evaluation.mae() / 2, evaluation.pinball(0.5), 1e-15);
    assertTrue(evaluation.explainedVariance() >= evaluation.r2());
    assertTrue(evaluation.medianAbsoluteError() > 0 && evaluation.mape() > 0);
    assertEquals(
        "RMSE\nMAE\nR2\nmedian absolute error\nexplained variance\nMAPE",
        text(evaluation.metrics()));
    assertThrows(IllegalStateException.class, evaluation::auc);
    assertThrows(IllegalStateException.class, () -> evaluation.topK(1));
    assertThrows(IllegalArgumentException.class, () -> evaluation.pinball(0));
  }

  /** Rows of one class have no curve: an error, not a number that is none. */
  @Test
  void rowsOfOneClassAreTold() {
    Table moons = Datasets.moons(1);
    TrainedMesh model = MESH.train(moons, "label", TRAINING);
    int[] classes = model.encoding().classIndices(moons);
    for (int k = 0; k < 2; k++) {
      int wanted = k;
      Evaluation evaluation =
          model.evaluate(
              moons.rows(
                  java.util.stream.IntStream.range(0, classes.length)
                      .filter(i -> classes[i] == wanted)
                      .toArray()));
      String message = assertThrows(IllegalStateException.class, evaluation::auc).getMessage();
      assertTrue(message.contains("are of one"), message);
      assertThrows(IllegalStateException.class, evaluation::aucInterval);
      if (k == 1) {
        assertEquals(1, evaluation.averagePrecision());
      } else {
        message =
            assertThrows(IllegalStateException.class, evaluation::averagePrecision).getMessage();
        assertTrue(message.contains("but there is none"), message);
      }
      assertTrue(evaluation.metrics().doubleColumn("value").isMissing(6));
      assertEquals(0, evaluation.mcc());
      assertFalse(Double.isNaN(evaluation.balancedAccuracy() + evaluation.brier()));
    }
  }

  @Test
  void rowFilesHaveThoseOfTheirTables(@TempDir Path folder) {
    Table moons = Datasets.moons(1);
    TrainedMesh ofClasses = MESH.train(moons, "label", TRAINING);
    Evaluation expected = ofClasses.evaluate(moons);
    Evaluation found =
        ofClasses.evaluate(
            RowFile.write(
                folder.resolve("moons.rows"),
                TableBlocks.of(List.of(moons)),
                "label",
                Target.AUTO,
                Precision.DOUBLE));
    assertEquals(expected.aucInterval(), found.aucInterval());
    assertEquals(expected.metrics().toString(), found.metrics().toString());
    Table iris = Datasets.iris().rejectColumns("species");
    TrainedMesh ofValues = MESH.train(iris, "petal_width", TRAINING);
    assertEquals(
        ofValues.evaluate(iris).metrics().toString(),
        ofValues
            .evaluate(
                RowFile.write(
                    folder.resolve("iris.rows"),
                    TableBlocks.of(List.of(iris)),
                    "petal_width",
                    Target.AUTO,
                    Precision.DOUBLE))
            .metrics()
            .toString());
  }

  /** Files keep no probabilities of the rows held out: what needs them says so. */
  @Test
  void rowsHeldOutHaveTheOthersAlone() {
    Evaluation heldOut =
        MESH.train(Datasets.iris(), "species", TRAINING.validation(0.2)).heldOut().orElseThrow();
    assertEquals("accuracy\nbalanced accuracy\nmacro F1\nMCC\nlog-loss", text(heldOut.metrics()));
    String message = assertThrows(IllegalStateException.class, heldOut::auc).getMessage();
    assertTrue(message.contains("model.evaluate(table)"), message);
    assertThrows(IllegalStateException.class, heldOut::brier);
  }

  @Test
  void tooManyRowsAreTold() {
    ProbabilityScores.Sums sums = new ProbabilityScores.Sums(2, Integer.MAX_VALUE);
    sums.add(0, new double[] {1, 0}, 0);
    Evaluation evaluation =
        Evaluation.of(
            List.of("a", "b"), new ClassScores(new int[][] {{1, 0}, {0, 0}}, 0.3), sums.scores());
    String message = assertThrows(IllegalStateException.class, evaluation::auc).getMessage();
    assertTrue(message.contains("at most 2097152 rows of 2 classes"), message);
    assertEquals(1, evaluation.topK(1));
    assertEquals(6, evaluation.metrics().rowCount());
  }
}
