package org.meshnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshnn.train.Ending;

/** A training killed with SIGKILL at random moments, and gone on with each time. */
class KillTest {
  private static final int KILLS = Integer.getInteger("kills", 4);
  private static final int MOST_EPOCHS = 60; // before a kill
  private static final int LONGEST = 20; // milliseconds after them

  @TempDir Path folder;

  @Test
  void endsWithTheBitsOfNeverHavingStopped() throws Exception {
    TrainedMesh whole = KilledTraining.whole(KilledTraining.TRAINING);
    Random random = new Random(1);
    int kills = 0;
    int trainings = 0;
    List<Integer> epochs = new ArrayList<>();
    while (kills < KILLS || trainings == 0) {
      Path file = folder.resolve("training-" + trainings + ".mesh");
      boolean killed = true;
      while (killed) {
        killed =
            killedAfter(
                file,
                kills < KILLS ? random.nextInt(MOST_EPOCHS) : Integer.MAX_VALUE,
                random.nextInt(LONGEST));
        kills += killed ? 1 : 0;
        if (killed && Files.exists(file)) {
          epochs.add(TrainedMesh.load(file).history().epochs().size());
        }
      }
      assertSame(whole, TrainedMesh.load(file));
      trainings++;
    }
    System.out.println(
        kills + " kills of " + trainings + " trainings, checkpoints then at epochs " + epochs);
    assertTrue(kills >= KILLS);
  }

  /** Whether the process was killed after some epochs; false if it ended before, as it should. */
  private static boolean killedAfter(Path file, int epochs, int milliseconds) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                KilledTraining.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader lines = process.inputReader()) {
      for (int i = 0; i <= epochs; i++) {
        if (lines.readLine() == null) {
          assertEquals(0, process.waitFor());
          return false;
        }
      }
      return !process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
    } finally {
      process.destroyForcibly().waitFor(); // SIGKILL
    }
  }

  private static void assertSame(TrainedMesh expected, TrainedMesh actual) {
    assertTrue(expected.ending() == Ending.COMPLETED || expected.ending() == Ending.STOPPED_EARLY);
    assertEquals(expected.ending(), actual.ending());
    assertArrayEquals(expected.weights(), actual.weights());
    assertEquals(
        expected.history().table().removeColumns("seconds").print(5000),
        actual.history().table().removeColumns("seconds").print(5000));
    assertEquals(expected.history().bestEpoch(), actual.history().bestEpoch());
  }
}
