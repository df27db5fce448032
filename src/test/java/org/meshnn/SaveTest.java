package org.meshnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.meshnn.engine.Activation;
import org.meshnn.engine.RandomMeshes;
import org.meshnn.graph.Neurons;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.Datasets;
import org.meshnn.train.AdamW;
import org.meshnn.train.Initialisation;
import org.meshnn.train.Listener;
import org.meshnn.train.Monitor;
import org.meshnn.train.OneCycle;
import org.meshnn.train.Optimiser;
import org.meshnn.train.PlateauDecay;
import org.meshnn.train.RmsProp;
import org.meshnn.train.Schedule;
import org.meshnn.train.Training;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A model that was saved and loaded is the one that was saved. */
class SaveTest {
  private static final int MODELS = Integer.getInteger("save.models", 1000);

  @TempDir Path folder;

  @Test
  void randomModelsComeBackAsTheyWere() {
    int models = 0;
    for (long seed = 1; models < MODELS; seed++) {
      Optional<TrainedMesh> model = model(seed);
      RandomTable given = RandomTable.of(RandomMeshes.generator(seed));
      if (model.isPresent()) {
        try {
          requireSame(model.get(), given.table(), models % 50 == 0);
        } catch (RuntimeException | AssertionError fault) {
          throw new AssertionError("seed " + seed + ": " + fault, fault);
        }
        models++;
      }
    }
  }

  /** What a random table makes of a random mesh; empty if it is refused or diverges. */
  private static Optional<TrainedMesh> model(long seed) {
    RandomGenerator random = RandomMeshes.generator(seed);
    RandomTable given = RandomTable.of(random);
    Mesh mesh = TableFuzzTest.mesh(random);
    Training training = TableFuzzTest.training(random);
    try {
      return Optional.of(mesh.train(given.table(), given.label(), training));
    } catch (TrainingDiverged diverged) {
      return Optional.of(diverged.trained());
    } catch (IllegalArgumentException | IllegalStateException refused) {
      return Optional.empty();
    }
  }

  private void requireSame(TrainedMesh model, Table table, boolean drawn) {
    Path file = folder.resolve("model.mesh");
    TrainedMesh loaded = TrainedMesh.load(model.save(file));
    assertArrayEquals(bits(model.weights()), bits(loaded.weights()));
    assertEquals(model.topology(), loaded.topology());
    assertEquals(model.toString(), loaded.toString());
    assertEquals(model.summary(), loaded.summary());
    assertEquals(model.ending(), loaded.ending());
    assertEquals(model.history(), loaded.history());
    assertEquals(model.origin(), loaded.origin());
    assertEquals(model.heldOut().toString(), loaded.heldOut().toString());
    assertEquals(model.verify(table).toString(), loaded.verify(table).toString());
    assertEquals(model.mesh().inputs(), loaded.mesh().inputs());
    assertEquals(model.mesh().target(), loaded.mesh().target());
    assertEquals(outcome(model, table), outcome(loaded, table));
    if (drawn) {
      assertEquals(model.card().toString(), loaded.card().toString());
    }
    if (drawn && !model.history().epochs().isEmpty()) {
      assertArrayEquals(model.history().plot().png(), loaded.history().plot().png());
      assertArrayEquals(model.plot().png(), loaded.plot().png());
    }
    requireSameBytes(file, loaded);
  }

  /** Predictions and loss to the last bit, or the error. */
  private static String outcome(TrainedMesh model, Table table) {
    StringBuilder outcome = new StringBuilder();
    try {
      for (Column<?> column : model.predict(table).columns()) {
        outcome.append(column.name()).append(column.asList());
      }
      outcome.append(model.loss(table));
    } catch (IllegalArgumentException e) {
      outcome.append(e.getMessage());
    }
    return outcome.toString();
  }

  /** The same model makes the same bytes. */
  private void requireSameBytes(Path file, TrainedMesh loaded) {
    try {
      byte[] first = Files.readAllBytes(file);
      assertArrayEquals(first, Files.readAllBytes(loaded.save(folder.resolve("again.mesh"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long[] bits(double[] values) {
    return java.util.Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
  }

  @Test
  void settingsOfEveryKindComeBack() {
    double[] bySeven = new double[18];
    bySeven[7] = 0.5;
    List<Training> trainings =
        List.of(
            Training.defaults().validation(0.2).patience(3).classWeights(Map.of("setosa", 2.5)),
            Training.defaults().optimiser(Optimiser.sgd(0.05, 0.9)).weightDecay(1e-3),
            Training.defaults().optimiser(new AdamW(0.05, 0.02, 0.8, 0.95, 1e-6)),
            Training.defaults().optimiser(Optimiser.sgd(0.05, 0.9).nesterov()),
            Training.defaults().optimiser(new RmsProp(0.01, 0.9, 0.5, 1e-7)),
            Training.defaults().optimiser(Optimiser.of("mine", 0.01, (w, g, rate, memory) -> {})),
            Training.defaults().schedule(Schedule.step(3, 0.5)).l1(1e-3),
            Training.defaults().schedule(Schedule.exponential(0.1 + 0.2)).monitor(Monitor.METRIC),
            Training.defaults().schedule(Schedule.cosine().warmUp(2).lowest(0.01)),
            Training.defaults().validation(0.2).monitor(Monitor.BALANCED_ACCURACY),
            Training.defaults().schedule(new PlateauDecay(1, 0.5, 0.01, 1e-3)).validation(0.2),
            Training.defaults().schedule(new OneCycle(0.4, 0.1, 0.01)),
            Training.defaults().initialisation(Initialisation.uniform(0, 1)).clipNorm(1),
            Training.defaults().initialisation(Initialisation.spectralRadius(0.9)).shuffle(false),
            Training.defaults().initialisation(Initialisation.uniformByInDegree()),
            Training.defaults().dropout(org.meshnn.train.Dropout.byNeuron(bySeven, "of the 8th")),
            Training.defaults().balancedClasses().dropout(0.1).seed(Long.MIN_VALUE));
    for (Training training : trainings) {
      Mesh mesh = Mesh.of(18).inputs(4).connect(Wiring.random(0.7, 3)).activation(Activation.TANH);
      requireSame(
          mesh.train(Datasets.iris(), "species", training.epochs(4)), Datasets.iris(), false);
    }
  }

  /** Earlier readers refuse what they would not know; what they know stays theirs. */
  @Test
  void theFormatIsOfWhatIsUsed() throws IOException {
    Training plain = Training.defaults().epochs(2);
    assertEquals("1", format(plain));
    assertEquals(
        "1", format(plain.optimiser(Optimiser.sgd(0.1, 0.9)).schedule(Schedule.constant())));
    for (Training chosen :
        List.of(
            plain.optimiser(Optimiser.adamW(0.01, 0.1)),
            plain.schedule(Schedule.exponential(0.9)),
            plain.l1(0.1),
            plain.monitor(Monitor.METRIC),
            plain.validation(0.3).monitor(Monitor.MACRO_F1),
            plain.listen(Listener.stopWhen(epoch -> true)))) {
      assertEquals("5", format(chosen), chosen.toString());
    }
  }

  private String format(Training training) throws IOException {
    Path file = iris(training).save(folder.resolve("format.mesh"));
    try (ZipFile zip = new ZipFile(file.toFile());
        InputStream in = zip.getInputStream(zip.getEntry("model.json"))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.replaceFirst("(?s).*?\"format\": (\\d+).*", "$1");
    }
  }

  @Test
  void neuronsOfEveryKindComeBack() {
    Activation cube = Activation.of("cube", z -> z * z * z, z -> 3 * z * z);
    List<UnaryOperator<Mesh>> changes =
        List.of(
            mesh -> mesh.leak(0.3),
            mesh -> mesh.leak(Neurons.hidden(), 0.1 + 0.2).leak(Neurons.of(9), 1),
            mesh -> mesh.leak(Neurons.outputs(), 0.5).activation(Activation.GELU),
            mesh -> mesh.activation(Neurons.hidden(0.4, 7), Activation.SINE).leak(0.9),
            mesh -> mesh.outputActivation(Activation.SOFTPLUS),
            mesh -> mesh.activation(cube).activation(Neurons.range(8, 12), Activation.GAUSS));
    for (UnaryOperator<Mesh> change : changes) {
      Mesh mesh = change.apply(Mesh.of(18).connect(Wiring.random(0.7, 3)));
      TrainedMesh model = mesh.train(Datasets.iris(), "species", Training.defaults().epochs(2));
      Path file = model.save(folder.resolve("m"));
      TrainedMesh loaded = TrainedMesh.load(file, cube);
      assertEquals(model.summary(), loaded.summary());
      assertEquals(model.mesh().toString(), loaded.mesh().toString());
      assertEquals(outcome(model, Datasets.iris()), outcome(loaded, Datasets.iris()));
      assertArrayEquals(
          model.mesh().transition().activations(model.topology().roles()),
          loaded.mesh().transition().activations(model.topology().roles()));
      assertArrayEquals(
          model.mesh().transition().leaks(model.topology().roles()),
          loaded.mesh().transition().leaks(model.topology().roles()));
      requireSameBytes(file, loaded);
    }
    String said =
        assertThrows(IllegalArgumentException.class, () -> TrainedMesh.load(folder.resolve("m")))
            .getMessage();
    assertTrue(said.contains("hand it in: TrainedMesh.load(path, Activation.of(\"cube\""), said);
  }

  @Test
  void givenWeightsAreKnownByTheirDescriptionAlone() {
    TrainedMesh first = iris(Training.defaults().epochs(2));
    Training on = Training.defaults().epochs(2).initialisation(Initialisation.of(first.matrix()));
    TrainedMesh loaded = TrainedMesh.load(iris(on).save(folder.resolve("m")));
    assertTrue(loaded.summary().contains("the weights of a 18 x 18 matrix"), loaded.summary());
  }

  @Test
  void noPathIsRefused() {
    TrainedMesh model = RandomModel.of(1).model();
    List<Executable> calls =
        List.of(
            () -> TrainedMesh.load((String) null),
            () -> TrainedMesh.load((Path) null),
            () -> model.save((String) null),
            () -> model.save((Path) null),
            () -> model.saveWithOptimiser((Path) null),
            () -> model.exportOnnx((String) null),
            () -> model.exportOnnx((Path) null));
    for (Executable call : calls) {
      String message = assertThrows(IllegalArgumentException.class, call).getMessage();
      assertTrue(message.endsWith("got null"), message);
    }
  }

  @Test
  void aPathThatIsNotOfTheDiskIsRefused() throws IOException {
    TrainedMesh model = iris(Training.defaults().epochs(1));
    Path zip = folder.resolve("a.zip");
    try (FileSystem inside = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
      Path path = inside.getPath("/iris.mesh");
      for (Executable use :
          List.<Executable>of(() -> model.save(path), () -> TrainedMesh.load(path))) {
        String message = assertThrows(UncheckedIOException.class, use).getMessage();
        assertTrue(message.contains("not a path of the disk"), message);
      }
    }
  }

  @Test
  void aMeshOfOneEdgeComesBack() {
    Table table =
        Table.create(
            "t", DoubleColumn.create("x", 1, 2, 3), DoubleColumn.create("größe", 2, 4, 6.5));
    TrainedMesh model =
        Mesh.of(2)
            .bias(false)
            .ticks(1)
            .connect(Wiring.edge(0, 1))
            .train(table, "größe", Training.defaults().epochs(3));
    requireSame(model, table, true);
  }

  @Test
  void everyWiringComesBackWithItsName() {
    for (Wiring wiring :
        List.of(
            Wiring.randomEdges(100, 1),
            Wiring.layeredWithSkips(6, 4),
            Wiring.sparseLayered(2, 5, 6, 4),
            Wiring.ring(4),
            Wiring.grid(2, 5),
            Wiring.smallWorld(4, 0.2, 1),
            Wiring.scaleFree(2, 1),
            Wiring.modular(2, 0.6, 0.1, 1),
            Wiring.recurrent(0.3, 1),
            Wiring.reservoir(0.3, 1),
            Wiring.policy(6, 4, 3, 2, 2, 1, 1))) {
      Training training = Training.defaults().epochs(2);
      TrainedMesh model = Mesh.of(18).connect(wiring).train(Datasets.iris(), "species", training);
      requireSame(model, Datasets.iris(), false);
      Mesh loaded = TrainedMesh.load(folder.resolve("model.mesh")).mesh();
      assertEquals(wiring.toString(), loaded.wiring().orElseThrow().toString());
    }
  }

  @Test
  void aPathIsNotNull() {
    TrainedMesh model = iris(Training.defaults().epochs(1));
    List<Executable> withoutAPath =
        List.of(
            () -> TrainedMesh.load((String) null),
            () -> model.save((String) null),
            () -> model.exportOnnx((String) null));
    for (Executable call : withoutAPath) {
      String said = assertThrows(IllegalArgumentException.class, call).getMessage();
      assertTrue(said.contains("path") && said.contains("\"iris."), said);
    }
  }

  @Test
  void aLoadedMeshTrainsAgain() {
    TrainedMesh model = iris(Training.defaults().epochs(3));
    TrainedMesh loaded = TrainedMesh.load(model.save(folder.resolve("m").toString()).toString());
    TrainedMesh again =
        loaded.mesh().train(Datasets.iris(), "species", Training.defaults().epochs(3));
    assertArrayEquals(bits(model.weights()), bits(again.weights()));
    assertEquals(model.mesh().toString(), loaded.mesh().toString());
  }

  @Test
  void aNameWithHalfOfACharacterIsRefused() {
    Table table =
        Table.create(
            "t", DoubleColumn.create("x\ud83d", 1, 2, 3), DoubleColumn.create("y", 2, 4, 6.5));
    TrainedMesh model = Mesh.of(4).connect(Wiring.dense()).train(table, "y");
    Path file = folder.resolve("m");
    for (Executable writing :
        List.<Executable>of(() -> model.save(file), () -> model.exportOnnx(file))) {
      String message = assertThrows(IllegalArgumentException.class, writing).getMessage();
      assertTrue(message.contains("half of a character"), message);
      assertTrue(Files.notExists(file));
    }
  }

  private static TrainedMesh iris(Training training) {
    return Mesh.of(18).connect(Wiring.dense()).train(Datasets.iris(), "species", training);
  }
}
