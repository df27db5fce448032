package org.meshnn.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.ExecutorLostFailure;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshnn.engine.Engine;
import org.meshnn.experiment.Experiment;
import org.meshnn.experiment.Trials;
import org.meshnn.replication.Ledger;
import org.meshnn.replication.Replication;
import org.meshnn.workers.Ended;
import org.meshnn.workers.Task;

/** Two executors, each a JVM of its own. */
class ClusterTest {
  private static final String FAILURES = "spark.task.maxFailures"; // lost executors are slow

  private static SparkWorkers spark;

  @TempDir Path folder;

  @BeforeAll
  static void begin() {
    Home.make();
    System.setProperty(FAILURES, "2");
    spark = SparkWorkers.on("local-cluster[2,1,1024]");
  }

  @AfterAll
  static void end() {
    spark.close();
    System.clearProperty(FAILURES);
  }

  /** Where a task was made. */
  private record Place(long pid, int lanes) implements Serializable {}

  private record Ask(long millis) implements Task.Work<String, Place> {
    @Override
    public Place run(String shared) {
      try {
        Thread.sleep(millis);
      } catch (InterruptedException e) {
        return null;
      }
      return new Place(ProcessHandle.current().pid(), Engine.lanes());
    }
  }

  private static final Task<String, Place> ASK = new Task<>("", new Ask(200));

  private static Set<Place> places() {
    Set<Place> places = new HashSet<>();
    for (int i = 0; i < 20 && places.size() < 2; i++) {
      spark.make(Collections.nCopies(4, ASK), (task, ended) -> places.add(ended.result()) || true);
    }
    return places;
  }

  @Test
  void executorsAreOtherProcessesWithTheKernelsOfThisOne() {
    Set<Place> places = places();
    assertEquals(2, places.size());
    for (Place place : places) {
      assertTrue(Home.started().anyMatch(process -> process.pid() == place.pid()));
      assertEquals(Engine.lanes(), place.lanes());
    }
  }

  @Test
  void everyExperimentHasTheBitsOfThreads() {
    for (Experiment experiment : Asked.experiments()) {
      assertEquals(Asked.bits(experiment.run()), Asked.bits(experiment.run(spark)));
    }
  }

  @Test
  void anExecutorKilledInTheMiddleLosesNothing() {
    AtomicInteger lost = lostTasks();
    List<Long> seeds = new ArrayList<>();
    Experiment experiment = Asked.slow(40);
    Killer killer = new Killer(places());
    Trials there =
        experiment
            .listen(
                trial -> {
                  seeds.add(trial.seed());
                  killer.killOnce(seeds.size() == 3);
                })
            .run(spark);
    assertTrue(killer.killed() && lost.get() > 0, "a run was lost with its executor");
    assertEquals(40, seeds.size());
    assertEquals(40, new HashSet<>(seeds).size());
    assertEquals(Asked.bits(experiment.run()), Asked.bits(there));
  }

  @Test
  void soDoesAReplication() {
    Ledger here = Ledger.open(folder.resolve("here.tsv"), "this test");
    Ledger there = Ledger.open(folder.resolve("there.tsv"), "this test");
    Killer killer = new Killer(places());
    List<Ledger.Key> made = new ArrayList<>();
    String sha256 =
        new Replication(Asked.studies(), there)
            .run(
                spark,
                key -> {
                  made.add(key);
                  killer.killOnce(made.size() == 3);
                })
            .sha256();
    assertTrue(killer.killed());
    assertEquals(new HashSet<>(made).size(), made.size());
    assertEquals(new Replication(Asked.studies(), there).runs(), made.size());
    assertEquals(new Replication(Asked.studies(), here).run().sha256(), sha256);
  }

  private record Halt() implements Task.Work<String, Place> {
    @Override
    public Place run(String shared) {
      Runtime.getRuntime().halt(3);
      return null;
    }
  }

  @Test
  void aRunThatEndsEveryExecutorFailsAndTheOthersGoOn() {
    List<Task<String, Place>> tasks = new ArrayList<>(Collections.nCopies(6, ASK));
    tasks.add(1, new Task<>("", new Halt()));
    Map<Integer, Ended<Place>> all = new TreeMap<>();
    assertTrue(spark.make(tasks, (task, ended) -> all.put(task, ended) == null));
    assertEquals(tasks.size(), all.size());
    String reason = all.remove(1).failure().getMessage();
    assertTrue(reason.startsWith("the run lost its executor too often"), reason);
    all.values().forEach(ended -> assertNotNull(ended.result()));
  }

  private static AtomicInteger lostTasks() {
    AtomicInteger lost = new AtomicInteger();
    SparkContext.getOrCreate()
        .addSparkListener(
            new SparkListener() {
              @Override
              public void onTaskEnd(SparkListenerTaskEnd end) {
                if (end.reason() instanceof ExecutorLostFailure) {
                  lost.incrementAndGet();
                }
              }
            });
    return lost;
  }

  /** Kills one executor, as it reported its process. */
  private static final class Killer {
    private final long pid;
    private boolean killed;

    Killer(Set<Place> places) {
      pid = places.iterator().next().pid();
    }

    void killOnce(boolean now) {
      if (now && !killed) {
        killed =
            Home.started()
                .filter(process -> process.pid() == pid)
                .anyMatch(ProcessHandle::destroyForcibly);
      }
    }

    boolean killed() {
      return killed;
    }
  }
}
