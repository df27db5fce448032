package org.meshnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.ColumnRules;
import org.meshnn.tables.Fill;
import org.meshnn.tables.Kind;
import org.meshnn.tables.Labels;
import org.meshnn.tables.OrderedLabels;
import org.meshnn.tables.Sequences;
import org.meshnn.train.Ending;
import org.meshnn.train.Loss;
import org.meshnn.train.Optimiser;
import org.meshnn.train.Training;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Rows that are weighted, a table to validate on, arrays, classes in an order. */
class LabelRowsTest {
  private static final Mesh MESH = Mesh.of(14).connect(Wiring.dense());
  private static final Training SHORT = Training.defaults().epochs(8).threads(1);
  private static final List<String> SIZES = List.of("small", "middle", "large", "huge");

  @TempDir private Path folder;

  private static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /** Sizes of x, with a weight from 0 to 3 for each row. */
  private static Table sizes(int rows, long seed) {
    RandomGenerator random = random(seed);
    DoubleColumn x = DoubleColumn.create("x");
    DoubleColumn z = DoubleColumn.create("z");
    DoubleColumn w = DoubleColumn.create("w");
    StringColumn size = StringColumn.create("size");
    for (int i = 0; i < rows; i++) {
      double at = random.nextDouble(0, 4);
      x.append(at);
      z.append(random.nextGaussian());
      w.append(random.nextInt(4));
      size.append(SIZES.get((int) at));
    }
    return Table.create("sizes", x, z, w, size);
  }

  /** A row of weight 2 is a row that stands there twice, where the step's size is as much less. */
  @Test
  void weightIsHowOftenARowCounts() {
    Table once = sizes(40, 1);
    Table often = once.emptyCopy();
    double all = 0;
    for (int row = 0; row < once.rowCount(); row++) {
      for (int copy = 0; copy < once.doubleColumn("w").get(row); copy++) {
        often.append(once.row(row));
        all++;
      }
    }
    Mesh mesh = MESH.standardise(false);
    Training whole = SHORT.batchSize(10_000).shuffle(false);
    double rate = 0.05;
    double[] weighted =
        mesh.weights("w").train(once, "size", whole.optimiser(Optimiser.sgd(rate))).weights();
    double[] repeated =
        mesh.train(
                often.removeColumns("w"),
                "size",
                whole.optimiser(Optimiser.sgd(rate * all / once.rowCount())))
            .weights();
    assertArrayEquals(repeated, weighted, 1e-10);
    assertFalse(
        Arrays.equals(weighted, mesh.train(once.removeColumns("w"), "size", whole).weights()));
  }

  @Test
  void weightsOfOneChangeNoBit() {
    Table table = sizes(60, 2);
    Table ones = table.copy();
    for (int row = 0; row < 60; row++) {
      ones.doubleColumn("w").set(row, 1);
    }
    Training training = SHORT.validation(0.25);
    TrainedMesh weighted = MESH.weights("W").train(ones, "size", training);
    TrainedMesh plain = MESH.train(table.removeColumns("w"), "size", training);
    assertArrayEquals(plain.weights(), weighted.weights());
    assertEquals(untimed(plain), untimed(weighted));
    assertEquals(List.of("x", "z"), weighted.encoding().inputNames());
    assertTrue(weighted.summary().contains("rows weighted by 'W'"), weighted.summary());
    TrainedMesh loaded = TrainedMesh.load(weighted.saveWithOptimiser(folder.resolve("w.mesh")));
    assertEquals(weighted.card().toString(), loaded.card().toString());
    assertArrayEquals(
        weighted.train(ones, training).weights(), loaded.train(ones, training).weights());
    assertEquals(weighted.evaluate(table) + "", plain.evaluate(table) + "");
  }

  @Test
  void weightsOutOfRange() {
    Table table = sizes(20, 3);
    Mesh mesh = MESH.weights("w");
    table.doubleColumn("w").set(4, -1);
    refused("got -1.0 in row 4 of 'w'", () -> mesh.train(table, "size", SHORT));
    for (int row = 0; row < 20; row++) {
      table.doubleColumn("w").set(row, 0);
    }
    refused("one at least is above 0", () -> mesh.train(table, "size", SHORT));
    refused("no column 'v'", () -> MESH.weights("v").train(table, "size", SHORT));
    refused("is the label", () -> MESH.weights("size").train(table, "size", SHORT));
    refused(
        "is for tables in memory",
        () -> mesh.train(Sequences.of(table).orderedBy("x").forecast("z"), SHORT));
    Table text = sizes(20, 3);
    text.replaceColumn("w", StringColumn.create("w", text.stringColumn("size").asList()));
    refused("weights of rows that are numbers", () -> mesh.train(text, "size", SHORT));
    Table holed = table.copy();
    holed.doubleColumn("w").setMissing(3);
    Mesh filling = mesh.columns(ColumnRules.defaults().missing(Fill.median()));
    refused("no rule fills weights", () -> filling.train(holed, "size", SHORT));
  }

  @Test
  void aTableToValidateOn() {
    Table table = sizes(60, 4).removeColumns("w");
    Table other = sizes(25, 5).removeColumns("w");
    TrainedMesh model = MESH.train(table, other, "size", SHORT);
    TrainedMesh alone = MESH.train(table, "size", SHORT);
    assertArrayEquals(alone.weights(), model.weights(), "it is not learned from");
    assertEquals(model.loss(other), model.history().last().validationLoss(), 1e-12);
    assertEquals(model.evaluate(other) + "", model.heldOut().orElseThrow() + "");
    assertTrue(model.summary().contains("validated on 25 rows of another table"), model.summary());
    TrainedMesh stopped =
        MESH.train(
            table, other, "size", SHORT.epochs(400).patience(3).optimiser(Optimiser.adam(0.05)));
    assertEquals(Ending.STOPPED_EARLY, stopped.ending());
    TrainedMesh loaded = TrainedMesh.load(stopped.save(folder.resolve("v.mesh")));
    assertEquals(stopped.card().toString(), loaded.card().toString());
    refused(
        "takes the place of rows held out",
        () -> MESH.train(table, other, "size", SHORT.validation(0.1)));
    refused(
        "no column 'z'", () -> MESH.train(table, other.copy().removeColumns("z"), "size", SHORT));
  }

  @Test
  void goesOnWithTheTableToValidateOn() {
    Table table = sizes(60, 4).removeColumns("w");
    Table other = sizes(25, 5).removeColumns("w");
    Training training =
        SHORT.listen(
            (epoch, epochs) -> {
              if (epoch.number() == 3) {
                Thread.currentThread().interrupt();
              }
            });
    TrainedMesh begun = MESH.train(table, other, "size", training);
    assertTrue(Thread.interrupted() || begun.ending() == Ending.INTERRUPTED);
    assertEquals(Ending.INTERRUPTED, begun.ending());
    refused("resume(table, validation", () -> begun.resume(table));
    TrainedMesh ended = begun.resume(table, other, t -> t);
    TrainedMesh whole = MESH.train(table, other, "size", SHORT);
    assertArrayEquals(whole.weights(), ended.weights());
    assertEquals(whole.heldOut() + "", ended.heldOut() + "");
    TrainedMesh alone = MESH.train(table, "size", training);
    assertTrue(Thread.interrupted() || alone.ending() == Ending.INTERRUPTED);
    refused("leave that table out", () -> alone.resume(table, other, t -> t));
    assertArrayEquals(MESH.train(table, "size", SHORT).weights(), alone.resume(table).weights());
  }

  @Test
  void arraysAreTables() {
    Table table = sizes(50, 6).removeColumns("w");
    double[][] x = new double[50][];
    int[] classes = new int[50];
    double[] values = new double[50];
    for (int row = 0; row < 50; row++) {
      x[row] = new double[] {table.doubleColumn("x").get(row), table.doubleColumn("z").get(row)};
      classes[row] = SIZES.indexOf(table.stringColumn("size").get(row));
      values[row] = 3 * x[row][0] - x[row][1];
    }
    TrainedMesh model = MESH.train(x, classes, SHORT);
    assertEquals(List.of("x1", "x2"), model.encoding().inputNames());
    assertEquals(List.of("0", "1", "2", "3"), model.encoding().classes());
    TrainedMesh named = MESH.train(new DMatrixRMaj(x), classes, SHORT, "x", "z");
    assertArrayEquals(model.weights(), named.weights());
    assertEquals(named.predict(table.setName("arrays")).print(60), named.predict(x).print(60));
    assertEquals(named.predict(x).print(60), named.predict(new DMatrixRMaj(x)).print(60));
    DMatrixRMaj inputs = named.encoding().inputs(table);
    assertEquals(
        named.predict(x).print(60),
        named.predictInputs(inputs).setName("arrays: predictions").print(60));
    refused("shape n x 2", () -> named.predictInputs(new DMatrixRMaj(3, 1)));
    refused("got 0 x 2", () -> named.predictInputs(new DMatrixRMaj(0, 2)));
    Table one = model.predict(x[3]);
    assertEquals(model.predictor().row(x[3]).predictedClass(), one.stringColumn(0).get(0));
    TrainedMesh value = MESH.train(x, values, SHORT);
    assertEquals("y predicted", value.predict(1, 2).column(0).name());
    DMatrixRMaj two = new DMatrixRMaj(50, 2);
    for (int row = 0; row < 50; row++) {
      two.set(row, 0, values[row]);
      two.set(row, 1, -values[row]);
    }
    TrainedMesh both = MESH.train(new DMatrixRMaj(x), two, SHORT);
    assertEquals(List.of("y1", "y2"), both.evaluate(labelled(x, values)).columns());
    refused("as many classes", () -> MESH.train(x, new int[3], SHORT));
    refused("as many numbers", () -> MESH.train(new double[][] {{1, 2}, {1}}, new int[2], SHORT));
    refused("a name for each of 2", () -> MESH.train(x, classes, SHORT, "x"));
    refused("twice", () -> MESH.train(x, classes, SHORT, "x", "CLASS"));
    refused("row of 2 numbers (x1, x2)", () -> model.predict(1));
    refused("at least one row", () -> MESH.train(new double[0][], new int[0], SHORT));
  }

  private static String untimed(TrainedMesh model) {
    return model.history().toString().replaceFirst("in [0-9.]+ s", "");
  }

  private static Table labelled(double[][] x, double[] values) {
    return Table.create(
        DoubleColumn.create("x1", Arrays.stream(x).mapToDouble(row -> row[0])),
        DoubleColumn.create("x2", Arrays.stream(x).mapToDouble(row -> row[1])),
        DoubleColumn.create("y1", values),
        DoubleColumn.create("y2", Arrays.stream(values).map(v -> -v)));
  }

  @Test
  void predictsArraysOfBooleansButNotOfText() {
    Table table = sizes(40, 7).removeColumns("w");
    BooleanColumn far = BooleanColumn.create("far");
    table.doubleColumn("x").forEach(x -> far.append(x > 2));
    table.addColumns(far);
    TrainedMesh model = MESH.train(table, "size", SHORT);
    assertEquals(1, model.predict(1, 0.5, 0).rowCount());
    refused("0 or 1", () -> model.predict(1, 0.5, 2));
    TrainedMesh text = MESH.train(table.selectColumns("size", "x"), "x", SHORT);
    refused("'size' is text; hand in a table", () -> text.predict(1));
  }

  /** P(y > i) of 0.9, 0.95, 0.2 fall to 0.9, 0.9, 0.2. */
  @Test
  void probabilitiesOfOrderedClasses() {
    OrderedLabels labels = new OrderedLabels(new Labels.Classes("size", Kind.TEXT, SIZES));
    double[] p = new double[4];
    labels.probabilities(new double[] {0.9, 0.95, 0.2}, 0, p);
    assertArrayEquals(new double[] {0.1, 0, 0.7, 0.2}, p, 1e-15);
    assertArrayEquals(
        new double[] {1, 1, 0}, labels.targets(StringColumn.create("size", "large")).data);
    assertEquals(2, labels.classAt(new double[] {1, 1, 0}, 0));
    double[] logits = new double[4];
    labels.logits(new double[] {2, 3, -1}, 0, logits);
    double first = 1 / (1 + Math.exp(-2));
    assertEquals(Math.log(1 - first), logits[0], 1e-12);
    assertEquals(Math.log(Double.MIN_NORMAL), logits[1]);
    assertEquals(Math.log(1 / (1 + Math.exp(1))), logits[3], 1e-12);
  }

  @Test
  void orderedClasses() {
    Table table = sizes(200, 8).removeColumns("w");
    Mesh mesh = MESH.orderedClasses("small", "middle", "large", "huge");
    TrainedMesh model = mesh.train(table, "size", SHORT.epochs(60).validation(0.2));
    assertEquals(3, model.topology().outputs());
    assertEquals(SIZES, model.encoding().classes());
    Table predicted = model.predict(table);
    assertEquals(5, predicted.columnCount());
    for (int row = 0; row < 10; row++) {
      double sum = 0;
      for (String size : SIZES) {
        double p = predicted.doubleColumn("P(" + size + ")").get(row);
        assertTrue(p >= 0);
        sum += p;
      }
      assertEquals(1, sum, 1e-12);
      Predictor one =
          model.predictor().row(table.doubleColumn("x").get(row), table.doubleColumn("z").get(row));
      assertEquals(predicted.stringColumn(0).get(row), one.predictedClass());
      assertEquals(predicted.doubleColumn("P(large)").get(row), one.probability("large"), 1e-15);
    }
    Evaluation evaluation = model.evaluate(table);
    assertTrue(evaluation.accuracy() > 0.8, evaluation.toString());
    assertEquals(SIZES, evaluation.classes());
    TrainedMesh loaded = TrainedMesh.load(model.save(folder.resolve("o.mesh")));
    assertEquals(model.summary(), loaded.summary());
    assertEquals(model.card(table).toString(), loaded.card(table).toString());
    assertEquals(predicted.print(300), loaded.predict(table).print(300));
    assertEquals(SIZES, loaded.mesh().classOrder());
    assertEquals(40, model.heldOut().orElseThrow().rows());
    assertTrue(model.plotRegions(table).toString().length() > 0);
    refused(
        "an order of all classes",
        () -> MESH.orderedClasses("small", "large").train(table, "size", SHORT));
    refused("twice", () -> MESH.orderedClasses("a", "a"));
    refused("at least 2", () -> MESH.orderedClasses("a"));
    refused(
        "yes or no of each output",
        () -> mesh.train(table, "size", SHORT.loss(Loss.labelSmoothing(0.1))));
  }

  /** Weights of ordered classes are weights of their rows. */
  @Test
  void weightsOfOrderedClasses() {
    Table table = sizes(50, 9);
    for (int row = 0; row < 50; row++) {
      table.doubleColumn("w").set(row, table.stringColumn("size").get(row).equals("huge") ? 4 : 1);
    }
    Mesh mesh = MESH.orderedClasses("small", "middle", "large", "huge");
    double[] byRow = mesh.weights("w").train(table, "size", SHORT).weights();
    double[] byClass =
        mesh.train(table.removeColumns("w"), "size", SHORT.classWeights(Map.of("huge", 4.0)))
            .weights();
    assertArrayEquals(byClass, byRow);
  }

  private static void refused(String part, Executable call) {
    String message = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertTrue(message.contains(part), message);
  }
}
