package org.meshnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshnn.engine.GradientMethod;
import org.meshnn.engine.Precision;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.Datasets;
import org.meshnn.tables.Sequences;
import org.meshnn.train.Training;
import tech.tablesaw.api.Table;

/** Training in single precision: as good, told, kept, gone on from, and refused where it is not. */
class SinglePrecisionTest {
  private static final Table IRIS = Datasets.iris();
  private static final Training DOUBLE = Training.defaults().validation(0.2);
  private static final Training SINGLE = DOUBLE.precision(Precision.SINGLE);

  @TempDir Path folder;

  private static Mesh mesh() {
    return Mesh.of(10).connect(Wiring.dense());
  }

  private static String json(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return new String(
          zip.getInputStream(zip.getEntry("model.json")).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void irisIsLearnedAsWell() {
    TrainedMesh exact = mesh().train(IRIS, "species", DOUBLE.epochs(100));
    TrainedMesh model = mesh().train(IRIS, "species", SINGLE.epochs(100));
    double expected = exact.evaluate(IRIS).accuracy();
    assertTrue(expected > 0.95);
    assertEquals(expected, model.evaluate(IRIS).accuracy(), 0.02);
    assertNotEquals(exact.weights()[0], model.weights()[0]);
    double loss = exact.history().epochs().get(0).loss();
    assertEquals(loss, model.history().epochs().get(0).loss(), 1e-5 * loss);
  }

  /** A batch of three shards, large enough to be shared. */
  @Test
  void anyNumberOfThreadsGivesTheSameBits() {
    Table moons = Datasets.moons(1);
    Training training = SINGLE.epochs(3).batchSize(150).dropout(0.1);
    Mesh wide = Mesh.of(100).connect(Wiring.dense());
    double[] one = wide.train(moons, "label", training.threads(1)).weights();
    assertArrayEquals(one, wide.train(moons, "label", training.threads(3)).weights());
    Training asDouble = training.precision(Precision.DOUBLE);
    assertNotEquals(one[0], wide.train(moons, "label", asDouble).weights()[0]);
  }

  @Test
  void itIsToldAndKept() throws IOException {
    Path file = folder.resolve("single.mesh");
    TrainedMesh model = mesh().train(IRIS, "species", SINGLE.epochs(3));
    assertTrue(SINGLE.toString().contains(", single precision,"), SINGLE.toString());
    assertTrue(model.summary().contains("single precision"), model.summary());
    assertTrue(model.card().toString().contains("single precision"), model.card().toString());
    model.save(file);
    TrainedMesh loaded = TrainedMesh.load(file);
    assertEquals(model.summary(), loaded.summary());
    assertArrayEquals(model.weights(), loaded.weights());
    assertTrue(json(file).contains("\"precision\": \"single\""));
    assertTrue(json(file).contains("\"format\": 3"));
    mesh().train(IRIS, "species", DOUBLE.epochs(3)).save(file);
    assertFalse(json(file).contains("precision\":"));
    assertTrue(json(file).contains("\"format\": 1"), "no later than needed");
    assertFalse(TrainedMesh.load(file).summary().contains("single"));
  }

  @Test
  void aCheckpointGoesOnAsItBegan() {
    Path file = folder.resolve("single.mesh");
    Training failing =
        SINGLE
            .epochs(4)
            .checkpoints(file, 1)
            .listen(
                (epoch, epochs) -> {
                  if (epoch.number() == 2) {
                    throw new IllegalStateException("out of power");
                  }
                });
    assertThrows(IllegalStateException.class, () -> mesh().train(IRIS, "species", failing));
    TrainedMesh resumed = TrainedMesh.load(file).resume(IRIS);
    assertArrayEquals(mesh().train(IRIS, "species", SINGLE.epochs(4)).weights(), resumed.weights());
    says(
        "expected the precision that training began with, single; got double",
        () -> TrainedMesh.load(file).resume(IRIS, t -> t.precision(Precision.DOUBLE)));
  }

  @Test
  void whatIsComputedInDoubleAloneIsRefused() {
    says(
        "got TENSOR, the paper's literal tensor; take one of these",
        () -> mesh().train(IRIS, "species", SINGLE.gradient(GradientMethod.TENSOR)));
    Sequences spots =
        Sequences.of(Datasets.sunspots()).orderedBy("year").forecast("sunspots").window(60);
    says(
        "expected double precision where a mesh runs through sequences",
        () -> mesh().train(spots, SINGLE));
    says("a precision, for example Precision.SINGLE", () -> SINGLE.precision(null));
  }

  private static void says(String part, org.junit.jupiter.api.function.Executable request) {
    Throwable refused = assertThrows(IllegalArgumentException.class, request);
    assertTrue(refused.getMessage().contains(part), refused.getMessage());
  }
}
