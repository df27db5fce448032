package org.meshnn.inspect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.meshnn.Mesh;
import org.meshnn.TrainedMesh;
import org.meshnn.display.Rich;
import org.meshnn.graph.Wiring;
import org.meshnn.scores.Interval;
import org.meshnn.scores.ValueScores;
import org.meshnn.tables.ColumnRules;
import org.meshnn.tables.Datasets;
import org.meshnn.tables.Fill;
import org.meshnn.tables.Split;
import org.meshnn.train.Initialisation;
import org.meshnn.train.Optimiser;
import org.meshnn.train.RowOrder;
import org.meshnn.train.Training;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** What a model relies on, worked out by hand where it predicts {@code 2 a + 3 flag + 0 noise}. */
class AnswersTest {
  private static final double[] A = {1, 2, 3, 4};
  private static final Table EXACT = table(2, 7, 6, 11);
  private static final Table OFF = table(2, 7.5, 4, 12);
  private static final TrainedMesh LINEAR = linear();
  private static final Split IRIS = Split.stratified(Datasets.iris(), "species", 0.3, 1);
  private static final TrainedMesh THREE =
      Mesh.of(14)
          .connect(Wiring.dense())
          .train(IRIS.train(), "species", Training.defaults().epochs(30).seed(3));
  private static final Table WORDS = words(200, 1);
  private static final TrainedMesh OF_WORDS =
      Mesh.of(12)
          .connect(Wiring.dense())
          .train(WORDS, "label", Training.defaults().epochs(30).seed(1));

  private static Table table(double... y) {
    return Table.create(
        DoubleColumn.create("a", A),
        BooleanColumn.create("flag", false, true, false, true),
        DoubleColumn.create("noise", 5, -1, 2, 0),
        DoubleColumn.create("y", y));
  }

  /** Its weights are those given: the rate is too small to change them. */
  private static TrainedMesh linear() {
    DMatrixRMaj weights = new DMatrixRMaj(5, 5);
    weights.set(0, 4, 2);
    weights.set(1, 4, 3);
    return Mesh.of(5)
        .connect(Wiring.edges(new int[] {0, 1, 2, 3}, new int[] {4, 4, 4, 4}))
        .standardise(false)
        .train(
            EXACT,
            "y",
            Training.defaults()
                .epochs(1)
                .validation(0)
                .initialisation(Initialisation.of(weights))
                .optimiser(Optimiser.sgd(1e-300)));
  }

  /** The label is whether the word is red, whatever the number. */
  private static Table words(int rows, long seed) {
    RandomGenerator random = Split.generator(seed);
    String[] colours = {"red", "green", "blue"};
    String[] word = new String[rows];
    Arrays.setAll(word, i -> colours[random.nextInt(3)]);
    return Table.create(
        StringColumn.create("word", word),
        DoubleColumn.create("noise", random.doubles(rows).toArray()),
        StringColumn.create(
            "label", Arrays.stream(word).map(w -> w.equals("red") ? "yes" : "no").toList()));
  }

  private static String message(Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }

  @Test
  void dropsAreThoseOfShuffledColumns() {
    Importance importance = Importance.of(LINEAR, EXACT, 6, 9);
    assertEquals(1, importance.score());
    double[] y = EXACT.doubleColumn("y").asDoubleArray();
    double[] drops = new double[6];
    RandomGenerator random = Split.generator(9);
    for (int r = 0; r < 6; r++) {
      int[] order = RowOrder.ascending(4);
      RowOrder.shuffle(order, random);
      double[] predicted = new double[4];
      Arrays.setAll(predicted, i -> 2 * A[order[i]] + 3 * (i % 2));
      drops[r] = 1 - ValueScores.of(y, predicted).r2();
    }
    Importance.Drop a =
        importance.drops().stream().filter(d -> d.column().equals("a")).findFirst().orElseThrow();
    assertEquals(Interval.of(drops), a.drop());
    Importance.Drop last = importance.drops().get(2);
    assertEquals("noise", last.column());
    assertEquals(Interval.of(new double[6]), last.drop());
    assertTrue(importance.drops().get(1).drop().mean() > 0);
  }

  @Test
  void theColumnThatDecidesIsFirst() {
    Importance importance = Importance.of(OF_WORDS, words(100, 2), 10, 1);
    assertEquals(1, importance.score());
    assertEquals("word", importance.drops().get(0).column());
    // a third is red: shuffled, 2/9 are taken for red and 2/9 for not, wrongly
    assertEquals(4.0 / 9, importance.drops().get(0).drop().mean(), 0.06);
    Interval noise = importance.drops().get(1).drop();
    assertTrue(noise.low() <= 0 && noise.high() >= 0, noise.toString());
    assertTrue(noise.high() < 0.02, noise.toString());
  }

  @Test
  void theSameSeedTheSameBits() {
    Importance one = Importance.of(THREE, IRIS.test(), 4, 7);
    assertEquals(one.drops(), Importance.of(THREE, IRIS.test(), 4, 7).drops());
    assertTrue(!one.drops().equals(Importance.of(THREE, IRIS.test(), 4, 8).drops()));
    assertEquals(THREE.evaluate(IRIS.test()).accuracy(), one.score());
    assertEquals(4, one.table().rowCount());
    for (int i = 1; i < 4; i++) {
      assertTrue(one.drops().get(i - 1).drop().mean() >= one.drops().get(i).drop().mean());
    }
  }

  @Test
  void theLargestErrorsComeFirst() {
    MostWrong wrong = MostWrong.of(LINEAR, OFF, 3); // off by 0, 0.5, 2, 1
    assertArrayEquals(new int[] {2, 3, 1}, wrong.rows());
    Table table = wrong.table();
    assertEquals(
        List.of("row", "y", "y predicted", "absolute error", "a", "flag", "noise"),
        table.columnNames());
    assertArrayEquals(
        new double[] {2, 1, 0.5}, table.doubleColumn("absolute error").asDoubleArray());
    assertArrayEquals(new double[] {6, 11, 7}, table.doubleColumn(2).asDoubleArray());
    assertEquals(4, MostWrong.of(LINEAR, OFF, 99).rows().length);
    assertArrayEquals(new int[] {0, 1, 2, 3}, MostWrong.of(LINEAR, EXACT, 4).rows());
  }

  @Test
  void theLeastProbableTrueClassesComeFirst() {
    Table table = MostWrong.of(THREE, IRIS.test(), 45).table();
    double[] p = table.doubleColumn("P(true class)").asDoubleArray();
    double[] loss = table.doubleColumn("log-loss").asDoubleArray();
    Table predictions = THREE.predict(IRIS.test());
    for (int i = 0; i < 45; i++) {
      int row = table.intColumn("row").get(i);
      String actual = IRIS.test().stringColumn("species").get(row);
      assertEquals(actual, table.stringColumn("species").get(i));
      assertEquals(predictions.doubleColumn("P(" + actual + ")").get(row), p[i]);
      assertEquals(-Math.log(p[i]), loss[i], 1e-12);
      assertTrue(i == 0 || loss[i - 1] >= loss[i]);
    }
    double mean = Arrays.stream(loss).average().orElseThrow();
    assertEquals(THREE.evaluate(IRIS.test()).logLoss(), mean, 1e-12);
  }

  /** A column may have the name of one that is added. */
  @Test
  void namesThatAreTaken() {
    Table taken = EXACT.copy();
    taken.column("a").setName("row");
    taken.column("noise").setName("y predicted");
    TrainedMesh model =
        Mesh.of(6).connect(Wiring.dense()).train(taken, "y", Training.defaults().epochs(1));
    assertEquals(
        List.of("row_", "y", "y predicted_", "absolute error", "row", "flag", "y predicted"),
        MostWrong.of(model, taken, 1).table().columnNames());
    taken.column("y").setName("Absolute error");
    taken.column("row").setName("a");
    TrainedMesh other =
        Mesh.of(6)
            .connect(Wiring.dense())
            .train(taken, "Absolute error", Training.defaults().epochs(1));
    assertEquals(
        List.of("row", "Absolute error", "Absolute error predicted", "absolute error_"),
        MostWrong.of(other, taken, 1).table().columnNames().subList(0, 4));
    taken.column("Absolute error").setName("y");
    taken.column("a").setName("row");
    assertEquals(
        List.of("y predicted", "y predicted_"),
        PartialDependence.of(model, taken, "Y Predicted").table().columnNames());
    assertEquals(
        List.of("row_", "row", "y predicted"),
        PartialDependence.of(model, taken, "row").rows().columnNames());
  }

  @Test
  void meansAndSingleRowsOfALinearModel() {
    PartialDependence ofA = PartialDependence.of(LINEAR, EXACT, "A");
    assertArrayEquals(A, ofA.table().doubleColumn("a").asDoubleArray());
    assertArrayEquals(
        new double[] {3.5, 5.5, 7.5, 9.5}, ofA.table().doubleColumn(1).asDoubleArray());
    assertEquals(16, ofA.rows().rowCount());
    assertArrayEquals(
        new double[] {2, 4, 6, 8, 5, 7, 9, 11},
        Arrays.copyOf(ofA.rows().doubleColumn("y predicted").asDoubleArray(), 8));
    Table ofFlag = PartialDependence.of(LINEAR, EXACT, "flag").table();
    assertEquals(List.of(false, true), ofFlag.booleanColumn("flag").asList());
    assertArrayEquals(new double[] {5, 8}, ofFlag.doubleColumn(1).asDoubleArray());
    Table ofNoise = PartialDependence.of(LINEAR, EXACT, "noise").table();
    assertArrayEquals(new double[] {-1, 0, 2, 5}, ofNoise.doubleColumn(0).asDoubleArray());
    assertArrayEquals(new double[] {6.5, 6.5, 6.5, 6.5}, ofNoise.doubleColumn(1).asDoubleArray());
  }

  /** Rows with a hole are asked like the others, but a hole is no entry to ask about. */
  @Test
  void holesAreNoEntries() {
    double[] holed = IntStream.range(0, 60).mapToDouble(i -> i % 30).toArray();
    holed[0] = Double.NaN;
    String[] word = new String[60];
    Arrays.setAll(word, i -> i == 1 ? "" : i % 2 == 0 ? "even" : "odd");
    Table table =
        Table.create(
            DoubleColumn.create("a", holed),
            StringColumn.create("word", word),
            DoubleColumn.create("y", IntStream.range(0, 60).mapToDouble(i -> i % 7).toArray()));
    TrainedMesh model =
        Mesh.of(8)
            .connect(Wiring.dense())
            .columns(
                ColumnRules.defaults().missing(Fill.median()).missing("word", Fill.mostFrequent()))
            .train(table, "y", Training.defaults().epochs(2));
    PartialDependence ofA = PartialDependence.of(model, table, "a");
    assertArrayEquals(
        IntStream.range(0, 30).mapToDouble(i -> i).toArray(),
        ofA.table().doubleColumn("a").asDoubleArray());
    assertFalse(ofA.toString().contains("NaN"), ofA.toString());
    assertEquals(50L * 30, ofA.rows().rowCount());
    Table words = PartialDependence.of(model, table, "word").table();
    assertEquals(List.of("even", "odd"), words.stringColumn(0).asList());
    Table empty = table.first(1);
    assertTrue(
        message(() -> PartialDependence.of(model, empty, "a")).contains("missing ones alone"));
  }

  @Test
  void aLongColumnIsTakenAtItsQuantiles() {
    PartialDependence dependence =
        PartialDependence.of(THREE, IRIS.train(), "petal_width", "virginica");
    double[] mean = dependence.table().doubleColumn("P(virginica)").asDoubleArray();
    for (int i = 1; i < mean.length; i++) {
      assertTrue(mean[i] >= mean[i - 1] - 1e-3, i + " " + Arrays.toString(mean));
    }
    assertEquals(50L * mean.length, dependence.rows().rowCount());
    double[] noise =
        PartialDependence.of(OF_WORDS, WORDS, "noise")
            .table()
            .doubleColumn("noise")
            .asDoubleArray();
    double[] sorted = WORDS.doubleColumn("noise").asDoubleArray();
    Arrays.sort(sorted);
    assertEquals(41, noise.length);
    for (int q = 0; q <= 40; q++) {
      assertEquals(sorted[q * 199 / 40], noise[q]);
    }
    Table words = PartialDependence.of(OF_WORDS, WORDS, "word").table();
    assertEquals(List.of("blue", "green", "red"), words.stringColumn(0).asList());
    double[] yes = words.doubleColumn("P(yes)").asDoubleArray();
    assertTrue(yes[0] < 0.1 && yes[1] < 0.1 && yes[2] > 0.9, Arrays.toString(yes));
  }

  /** Half the squared error: without the edge from a it is (2 a)² / 2 in each row. */
  @Test
  void lossesRiseWithoutAnEdge() {
    EdgeImportance edges = EdgeImportance.of(LINEAR, EXACT);
    assertEquals(0, edges.loss());
    assertEquals(
        List.of(
            new EdgeImportance.Rise(0, 4, 2, 15), // 2 (1 + 4 + 9 + 16) / 4
            new EdgeImportance.Rise(1, 4, 3, 2.25), // 9 / 2 in half of the rows
            new EdgeImportance.Rise(2, 4, 0, 0),
            new EdgeImportance.Rise(3, 4, 0, 0)),
        edges.rises());
    EdgeImportance ofIris = EdgeImportance.of(THREE, IRIS.test());
    assertEquals(THREE.loss(IRIS.test()), ofIris.loss());
    assertEquals(THREE.topology().edges(), ofIris.table().rowCount());
  }

  @Test
  void errorsSayWhatThereIs() {
    String told = message(() -> PartialDependence.of(THREE, IRIS.test(), "petal_widht"));
    assertTrue(told.contains("did you mean 'petal_width'?"), told);
    told = message(() -> PartialDependence.of(THREE, IRIS.test(), "petal_width", "setossa"));
    assertTrue(told.contains("did you mean 'setosa'?"), told);
    told = message(() -> PartialDependence.of(LINEAR, EXACT, "a", "yes"));
    assertTrue(told.contains("is a value"), told);
    told = message(() -> Importance.of(THREE, IRIS.test(), 1, 1));
    assertTrue(told.contains("expected 2 to 1,000 repeats"), told);
    told = message(() -> Importance.of(LINEAR, table(1, 1, 1, 1), 3, 1));
    assertTrue(told.contains("4 rows of one value"), told);
    told = message(() -> MostWrong.of(LINEAR, EXACT, 0));
    assertTrue(told.contains("at least 1, got 0"), told);
    Table without = EXACT.rejectColumns("a");
    assertTrue(message(() -> MostWrong.of(LINEAR, without, 1)).contains("no column 'a'"));
    Mesh large = Mesh.of(100).connect(Wiring.dense());
    TrainedMesh model = large.train(EXACT, "y", Training.defaults().epochs(1));
    told = message(() -> EdgeImportance.of(model, EXACT));
    assertTrue(told.contains("1 to 2,000 edges"), told);
    assertThrows(IllegalArgumentException.class, () -> Importance.of(null, EXACT, 2, 1));
    assertThrows(IllegalArgumentException.class, () -> MostWrong.of(LINEAR, null, 1));
  }

  @Test
  void eachShowsItself() {
    for (Inspection each :
        List.of(
            Importance.of(THREE, IRIS.test(), 3, 1),
            MostWrong.of(THREE, IRIS.test(), 5),
            MostWrong.of(LINEAR, OFF, 2),
            PartialDependence.of(THREE, IRIS.test(), "petal_width"),
            PartialDependence.of(OF_WORDS, WORDS, "word", "yes"),
            EdgeImportance.of(THREE, IRIS.test()))) {
      Map<String, String> bundle = Rich.bundle(each);
      assertEquals(each.toString(), bundle.get(Rich.TEXT));
      assertTrue(bundle.containsKey(Rich.PNG), each.toString());
      assertEquals(1, each.toString().lines().count());
      assertTrue(each.table().rowCount() > 0);
    }
  }
}
