package org.meshnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshnn.engine.Activation;
import org.meshnn.engine.RandomMeshes;
import org.meshnn.graph.Neurons;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.Gaps;
import org.meshnn.tables.Missing;
import org.meshnn.tables.Sequences;
import org.meshnn.train.Ending;
import org.meshnn.train.Monitor;
import org.meshnn.train.Optimiser;
import org.meshnn.train.Schedule;
import org.meshnn.train.Training;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A mesh trained on sequences that was saved and loaded is the one that was saved. */
class SequenceSaveTest {
  private static final int MODELS = 50;
  private static final int ROWS = 48;

  @TempDir Path folder;

  /** Four series of 12 rows, columns of every kind. */
  private static Table table(RandomGenerator random) {
    double[] x = random.doubles(ROWS, -5, 1e3).toArray();
    return Table.create(
        "größe",
        IntColumn.create("n", IntStream.range(0, ROWS).map(i -> 7 * i + 3).toArray()),
        DateColumn.create(
            "day", IntStream.range(0, ROWS).mapToObj(i -> java.time.LocalDate.ofEpochDay(7L * i))),
        IntColumn.create("id", IntStream.range(0, ROWS).map(i -> i / 12).toArray()),
        DoubleColumn.create("x", x),
        DoubleColumn.create("\"y\"", random.doubles(ROWS).toArray()),
        BooleanColumn.create("flag", IntStream.range(0, ROWS).mapToObj(i -> x[i] > 400)),
        StringColumn.create(
            "word", IntStream.range(0, ROWS).mapToObj(i -> i < 3 ? "a" + i : "a" + i % 3)),
        StringColumn.create("kind", IntStream.range(0, ROWS).mapToObj(i -> "k" + i / 12 % 2)));
  }

  private static Sequences sequences(Table table, RandomGenerator random) {
    Sequences all = Sequences.of(table).orderedBy(random.nextBoolean() ? "n" : "day").series("id");
    all = random.nextBoolean() ? all.missing(Missing.CARRY_FORWARD).gaps(Gaps.SPLIT) : all;
    all = all.inputs("x", "flag", "word");
    all =
        switch (random.nextInt(5)) {
          case 0 -> all.forecast("x", "\"y\"").horizon(1, 3);
          case 1 -> all.forecast("flag").horizon(2);
          case 2 -> all.label("kind");
          case 3 -> all.labelPerStep("\"y\"");
          default -> all.forecast("word");
        };
    return switch (random.nextInt(3)) {
      case 0 -> all;
      case 1 -> all.window(6).stride(2);
      default -> all.window(7).everyStep().warmUp(2);
    };
  }

  private static Mesh mesh(RandomGenerator random) {
    List<Activation> all = Activation.all();
    Mesh mesh =
        Mesh.of(random.nextInt(16, 24))
            .connect(Wiring.random(0.8, random.nextInt(9)))
            .ticksPerStep(random.nextInt(1, 4))
            .bias(random.nextBoolean())
            .standardise(random.nextInt(4) > 0)
            .activation(all.get(random.nextInt(all.size())));
    return random.nextBoolean() ? mesh : mesh.leak(Neurons.hidden(0.5, 3), 0.1 + 0.2);
  }

  private static final Training TRAINING =
      Training.defaults().epochs(2).batchSize(8).optimiser(Optimiser.sgd(1e-5)).validation(0.25);

  @Test
  void randomModelsComeBackAsTheyWere() throws IOException {
    int models = 0;
    for (long seed = 1; models < MODELS; seed++) {
      RandomGenerator random = RandomMeshes.generator(seed);
      Table table = table(random);
      SequenceModel model;
      try {
        model = mesh(random).train(sequences(table, random), TRAINING.seed(seed));
      } catch (SequenceTrainingDiverged diverged) {
        model = diverged.trained();
      } catch (IllegalArgumentException refused) {
        assertTrue(
            refused.getMessage().matches("(?s)no (path|input|sequence) .*"), refused::toString);
        continue; // no path, one longer than the sequences, or nothing to validate on
      }
      requireSame("seed " + seed, model, table);
      models++;
    }
  }

  private void requireSame(String what, SequenceModel model, Table table) throws IOException {
    Path file = model.save(folder.resolve("model.mesh"));
    SequenceModel loaded = SequenceModel.load(file);
    assertArrayEquals(bits(model.weights()), bits(loaded.weights()), what);
    assertEquals(model.topology(), loaded.topology(), what);
    assertEquals(model.toString(), loaded.toString(), what);
    assertEquals(model.summary(), loaded.summary(), what);
    assertEquals(model.history(), loaded.history(), what);
    assertEquals(model.origin(), loaded.origin(), what);
    assertEquals(model.encoding().features(), loaded.encoding().features(), what);
    assertEquals(model.encoding().labels(), loaded.encoding().labels(), what);
    assertEquals(model.encoding().ordering(), loaded.encoding().ordering(), what);
    assertEquals(model.encoding().pace(), loaded.encoding().pace(), what);
    assertEquals(model.encoding().windows(), loaded.encoding().windows(), what);
    assertEquals(outcome(model, table), outcome(loaded, table), what);
    assertArrayEquals(
        Files.readAllBytes(file),
        Files.readAllBytes(loaded.save(folder.resolve("again.mesh"))),
        what);
  }

  /** Predictions, loss and scores to the last bit, or the error. */
  private static String outcome(SequenceModel model, Table table) {
    StringBuilder outcome = new StringBuilder();
    try {
      for (Column<?> column : model.predict(table).columns()) {
        outcome.append(column.name()).append(column.asList());
      }
      outcome.append(model.loss(model.encoding().sequences(table)));
      outcome.append(model.evaluate(table));
    } catch (IllegalArgumentException e) {
      outcome.append(e.getMessage());
    }
    return outcome.toString();
  }

  private static long[] bits(double[] values) {
    return java.util.Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
  }

  private static final Mesh MESH = Mesh.of(14).connect(Wiring.dense()).activation(Activation.TANH);

  private static final Training LONGER =
      Training.defaults().epochs(7).batchSize(8).validation(0.25);

  private static Sequences forecast() {
    return Sequences.of(table(RandomMeshes.generator(1)))
        .orderedBy("n")
        .series("id")
        .inputs("x", "word")
        .forecast("x")
        .window(5);
  }

  @Test
  void resumedIsAsUnbroken() {
    resumedIsAsUnbroken(LONGER);
    Training chosen = LONGER.optimiser(Optimiser.rmsProp(0.005)).l1(1e-3).validation(0.3);
    resumedIsAsUnbroken(chosen.schedule(Schedule.onPlateau(0, 0.5)).monitor(Monitor.METRIC));
    resumedIsAsUnbroken(chosen.schedule(Schedule.cosine().warmUp(2)));
  }

  private void resumedIsAsUnbroken(Training longer) {
    double[] unbroken = MESH.train(forecast(), longer).weights();
    Path file = folder.resolve("spots.mesh");
    Training stopping =
        longer
            .checkpoints(file, 2)
            .listen(
                (epoch, epochs) -> {
                  if (epoch.number() == 3) {
                    Thread.currentThread().interrupt();
                  }
                });
    SequenceModel stopped = MESH.train(forecast(), stopping);
    assertTrue(Thread.interrupted() || stopped.ending() == Ending.INTERRUPTED);
    assertEquals(Ending.INTERRUPTED, stopped.ending());
    SequenceModel loaded = SequenceModel.load(file.toString());
    SequenceModel ended = loaded.resume(forecast(), t -> t.threads(1));
    assertArrayEquals(bits(unbroken), bits(ended.weights()));
    assertEquals(7, ended.history().epochs().size());
    assertThrows(IllegalStateException.class, () -> ended.resume(forecast()));
    for (Sequences other :
        List.of(
            forecast().window(6),
            forecast().forecast("\"y\""),
            forecast().splitByTime(0.3).train())) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> loaded.resume(other)).getMessage();
      assertTrue(message.startsWith("expected the sequences that training began"), message);
    }
  }

  @Test
  void checkpointsAreWritten() {
    Path file = folder.resolve("c.mesh");
    SequenceModel model = MESH.train(forecast(), LONGER.checkpoints(file, 3));
    assertArrayEquals(bits(model.weights()), bits(SequenceModel.load(file).weights()));
    assertThrows(
        IllegalArgumentException.class,
        () -> MESH.train(forecast(), LONGER.checkpoints(folder.resolve("none").resolve("a"), 1)));
  }

  @Test
  void theOptimiserRemembers() {
    SequenceModel model = MESH.train(forecast(), LONGER);
    double[] kept = model.train(forecast(), LONGER).weights();
    SequenceModel whole = SequenceModel.load(model.saveWithOptimiser(folder.resolve("a")));
    assertArrayEquals(bits(kept), bits(whole.train(forecast(), LONGER).weights()));
    SequenceModel plain = SequenceModel.load(model.save(folder.resolve("b")));
    assertFalse(java.util.Arrays.equals(kept, plain.train(forecast(), LONGER).weights()));
  }

  @Test
  void theTableIsKnownAgain() {
    SequenceModel model = MESH.train(forecast(), LONGER.epochs(1));
    assertTrue(model.verify(forecast().table()).same());
    Table other = forecast().table();
    other.doubleColumn("x").set(3, 4711.0);
    assertFalse(model.verify(other).same());
    assertEquals("36 rows learned from, 12 held out", model.origin().rows().toString());
    assertEquals(1, model.train(forecast(), LONGER.epochs(1)).origin().before().size());
  }

  @Test
  void aFileOfAnotherKindSaysWhatItIs() {
    Path file = MESH.train(forecast(), LONGER.epochs(1)).save(folder.resolve("s.mesh"));
    String message =
        assertThrows(IllegalArgumentException.class, () -> TrainedMesh.load(file)).getMessage();
    assertTrue(
        message.endsWith(
            "it holds a mesh trained on sequences, not a mesh trained on a table;"
                + " SequenceModel.load(path) reads it"),
        message);
    Path trained = RandomModel.of(1).model().save(folder.resolve("t.mesh"));
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> SequenceModel.load(trained))
            .getMessage()
            .endsWith("TrainedMesh.load(path) reads it"));
  }
}
