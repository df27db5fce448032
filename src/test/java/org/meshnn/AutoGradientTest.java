package org.meshnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshnn.engine.Activation;
import org.meshnn.engine.GradientMethod;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.Datasets;
import org.meshnn.tables.Sequences;
import org.meshnn.train.Training;
import tech.tablesaw.api.Table;

/** What was asked for and what was taken are told and kept. */
class AutoGradientTest {
  private static final Table IRIS = Datasets.iris();
  private static final Training AUTO = Training.defaults().epochs(3).gradient(GradientMethod.AUTO);

  @TempDir Path folder;

  private static Mesh mesh(int ticks) {
    return Mesh.of(14).connect(Wiring.dense()).ticks(ticks);
  }

  private static String json(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return new String(
          zip.getInputStream(zip.getEntry("model.json")).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void twoTicksGoForwardAndFiveBack() {
    for (int ticks : new int[] {2, 5}) {
      GradientMethod taken = ticks == 2 ? GradientMethod.FORWARD_ONLY : GradientMethod.BACKWARD;
      TrainedMesh model = mesh(ticks).train(IRIS, "species", AUTO);
      TrainedMesh named = mesh(ticks).train(IRIS, "species", AUTO.gradient(taken));
      assertArrayEquals(named.weights(), model.weights());
      assertTrue(model.summary().contains("gradient  " + taken + " was chosen"), model.summary());
      assertFalse(named.summary().contains("was chosen"), named.summary());
      String told = ticks == 2 ? "AUTO takes forward-only" : "as AUTO does here";
      assertTrue(model.explain().toString().replace('\n', ' ').contains(told));
      assertTrue(model.card().toString().contains(taken + " was chosen"), model.card().toString());
    }
  }

  @Test
  void aFileKeepsWhatWasAskedAndWhatWasTaken() throws IOException {
    Path file = folder.resolve("auto.mesh");
    TrainedMesh model = mesh(5).train(IRIS, "species", AUTO);
    model.save(file);
    assertEquals(model.summary(), TrainedMesh.load(file).summary());
    assertTrue(json(file).contains("\"gradient\": \"auto\""));
    assertTrue(json(file).contains("\"gradient\": \"backward\""));
    assertTrue(json(file).contains("\"format\": 3"));
    mesh(5).train(IRIS, "species", AUTO.gradient(GradientMethod.BACKWARD)).save(file);
    assertTrue(json(file).contains("\"format\": 1"), "no later than needed");
  }

  @Test
  void aCheckpointGoesOnAsItBegan() {
    Path file = folder.resolve("auto.mesh");
    Training failing =
        AUTO.checkpoints(file, 1)
            .listen(
                (epoch, epochs) -> {
                  if (epoch.number() == 2) {
                    throw new IllegalStateException("out of power");
                  }
                });
    assertThrows(IllegalStateException.class, () -> mesh(5).train(IRIS, "species", failing));
    TrainedMesh resumed = TrainedMesh.load(file).resume(IRIS);
    TrainedMesh whole = mesh(5).train(IRIS, "species", AUTO);
    assertArrayEquals(whole.weights(), resumed.weights());
    assertTrue(resumed.summary().contains("back-propagation was chosen"), resumed.summary());
  }

  @Test
  void ofSequences() throws IOException {
    Sequences spots =
        Sequences.of(Datasets.sunspots()).orderedBy("year").forecast("sunspots").window(60);
    Mesh mesh = Mesh.of(8).connect(Wiring.dense()).activation(Activation.TANH);
    SequenceModel model = mesh.train(spots, AUTO);
    SequenceModel named = mesh.train(spots, AUTO.gradient(GradientMethod.BACKWARD));
    assertArrayEquals(named.weights(), model.weights());
    assertTrue(model.summary().contains("back-propagation was chosen"), model.summary());
    String told = model.explain().toString().replace('\n', ' ');
    assertTrue(told.contains("back-propagation, which keeps all ticks; AUTO takes it here"), told);
    Path file = folder.resolve("spots.mesh");
    model.save(file);
    assertEquals(model.summary(), SequenceModel.load(file).summary());
    assertTrue(json(file).contains("\"format\": 3"));
    named.save(file);
    assertTrue(json(file).contains("\"format\": 2"));
    assertTrue(Files.size(file) > 0);
  }
}
