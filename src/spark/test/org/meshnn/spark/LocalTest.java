package org.meshnn.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.InvalidObjectException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshnn.Mesh;
import org.meshnn.engine.Activation;
import org.meshnn.experiment.Experiment;
import org.meshnn.experiment.Failure;
import org.meshnn.experiment.Trial;
import org.meshnn.experiment.TrialListener;
import org.meshnn.experiment.Trials;
import org.meshnn.graph.Wiring;
import org.meshnn.replication.Ledger;
import org.meshnn.replication.Provenance;
import org.meshnn.replication.Replication;
import org.meshnn.replication.Report;
import org.meshnn.replication.Result;
import org.meshnn.replication.Setting;
import org.meshnn.replication.Study;
import org.meshnn.tables.Datasets;
import org.meshnn.workers.Task;
import org.meshnn.workers.Workers;

/** Spark in this JVM. */
class LocalTest {
  private static Workers spark;

  @TempDir Path folder;

  @BeforeAll
  static void begin() {
    spark = Workers.at("local[2]");
  }

  @AfterAll
  static void end() {
    spark.close();
  }

  @Test
  void everyExperimentHasTheBitsOfThreads() {
    for (Experiment experiment : Asked.experiments()) {
      Trials here = experiment.run();
      Trials there = experiment.run(spark);
      assertEquals(Asked.bits(here), Asked.bits(there));
      assertEquals(here.toString(), there.toString());
    }
  }

  @Test
  void aModelIsTrainedAgainHere() {
    Experiment iris = Asked.experiments().get(0).only("by seed");
    Trial here = iris.run().all().get(1);
    Trial there = iris.run(spark).all().get(1);
    assertEquals(here.model().topology(), there.model().topology());
    assertArrayEquals(here.model().weights(), there.model().weights());
  }

  @Test
  void runsAreReportedInOrderOnTheCallingThread() {
    Thread here = Thread.currentThread();
    List<Long> seeds = new ArrayList<>();
    Asked.experiments()
        .get(0)
        .only("dense")
        .seeds(12)
        .listen(
            trial -> {
              assertSame(here, Thread.currentThread());
              seeds.add(trial.seed());
            })
        .run(spark);
    assertEquals(12, seeds.size());
    assertEquals(seeds.stream().sorted().toList(), seeds);
  }

  @Test
  void aRunThatFailsIsTold() {
    List<Failure> failed = new ArrayList<>();
    Experiment experiment =
        Asked.experiments()
            .get(0)
            .setting("too small", Mesh.of(4).connect(Wiring.dense()))
            .listen(
                new TrialListener() {
                  @Override
                  public void finished(Trial trial) {}

                  @Override
                  public void failed(Failure failure) {
                    failed.add(failure);
                  }
                });
    Trials here = experiment.run();
    Trials there = experiment.run(spark);
    assertEquals(4, failed.size(), "two here and two there");
    assertEquals(here.failures().toString(), there.failures().toString());
    assertEquals(here.failures().get(0).reason(), there.failures().get(0).reason());
    assertEquals(6, there.all().size());
  }

  @Test
  void anInterruptionCancelsTheJob() {
    Thread here = Thread.currentThread();
    Trials trials = Asked.slow(400).listen(trial -> here.interrupt()).run(spark);
    Thread.interrupted(); // of the listener
    assertTrue(trials.interrupted());
    assertFalse(trials.all().isEmpty());
    assertTrue(trials.all().size() < 100, trials.headline());
    assertEquals(2, Asked.slow(2).run(spark).all().size(), "the next goes on at once");
  }

  @Test
  void whatCannotTravelIsRefusedBeforeAnyRun() {
    Activation own = Activation.of("own", z -> z * z, z -> 2 * z);
    Experiment experiment =
        Experiment.on(Datasets.iris(), "species")
            .setting("own", Mesh.of(14).connect(Wiring.dense()).activation(own))
            .test(0.3)
            .listen(trial -> fail("a run"));
    String message =
        assertThrows(IllegalArgumentException.class, () -> experiment.run(spark)).getMessage();
    assertTrue(message.startsWith("expected what can travel to other machines"), message);
    assertTrue(message.contains("an activation of one's own"), message);
  }

  @Test
  void theReplicationFillsTheSameLedger() {
    Ledger here = Ledger.open(folder.resolve("here.tsv"), "this test");
    Ledger there = Ledger.open(folder.resolve("there.tsv"), "this test");
    Report first = new Replication(Asked.studies(), here).run();
    List<Ledger.Key> made = new ArrayList<>();
    Report second = new Replication(Asked.studies(), there).run(spark, made::add);
    assertEquals(first.sha256(), second.sha256());
    assertEquals(first.markdown(), second.markdown());
    assertEquals(new Replication(Asked.studies(), there).runs(), made.size());
    new Replication(Asked.studies(), there).run(spark, key -> made.clear());
    assertFalse(made.isEmpty(), "nothing is made twice");
  }

  @Test
  void aStudyThatNoSourceKnowsIsRefused() {
    Setting setting =
        new Setting("mine", "mine", 3, seed -> new Result(1, 0, 1, "completed"), null);
    Study study =
        new Study("part", "mine", Study.Metric.ACCURACY, 2, List.of(setting), List.of(), 0);
    Ledger ledger = Ledger.open(folder.resolve("mine.tsv"), "this test");
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> new Replication(List.of(study), ledger).run(spark))
            .getMessage();
    assertTrue(message.contains("'mine'; make it in a StudySource"), message);
  }

  @Test
  void anExecutorOfOtherBitsIsRefused() {
    String message =
        assertThrows(
                IllegalStateException.class,
                () -> new Making<String, String>("code of others").apply(null))
            .getMessage();
    assertTrue(message.contains("[code of others], got [" + Provenance.madeBy()), message);
  }

  @Test
  void codeThatCannotBeComparedIsRefused() {
    String message =
        assertThrows(
                IllegalStateException.class,
                () -> new Making<String, String>("code unknown, data 12, Java"))
            .getMessage();
    assertTrue(message.startsWith("expected the library from a folder or a jar"), message);
  }

  /** Arrives nowhere. */
  private record Stuck() implements Serializable {
    Object readResolve() throws InvalidObjectException {
      throw new InvalidObjectException("stuck");
    }
  }

  private record StuckWork() implements Task.Work<String, Object> {
    Object readResolve() {
      throw new NoClassDefFoundError("stuck");
    }

    @Override
    public Object run(String shared) {
      return "run";
    }
  }

  @Test
  void whatDoesNotUnpackIsTheFailureOfItsRunAlone() {
    List<Task<String, Object>> tasks =
        List.of(
            new Task<>("", shared -> "first"),
            new Task<>("", shared -> new Stuck()),
            new Task<>("", new StuckWork()),
            new Task<>("", shared -> "last"));
    Map<Integer, String> ends = new TreeMap<>();
    assertTrue(spark.make(tasks, (task, ended) -> ends.put(task, ended.toString()) == null));
    assertEquals(4, ends.size());
    assertTrue(ends.get(0).contains("first") && ends.get(3).contains("last"), ends.toString());
    assertTrue(ends.get(1).contains("InvalidObjectException: stuck"), ends.get(1));
    assertTrue(ends.get(2).contains("NoClassDefFoundError: stuck"), ends.get(2));
  }

  @Test
  void aBorrowedContextIsLeftAsItWas() {
    JavaSparkContext context = new JavaSparkContext(SparkContext.getOrCreate());
    context.setLocalProperty("spark.job.description", "mine");
    try (Workers borrowed = SparkWorkers.of(context)) {
      List<Task<String, String>> tasks = List.of(new Task<>("", shared -> "done"));
      assertTrue(borrowed.make(tasks, (task, ended) -> true));
      assertEquals("mine", context.getLocalProperty("spark.job.description"));
      assertNull(context.getLocalProperty("spark.job.interruptOnCancel"));
    } finally {
      context.setLocalProperty("spark.job.description", null);
    }
    assertFalse(context.sc().isStopped());
  }

  /** As where an executor is refused: no run is to blame. */
  @Test
  void aJobThatSparkGivesUpSaysWhy() {
    List<Task<String, String>> tasks = List.of(new Task<>("", shared -> null));
    String message =
        assertThrows(
                IllegalStateException.class,
                () -> spark.make(tasks, (task, ended) -> fail("a run")))
            .getMessage();
    assertTrue(message.startsWith("the runs cannot go on: Job aborted"), message);
    assertTrue(message.contains("interrupted") && !message.contains("\n"), message);
  }
}
