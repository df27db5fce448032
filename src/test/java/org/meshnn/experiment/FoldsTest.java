package org.meshnn.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meshnn.Mesh;
import org.meshnn.TrainedMesh;
import org.meshnn.graph.Wiring;
import org.meshnn.scores.Interval;
import org.meshnn.scores.PairedT;
import org.meshnn.tables.Datasets;
import org.meshnn.tables.Split;
import org.meshnn.tables.Target;
import org.meshnn.tables.TrainingTable;
import org.meshnn.train.Training;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Experiments whose rows are held out in folds. */
class FoldsTest {
  private static final Table IRIS = Datasets.iris();
  private static final Mesh DENSE = Mesh.of(10).connect(Wiring.dense());
  private static final Training QUICK = Training.defaults().epochs(4);

  private static Experiment experiment() {
    return Experiment.on(IRIS, "species")
        .setting("dense", DENSE)
        .setting("half", seed -> Mesh.of(18).connect(Wiring.random(0.5, seed)))
        .folds(4)
        .training(QUICK)
        .seeds(3);
  }

  @Test
  void everyRunIsItsFoldOfTheSplitOfItsSeed() {
    Trials trials = experiment().run();
    assertEquals(2 * 4 * 3, trials.all().size());
    for (Trial trial : trials.all().subList(0, 12)) {
      Split fold =
          Split.folds(IRIS, "species", 4, trial.seed()).get(trial.fold().orElseThrow() - 1);
      TrainedMesh alone = DENSE.train(fold.train(), "species", QUICK.seed(trial.seed()));
      assertEquals(alone.evaluate(fold.test()).accuracy(), trial.metric());
      assertEquals(fold.test().rowCount(), trial.evaluation().rows());
    }
  }

  @Test
  void everyRowIsTestedOnceWithEverySeedClassesInProportion() {
    Trials trials = experiment().run();
    for (String setting : List.of("dense", "half")) {
      for (long seed : new long[] {1, 2, 3}) {
        int[] tested = new int[3];
        for (Trial trial : trials.all()) {
          if (trial.setting().equals(setting) && trial.seed() == seed) {
            int[][] confusion = trial.evaluation().confusion();
            for (int k = 0; k < 3; k++) {
              int ofClass = IntStream.of(confusion[k]).sum();
              assertTrue(ofClass == 12 || ofClass == 13, "50 rows in 4 folds");
              tested[k] += ofClass;
            }
          }
        }
        assertEquals(List.of(50, 50, 50), IntStream.of(tested).boxed().toList());
      }
    }
  }

  @Test
  void theBitsAreTheSameWhateverTheNumberOfThreads() {
    String one = experiment().threads(1).run().runs().print(99);
    assertEquals(one, experiment().threads(2).run().runs().print(99));
    assertEquals(one, experiment().threads(5).run().runs().print(99));
  }

  @Test
  void aSeedMakesOneMeshForAllItsFolds() {
    AtomicInteger made = new AtomicInteger();
    experiment()
        .setting(
            "counted",
            seed -> {
              made.incrementAndGet();
              return DENSE;
            })
        .run();
    assertEquals(3, made.get());
  }

  @Test
  void foldsAreReportedInOrderAndShownByNumber() {
    List<String> received = new ArrayList<>();
    Trials trials =
        experiment()
            .seedValues(5, 9)
            .folds(2)
            .listen(t -> received.add(t.setting() + t.fold().orElseThrow()))
            .run();
    assertEquals(
        "[dense1, half1, dense2, half2, dense1, half1, dense2, half2]", received.toString());
    assertEquals(List.of(1, 2, 1, 2, 1, 2, 1, 2), trials.runs().intColumn("fold").asList());
    assertEquals(
        "8 of 8 runs finished; 2 folds x 2 seeds, intervals corrected for the training rows that"
            + " runs share (Nadeau and Bengio 2003); clipped to [0, 1]",
        trials.headline());
    assertTrue(trials.all().get(1).toString().startsWith("'dense', seed 5, fold 2: test accuracy"));
  }

  @Test
  void intervalAndTestAreCorrected() {
    Trials trials = experiment().run();
    double[] dense = metrics(trials, "dense");
    double[] half = metrics(trials, "half");
    assertEquals(Interval.corrected(1.0 / 3, dense).within(0, 1), trials.interval("dense"));
    Comparison comparison = trials.compare("dense", "half");
    PairedT expected = PairedT.corrected(1.0 / 3, dense, half);
    assertEquals(expected.difference(), comparison.difference());
    assertEquals(expected.p(), comparison.p());
    assertEquals(12, comparison.difference().n());
    assertTrue(comparison.toString().contains("paired by seed and fold: mean "));
    assertTrue(comparison.toString().endsWith("that runs share (Nadeau and Bengio 2003)"));
  }

  private static double[] metrics(Trials trials, String setting) {
    return trials.all().stream()
        .filter(trial -> trial.setting().equals(setting))
        .mapToDouble(Trial::metric)
        .toArray();
  }

  @Test
  void foldsOfTablesOfTheirOwnCountOnceASeed() {
    Trials trials =
        Experiment.on(seed -> Datasets.moons(40, 0.1, seed), "label")
            .setting("dense", Mesh.of(8).connect(Wiring.dense()))
            .folds(4)
            .training(QUICK)
            .seeds(3)
            .run();
    assertEquals(12, trials.all().size());
    assertEquals(3, trials.interval("dense").n());
  }

  /** To make all folds for each would copy a thousand million rows. */
  @Test
  void aRunMakesItsOwnFoldOnly() {
    int rows = 1000;
    TrainingTable table = TrainingTable.of(Datasets.moons(rows, 0.1, 1), "x", Target.AUTO);
    TestRows leaveOneOut = new TestRows.Folds(rows);
    boolean[] tested = new boolean[rows];
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          for (int fold = 1; fold <= rows; fold++) {
            TestRows.Parts parts = leaveOneOut.parts(table, 1, OptionalInt.of(fold));
            assertEquals(1, parts.test().rowCount());
            assertEquals(rows - 1, parts.training().length);
            tested[missing(parts.training())] = true;
          }
        });
    assertEquals(rows, IntStream.range(0, rows).filter(row -> tested[row]).count());
  }

  private static int missing(int[] ascending) {
    return IntStream.range(0, ascending.length)
        .filter(i -> ascending[i] != i)
        .findFirst()
        .orElse(ascending.length);
  }

  /** One row of a category, and one of a class: a fold learns without them. */
  @Test
  void aRareCategoryOrClassEndsNoRun() {
    StringColumn city = StringColumn.create("city");
    StringColumn kind = StringColumn.create("kind");
    DoubleColumn x = DoubleColumn.create("x");
    for (int i = 0; i < 40; i++) {
      city.append(i == 17 ? "Ulm" : i % 2 == 0 ? "Köln" : "Bonn");
      kind.append(i == 5 ? "rare" : i % 2 == 0 ? "even" : "odd");
      x.append(i);
    }
    Trials trials =
        Experiment.on(Table.create("cities", x, city, kind), "kind")
            .setting("dense", Mesh.of(12).connect(Wiring.dense()))
            .setting("validated", Mesh.of(12).connect(Wiring.dense()), QUICK.validation(0.2))
            .folds(5)
            .training(QUICK)
            .seeds(2)
            .run();
    assertEquals(20, trials.all().size(), trials.headline());
    for (Trial trial : trials.all()) {
      assertEquals(List.of("even", "odd", "rare"), trial.evaluation().classes());
    }
    int edges = trials.all().get(0).edges();
    assertTrue(trials.all().stream().allMatch(trial -> trial.edges() == edges));
  }

  /** Means and deviations are those of the training rows, though categories are not. */
  @Test
  void statisticsComeFromTheTrainingRows() {
    Table table = Datasets.moons(30, 0.1, 1);
    int[] rows = IntStream.range(0, 20).toArray();
    TrainedMesh some = DENSE.train(TrainingTable.of(table, "label", Target.AUTO), rows, QUICK);
    TrainedMesh same = DENSE.train(table.first(20), "label", QUICK);
    assertArrayEquals(same.weights(), some.weights());
    assertArrayEquals(same.encoding().inputs(table).data, some.encoding().inputs(table).data);
  }

  @Test
  void oneSeedHasAnIntervalOverItsFolds() {
    Trials trials = experiment().seedValues(7).run();
    assertEquals(4, trials.interval("dense").n());
    assertTrue(trials.interval("dense").bounded());
  }

  @Test
  void aValueIsHeldOutPlainlyThoughItsColumnIsOfIntegers() {
    Table rows = Datasets.penguins().dropRowsWithMissingValues().first(20);
    Trials trials =
        Experiment.on(rows, "body_mass_g")
            .setting("dense", Mesh.of(14).connect(Wiring.dense()).target(Target.VALUE), QUICK)
            .folds(20)
            .seeds(1)
            .run();
    assertEquals(20, trials.all().size(), "one row left out in turn");
    assertTrue(trials.all().stream().allMatch(t -> t.evaluation().rows() == 1));
  }

  @Test
  void mistakesAreNamedWithTheirMend() {
    says("expected at least 2 folds, got 1; for example folds(5)", () -> experiment().folds(1));
    says("from 2 to 150 folds (the number of rows), got 151", () -> experiment().folds(151).run());
    says(
        "setting 'shut', seed 1, fold 1: no path leads",
        () ->
            experiment()
                .setting("shut", seed -> Mesh.of(9).connect(Wiring.edge(0, 5)))
                .only("shut")
                .run());
    assertTrue(experiment().toString().endsWith("tested on each of 4 folds"));
  }

  private static void says(String part, org.junit.jupiter.api.function.Executable mistake) {
    String message = assertThrows(RuntimeException.class, mistake).getMessage();
    assertTrue(message.contains(part), message);
  }
}
