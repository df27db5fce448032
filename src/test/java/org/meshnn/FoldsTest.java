package org.meshnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.Datasets;
import org.meshnn.tables.Split;
import org.meshnn.tables.Target;
import org.meshnn.train.Interval;
import org.meshnn.train.PairedTest;
import org.meshnn.train.Training;
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
      Split fold = Split.folds(IRIS, "species", 4, trial.seed()).get(trial.fold() - 1);
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
  void foldsAreHeardInTurnAndShownByNumber() {
    List<String> heard = new ArrayList<>();
    Trials trials =
        experiment().seeds(5, 9).folds(2).listen(t -> heard.add(t.setting() + t.fold())).run();
    assertEquals("[dense1, half1, dense2, half2, dense1, half1, dense2, half2]", heard.toString());
    assertEquals(List.of(1, 2, 1, 2, 1, 2, 1, 2), trials.runs().intColumn("fold").asList());
    assertEquals(
        "8 of 8 runs finished; 2 folds x 2 seeds, intervals corrected for the training rows they"
            + " share",
        trials.headline());
    assertTrue(trials.all().get(1).toString().startsWith("'dense', seed 5, fold 2: test accuracy"));
  }

  @Test
  void intervalAndTestAreCorrected() {
    Trials trials = experiment().run();
    double[] dense = metrics(trials, "dense");
    double[] half = metrics(trials, "half");
    assertEquals(Interval.corrected(1.0 / 3, dense), trials.interval("dense"));
    Comparison comparison = trials.compare("dense", "half");
    PairedTest expected = PairedTest.corrected(1.0 / 3, dense, half);
    assertEquals(expected.difference(), comparison.difference());
    assertEquals(expected.p(), comparison.p());
    assertEquals(12, comparison.difference().n());
    assertTrue(comparison.toString().contains("paired by seed and fold: mean "));
    assertTrue(comparison.toString().endsWith("(corrected paired t-test)"));
  }

  private static double[] metrics(Trials trials, String setting) {
    return trials.all().stream()
        .filter(trial -> trial.setting().equals(setting))
        .mapToDouble(Trial::metric)
        .toArray();
  }

  @Test
  void oneSeedHasAnIntervalOverItsFolds() {
    Trials trials = experiment().seeds(7L).run();
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
                .threads(1)
                .run());
    assertTrue(experiment().toString().endsWith("tested on each of 4 folds"));
  }

  private static void says(String part, org.junit.jupiter.api.function.Executable mistake) {
    String message = assertThrows(RuntimeException.class, mistake).getMessage();
    assertTrue(message.contains(part), message);
  }
}
