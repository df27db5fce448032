package org.meshnn.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meshnn.Mesh;
import org.meshnn.TrainedMesh;
import org.meshnn.engine.Activation;
import org.meshnn.graph.Wiring;
import org.meshnn.scores.Interval;
import org.meshnn.scores.PairedT;
import org.meshnn.tables.Datasets;
import org.meshnn.tables.Split;
import org.meshnn.tables.Target;
import org.meshnn.train.Ending;
import org.meshnn.train.Listener;
import org.meshnn.train.Optimiser;
import org.meshnn.train.Polling;
import org.meshnn.train.Training;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.selection.Selection;

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

  /** So that the stop button lets the step in progress end, from the first table on. */
  @Test
  void pollsTheInterruptFlagFromTheFirstTableOn() {
    List<Boolean> polling = new ArrayList<>();
    Experiment.on(
            seed -> {
              polling.add(Polling.in(Thread.currentThread()));
              return Datasets.moons(60, 0.1, seed);
            },
            "label")
        .setting("dense", DENSE)
        .test(0.3)
        .training(QUICK)
        .seeds(1)
        .run();
    assertEquals(List.of(true), polling);
    assertFalse(Polling.in(Thread.currentThread()));
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
  void runsAreReportedSeedBySeedOnTheCallingThread() {
    List<String> received = new ArrayList<>();
    Thread here = Thread.currentThread();
    Trials trials =
        experiment()
            .seedValues(5, -2)
            .threads(3)
            .listen(
                trial -> {
                  assertSame(here, Thread.currentThread());
                  received.add(trial.setting() + trial.seed());
                })
            .run();
    assertEquals(List.of("dense5", "half5", "dense-2", "half-2"), received);
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
            .seedValues(7)
            .run();
    Trial only = trials.all().get(0);
    assertEquals(7, only.seed());
    TrainedMesh alone = DENSE.train(split.train(), "species", QUICK.seed(7));
    assertEquals(alone.evaluate(split.test()).toString(), only.evaluation().toString());
  }

  /** Test rows of one's own need no weights, and may be of a class that only the order names. */
  @Test
  void testRowsOfOnesOwnAreReadAsTheMeshDoes() {
    Split split = Split.stratified(IRIS, "species", 0.2, 9);
    Table weighted = split.train().copy();
    double[] weights = new double[weighted.rowCount()];
    Arrays.setAll(weights, i -> 1 + i % 3);
    weighted.addColumns(DoubleColumn.create("w", weights));
    Mesh byWeight = DENSE.weights("w");
    Trials trials =
        Experiment.on(weighted, "species")
            .setting("weighted", byWeight)
            .test(split.test())
            .training(QUICK)
            .seedValues(7)
            .run();
    TrainedMesh alone = byWeight.train(weighted, "species", QUICK.seed(7));
    assertEquals(
        alone.evaluate(split.test()).toString(), trials.all().get(0).evaluation().toString());
    Table two =
        split.train().where(split.train().stringColumn("species").isNotEqualTo("virginica"));
    Mesh ordered = DENSE.orderedClasses("setosa", "versicolor", "virginica");
    Trial only =
        Experiment.on(two, "species")
            .setting("ordered", ordered)
            .test(split.test())
            .training(QUICK)
            .seedValues(7)
            .run()
            .all()
            .get(0);
    assertEquals(
        ordered.train(two, "species", QUICK.seed(7)).evaluate(split.test()).toString(),
        only.evaluation().toString());
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
    Thread.interrupted(); // of the listener, where it received of more than one
    int finished = trials.all().size();
    assertTrue(trials.interrupted() && finished >= 1 && finished <= 2 * threads - 1);
    assertTrue(trials.all().stream().allMatch(t -> t.setting().equals("quick")));
    assertTrue(trials.headline().startsWith(finished + " of 6 runs finished: interrupted"));
    assertEquals(0, trials.table().intColumn("runs").get(1));
    assertTrue(trials.table().doubleColumn("mean").isMissing(1));
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

  /** Seeds 1 and 3 cannot be wired, seed 2 can: no failure loses a run. */
  @Test
  void aRunThatFailsIsARowAndTheOthersGoOn() {
    List<String> received = new ArrayList<>();
    Mesh shut = Mesh.of(9).connect(Wiring.edge(0, 5));
    Trials trials =
        Experiment.on(IRIS, "species")
            .setting("dense", DENSE)
            .setting("at times", seed -> seed == 2 ? DENSE : shut)
            .test(0.3)
            .training(QUICK)
            .seeds(3)
            .listen(
                new TrialListener() {
                  @Override
                  public void finished(Trial trial) {
                    received.add(trial.setting() + trial.seed());
                  }

                  @Override
                  public void failed(Failure failure) {
                    received.add(failure.toString());
                  }
                })
            .run();
    assertEquals(
        List.of("dense", "dense", "dense", "at times"),
        trials.all().stream().map(Trial::setting).toList());
    String reason =
        "no path leads from an input to an output, so nothing can be learned; connect more";
    assertEquals(
        List.of("", "", "", reason, "", reason), trials.runs().stringColumn("reason").asList());
    assertTrue(
        trials
            .headline()
            .startsWith(
                "4 of 6 runs finished; 2 failed, the first: setting 'at times', seed 1: " + reason),
        trials.headline());
    assertEquals(
        List.of(
            "dense1",
            "setting 'at times', seed 1: " + reason,
            "dense2",
            "at times2",
            "dense3",
            "setting 'at times', seed 3: " + reason),
        received);
    assertEquals(2, trials.compare("dense", "at times").omitted());
  }

  @Test
  void whereEveryRunFailsTheFirstSaysWhy() {
    Experiment experiment =
        Experiment.on(IRIS, "species")
            .setting("shut", Mesh.of(9).connect(Wiring.edge(0, 5)))
            .setting("small", Mesh.of(5).connect(Wiring.dense()))
            .test(0.3)
            .threads(2);
    says("setting 'shut', seed 1: no path leads from an input to an output", experiment::run);
    says("setting 'small', seed 1: a mesh of 5 neurons", experiment.only("small")::run);
  }

  /** A table that is too large for the memory there is. */
  private static final class Huge extends Table {
    Huge() {
      super("huge", IRIS.columns());
    }

    @Override
    public Table where(Selection rows) {
      throw new OutOfMemoryError("as if");
    }
  }

  @Test
  void anErrorIsTheFailureOfItsRun() {
    Experiment experiment =
        Experiment.on(seed -> seed == 2 ? new Huge() : IRIS.copy(), "species")
            .setting("dense", DENSE)
            .test(0.3)
            .training(QUICK);
    Trials trials = experiment.seeds(3).run();
    assertEquals(2, trials.all().size());
    assertEquals("java.lang.OutOfMemoryError: as if", trials.failures().get(0).reason());
    says(
        "setting 'dense', seed 2: java.lang.OutOfMemoryError: as if",
        experiment.seedValues(2)::run);
  }

  /** 45 test rows to 105 training rows, all of the same 150. */
  @Test
  void splitsOfOneTableAreCorrected() {
    Trials trials = experiment().run();
    double[] dense = metrics(trials, "dense");
    double[] half = metrics(trials, "half");
    Interval corrected = Interval.corrected(45.0 / 105, dense);
    assertEquals(corrected.within(0, 1), trials.interval("dense"));
    PairedT expected = PairedT.corrected(45.0 / 105, dense, half);
    assertEquals(expected.p(), trials.compare("dense", "half").p());
    assertEquals(expected.within(-1, 1).difference(), trials.compare("dense", "half").difference());
    assertTrue(trials.headline().contains("corrected for the training rows that runs share"));
  }

  @Test
  void tablesAndTestRowsOfTheirOwnAreNot() {
    Trials own =
        Experiment.on(seed -> Datasets.moons(60, 0.1, seed), "label")
            .setting("dense", DENSE)
            .test(0.3)
            .training(QUICK)
            .seeds(3)
            .run();
    assertEquals(Interval.of(metrics(own, "dense")).within(0, 1), own.interval("dense"));
    Split split = Split.stratified(IRIS, "species", 0.3, 1);
    Trials given =
        Experiment.on(split.train(), "species")
            .setting("dense", DENSE)
            .test(split.test())
            .training(QUICK)
            .seeds(3)
            .run();
    assertEquals(Interval.of(metrics(given, "dense")).within(0, 1), given.interval("dense"));
    assertTrue(given.headline().contains("intervals are for other seeds on the same"));
  }

  private static double[] metrics(Trials trials, String setting) {
    return trials.all().stream()
        .filter(trial -> trial.setting().equals(setting))
        .mapToDouble(Trial::metric)
        .toArray();
  }

  /** Before it has trained: this one would never end. */
  @Test
  void testRowsThatCannotBeReadAreRefusedAtOnce() {
    Table other = IRIS.first(3);
    other.stringColumn("species").set(1, "rose");
    says(
        "setting 'dense', seed 1: the label column 'species' has classes never seen in training",
        Experiment.on(IRIS, "species").setting("dense", DENSE, ENDLESS).test(other)::run);
  }

  /** Whole numbers read as values are dealt plainly, floating ones read as classes are not. */
  @Test
  void aFloatingLabelReadAsClassesIsHeldOutInProportion() {
    DoubleColumn x = DoubleColumn.create("x");
    DoubleColumn rare = DoubleColumn.create("rare");
    for (int i = 0; i < 40; i++) {
      x.append(i);
      rare.append(i < 4 ? 1 : 0);
    }
    Trials trials =
        Experiment.on(Table.create(x, rare), "rare")
            .setting("dense", Mesh.of(8).connect(Wiring.dense()).target(Target.CLASSES))
            .test(0.25)
            .training(QUICK)
            .seeds(20)
            .run();
    for (Trial trial : trials.all()) {
      assertEquals(1, trial.evaluation().byClass().intColumn("rows").get(1));
    }
  }

  @Test
  void aListenerThatThrowsStopsTheRuns() {
    Experiment experiment =
        experiment()
            .setting("endless", DENSE, ENDLESS)
            .threads(4)
            .listen(
                trial -> {
                  throw new UnsupportedOperationException("received enough");
                });
    assertEquals(
        "received enough",
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
    assertEquals(List.of(3, 0), trials.table().intColumn("diverged").asList());
    assertTrue(trials.headline().contains("3 diverged, measured with their best weights"));
    assertTrue(trials.all().stream().allMatch(t -> Double.isFinite(t.metric())));
    assertEquals("runs", trials.runs().name());
    assertTrue(trials.runs().columnNames().contains("test RMSE"));
  }

  /** Three steps: the last ends at weights that no row survives. */
  @Test
  void aRunThatExplodesIsNeverCountedInSilence() {
    DoubleColumn x = DoubleColumn.create("x");
    DoubleColumn y = DoubleColumn.create("y");
    for (int i = 0; i < 16; i++) {
      x.append(1000 * (i - 7.5));
      y.append(i);
    }
    Trials trials =
        Experiment.on(Table.create(x, y), "y")
            .setting("wild", Mesh.of(8).connect(Wiring.dense()).standardise(false))
            .setting("tame", Mesh.of(8).connect(Wiring.dense()))
            .folds(2)
            .training(Training.defaults().epochs(3).optimiser(Optimiser.sgd(0.01)))
            .seeds(6)
            .run();
    String headline = trials.headline();
    assertTrue(headline.contains("; 12 diverged, measured with their best weights"), headline);
    assertTrue(trials.interval("tame").bounded());
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
    says("expected 1 to 1,000,000 seeds, got 0", () -> experiment().seeds(0));
    says("expected at least one seed, got none", () -> experiment().seedValues());
    says("expected different seeds, got 3 twice", () -> experiment().seedValues(3, 4, 3));
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
  void nullIsAnsweredWithWhatWasExpected() {
    says("expected a table; read one", () -> Experiment.on((Table) null, "species"));
    says("expected a function", () -> Experiment.on((LongFunction<Table>) null, "species"));
    says("expected the name of the label column", () -> Experiment.on(IRIS, null));
    says("expected a table of test rows", () -> experiment().test((Table) null));
    says("expected a training", () -> experiment().training(null));
    says("expected a training", () -> experiment().setting("x", DENSE, null));
    says("expected a mesh", () -> experiment().setting("x", (Mesh) null));
    says("expected a function", () -> experiment().setting("x", (LongFunction<Mesh>) null));
    says("expected a name", () -> experiment().setting(null, DENSE));
    says("expected a listener", () -> experiment().listen(null));
    says("expected seeds", () -> experiment().seedValues((long[]) null));
  }

  @Test
  void moreRunsThanAnyoneWaitsForAreRefusedAtOnce() {
    says(
        "expected 1 to 1,000,000 seeds, got 2,147,483,647",
        () -> experiment().seeds(Integer.MAX_VALUE));
    says("at most 1,000,000 runs, got 3,000,000", () -> experiment().seeds(500_000).folds(3).run());
    says("at most 1,000,000 runs", () -> experiment().folds(Integer.MAX_VALUE).run());
  }

  /** A label read as whole numbers with seed 1 means classes, with seed 2 as fractions a value. */
  @Test
  void aLabelThatChangesItsMeaningIsAFailureOfItsRun() {
    Table moons = Datasets.moons(60, 0.1, 1);
    double[] x = moons.numberColumn(0).asDoubleArray();
    int[] label = IntStream.range(0, 60).map(i -> x[i] > 0.5 ? 1 : 0).toArray();
    LongFunction<Table> tables =
        seed ->
            Table.create(
                DoubleColumn.create("x", x),
                seed == 2
                    ? DoubleColumn.create("label", Arrays.stream(label).mapToDouble(k -> 258 * k))
                    : IntColumn.create("label", label));
    Experiment experiment =
        Experiment.on(tables, "label").setting("dense", DENSE).test(0.3).training(QUICK).seeds(3);
    Trials trials = experiment.run();
    assertEquals(2, trials.all().size());
    assertEquals(
        "the label 'label' means a value with seed 2 and classes with seed 1, and their scores have"
            + " no mean; give its column the same type in every table, or say with the mesh's"
            + " target(..) what it means",
        trials.failures().get(0).reason());
    assertTrue(trials.toString().contains("2 of 3 runs finished; 1 failed"));
    Mesh classes = DENSE.target(Target.CLASSES);
    assertEquals(3, experiment.setting("told", classes).only("told").run().all().size());
  }

  @Test
  void oneTableForAllSeedsIsNoTableOfTheirOwn() {
    says(
        "expected a table of its own with each seed, got the same with seeds 1 and 2, whose runs are"
            + " not independent; for one table there is Experiment.on(table, 'species')",
        Experiment.on(seed -> IRIS, "species").setting("dense", DENSE).test(0.3)::run);
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

  @Test
  void manySettingsAndSeedsAreCutInItsText() {
    Experiment experiment =
        Experiment.on(Datasets.iris(), "species")
            .seedValues(LongStream.range(0, 60_000).toArray())
            .setting("x".repeat(1_000_000), Mesh.of(18).connect(Wiring.dense()));
    String text = experiment.toString();
    assertTrue(text.length() < 500 && text.contains("59,980 more"), text);
  }
}
