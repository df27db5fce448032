package org.meshnn.file;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.meshnn.Mesh;
import org.meshnn.OnlineMesh;
import org.meshnn.RuledTable;
import org.meshnn.SequenceModel;
import org.meshnn.TrainedMesh;
import org.meshnn.engine.RandomMeshes;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.ColumnRules;
import org.meshnn.tables.Datasets;
import org.meshnn.tables.DatePart;
import org.meshnn.tables.Fill;
import org.meshnn.tables.Sequences;
import org.meshnn.tables.Unseen;
import org.meshnn.train.OnlineTraining;
import org.meshnn.train.Training;
import tech.tablesaw.api.Table;

/**
 * Bytes that somebody else wrote, as a model file or a part of one: they are read, or refused by an
 * {@link IllegalArgumentException} with a short message, and no more memory is taken than a small
 * multiple of them.
 */
final class HostileInput {
  private static final ThreadMXBean MEMORY = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** A text takes a byte in the file and some forty as an object. */
  private static final long MULTIPLE = 128;

  private static final long ALWAYS = 4 << 20; // bytes: buffers, the parser, messages
  private static final int LONGEST_MESSAGE = 3_000;

  private interface Reading {
    void read() throws IOException;
  }

  private HostileInput() {}

  /** A whole file. */
  static void file(byte[] bytes, Path folder) {
    bounded(
        bytes.length,
        () -> {
          Path file = Files.write(folder.resolve("hostile.mesh"), bytes);
          ModelFile.read(file);
        });
  }

  /** A whole file, taken for one of a mesh that learns online. */
  static void onlineFile(byte[] bytes, Path folder) {
    bounded(
        bytes.length,
        () -> OnlineMesh.load(Files.write(folder.resolve("hostile.mesh"), bytes)).explain());
  }

  /** The description of a mesh that learns online, beside numbers that suit it. */
  static void onlineDescription(byte[] bytes, Numbers numbers) {
    bounded(
        bytes.length,
        () ->
            Json.parseOnline(new String(bytes, StandardCharsets.UTF_8)).saved(numbers, List.of()));
  }

  /** A whole file, taken for one of a mesh that was trained on sequences. */
  static void sequencesFile(byte[] bytes, Path folder) {
    bounded(
        bytes.length,
        () -> SequenceModel.load(Files.write(folder.resolve("hostile.mesh"), bytes)).summary());
  }

  /** The description of a mesh that was trained on sequences, beside numbers that suit it. */
  static void sequencesDescription(byte[] bytes, Numbers numbers) {
    bounded(
        bytes.length,
        () ->
            Json.parseSequences(new String(bytes, StandardCharsets.UTF_8))
                .saved(numbers, List.of()));
  }

  /** The description, beside numbers that suit a model. */
  static void description(byte[] bytes, Numbers numbers) {
    bounded(
        bytes.length,
        () -> {
          String json = new String(bytes, StandardCharsets.UTF_8);
          Json.parse(json).model(numbers, List.of());
        });
  }

  /** The numbers, beside a description that suits a model. */
  static void numbers(byte[] bytes, ModelJson description) {
    bounded(
        bytes.length,
        () ->
            description.model(
                Safetensors.read(new ByteArrayInputStream(bytes), bytes.length), List.of()));
  }

  /** Measured again where it seems too much, as classes are loaded the first time. */
  private static void bounded(long length, Reading reading) {
    long most = ALWAYS + MULTIPLE * length;
    long taken = taken(reading);
    if (taken > most) {
      taken = taken(reading);
    }
    assertTrue(taken <= most, taken + " bytes for " + length);
  }

  /** The bytes that are allocated while reading. */
  private static long taken(Reading reading) {
    long before = MEMORY.getCurrentThreadAllocatedBytes();
    try {
      reading.read();
    } catch (IllegalArgumentException e) {
      assertTrue(String.valueOf(e.getMessage()).length() < LONGEST_MESSAGE, e::getMessage);
    } catch (java.io.EOFException e) {
      // the numbers end early: refused by the reader of files
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return MEMORY.getCurrentThreadAllocatedBytes() - before;
  }

  /** A small model whose columns became inputs by rules of every sort. */
  static SavedModel ruledSeed(Path folder) {
    RuledTable given = RuledTable.of(120, RandomMeshes.generator(6));
    ColumnRules rules =
        given
            .rules()
            .ordinal("size", "S", "M", "L")
            .rare("word", 5)
            .unseen(Unseen.OTHER)
            .dates("day", DatePart.TREND, DatePart.DAYS)
            .dates("at")
            .missing("income", Fill.mean().withIndicator())
            .dropIncompleteRows();
    TrainedMesh model =
        Mesh.of(60)
            .connect(Wiring.random(0.1, 1))
            .columns(rules)
            .train(given.table(), "label", Training.defaults().epochs(1).threads(1));
    return ModelFile.read(model.save(folder.resolve("ruled.mesh")));
  }

  /** A small mesh that learns online to begin with. */
  static SavedOnline onlineSeed(Path folder) {
    OnlineMesh online =
        Mesh.of(9)
            .inputs(2)
            .outputs(1)
            .connect(Wiring.dense())
            .online(OnlineTraining.defaults().lanes(2).resetEvery(5));
    online.step(new double[] {1, 2, 3, 4}, new double[] {1, 2});
    return ModelFile.readOnline(online.save(folder.resolve("online.mesh")));
  }

  /** A small mesh trained on sequences to begin with. */
  static SavedSequences sequencesSeed(Path folder) {
    Table penguins = Datasets.penguins().dropRowsWithMissingValues();
    return ModelFile.readSequences(
        Mesh.of(18)
            .connect(Wiring.random(0.5, 1))
            .train(
                Sequences.of(penguins).series("island").forecast("sex").window(4),
                Training.defaults().epochs(2).batchSize(64))
            .save(folder.resolve("sequences.mesh")));
  }

  /** A small model to begin with: numbers, a flag and text; classes; held-out rows. */
  static SavedModel seed(Path folder) {
    Table table = Datasets.penguins().dropRowsWithMissingValues();
    return ModelFile.read(
        Mesh.of(18)
            .connect(Wiring.random(0.5, 1))
            .train(
                table,
                "species",
                Training.defaults().epochs(3).validation(0.2).patience(2).dropout(0.1))
            .save(folder.resolve("seed.mesh")));
  }
}
