package org.meshnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meshnn.display.Rich;
import org.meshnn.graph.Wiring;
import org.meshnn.provenance.Environment;
import org.meshnn.provenance.Origin;
import org.meshnn.tables.Content;
import org.meshnn.tables.Datasets;
import org.meshnn.tables.TableDigest;
import org.meshnn.tables.Target;
import org.meshnn.tables.TrainingTable;
import org.meshnn.text.Sha256;
import org.meshnn.train.Optimiser;
import org.meshnn.train.Training;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Every model knows what it learned from, and how it did on rows that were held out. */
class OriginTest {
  private static final Mesh MESH = Mesh.of(12).connect(Wiring.dense());
  private static final Training QUICK = Training.defaults().epochs(3);

  private static Table points(int rows) {
    double[] x = new double[rows];
    Arrays.setAll(x, i -> i / 10.0);
    double[] y = Arrays.stream(x).map(v -> 100 + 50 * Math.sin(v)).toArray();
    return Table.create("points", DoubleColumn.create("x", x), DoubleColumn.create("y", y));
  }

  @Test
  void aModelKnowsWhatItLearnedFrom() {
    Table iris = Datasets.iris();
    Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    TrainedMesh model = MESH.train(iris, "species", QUICK.validation(0.2));
    Origin origin = model.origin();
    assertEquals(TableDigest.of(iris), origin.table());
    assertEquals(120, origin.rows().learned());
    assertEquals(30, origin.rows().heldOut());
    assertTrue(origin.rows().whole());
    assertEquals(Environment.here(), origin.environment());
    assertFalse(origin.ended().isBefore(before) || origin.ended().isAfter(Instant.now()));
    assertTrue(origin.seconds() > 0 && origin.seconds() < 60, origin.toString());
    assertEquals(List.of(), origin.before());
    assertEquals(origin, model.origin());
  }

  /** Not what became of the table. */
  @Test
  void theOriginIsThatOfTheDayOfTraining() {
    Table iris = Datasets.iris();
    TableDigest digest = TableDigest.of(iris);
    TrainedMesh model = MESH.train(iris, "species", QUICK);
    iris.doubleColumn(0).set(0, 99);
    assertEquals(digest, model.origin().table());
    assertFalse(model.verify(iris).same());
  }

  @Test
  void rowsOfAPartAreTold() {
    Table iris = Datasets.iris();
    TrainingTable table = TrainingTable.of(iris, "species", Target.AUTO);
    int[] rows = {0, 2, 4, 50, 52, 54, 100, 102, 104, 106};
    Origin origin = MESH.train(table, rows, QUICK).origin();
    ByteBuffer bytes = ByteBuffer.allocate(4 * rows.length).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.stream(rows).forEach(bytes::putInt);
    assertEquals(10, origin.rows().learned());
    assertEquals(Sha256.of(bytes.array()), origin.rows().sha256());
    assertEquals(TableDigest.of(iris), origin.table());
    assertTrue(origin.rows().toString().contains("a part of the table"), origin.toString());
    assertNotEquals(origin.rows(), MESH.train(table, table.allRows(), QUICK).origin().rows());
  }

  /** Of the rows learned from, not of the table. */
  @Test
  void contentsAreThoseOfTheRowsLearnedFrom() {
    Table table =
        Table.create(
            "t",
            StringColumn.create("colour", "red", "blue", "red", "green"),
            BooleanColumn.create("ripe", true, true, false, true),
            DoubleColumn.create("size", 3, 1, 2, 9),
            StringColumn.create("fruit", "pear", "fig", "pear", "fig"));
    TrainingTable checked = TrainingTable.of(table, "fruit", Target.AUTO);
    assertEquals(
        List.of(
            new Content.Groups("colour", List.of("blue", "green", "red"), List.of(1, 0, 2)),
            new Content.Groups("ripe", List.of("false", "true"), List.of(1, 2)),
            new Content.Numbers("size", 1, 3),
            new Content.Groups("fruit", List.of("fig", "pear"), List.of(1, 2))),
        MESH.train(checked, new int[] {0, 1, 2}, QUICK).origin().contents());
    assertEquals(
        new Content.Numbers("y", 100, 100 + 50 * Math.sin(0.4)),
        TrainingTable.of(points(5), "y", Target.AUTO).contents(new int[] {0, 4}).get(1));
    assertThrows(IllegalArgumentException.class, () -> checked.contents(new int[] {4}));
    assertThrows(
        IllegalArgumentException.class, () -> new Content.Groups("a", List.of("b"), List.of(1, 2)));
  }

  @Test
  void theTableIsKnownAgain() {
    Table iris = Datasets.iris();
    TrainedMesh model = MESH.train(iris, "species", QUICK);
    assertTrue(model.verify(Datasets.iris()).same());
    assertEquals(
        "This is not the table: it has 149 rows, not 150.",
        model.verify(iris.first(149)).toString());
    assertEquals(
        "This is not the table: it has no column 'species'.",
        model.verify(Datasets.iris().removeColumns("species")).sentence());
    assertThrows(IllegalArgumentException.class, () -> model.verify(null));
  }

  /** The scores are those of the weights kept: the last ones, or with patience the best. */
  @Test
  void heldOutRowsAreMeasured() {
    Table iris = Datasets.iris();
    assertTrue(MESH.train(iris, "species", QUICK).heldOut().isEmpty());
    Training held = QUICK.epochs(40).optimiser(Optimiser.adam(0.05)).validation(0.3);
    TrainedMesh last = MESH.train(iris, "species", held);
    Evaluation evaluation = last.heldOut().orElseThrow();
    assertEquals(45, evaluation.rows());
    assertEquals(last.history().last().validationMetric(), evaluation.accuracy(), 1e-15);
    assertEquals(last.history().last().validationLoss(), evaluation.logLoss(), 1e-12);
    TrainedMesh best = MESH.train(iris, "species", held.patience(5));
    double loss = best.history().epochs().get(best.history().bestEpoch() - 1).validationLoss();
    assertEquals(loss, best.heldOut().orElseThrow().logLoss(), 1e-12);
    Training weighted = held.classWeights(Map.of("setosa", 0.1, "virginica", 7.0));
    assertEquals(45, MESH.train(iris, "species", weighted).heldOut().orElseThrow().rows());
  }

  /** In the unit of the label. */
  @Test
  void heldOutValuesAreMeasured() {
    TrainedMesh model =
        Mesh.of(8).connect(Wiring.dense()).train(points(60), "y", QUICK.validation(0.25));
    Evaluation evaluation = model.heldOut().orElseThrow();
    assertEquals(15, evaluation.rows());
    assertEquals(model.history().last().validationMetric(), evaluation.rmse(), 1e-9);
    assertTrue(evaluation.interval().low() < evaluation.rmse());
    assertTrue(evaluation.rmse() < evaluation.interval().high());
  }

  @Test
  void outputsThatAreNotFiniteHaveNoScores() {
    Training wild = QUICK.optimiser(Optimiser.sgd(1e200)).validation(0.25);
    TrainingDiverged diverged =
        assertThrows(
            TrainingDiverged.class,
            () -> Mesh.of(8).connect(Wiring.dense()).train(points(60), "y", wild));
    assertEquals(45, diverged.trained().origin().rows().learned());
  }

  @Test
  void aTrainingThatGoesOnKnowsTheOnesBefore() {
    TrainedMesh went = MESH.train(Datasets.iris(), "species", QUICK);
    Origin second = went.train(Datasets.iris().first(60), QUICK).origin();
    Origin first = went.origin();
    Origin third =
        went.train(Datasets.iris().first(60), QUICK).train(Datasets.iris(), QUICK).origin();
    assertEquals(List.of(first), second.before());
    assertEquals(2, third.before().size());
    assertEquals(first, third.before().get(0));
    assertEquals(List.of(), third.before().get(1).before());
    assertEquals(second.table(), third.before().get(1).table());
    assertTrue(second.toString().contains("training 1, ended " + first.ended()), second.toString());
  }

  @Test
  void anOriginShowsItself() {
    Origin origin = MESH.train(Datasets.iris(), "species", QUICK).origin();
    Map<String, String> bundle = Rich.bundle(origin);
    assertEquals(origin.toString(), bundle.get(Rich.TEXT));
    for (String part :
        List.of(
            origin.table().sha256(),
            "150 rows learned from, 0 held out",
            origin.environment().code(),
            origin.environment().version(),
            origin.environment().kernels())) {
      assertTrue(bundle.get(Rich.TEXT).contains(part), bundle.get(Rich.TEXT));
      assertTrue(bundle.get(Rich.HTML).contains(part), bundle.get(Rich.HTML));
    }
  }
}
