package org.meshnn.inspect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.meshnn.Evaluation;
import org.meshnn.Mesh;
import org.meshnn.TrainedMesh;
import org.meshnn.display.Rich;
import org.meshnn.graph.Wiring;
import org.meshnn.scores.Interval;
import org.meshnn.tables.Datasets;
import org.meshnn.tables.Split;
import org.meshnn.train.Training;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** What is found out about trained meshes, of two classes, of three, and of a value. */
class InspectedModelTest {
  private static final Mesh MESH = Mesh.of(14).connect(Wiring.dense());
  private static final Training TRAINING = Training.defaults().epochs(20).seed(3);
  private static final Split MOONS = Split.stratified(Datasets.moons(1), "label", 0.3, 42);
  private static final TrainedMesh TWO = MESH.train(MOONS.train(), "label", TRAINING);
  private static final Split IRIS = Split.stratified(Datasets.iris(), "species", 0.3, 1);
  private static final TrainedMesh THREE = MESH.train(IRIS.train(), "species", TRAINING);
  private static final TrainedMesh VALUE = MESH.train(withoutSpecies(), "petal_width", TRAINING);

  private static Table withoutSpecies() {
    return Datasets.iris().rejectColumns("species");
  }

  @Test
  void curvesAgreeWithTheEvaluation() {
    Evaluation evaluation = TWO.evaluate(MOONS.test());
    RocCurve roc = RocCurve.of(TWO, MOONS.test());
    assertEquals(evaluation.auc(), roc.auc());
    assertEquals(evaluation.aucInterval(), roc.interval());
    assertEquals(
        evaluation.averagePrecision(), PrecisionRecall.of(TWO, MOONS.test()).averagePrecision());
    String name = TWO.encoding().classes().get(1);
    assertEquals(roc.table().toString(), RocCurve.of(TWO, MOONS.test(), name).table().toString());
  }

  @Test
  void oneOfThreeAgainstTheRest() {
    List<String> classes = THREE.encoding().classes();
    double mean =
        classes.stream()
            .mapToDouble(name -> RocCurve.of(THREE, IRIS.test(), name).auc())
            .average()
            .orElseThrow();
    assertEquals(THREE.evaluate(IRIS.test()).auc(), mean, 1e-15);
    String message =
        assertThrows(IllegalArgumentException.class, () -> RocCurve.of(THREE, IRIS.test()))
            .getMessage();
    assertTrue(message.contains("RocCurve.of(model, table, class)"), message);
    message =
        assertThrows(
                IllegalArgumentException.class,
                () -> PrecisionRecall.of(THREE, IRIS.test(), "setossa"))
            .getMessage();
    assertTrue(message.contains("did you mean 'setosa'?"), message);
    Table setosa = IRIS.test().where(IRIS.test().stringColumn("species").isEqualTo("setosa"));
    message =
        assertThrows(IllegalArgumentException.class, () -> Thresholds.of(THREE, setosa, "setosa"))
            .getMessage();
    assertTrue(message.contains("all of 15 rows are"), message);
  }

  /** What each table row says adds up, whatever the number of bins. */
  @Test
  void binsHoldEveryRow() {
    Calibration calibration = Calibration.of(THREE, IRIS.test());
    for (int bins : new int[] {1, 3, 10, 1000}) {
      Calibration other = calibration.bins(bins);
      assertEquals(45, other.bins().stream().mapToInt(Calibration.Bin::rows).sum());
      other
          .bins()
          .forEach(
              bin -> {
                assertTrue(bin.from() <= bin.mean() && bin.mean() <= bin.to(), bin.toString());
                int found = (int) Math.rint(bin.frequency().mean() * bin.rows());
                assertEquals(Interval.ofShare(found, bin.rows()), bin.frequency());
              });
    }
    Calibration one = calibration.bins(1);
    assertEquals(THREE.evaluate(IRIS.test()).accuracy(), one.bins().get(0).frequency().mean());
    assertThrows(IllegalArgumentException.class, () -> calibration.bins(0));
    assertThrows(IllegalArgumentException.class, () -> calibration.bins(1001));
  }

  @Test
  void temperatureChangesHowSureNotWhat() {
    Temperature temperature = Temperature.fit(THREE, IRIS.test());
    Table before = THREE.predict(IRIS.test());
    Table after = temperature.predict(IRIS.test());
    assertEquals(before.columnNames(), after.columnNames());
    assertEquals(before.stringColumn(0).asList(), after.stringColumn(0).asList());
    double loss = 0;
    List<String> classes = THREE.encoding().classes();
    int[] actual = THREE.encoding().classIndices(IRIS.test());
    for (int i = 0; i < actual.length; i++) {
      double sum = 0;
      for (int k = 0; k < classes.size(); k++) {
        sum += after.doubleColumn(1 + k).get(i);
      }
      assertEquals(1, sum, 1e-14);
      loss -= Math.log(after.doubleColumn(1 + actual[i]).get(i)) / actual.length;
    }
    assertTrue(loss <= THREE.evaluate(IRIS.test()).logLoss(), temperature.toString());
    String written = String.format(java.util.Locale.ROOT, "%.4g with it", loss);
    assertTrue(temperature.toString().contains(written), temperature + " " + written);
    assertEquals(45, temperature.calibration(IRIS.test()).bins(1).bins().get(0).rows());
  }

  /** Rows that are all right have no least loss but at 0; rows of no order but at infinity. */
  @Test
  void temperaturesAreBounded() {
    Table setosa = IRIS.test().where(IRIS.test().stringColumn("species").isEqualTo("setosa"));
    Temperature surest = Temperature.fit(THREE, setosa);
    assertEquals(Temperature.LEAST, surest.value(), 1e-15);
    assertTrue(surest.toString().contains("the least that is tried"), surest.toString());
    Table wrong = setosa.copy();
    wrong.stringColumn("species").set(wrong.stringColumn("species").isNotMissing(), "virginica");
    Temperature none = Temperature.fit(THREE, wrong);
    assertEquals(100, none.value(), 1e-12);
    assertTrue(none.toString().contains("the largest that is tried"), none.toString());
  }

  /** Where the classes have an order, few outputs become several probabilities, some of them 0. */
  @Test
  void orderedClassesAreScoredAndCorrectedByTheirProbabilities() {
    for (int classes = 2; classes <= 4; classes++) {
      String[] order = IntStream.range(0, classes).mapToObj(k -> "c" + k).toArray(String[]::new);
      Table table = steps(order);
      TrainedMesh model =
          MESH.orderedClasses(order).train(table, "y", Training.defaults().epochs(4));
      Evaluation evaluation = model.evaluate(table);
      List<String> each = List.of(order).subList(classes == 2 ? 1 : 0, classes);
      assertEquals(
          each.stream()
              .mapToDouble(c -> RocCurve.of(model, table, c).auc())
              .average()
              .orElseThrow(),
          evaluation.auc(),
          1e-14);
      assertEquals(
          each.stream()
              .mapToDouble(c -> PrecisionRecall.of(model, table, c).averagePrecision())
              .average()
              .orElseThrow(),
          evaluation.averagePrecision(),
          1e-14);
      Table before = model.predict(table);
      Temperature temperature = Temperature.fit(model, table);
      Table after = temperature.predict(table);
      assertEquals(before.columnNames(), after.columnNames());
      assertEquals(before.stringColumn(0).asList(), after.stringColumn(0).asList());
      String loss = String.format(Locale.ROOT, "log-loss %.4g before", evaluation.logLoss());
      assertTrue(temperature.toString().contains(loss), temperature + " " + loss);
    }
  }

  private static Table steps(String[] order) {
    RandomGenerator random = Split.generator(5);
    DoubleColumn x = DoubleColumn.create("x");
    StringColumn y = StringColumn.create("y");
    for (int i = 0; i < 40; i++) {
      int k = i < order.length ? i : random.nextInt(order.length);
      x.append(k + random.nextGaussian());
      y.append(order[k]);
    }
    return Table.create("steps", x, y);
  }

  @Test
  void severalColumnsAreRefused() {
    Table table = MOONS.test().copy();
    String label = TWO.encoding().label();
    BooleanColumn far = BooleanColumn.create("far");
    BooleanColumn near = BooleanColumn.create("near");
    for (int i = 0; i < table.rowCount(); i++) {
      far.append(i % 2 == 0);
      near.append(i % 3 == 0);
    }
    table = table.rejectColumns(label).addColumns(far, near);
    Table flagged = table;
    TrainedMesh model = MESH.train(table, List.of("far", "near"), TRAINING);
    for (Executable call :
        List.<Executable>of(
            () -> Residuals.of(model, flagged),
            () -> RocCurve.of(model, flagged),
            () -> Temperature.fit(model, flagged))) {
      String message = assertThrows(IllegalArgumentException.class, call).getMessage();
      assertTrue(message.contains("predicts one column, got one of far, near"), message);
    }
  }

  @Test
  void residualsAreActualMinusPredicted() {
    Residuals residuals = Residuals.of(VALUE, withoutSpecies());
    Table table = residuals.table();
    double[] predicted = VALUE.predict(withoutSpecies()).doubleColumn(0).asDoubleArray();
    double[] actual = withoutSpecies().numberColumn("petal_width").asDoubleArray();
    double[] expected = new double[150];
    Arrays.setAll(expected, i -> actual[i] - predicted[i]);
    assertArrayEquals(expected, table.doubleColumn("residual").asDoubleArray());
    assertArrayEquals(expected, residuals.values());
    assertEquals(Interval.of(expected), residuals.bias());
    double[] quantiles = table.doubleColumn("normal quantile").asDoubleArray();
    int[] order =
        IntStream.range(0, 150)
            .boxed()
            .sorted((i, j) -> Double.compare(expected[i], expected[j]))
            .mapToInt(i -> i)
            .toArray();
    for (int i = 1; i < 150; i++) {
      assertTrue(quantiles[order[i - 1]] < quantiles[order[i]]);
    }
    double rmse = VALUE.evaluate(withoutSpecies()).rmse();
    assertEquals(
        rmse, Math.sqrt(Arrays.stream(expected).map(r -> r * r).average().orElseThrow()), 1e-12);
    assertThrows(
        IllegalArgumentException.class, () -> Residuals.of("y", new double[0], new double[0]));
    assertThrows(
        IllegalArgumentException.class,
        () -> Residuals.of("y", new double[1], new double[] {Double.NaN}));
    assertThrows(
        IllegalArgumentException.class,
        () -> Residuals.of("y", new double[] {1e308}, new double[] {-1e308}));
  }

  @Test
  void theWrongKindOfModelIsToldWhatThereIs() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Calibration.of(VALUE, withoutSpecies()))
            .getMessage();
    assertTrue(message.contains("Residuals.of(model, table)"), message);
    message =
        assertThrows(IllegalArgumentException.class, () -> Residuals.of(THREE, IRIS.test()))
            .getMessage();
    assertTrue(message.contains("Calibration.of(model, table)"), message);
    assertThrows(IllegalArgumentException.class, () -> RocCurve.of(null, IRIS.test()));
    assertThrows(IllegalArgumentException.class, () -> Temperature.fit(THREE, null));
  }

  @Test
  void eachShowsItself() {
    for (Inspection each :
        List.of(
            RocCurve.of(TWO, MOONS.test()),
            PrecisionRecall.of(TWO, MOONS.test()),
            Calibration.of(TWO, MOONS.test()),
            Thresholds.of(TWO, MOONS.test()),
            Residuals.of(VALUE, withoutSpecies()))) {
      Map<String, String> bundle = Rich.bundle(each);
      assertEquals(each.toString(), bundle.get(Rich.TEXT));
      assertTrue(bundle.containsKey(Rich.PNG), each.toString());
      assertEquals(1, each.toString().lines().count());
      assertTrue(each.table().rowCount() > 0);
    }
  }
}
