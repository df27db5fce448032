package org.meshnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.Datasets;
import org.meshnn.tables.Gaps;
import org.meshnn.tables.Sequences;
import org.meshnn.tables.Target;
import org.meshnn.train.Loss;
import org.meshnn.train.Optimiser;
import org.meshnn.train.Training;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Losses other than the label's own, from the table to the file. */
class LossTrainingTest {
  private static final Mesh MESH = Mesh.of(14).connect(Wiring.dense());
  private static final Training SHORT = Training.defaults().epochs(5).validation(0.2).threads(1);
  private static final Loss LOG_COSH =
      Loss.of(
          "log cosh",
          (s, y) -> StrictMath.log(StrictMath.cosh(s - y)),
          (s, y) -> StrictMath.tanh(s - y));

  @TempDir private Path folder;

  /** A line with noise that grows, in an awkward unit; half of it is "up". */
  private static Table line(int rows) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    DoubleColumn x = DoubleColumn.create("x");
    DoubleColumn z = DoubleColumn.create("z");
    DoubleColumn y = DoubleColumn.create("y");
    BooleanColumn up = BooleanColumn.create("up");
    for (int i = 0; i < rows; i++) {
      double at = random.nextDouble(-1, 1);
      double noise = (0.2 + Math.abs(at)) * random.nextGaussian();
      x.append(at);
      z.append(random.nextGaussian());
      y.append(1000 + 50 * (2 * at + noise));
      up.append(2 * at + noise > 0);
    }
    return Table.create("line", x, z, y, up);
  }

  static Stream<Loss> ofValues() {
    return Stream.of(
        Loss.HALF_SQUARED_ERROR,
        Loss.absolute(),
        Loss.huber(1),
        Loss.quantiles(0.1, 0.5, 0.9),
        Loss.quantiles(0.25),
        LOG_COSH);
  }

  @ParameterizedTest
  @MethodSource("ofValues")
  void ofAValue(Loss loss) {
    TrainedMesh model = MESH.train(line(80).removeColumns("up"), "y", SHORT.loss(loss));
    same(model, line(80), loss);
    assertEquals("y predicted", model.predict(line(3)).column(0).name());
    assertTrue(model.evaluate(line(80)).rmse() > 0);
  }

  static Stream<Loss> ofClasses() {
    return Stream.of(Loss.CROSS_ENTROPY, Loss.labelSmoothing(0.1), Loss.binary());
  }

  @ParameterizedTest
  @MethodSource("ofClasses")
  void ofTwoClasses(Loss loss) {
    TrainedMesh model = MESH.train(line(80).removeColumns("y"), "up", SHORT.loss(loss));
    same(model, line(80), loss);
    assertEquals(
        List.of("up predicted", "P(false)", "P(true)"), model.predict(line(3)).columnNames());
    for (int row = 0; row < 3; row++) {
      Table predicted = model.predict(line(3));
      double sum = predicted.doubleColumn(1).get(row) + predicted.doubleColumn(2).get(row);
      assertEquals(1, sum, 1e-12);
    }
    Evaluation evaluation = model.evaluate(line(80));
    assertEquals(80, evaluation.rows());
    assertEquals(2, evaluation.confusion().length);
    assertTrue(evaluation.logLoss() > 0);
  }

  /** A file has all of it; what was not there before is told by its format. */
  private void same(TrainedMesh model, Table table, Loss minimised) {
    Path file = model.save(folder.resolve("model.mesh"));
    TrainedMesh loaded = TrainedMesh.load(file);
    String loss = minimised.toString();
    assertEquals(model.summary(), loaded.summary());
    assertTrue(model.summary().contains("loss " + loss), model.summary());
    assertTrue(model.card().toString().contains("loss " + loss));
    assertEquals(model.card().toString(), loaded.card().toString());
    assertEquals(model.predict(table).print(100), loaded.predict(table).print(100));
    assertEquals(model.evaluate(table).toString(), loaded.evaluate(table).toString());
    assertEquals(model.heldOut().orElseThrow().toString(), loaded.heldOut().orElseThrow() + "");
    predictsRowByRow(model, table);
    if (minimised == LOG_COSH) {
      String message =
          assertThrows(IllegalStateException.class, () -> loaded.loss(table)).getMessage();
      assertTrue(message.contains("a loss of one's own, log cosh"), message);
    } else {
      assertEquals(model.loss(table), loaded.loss(table));
      assertTrue(model.loss(table) > 0);
    }
  }

  private static void predictsRowByRow(TrainedMesh model, Table table) {
    Table predicted = model.predict(table);
    Predictor one = model.predictor();
    for (int row = 0; row < 5; row++) {
      one.set("x", table.doubleColumn("x").get(row)).set("z", table.doubleColumn("z").get(row));
      if (model.encoding().classification()) {
        assertEquals(predicted.stringColumn(0).get(row), one.predictedClass());
        assertEquals(predicted.doubleColumn("P(true)").get(row), one.probability("true"));
      } else {
        assertEquals(predicted.doubleColumn(0).get(row), one.value());
      }
    }
  }

  @Test
  void fileIsOfFormat5OnlyWhereALossIsSaid() throws Exception {
    Table table = line(40).removeColumns("up");
    Training one = SHORT.epochs(1);
    String said = model(MESH.train(table, "y", one.loss(Loss.HALF_SQUARED_ERROR)));
    String unsaid = model(MESH.train(table, "y", one));
    assertTrue(said.contains("\"format\": 5"), said);
    assertTrue(unsaid.contains("\"format\": 1"), unsaid);
    assertFalse(unsaid.contains("loss\": {"), unsaid);
  }

  private String model(TrainedMesh trained) throws Exception {
    byte[] bytes = Files.readAllBytes(trained.save(folder.resolve("one.mesh")));
    return new String(bytes, 0, Math.min(bytes.length, 4000), "UTF-8");
  }

  /** The same loss, said or left to the label, is the same training to the last bit. */
  @Test
  void sayingTheUsualLossChangesNoBit() {
    Table value = line(60).removeColumns("up");
    assertArrayEquals(
        MESH.train(value, "y", SHORT).weights(),
        MESH.train(value, "y", SHORT.loss(Loss.HALF_SQUARED_ERROR)).weights());
    Table iris = Datasets.iris();
    Mesh mesh = Mesh.of(18).connect(Wiring.dense());
    assertArrayEquals(
        mesh.train(iris, "species", SHORT).weights(),
        mesh.train(iris, "species", SHORT.loss(Loss.CROSS_ENTROPY)).weights());
  }

  /** A band of 0.1 to 0.9 holds about 80 % of the values, and is wider where the noise is. */
  @Test
  void quantilesAreABand() {
    Table table = line(600).removeColumns("up");
    Training training = Training.defaults().epochs(60).loss(Loss.quantiles(0.1, 0.5, 0.9));
    TrainedMesh model = MESH.train(table, "y", training.threads(1));
    Table band = model.predict(table);
    assertEquals(List.of("y predicted", "y q0.1", "y q0.9"), band.columnNames());
    int inside = 0;
    for (int row = 0; row < 600; row++) {
      double low = band.doubleColumn("y q0.1").get(row);
      double high = band.doubleColumn("y q0.9").get(row);
      double y = table.doubleColumn("y").get(row);
      assertTrue(low <= high);
      inside += low <= y && y <= high ? 1 : 0;
    }
    assertEquals(0.8, inside / 600.0, 0.05);
    assertTrue(width(model, 1) > 1.5 * width(model, 0), width(model, 1) + ", " + width(model, 0));
    Predictor one = model.predictor().row(0.5, 0);
    assertTrue(one.quantile(0.1) < one.value() && one.quantile(0.5) == one.value());
    assertThrows(IllegalArgumentException.class, () -> one.quantile(0.2));
  }

  private static double width(TrainedMesh model, double x) {
    Predictor one = model.predictor().row(x, 0);
    return one.quantile(0.9) - one.quantile(0.1);
  }

  /** An outlier moves the squared error's mesh more than that of the absolute error. */
  @Test
  void absoluteErrorMindsOutliersLess() {
    Table table = line(200).removeColumns("up");
    for (int row = 0; row < 20; row++) {
      table.doubleColumn("y").set(row, 1e5);
    }
    Training training = Training.defaults().epochs(40).threads(1);
    double squared = MESH.train(table, "y", training).predictor().row(0, 0).value();
    double absolute =
        MESH.train(table, "y", training.loss(Loss.absolute())).predictor().row(0, 0).value();
    assertTrue(Math.abs(absolute - 1000) < 1500, "" + absolute);
    assertTrue(Math.abs(squared - 1000) > 3000, "" + squared);
  }

  @Test
  void lossesThatDoNotSuitTheLabel() {
    Table value = line(40).removeColumns("up");
    Table iris = Datasets.iris();
    Mesh mesh = Mesh.of(18).connect(Wiring.dense());
    refused(
        "the loss Huber(1.0) is for labels that are values, but 'species' means classes",
        () -> mesh.train(iris, "species", SHORT.loss(Loss.huber(1))));
    refused(
        "the loss binary cross-entropy is for labels that are yes or no, but 'species'",
        () -> mesh.train(iris, "species", SHORT.loss(Loss.binary())));
    refused(
        "the loss label smoothing(0.1) is for labels that are classes, but 'y' is a value",
        () -> MESH.train(value, "y", SHORT.loss(Loss.labelSmoothing(0.1))));
    TrainedMesh plain = MESH.train(value, "y", SHORT);
    refused(
        "needs other outputs than this mesh has",
        () -> plain.train(value, SHORT.loss(Loss.quantiles(0.1, 0.9))));
    TrainedMesh band = MESH.train(value, "y", SHORT.loss(Loss.quantiles(0.1, 0.9)));
    refused(
        "an output for each of the quantiles(0.1, 0.9)",
        () -> band.train(value, SHORT.loss(Loss.huber(1))));
    assertEquals(5, band.train(value, SHORT).history().epochs().size());
    refused("a Java class predicts", () -> band.toJava("A"));
    refused("an ONNX file predicts", () -> band.exportOnnx(folder.resolve("a.onnx")));
    Sequences sequences = Sequences.of(value).orderedBy("x").gaps(Gaps.IGNORE).forecast("y");
    refused(
        "is for tables, whose rows stand alone",
        () -> MESH.train(sequences, SHORT.loss(Loss.quantiles(0.1, 0.9))));
    assertEquals(
        "y", MESH.train(sequences, SHORT.loss(Loss.huber(1))).encoding().labels().get(0).name());
  }

  @Test
  void oneColumnOfTextHasNoBinaryLossUnlessOfTwo() {
    Table table = line(60).removeColumns("y");
    StringColumn text = StringColumn.create("side");
    table.booleanColumn("up").forEach(up -> text.append(up ? "north" : "south"));
    table.addColumns(text);
    TrainedMesh model =
        MESH.target(Target.CLASSES)
            .train(table.removeColumns("up"), "side", SHORT.loss(Loss.binary()));
    assertEquals(1, model.topology().outputs());
    assertEquals(List.of("north", "south"), model.encoding().classes());
  }

  @Test
  void classWeightsBesideSmoothing() {
    Table iris = Datasets.iris();
    Mesh mesh = Mesh.of(18).connect(Wiring.dense());
    Training training = SHORT.loss(Loss.labelSmoothing(0.1));
    double[] plain = mesh.train(iris, "species", training).weights();
    double[] weighted =
        mesh.train(iris, "species", training.classWeights(Map.of("virginica", 9.0))).weights();
    assertFalse(java.util.Arrays.equals(plain, weighted));
  }

  private static void refused(String part, Executable call) {
    String message = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertTrue(message.contains(part), message);
  }

  /** The mean of absolute errors is a number where their squares are none any more. */
  @Test
  void squaresBeyondTheLargestNumberAreADivergence() {
    Table table =
        Table.create(
            DoubleColumn.create("x", 1, 2, 3, 4, 5, 6),
            DoubleColumn.create("y", 1.0, -1.0, 2.0, -2.0, 3.0, -3.0));
    Training wild =
        Training.defaults()
            .epochs(1)
            .validation(0.5)
            .optimiser(Optimiser.sgd(1e80))
            .loss(Loss.absolute());
    TrainingDiverged e =
        assertThrows(
            TrainingDiverged.class,
            () -> Mesh.of(8).connect(Wiring.dense()).ticks(3).train(table, "y", wild));
    assertEquals(List.of(), e.trained().history().epochs());
  }
}
