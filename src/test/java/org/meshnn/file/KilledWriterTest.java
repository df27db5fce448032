package org.meshnn.file;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshnn.Mesh;
import org.meshnn.TrainedMesh;
import org.meshnn.engine.RandomMeshes;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.Datasets;
import org.meshnn.train.Training;

/**
 * A process that does nothing but save is killed, and leaves the old model or the new. More often:
 * {@code mvn test -Dtest=KilledWriterTest -Dsave.kills=200}.
 */
class KilledWriterTest {
  private static final int KILLS = Integer.getInteger("save.kills", 6);
  private static final int MOST_SAVED = 6; // before the kill
  private static final int LONGEST_WAIT = 50; // milliseconds, about what a save takes

  @TempDir Path folder;

  /** Saves one model and the other in turn, for ever. */
  public static void main(String[] paths) throws IOException {
    TrainedMesh[] models = {TrainedMesh.load(paths[0]), TrainedMesh.load(paths[1])};
    for (int i = 0; ; i++) {
      System.out.write('.');
      System.out.flush();
      models[i % 2].save(paths[2]);
    }
  }

  @Test
  void whatIsLeftIsTheOldModelOrTheNew() throws IOException, InterruptedException {
    RandomGenerator random = RandomMeshes.generator(1);
    Path target = folder.resolve("target.mesh");
    Path[] models = {saved(1), saved(2)};
    byte[][] contents = {Files.readAllBytes(models[0]), Files.readAllBytes(models[1])};
    Files.write(target, contents[0]);
    int[] found = new int[2];
    for (int kill = 0; kill < KILLS; kill++) {
      Process saver = saver(models, target);
      saver.getInputStream().readNBytes(1 + random.nextInt(MOST_SAVED));
      Thread.sleep(random.nextInt(LONGEST_WAIT));
      saver.destroyForcibly().waitFor();
      byte[] left = Files.readAllBytes(target);
      int which = Arrays.equals(left, contents[0]) ? 0 : 1;
      assertTrue(Arrays.equals(left, contents[which]), "kill " + kill + ": a third file");
      found[which]++;
    }
    System.out.println(
        KILLS + " kills: " + found[0] + " left one model, " + found[1] + " the other");
  }

  private Path saved(long seed) {
    return Mesh.of(500)
        .connect(Wiring.dense())
        .train(
            Datasets.iris().first(60),
            "species",
            Training.defaults().epochs(1).seed(seed).batchSize(60))
        .save(folder.resolve(seed + ".mesh"));
  }

  private static Process saver(Path[] models, Path target) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            KilledWriterTest.class.getName(),
            models[0].toString(),
            models[1].toString(),
            target.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
