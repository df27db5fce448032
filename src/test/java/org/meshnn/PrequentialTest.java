package org.meshnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.meshnn.engine.Activation;
import org.meshnn.engine.OnlineGradient;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.SequenceEncoding;
import org.meshnn.tables.SequenceTasks;
import org.meshnn.tables.Sequences;
import org.meshnn.tables.Target;
import org.meshnn.tables.TimeSeries;
import org.meshnn.train.Ending;
import org.meshnn.train.Initialisation;
import org.meshnn.train.OnlineTraining;
import org.meshnn.train.Optimiser;
import org.meshnn.train.StreamListener;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Runs over tables. */
class PrequentialTest {
  private static final OnlineTraining FAST =
      OnlineTraining.defaults().optimiser(Optimiser.adam(0.005));

  private static Mesh mesh(int hidden) {
    int first = 2; // of the hidden neurons: an input, a bias
    return Mesh.of(first + hidden + 1)
        .inputs(1)
        .outputs(1)
        .connect(Wiring.random(0.2, 1).and(Wiring.range(0, 1, first, first + hidden)))
        .connect(Wiring.range(first, first + hidden - 1, first + hidden, first + hidden))
        .activation(Activation.TANH);
  }

  private static Table raw(int rows) {
    double[] x = IntStream.range(0, rows).mapToDouble(i -> Math.sin(0.3 * i)).toArray();
    double[] next = IntStream.range(1, rows + 1).mapToDouble(i -> Math.sin(0.3 * i)).toArray();
    return Table.create(DoubleColumn.create("x", x), DoubleColumn.create("next", next));
  }

  /** The errors as their definition says, beside the run's. */
  @Test
  void errorsAreWhatTheyAreDefinedToBe() {
    OnlineMesh online = mesh(8).online(FAST.window(5));
    Prequential run = online.run(raw(40), List.of("x"), List.of("next"));
    Table table = run.table();
    double[] truth = table.doubleColumn("next").asDoubleArray();
    double[] predicted = table.doubleColumn("next predicted").asDoubleArray();
    double[] errors = table.doubleColumn("NMSE").asDoubleArray();
    double[] lastValue = table.doubleColumn("NMSE of last value").asDoubleArray();
    assertEquals(40, truth.length);
    for (int t = 1; t < 40; t++) {
      double[] sofar = Arrays.copyOf(truth, t + 1);
      double mean = Arrays.stream(sofar).average().orElseThrow();
      double variance =
          Arrays.stream(sofar).map(y -> (y - mean) * (y - mean)).average().orElseThrow();
      assertEquals(mean(truth, predicted, Math.max(0, t - 4), t, 0) / variance, errors[t], 1e-9);
      assertEquals(mean(truth, truth, Math.max(1, t - 4), t, 1) / variance, lastValue[t], 1e-9);
    }
    assertTrue(Double.isNaN(errors[0]) && Double.isNaN(lastValue[0]));
    assertEquals(errors[39], run.lastError());
    OnlineMesh again = mesh(8).online(FAST);
    double[] y = again.predict(new double[] {0});
    assertEquals(y[0], predicted[0], "predicted before it was learned from");
  }

  /** Of squared errors. */
  private static double mean(double[] truth, double[] forecast, int from, int to, int lag) {
    return IntStream.rangeClosed(from, to)
        .mapToDouble(t -> truth[t] - forecast[t - lag])
        .map(e -> e * e)
        .average()
        .orElseThrow();
  }

  @Test
  void henonIsLearned() {
    Table henon = TimeSeries.henon(2_500, 1);
    Sequences sequences = Sequences.of(henon).orderedBy("step").inputs("x").forecast("x");
    SequenceEncoding encoding = SequenceEncoding.fit(sequences.splitByTime(0.8).train());
    OnlineMesh online = mesh(40).online(FAST);
    Prequential run = online.run(encoding, henon);
    assertTrue(run.lastError() < 0.1, run::toString);
    assertTrue(run.lastValueError() > 1, run::toString);
    double[] truth = run.table().doubleColumn("x +1").asDoubleArray();
    double[] x = henon.doubleColumn("x").asDoubleArray();
    assertArrayEquals(Arrays.copyOfRange(x, 1, truth.length + 1), truth, 1e-12, "own unit");
    double[] learned = online.weights();
    Prequential rest = online.evaluate(encoding, TimeSeries.henon(300, 2));
    assertArrayEquals(learned, online.weights());
    assertTrue(rest.error() < 0.2, rest::toString);
    assertEquals(900, run.plot().width());
  }

  /** a^n b^n: right where the next symbol can be known; series in lanes, each from S = 0. */
  @Test
  void symbolsAreLearned() {
    Table anbn = SequenceTasks.anbn(600, 4, 1);
    SequenceEncoding encoding =
        SequenceEncoding.fit(
            Sequences.of(anbn).orderedBy("step").series("sequence").labelPerStep("next"));
    Mesh mesh =
        Mesh.of(30)
            .inputs(encoding.inputs())
            .outputs(encoding.outputs())
            .target(Target.CLASSES)
            .connect(Wiring.dense())
            .activation(Activation.TANH);
    Prequential run = mesh.online(FAST.lanes(4)).run(encoding, anbn);
    assertTrue(run.lastAccuracy() > 0.7, run::toString); // 0.875 can be known; a guess has 0.4
    assertTrue(run.accuracy() < run.lastAccuracy());
    StringColumn truth = run.table().stringColumn("next");
    assertTrue(encoding.classes().containsAll(truth.unique().asList()));
    assertThrows(IllegalArgumentException.class, () -> mesh(8).online(FAST).run(encoding, anbn));
  }

  @Test
  void lanesTakeATableEach() {
    OnlineMesh two = mesh(8).online(FAST.lanes(2));
    List<String> x = List.of("x");
    List<String> next = List.of("next");
    Prequential run = two.run(List.of(raw(30), raw(50), raw(10)), x, next);
    assertEquals(50, run.steps(), "the third goes where the first ended");
    assertEquals(50, two.learned());
    IllegalArgumentException few =
        assertThrows(IllegalArgumentException.class, () -> two.run(raw(30), x, next));
    assertTrue(
        few.getMessage().contains("a series for each of 2 streams; got 1 series"), few::getMessage);
    IllegalArgumentException absent =
        assertThrows(
            IllegalArgumentException.class,
            () -> mesh(8).online(FAST).run(raw(30), List.of("y"), next));
    assertTrue(absent.getMessage().contains("no column 'y'"), absent::getMessage);
    IllegalArgumentException wide =
        assertThrows(
            IllegalArgumentException.class,
            () -> mesh(8).online(FAST).run(raw(30), List.of("x", "next"), next));
    assertTrue(wide.getMessage().contains("give it .inputs(2).outputs(1)"), wide::getMessage);
  }

  @Test
  void whatIsMissingIsNotLearned() {
    Table table = raw(30);
    table.doubleColumn("next").setMissing(7);
    OnlineMesh online = mesh(8).online(FAST);
    Prequential run = online.run(table, List.of("x"), List.of("next"));
    assertEquals(30, online.steps());
    assertEquals(29, online.learned());
    assertTrue(run.toString().contains("30 steps, 29 with a truth"), run::toString);
    table.doubleColumn("x").setMissing(3);
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> online.run(table, List.of("x"), List.of("next")));
    assertTrue(refused.getMessage().contains("'x' is missing in row 3"), refused::getMessage);
  }

  @Test
  void longRunsAreThinned() {
    Mesh small = Mesh.of(3).inputs(1).outputs(1).connect(Wiring.dense());
    OnlineMesh online = small.online(FAST.gradient(OnlineGradient.snap(1)));
    Prequential run = online.run(raw(10_000), List.of("x"), List.of("next"));
    Table table = run.table();
    assertEquals(2_500, table.rowCount());
    for (int i = 0; i < table.rowCount(); i++) {
      assertEquals(1 + 4L * i, table.longColumn("step").getLong(i));
    }
    assertEquals(10_000, run.steps());
  }

  @Test
  void anInterruptEndsARunWithWhatItHas() {
    Thread running = Thread.currentThread();
    StreamListener stops =
        (step, truth, prediction, error, lastValue) -> {
          if (step == 12) {
            running.interrupt();
          }
        };
    OnlineMesh online = mesh(8).online(FAST.listen(stops));
    Prequential run = online.run(raw(30), List.of("x"), List.of("next"));
    assertEquals(Ending.INTERRUPTED, run.ending());
    assertEquals(12, run.steps());
    assertEquals(12, online.learned());
    assertTrue(
        run.summary().startsWith("Prequential run: interrupted after 12 steps"), run::summary);
    assertEquals(List.of("next"), List.of(run.table().columnNames().get(3)));
  }

  @Test
  void aRunThatDivergesIsInTheException() {
    OnlineMesh online = mesh(8).online(FAST.optimiser(Optimiser.sgd(1e250)));
    OnlineDiverged diverged =
        assertThrows(
            OnlineDiverged.class, () -> online.run(raw(30), List.of("x"), List.of("next")));
    Prequential run = diverged.run().orElseThrow();
    assertEquals(Ending.DIVERGED, run.ending());
    assertTrue(run.steps() >= 1 && run.steps() < 30, run::toString);
  }

  @Test
  void fadingErrorsForget() {
    OnlineMesh online = mesh(8).online(FAST.fading(0.5));
    Prequential run = online.run(raw(40), List.of("x"), List.of("next"));
    double[] errors = run.table().doubleColumn("NMSE").asDoubleArray();
    assertTrue(Double.isFinite(errors[39]));
    assertTrue(run.summary().contains("fading by 0.5"), run::summary);
    IllegalStateException values = assertThrows(IllegalStateException.class, run::accuracy);
    assertTrue(values.getMessage().contains("Target.CLASSES"), values::getMessage);
  }

  private static Mesh exploding() {
    return Mesh.of(12)
        .inputs(1)
        .bias(false)
        .outputs(1)
        .connect(Wiring.dense())
        .activation(Activation.IDENTITY);
  }

  /** States that grow by a factor at each tick: a score of NaN would say nothing. */
  @Test
  void anEvaluationThatOverflowsDiverges() {
    OnlineTraining training = FAST.initialisation(Initialisation.spectralRadius(1.9));
    OnlineMesh online = exploding().online(training);
    double[] weights = online.weights();
    OnlineDiverged diverged =
        assertThrows(
            OnlineDiverged.class, () -> online.evaluate(raw(3_000), List.of("x"), List.of("next")));
    assertTrue(diverged.getMessage().startsWith("an output was no longer finite at step"));
    Prequential run = diverged.run().orElseThrow();
    assertEquals(Ending.DIVERGED, run.ending());
    assertTrue(run.steps() > 100 && run.steps() < 3_000, run::toString);
    for (double predicted : run.table().doubleColumn("next predicted").asDoubleArray()) {
      assertTrue(Double.isFinite(predicted));
    }
    assertArrayEquals(weights, online.weights());
    double[] again = online.predict(new double[] {0.5});
    assertArrayEquals(exploding().online(training).predict(new double[] {0.5}), again);
  }

  @Test
  void aPredictionThatOverflowsIsNotHandedOut() {
    for (Target target : new Target[] {Target.VALUE, Target.CLASSES}) {
      OnlineMesh online =
          exploding()
              .outputs(2)
              .target(target)
              .online(FAST.initialisation(Initialisation.spectralRadius(1.9)));
      double[] x = {1};
      OnlineDiverged diverged =
          assertThrows(
              OnlineDiverged.class,
              () -> {
                for (int step = 0; step < 3_000; step++) {
                  online.predict(x);
                }
              });
      assertTrue(diverged.run().isEmpty());
      assertThrows(
          IllegalStateException.class,
          () -> online.learn(new double[target == Target.CLASSES ? 1 : 2]));
    }
  }

  private static OnlineTraining telling(List<Ending> endings, Runnable afterEachStep) {
    return FAST.listen(
        new StreamListener() {
          @Override
          public void stepDone(long step, double truth, double y, double error, double lastValue) {
            afterEachStep.run();
          }

          @Override
          public void ended(Ending ending) {
            endings.add(ending);
          }
        });
  }

  @Test
  void onlyDivergenceIsCalledSo() {
    List<Ending> endings = new ArrayList<>();
    OnlineTraining fails =
        telling(
            endings,
            () -> {
              throw new IllegalStateException("a listener's own");
            });
    OnlineMesh failing = mesh(8).online(fails);
    assertThrows(
        IllegalStateException.class, () -> failing.run(raw(30), List.of("x"), List.of("next")));
    assertEquals(List.of(), endings);
    OnlineTraining diverges = telling(endings, () -> {}).optimiser(Optimiser.sgd(1e250));
    OnlineMesh diverging = mesh(8).online(diverges);
    assertThrows(OnlineDiverged.class, () -> diverging.run(raw(30), List.of("x"), List.of("next")));
    mesh(8).online(telling(endings, () -> {})).run(raw(30), List.of("x"), List.of("next"));
    assertEquals(List.of(Ending.DIVERGED, Ending.COMPLETED), endings);
  }

  /** The second stream ends after 3 rows; by itself it would overflow 500 steps on. */
  @Test
  void aStreamThatHasEndedDoesNotOverflow() {
    OnlineMesh online =
        exploding().online(FAST.lanes(2).initialisation(Initialisation.spectralRadius(1.9)));
    DoubleColumn still = DoubleColumn.create("x", new double[3_000]);
    Table zeros = Table.create(still, still.copy().setName("next"));
    Table ends = raw(3);
    ends.doubleColumn("next").setMissing(0).setMissing(1).setMissing(2);
    Prequential run = online.run(List.of(zeros, ends), List.of("x"), List.of("next"));
    assertEquals(Ending.COMPLETED, run.ending());
    assertEquals(3_000, online.learned());
    Prequential shown = online.evaluate(List.of(ends, zeros), List.of("x"), List.of("next"));
    assertEquals(3_000, shown.steps());
  }

  @Test
  void numbersThatAreNoClassesAreRefused() {
    OnlineMesh online = mesh(8).outputs(2).target(Target.CLASSES).online(FAST.lanes(2));
    List<String> x = List.of("x");
    Table good = raw(4).addColumns(DoubleColumn.create("c", new double[] {0, 1, Double.NaN, 1}));
    assertEquals(4, online.evaluate(List.of(good, good), x, List.of("c")).steps());
    for (double wrong : new double[] {2, 5.5, -2, 0.5}) {
      Table bad = raw(4).addColumns(DoubleColumn.create("c", new double[] {0, 1, wrong, 7}));
      String said =
          "expected classes from 0 to 1, or missing ones; got "
              + wrong
              + " in row 2 of table 1 of the column 'c'";
      refused(said, () -> online.evaluate(List.of(good, bad), x, List.of("c")));
      refused(said, () -> online.run(List.of(good, bad), x, List.of("c")));
    }
    assertEquals(4, online.steps(), "refused before the first step");
    OnlineMesh one = mesh(8).outputs(2).target(Target.CLASSES).online(FAST);
    Table bad = raw(2).addColumns(DoubleColumn.create("c", new double[] {9, 0}));
    refused("got 9.0 in row 0 of the column 'c'", () -> one.evaluate(bad, x, List.of("c")));
    refused(
        "classes are one column, of numbers from 0 on; got x, c",
        () -> one.run(bad, x, List.of("x", "c")));
  }

  private static void refused(String part, Executable work) {
    IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, work);
    assertTrue(String.valueOf(refusal.getMessage()).contains(part), refusal::getMessage);
  }
}
