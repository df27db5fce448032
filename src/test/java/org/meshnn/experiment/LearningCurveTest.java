package org.meshnn.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.meshnn.Evaluation;
import org.meshnn.Mesh;
import org.meshnn.TrainedMesh;
import org.meshnn.display.Rich;
import org.meshnn.graph.Wiring;
import org.meshnn.scores.Interval;
import org.meshnn.scores.PairedT;
import org.meshnn.tables.ColumnRules;
import org.meshnn.tables.Datasets;
import org.meshnn.tables.Split;
import org.meshnn.train.Optimiser;
import org.meshnn.train.Training;
import org.meshnn.workers.Workers;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.selection.Selection;

class LearningCurveTest {
  private static final Table IRIS = Datasets.iris();
  private static final Mesh DENSE = Mesh.of(10).connect(Wiring.dense());
  private static final Training QUICK = Training.defaults().epochs(5);
  private static final TestRows.Fraction QUARTER = new TestRows.Fraction(0.25);

  @AfterEach
  void noThreadIsLeftBehind() {
    assertTrue(
        Thread.getAllStackTraces().keySet().stream()
            .noneMatch(thread -> thread.getName().startsWith("meshnn-run")));
    assertFalse(Thread.interrupted());
  }

  private static int[] classes(int... sizes) {
    return IntStream.range(0, sizes.length)
        .flatMap(c -> IntStream.generate(() -> c).limit(sizes[c]))
        .toArray();
  }

  private static int[][] rows(int[] classOfRow, int count, long seed) {
    return new TestRows.FirstRows(QUARTER, count).rows(classOfRow, seed, OptionalInt.empty());
  }

  /** Rows of y = 2 x + noise. */
  private static Table line(int rows) {
    RandomGenerator random = Split.generator(8);
    double[] x = random.doubles(rows).toArray();
    double[] y = Arrays.stream(x).map(v -> 2 * v + 0.1 * random.nextGaussian()).toArray();
    return Table.create(DoubleColumn.create("x", x), DoubleColumn.create("y", y));
  }

  @Test
  void fewerRowsAreAmongMoreAndTheTestRowsStay() {
    int[] classOfRow = classes(90, 30, 12);
    for (long seed = 1; seed <= 20; seed++) {
      int[][] all = rows(classOfRow, 99, seed);
      assertArrayEquals(QUARTER.rows(classOfRow, seed, OptionalInt.empty()), all);
      List<Integer> before = List.of();
      for (int count = 1; count <= 99; count++) {
        int[][] parts = rows(classOfRow, count, seed);
        assertArrayEquals(all[1], parts[1]);
        assertEquals(count, parts[0].length);
        List<Integer> now = Arrays.stream(parts[0]).boxed().toList();
        assertTrue(now.containsAll(before));
        before = now;
        for (int c = 0; c < 3; c++) {
          int of = c;
          double share = Arrays.stream(all[0]).filter(r -> classOfRow[r] == of).count() / 99.0;
          double got = now.stream().filter(r -> classOfRow[r] == of).count();
          assertEquals(count * share, got, 2, "class " + c + " of " + count);
        }
      }
    }
    assertFalse(Arrays.equals(rows(classOfRow, 9, 1)[0], rows(classOfRow, 9, 2)[0]));
  }

  /** Of rows without classes every one is as likely to be among the first. */
  @Test
  void theOrderIsRandom() {
    int[] often = new int[40];
    for (long seed = 0; seed < 4000; seed++) {
      for (int row : rows(new int[40], 5, seed)[0]) {
        often[row]++;
      }
    }
    double expected = 4000 * 5 / 40.0;
    double squares = 0;
    for (int count : often) {
      squares += (count - expected) * (count - expected) / expected;
    }
    assertTrue(squares < 80, "chi-square with 39 degrees of freedom: " + squares); // p = 1e-4
  }

  @Test
  void eachScoreIsThatOfItsRowsAlone() {
    LearningCurve curve =
        LearningCurve.of(DENSE, IRIS, "species", QUICK, 3, new int[] {20, 60, 112});
    int[] strata = classes(50, 50, 50);
    double[][] test = new double[3][3];
    double[][] training = new double[3][3];
    int[] sizes = {20, 60, 112};
    for (int seed = 1; seed <= 3; seed++) {
      for (int i = 0; i < 3; i++) {
        int[][] parts = rows(strata, sizes[i], seed);
        Table learned = IRIS.where(Selection.with(parts[0]));
        TrainedMesh alone = DENSE.train(learned, "species", QUICK.seed(seed));
        Evaluation scores = alone.evaluate(IRIS.where(Selection.with(parts[1])));
        test[i][seed - 1] = scores.accuracy();
        training[i][seed - 1] = alone.evaluate(learned).accuracy();
      }
    }
    for (int i = 0; i < 3; i++) {
      LearningCurve.Point point = curve.points().get(i);
      assertEquals(sizes[i], point.rows());
      assertEquals(Interval.corrected(38.0 / 112, test[i]).within(0, 1), point.test());
      assertEquals(
          Interval.corrected((double) sizes[i] / (150 - sizes[i]), training[i]).within(0, 1),
          point.training());
    }
    Comparison step = curve.lastStep().orElseThrow();
    PairedT paired = PairedT.corrected(38.0 / 112, test[2], test[1]).within(-1, 1);
    assertEquals(paired.difference(), step.difference());
    assertEquals(List.of("112 rows", "60 rows"), List.of(step.first(), step.second()));
    assertEquals(9, curve.trials().all().size());
  }

  @Test
  void sameBitsWhateverTheNumberOfThreads() {
    int[] sizes = {10, 80};
    LearningCurve one =
        LearningCurve.of(DENSE, IRIS, "species", QUICK, 4, sizes, Workers.threads(1));
    for (int threads : new int[] {2, 5}) {
      LearningCurve many =
          LearningCurve.of(DENSE, IRIS, "species", QUICK, 4, sizes, Workers.threads(threads));
      assertEquals(one.points(), many.points());
      assertEquals(one.toString(), many.toString());
    }
  }

  @Test
  void sizesAreHalvesUnlessTheyAreHandedIn() {
    LearningCurve curve = LearningCurve.of(DENSE, IRIS, "species", QUICK, 2);
    assertEquals(
        List.of(7, 14, 28, 56, 112),
        curve.points().stream().map(LearningCurve.Point::rows).toList());
    List<Integer> six =
        LearningCurve.of(Mesh.of(4).connect(Wiring.dense()), line(1000), "y", QUICK, 1)
            .points()
            .stream()
            .map(LearningCurve.Point::rows)
            .toList();
    assertEquals(List.of(23, 46, 93, 187, 375, 750), six);
  }

  @Test
  void showsItself() {
    LearningCurve curve =
        LearningCurve.of(DENSE, IRIS, "species", Training.defaults().epochs(20), 5);
    Map<String, String> bundle = Rich.bundle(curve);
    assertEquals(curve.toString(), bundle.get(Rich.TEXT));
    assertTrue(bundle.containsKey(Rich.PNG));
    String text = curve.toString();
    assertTrue(text.startsWith("Learning curve of 'species': 25 of 25 runs finished; "), text);
    assertTrue(text.contains("intervals corrected for the test rows that runs share"), text);
    assertTrue(text.contains("\nfrom 56 to 112 rows test accuracy "), text);
    assertEquals(8, text.lines().count(), text);
    Table table = curve.table();
    assertEquals(
        List.of(
            "rows",
            "training accuracy",
            "training low",
            "training high",
            "test accuracy",
            "test low",
            "test high",
            "runs"),
        table.columnNames());
    assertEquals(5, table.rowCount());
    double[] test = table.doubleColumn("test accuracy").asDoubleArray();
    assertTrue(test[4] > test[0], Arrays.toString(test));
  }

  @Test
  void ofAValueItIsTheRootMeanSquaredError() {
    Training long60 = Training.defaults().epochs(60).optimiser(Optimiser.adam(0.03));
    LearningCurve curve =
        LearningCurve.of(
            Mesh.of(4).connect(Wiring.dense()), line(200), "y", long60, 4, new int[] {5, 150});
    assertTrue(curve.toString().contains("test RMSE"), curve.toString());
    assertTrue(curve.toString().contains("from 5 to 150 rows test RMSE fell by"), curve.toString());
    Interval last = curve.points().get(1).test();
    assertEquals(0.1, last.mean(), 0.03);
    assertTrue(curve.points().get(1).training().low() >= 0);
  }

  /** Of two rows none can be validated on; of 100 some can. */
  @Test
  void runsThatFailAreToldAndTheOthersCount() {
    Training validated = QUICK.validation(0.2);
    LearningCurve curve =
        LearningCurve.of(DENSE, IRIS, "species", validated, 2, new int[] {2, 100});
    assertEquals(0, curve.points().get(0).test().n());
    assertEquals(0, curve.points().get(0).training().n());
    assertEquals(2, curve.points().get(1).test().n());
    assertTrue(curve.toString().contains("2 failed, the first: setting '2 rows', seed 1"));
    assertTrue(curve.toString().endsWith("from 2 to 100 rows: no seed with a score of both"));
    assertTrue(curve.plot().height() > 0);
    assertTrue(
        message(() -> LearningCurve.of(DENSE, IRIS, "species", validated, 2, new int[] {2}))
            .contains("setting '2 rows', seed 1"));
  }

  @Test
  void runsThatDivergeAreMeasuredWithTheirBestWeights() {
    Training wild = QUICK.optimiser(Optimiser.sgd(1e200));
    LearningCurve curve = LearningCurve.of(DENSE, IRIS, "species", wild, 2, new int[] {50, 100});
    assertTrue(curve.toString().contains("4 diverged, measured with their best weights"));
    assertEquals(2, curve.points().get(0).test().n());
  }

  @Test
  void interruptedItIsOfTheRunsThatEnded() {
    Training endless = Training.defaults().epochs(Integer.MAX_VALUE);
    Thread.currentThread().interrupt();
    LearningCurve none = LearningCurve.of(DENSE, IRIS, "species", endless, 3);
    assertTrue(none.toString().contains("0 of 15 runs finished: interrupted"), none.toString());
    assertTrue(none.plot().height() > 0);
    Thread here = Thread.currentThread();
    int[] calls = {0};
    TrialWatcher.set(
        runs ->
            trial -> {
              if (++calls[0] == 3) {
                here.interrupt();
              }
            });
    try {
      int[] sizes = {20, 112};
      LearningCurve some =
          LearningCurve.of(DENSE, IRIS, "species", QUICK, 200, sizes, Workers.threads(1));
      Thread.interrupted();
      assertTrue(some.trials().interrupted());
      int finished = some.trials().all().size();
      assertTrue(finished >= 3 && finished < 400, finished + " runs");
      assertEquals(finished, some.points().stream().mapToInt(point -> point.test().n()).sum());
    } finally {
      TrialWatcher.set(null);
    }
  }

  @Test
  void theWatcherReceivesEachRun() {
    List<String> received = new ArrayList<>();
    TrialWatcher.set(runs -> trial -> received.add(trial.setting() + " of " + runs));
    try {
      LearningCurve.of(DENSE, IRIS, "species", QUICK, 2, new int[] {30, 90});
    } finally {
      TrialWatcher.set(null);
    }
    assertEquals(List.of("30 rows of 4", "90 rows of 4", "30 rows of 4", "90 rows of 4"), received);
  }

  /** Rows without an entry are left out before a quarter is held; weights are no feature. */
  @Test
  void columnsAreThoseOfTheMesh() {
    Table holes = line(80);
    for (int i = 0; i < 40; i++) {
      holes.doubleColumn("x").setMissing(i);
    }
    holes.addColumns(DoubleColumn.create("w", IntStream.range(0, 80).mapToDouble(i -> 1 + i % 2)));
    Mesh mesh =
        Mesh.of(4)
            .connect(Wiring.dense())
            .columns(ColumnRules.defaults().dropIncompleteRows())
            .weights("w");
    LearningCurve curve = LearningCurve.of(mesh, holes, "y", QUICK, 2);
    assertEquals(
        List.of(7, 15, 30), curve.points().stream().map(LearningCurve.Point::rows).toList());
    assertEquals(2, curve.trials().all().get(0).model().topology().inputs() + 1);
    assertTrue(
        message(() -> LearningCurve.of(mesh, holes, "y", QUICK, 2, new int[] {31}))
            .contains("most 30"));
  }

  @Test
  void scoresThatAreAllAlikeHaveNoInterval() {
    Training thorough = Training.defaults().epochs(200);
    LearningCurve curve = LearningCurve.of(DENSE, IRIS, "species", thorough, 2, new int[] {3});
    assertTrue(curve.points().get(0).training().alike());
    assertTrue(curve.toString().contains("  all alike  "), curve.toString());
  }

  @Test
  void oneSeedHasNoInterval() {
    LearningCurve curve = LearningCurve.of(DENSE, IRIS, "species", QUICK, 1, new int[] {60, 112});
    assertFalse(curve.points().get(0).test().bounded());
    assertTrue(curve.toString().contains("one seed does not tell"), curve.toString());
    assertEquals(
        java.util.Optional.empty(),
        LearningCurve.of(DENSE, IRIS, "species", QUICK, 1, new int[] {60}).lastStep());
  }

  private static String message(Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }

  @Test
  void errorsSayWhatThereIs() {
    for (int[] rows : new int[][] {{0}, {-1, 5}, {20, 20}, {30, 20}, {113}}) {
      String told = message(() -> LearningCurve.of(DENSE, IRIS, "species", QUICK, 2, rows));
      assertTrue(told.contains("at most 112"), told);
    }
    assertTrue(
        message(() -> LearningCurve.of(DENSE, IRIS, "species", QUICK, 0)).contains("got 0 seeds"));
    assertTrue(
        message(() -> LearningCurve.of(DENSE, IRIS, "specie", QUICK, 2)).contains("species"));
    assertTrue(
        message(
                () ->
                    LearningCurve.of(
                        DENSE, IRIS, "species", QUICK.listen((epoch, epochs) -> {}), 2))
            .contains("without listeners"));
    assertThrows(
        IllegalArgumentException.class, () -> LearningCurve.of(null, IRIS, "species", QUICK, 2));
    assertThrows(
        IllegalArgumentException.class, () -> LearningCurve.of(DENSE, null, "species", QUICK, 2));
    assertThrows(
        IllegalArgumentException.class, () -> LearningCurve.of(DENSE, IRIS, "species", null, 2));
    assertThrows(
        IllegalArgumentException.class,
        () -> LearningCurve.of(DENSE, IRIS, "species", QUICK, 2, new int[0], null));
  }
}
