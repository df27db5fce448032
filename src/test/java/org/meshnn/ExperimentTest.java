package org.meshnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meshnn.engine.Activation;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.Datasets;
import org.meshnn.tables.Split;
import org.meshnn.tables.Target;
import org.meshnn.train.Ending;
import org.meshnn.train.Listener;
import org.meshnn.train.Optimiser;
import org.meshnn.train.Training;
import tech.tablesaw.api.Table;

class ExperimentTest {
  private static final Table IRIS = Datasets.iris();
  private static final Mesh DENSE = Mesh.of(10).connect(Wiring.dense());
  private static final Training QUICK = Training.defaults().epochs(5);
  private static final Training ENDLESS = Training.defaults().epochs(Integer.MAX_VALUE);

  private static Experiment experiment() {
    return Experiment.on(IRIS, "species")
        .setting("dense", DENSE)
        .setting("half", seed -> Mesh.of(18).connect(Wiring.random(0.5, seed)))
        .test(0.3)
        .training(QUICK)
        .seeds(4);
  }

  @AfterEach
  void noThreadIsLeftBehind() {
    List<String> left =
        Thread.getAllStackTraces().keySet().stream()
            .map(Thread::getName)
            .filter(name -> name.startsWith("meshnn-run"))
            .toList();
    assertEquals(List.of(), left);
    assertFalse(Thread.interrupted());
  }

  @Test
  void everyRunIsWhatItsSeedAloneGives() {
    for (Trial trial : experiment().threads(2).run().all()) {
      Split split = Split.stratified(IRIS, "species", 0.3, trial.seed());
      Mesh mesh =
          trial.setting().equals("dense")
              ? DENSE
              : Mesh.of(18).connect(Wiring.random(0.5, trial.seed()));
      TrainedMesh alone = mesh.train(split.train(), "species", QUICK.seed(trial.seed()));
      assertEquals(alone.evaluate(split.test()).accuracy(), trial.metric());
      assertEquals(alone.evaluate(split.test()).logLoss(), trial.loss(), 1e-12);
      assertEquals(alone.topology().edges(), trial.edges());
      assertEquals(Ending.COMPLETED, trial.ending());
      assertEquals(5, trial.epochs());
    }
  }

  @Test
  void aTableOfItsOwnWithEachSeed() {
    Trials trials =
        Experiment.on(seed -> Datasets.moons(60, 0.1, seed), "label")
            .setting("dense", DENSE)
            .test(0.3)
            .training(QUICK)
            .seeds(3)
            .run();
    for (Trial trial : trials.all()) {
      Split split =
          Split.stratified(Datasets.moons(60, 0.1, trial.seed()), "label", 0.3, trial.seed());
      TrainedMesh alone = DENSE.train(split.train(), "label", QUICK.seed(trial.seed()));
      assertEquals(alone.evaluate(split.test()).logLoss(), trial.loss(), 1e-12);
    }
  }

  @Test
  void noTableForASeedIsSaid() {
    Experiment none =
        Experiment.on(seed -> seed == 2 ? null : IRIS, "species").setting("dense", DENSE).test(0.3);
    var e = assertThrows(IllegalArgumentException.class, none::run);
    assertTrue(e.getMessage().contains("a table for seed 2, got null"), e.getMessage());
  }

  @Test
  void theBitsAreTheSameWhateverTheNumberOfThreads() {
    Experiment experiment =
        experiment()
            .setting("early", DENSE, QUICK.epochs(60).batchSize(100).validation(0.2).patience(3));
    List<String> one = bits(experiment.threads(1).run());
    assertEquals(12, one.stream().distinct().count(), "seeds and settings make different runs");
    assertEquals(one, bits(experiment.threads(2).run()));
    assertEquals(one, bits(experiment.threads(8).run()));
  }

  private static List<String> bits(Trials trials) {
    return trials.all().stream()
        .map(
            t ->
                String.join(
                    " ",
                    t.setting() + t.seed() + t.ending() + t.epochs(),
                    Double.toHexString(t.metric()),
                    Double.toHexString(t.loss())))
        .toList();
  }

  @Test
  void runsAreHeardSeedBySeedOnTheCallingThread() {
    List<String> heard = new ArrayList<>();
    Thread here = Thread.currentThread();
    Trials trials =
        experiment()
            .seeds(5, -2)
            .threads(3)
            .listen(
                trial -> {
                  assertSame(here, Thread.currentThread());
                  heard.add(trial.setting() + trial.seed());
                })
            .run();
    assertEquals(List.of("dense5", "half5", "dense-2", "half-2"), heard);
    assertEquals(
        List.of("dense5", "dense-2", "half5", "half-2"),
        trials.all().stream().map(t -> t.setting() + t.seed()).toList());
  }

  @Test
  void testRowsOfOnesOwnAreForTestingOnly() {
    Split split = Split.stratified(IRIS, "species", 0.2, 9);
    Trials trials =
        Experiment.on(split.train(), "species")
            .setting("dense", DENSE)
            .test(split.test())
            .training(QUICK)
            .seeds(7L)
            .run();
    Trial only = trials.all().get(0);
    assertEquals(7, only.seed());
    TrainedMesh alone = DENSE.train(split.train(), "species", QUICK.seed(7));
    assertEquals(alone.evaluate(split.test()).toString(), only.evaluation().toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void anInterruptionReturnsTheFinishedRuns(int threads) {
    Thread here = Thread.currentThread();
    Trials trials =
        Experiment.on(IRIS, "species")
            .setting("quick", DENSE, QUICK)
            .setting("endless", DENSE, ENDLESS)
            .test(0.3)
            .seeds(3)
            .threads(threads)
            .listen(trial -> here.interrupt())
            .run();
    Thread.interrupted(); // of the listener, where it heard of more than one
    int finished = trials.all().size();
    assertTrue(trials.interrupted() && finished >= 1 && finished <= 2 * threads - 1);
    assertTrue(trials.all().stream().allMatch(t -> t.setting().equals("quick")));
    assertTrue(trials.headline().startsWith(finished + " of 6 runs finished: interrupted"));
    assertEquals(0, trials.summary().intColumn("runs").get(1));
    assertTrue(trials.summary().doubleColumn("mean").isMissing(1));
    assertTrue(trials.plot().height() > 0);
  }

  @Test
  void anInterruptionBeforeTheFirstRunReturnsNone() {
    Thread.currentThread().interrupt();
    Trials trials = experiment().training(ENDLESS).run();
    assertEquals("0 of 8 runs finished: interrupted", trials.headline());
    assertEquals(0, trials.runs().rowCount());
    assertTrue(trials.toString().startsWith(trials.headline()));
    assertTrue(Double.isNaN(trials.compare("dense", "half").p()));
  }

  @Test
  void aRunThatFailsIsNamedAndStopsTheOthers() {
    Experiment experiment =
        Experiment.on(IRIS, "species")
            .setting("endless", DENSE, ENDLESS)
            .setting("shut", seed -> Mesh.of(9).connect(Wiring.edge(0, 5)))
            .test(0.3)
            .threads(2);
    says("setting 'shut', seed 1: no path leads from an input to an output", experiment::run);
  }

  @Test
  void aListenerThatThrowsStopsTheRuns() {
    Experiment experiment =
        experiment()
            .setting("endless", DENSE, ENDLESS)
            .threads(4)
            .listen(
                trial -> {
                  throw new UnsupportedOperationException("heard enough");
                });
    assertEquals(
        "heard enough",
        assertThrows(UnsupportedOperationException.class, experiment::run).getMessage());
  }

  @Test
  void aDivergedRunIsKeptAndCounted() {
    Training wild = QUICK.optimiser(Optimiser.sgd(1e6));
    Mesh linear = Mesh.of(12).activation(Activation.IDENTITY).connect(Wiring.dense());
    Trials trials =
        Experiment.on(IRIS.rejectColumns("species"), "petal_width")
            .setting("wild", linear, wild)
            .setting("tame", linear)
            .test(0.3)
            .training(QUICK)
            .seeds(3)
            .run();
    assertEquals(
        List.of("diverged", "diverged", "diverged", "completed", "completed", "completed"),
        trials.runs().stringColumn("ending").asList());
    assertEquals(List.of(3, 0), trials.summary().intColumn("diverged").asList());
    assertTrue(trials.headline().contains("3 diverged, measured with their best weights"));
    assertTrue(trials.all().stream().allMatch(t -> Double.isFinite(t.metric())));
    assertEquals("runs", trials.runs().name());
    assertTrue(trials.runs().columnNames().contains("test RMSE"));
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "-0.1", "NaN"})
  void aTestFractionOutOfRangeIsAnError(double fraction) {
    says(
        "expected a test fraction between 0 and 1 (both excluded), got " + fraction,
        () -> experiment().test(fraction));
  }

  @Test
  void mistakesAreNamedWithTheirMend() {
    Experiment bare = Experiment.on(IRIS, "species");
    says("expected at least one setting, got none; add one", () -> bare.test(0.3).run());
    says("got none; hold a part of the table out with .test(0.3)", bare.setting("a", DENSE)::run);
    says("got 'dense' twice", () -> experiment().setting("dense", DENSE));
    says("expected at least 1 seed, got 0", () -> experiment().seeds(0));
    says("expected at least one seed, got none", () -> experiment().seeds());
    says("expected different seeds, got 3 twice", () -> experiment().seeds(3, 4, 3));
    says("expected at least 1 thread, got 0", () -> experiment().threads(0));
    says("expected at least one test row", () -> experiment().test(IRIS.first(0)));
    says("leaves no test rows", () -> experiment().test(1e-6).run());
    says(
        "expected a mesh for setting 'b', seed 2, got null",
        () -> experiment().setting("b", seed -> seed == 2 ? null : DENSE).run());
    says("did you mean 'species'", Experiment.on(IRIS, "specie").setting("a", DENSE).test(.3)::run);
    Listener listener = (epoch, epochs) -> {};
    says("without listeners", () -> experiment().training(QUICK.listen(listener)));
  }

  @Test
  void settingsThatCannotBeComparedAreAnError() {
    Table table = Table.create(IRIS.numberColumn(0), IRIS.numberColumn(1));
    String label = table.column(1).name();
    says(
        "means classes to setting 'b', seed 1 and a value to setting 'a', seed 1",
        Experiment.on(table, label)
                .setting("a", DENSE)
                .setting("b", DENSE.target(Target.CLASSES))
                .test(0.3)
            ::run);
  }

  private static void says(String part, org.junit.jupiter.api.function.Executable mistake) {
    String message = assertThrows(RuntimeException.class, mistake).getMessage();
    assertTrue(message.contains(part), message);
  }

  @Test
  void seedsAreOneToTenUnlessSet() {
    assertEquals(
        LongStream.rangeClosed(1, 10).boxed().toList().toString(),
        Experiment.on(IRIS, "species").toString().replaceAll(".*seeds (\\[.*?]).*", "$1"));
  }
}
