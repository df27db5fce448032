package org.meshnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meshnn.experiment.Experiment;
import org.meshnn.experiment.Trial;
import org.meshnn.experiment.Trials;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.Datasets;
import org.meshnn.tables.Sequences;
import org.meshnn.train.Ending;
import org.meshnn.train.Epoch;
import org.meshnn.train.Listener;
import org.meshnn.train.Rewired;
import org.meshnn.train.Rewiring;
import org.meshnn.train.Training;
import tech.tablesaw.api.Table;

/** Meshes that change their edges while they learn: models, files, checkpoints, experiments. */
class RewiredMeshTest {
  private static final Table IRIS = Datasets.iris();
  private static final Mesh MESH =
      Mesh.of(20).connect(Wiring.random(0.3, 3).and(Wiring.range(0, 3, 17, 19)));
  private static final Training FEW = Training.defaults().epochs(9);

  @TempDir Path folder;

  static List<Training> settings() {
    return List.of(
        FEW.rewiring(Rewiring.set(0.3)),
        FEW.rewiring(Rewiring.rigl(0.5).every(7)).dropout(0.1),
        FEW.rewiring(Rewiring.prune(0.3)).validation(0.2).patience(3),
        FEW.rewiring(Rewiring.rigl(0.3).every(4)).epochs(60).validation(0.2).patience(4));
  }

  private static TrainedMesh trained(Training training) {
    return MESH.train(IRIS, "species", training);
  }

  @ParameterizedTest
  @MethodSource("settings")
  void aModelHasItsLastTopology(Training training) {
    TrainedMesh model = trained(training);
    Table rewiring = model.rewiring();
    assertTrue(rewiring.rowCount() > 4);
    assertEquals(List.of("epoch", "step", "dropped", "grown", "edges"), rewiring.columnNames());
    assertEquals(model.topology().edges(), model.weights().length);
    assertEquals(model.topology(), model.plan().topology());
    assertNotEquals(trained(FEW).topology(), model.topology());
    assertEquals(0, trained(FEW).rewiring().rowCount());
    model.heldOut().ifPresent(scores -> assertTrue(scores.accuracy() > 0.3));
    assertTrue(model.summary().contains("rewired by"), model.summary());
  }

  @ParameterizedTest
  @MethodSource("settings")
  void isSavedAndLoaded(Training training) throws Exception {
    TrainedMesh model = trained(training);
    Path file = model.save(folder.resolve("iris.mesh"));
    TrainedMesh loaded = TrainedMesh.load(file);
    assertEquals(model.topology(), loaded.topology());
    assertEquals(model.summary(), loaded.summary());
    assertEquals(model.rewiring().print(), loaded.rewiring().print());
    assertEquals(model.predict(IRIS).print(), loaded.predict(IRIS).print());
    assertTrue(json(file).contains("\"format\": 4"));
    assertFalse(json(trained(FEW).save(folder.resolve("plain.mesh"))).contains("rewir"));
  }

  private static String json(Path file) throws Exception {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return new String(
          zip.getInputStream(zip.getEntry("model.json")).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** From every epoch, whose file holds up to three topologies. */
  @ParameterizedTest
  @MethodSource("settings")
  void aCheckpointGoesOnToTheSameBits(Training training) {
    TrainedMesh whole = trained(training);
    for (int stop = 2; stop < Math.min(9, whole.history().epochs().size()); stop++) {
      assertSame(whole, checkpoint(training, stop).resume(IRIS));
    }
  }

  private TrainedMesh checkpoint(Training training, int stop) {
    Path file = folder.resolve("checkpoint.mesh");
    Training failing =
        training
            .checkpoints(file, 1)
            .listen(
                (epoch, epochs) -> {
                  if (epoch.number() == stop) {
                    throw new IllegalStateException("out of power");
                  }
                });
    assertThrows(IllegalStateException.class, () -> trained(failing));
    return TrainedMesh.load(file);
  }

  /** Stopped at a rewiring: in an epoch, or before its first batch. */
  @ParameterizedTest
  @MethodSource("settings")
  void aStoppedTrainingGoesOnToTheSameBits(Training training) {
    TrainedMesh whole = trained(training);
    for (int stop = 1; stop < 6; stop++) {
      AtomicInteger left = new AtomicInteger(stop);
      TrainedMesh stopped = trained(training.listen(new Stopping(left)));
      assertEquals(Ending.INTERRUPTED, stopped.ending());
      assertSame(whole, stopped.resume(IRIS));
      Path file = stopped.saveWithOptimiser(folder.resolve("stopped.mesh"));
      assertSame(whole, TrainedMesh.load(file).resume(IRIS));
    }
  }

  /** Interrupts the training at one of its rewirings. */
  private record Stopping(AtomicInteger left) implements Listener {
    @Override
    public void epochDone(Epoch epoch, int epochs) {}

    @Override
    public void rewired(Rewired rewired, Topology topology) {
      if (left.decrementAndGet() == 0) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void assertSame(TrainedMesh expected, TrainedMesh actual) {
    assertEquals(expected.topology(), actual.topology());
    assertArrayEquals(expected.weights(), actual.weights());
    assertEquals(expected.rewiring().print(), actual.rewiring().print());
    assertEquals(expected.ending(), actual.ending());
    assertEquals(expected.history().bestEpoch(), actual.history().bestEpoch());
  }

  /** Wirings are saved by name; handed in again, they serve. */
  @Test
  void partsAreHandedInAgain() {
    Training within = FEW.rewiring(Rewiring.set(0.3).within(Wiring.range(5, 16, 5, 16)));
    TrainedMesh checkpoint = checkpoint(within, 5);
    String message =
        assertThrows(IllegalStateException.class, () -> checkpoint.resume(IRIS)).getMessage();
    assertTrue(message.contains("range 5..16 -> 5..16 was saved by its name alone"), message);
    Rewiring again = Rewiring.set(0.3).within(Wiring.range(5, 16, 5, 16));
    assertSame(trained(within), checkpoint.resume(IRIS, t -> t.rewiring(again)));
  }

  @Test
  void theScheduleGoesByTheEpochs() {
    TrainedMesh pruned = checkpoint(FEW.rewiring(Rewiring.prune(0.5)), 5);
    String message =
        assertThrows(IllegalArgumentException.class, () -> pruned.resume(IRIS, t -> t.epochs(20)))
            .getMessage();
    assertTrue(message.contains("number of epochs, which rewiring goes by"), message);
    TrainedMesh set = checkpoint(FEW.rewiring(Rewiring.set(0.5)), 5);
    assertSame(
        trained(FEW.epochs(12).rewiring(Rewiring.set(0.5))), set.resume(IRIS, t -> t.epochs(12)));
  }

  /** A model goes on learning with the edges that it has found. */
  @Test
  void trainsFurther() {
    TrainedMesh first = trained(FEW.rewiring(Rewiring.set(0.3)));
    TrainedMesh still = first.train(IRIS, FEW);
    assertEquals(first.topology(), still.topology());
    TrainedMesh moved = first.train(IRIS, FEW.rewiring(Rewiring.set(0.3)));
    assertEquals(first.topology().edges(), moved.topology().edges());
    assertNotEquals(first.topology(), moved.topology());
  }

  @Test
  void experimentsRewire() {
    Experiment experiment =
        Experiment.on(IRIS, "species")
            .setting("SET", MESH, FEW.rewiring(Rewiring.set(0.3)))
            .setting("RigL", MESH, FEW.rewiring(Rewiring.rigl(0.3).every(10)))
            .setting("pruned", MESH, FEW.rewiring(Rewiring.prune(0.3)))
            .test(0.3)
            .seeds(2);
    Trials trials = experiment.threads(1).run();
    assertEquals(List.of(), trials.failures());
    assertEquals(told(trials), told(experiment.threads(2).run()));
    int edges = MESH.train(IRIS, "species", FEW.epochs(1)).topology().edges();
    List<Integer> found = trials.all().stream().map(Trial::edges).distinct().toList();
    assertEquals(List.of(edges, (int) Math.round(0.3 * edges)), found);
  }

  private static List<String> told(Trials trials) {
    return trials.all().stream()
        .map(trial -> trial.setting() + trial.seed() + " " + trial.loss() + " " + trial.edges())
        .toList();
  }

  @Test
  void sequencesAreRefused() {
    Training training = FEW.rewiring(Rewiring.set(0.3));
    Sequences spots =
        Sequences.of(Datasets.sunspots()).orderedBy("year").forecast("sunspots").window(60);
    Mesh mesh = Mesh.of(10).connect(Wiring.dense());
    String message =
        assertThrows(IllegalArgumentException.class, () -> mesh.train(spots, training))
            .getMessage();
    assertTrue(message.contains("rewiring is for tables"), message);
  }
}
