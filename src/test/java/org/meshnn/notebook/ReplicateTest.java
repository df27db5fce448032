package org.meshnn.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command, killed in its midst and begun again, as a person would. */
class ReplicateTest {
  @TempDir Path folder;

  private ProcessBuilder command(String out) {
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    words.addAll(List.of("replicate", "--quick", "--out", folder.resolve(out).toString()));
    File log = folder.resolve(out + ".log").toFile();
    return new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log);
  }

  private void finish(String out) throws IOException, InterruptedException {
    Process process = command(out).start();
    assertTrue(process.waitFor(5, TimeUnit.MINUTES));
    assertEquals(0, process.exitValue(), () -> log(out));
  }

  private String log(String out) {
    try {
      return Files.readString(folder.resolve(out + ".log"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** The report without what tells when it was made. */
  private String results(String out) throws IOException {
    return Files.readString(folder.resolve(out).resolve("report.md"))
        .replaceAll("\\| time taken .*", "");
  }

  @Test
  void aKilledOneGoesOnAndEndsWithTheSameBits() throws IOException, InterruptedException {
    Path runs = folder.resolve("killed").resolve("runs.tsv");
    Process process = command("killed").start();
    while (process.isAlive() && (!Files.exists(runs) || Files.readAllLines(runs).size() < 60)) {
      Thread.sleep(20);
    }
    process.destroyForcibly().waitFor();
    long kept = Files.readAllLines(runs).size();
    assertTrue(kept < 200, "killed in its midst, after " + kept);
    finish("killed");
    assertTrue(log("killed").contains("runs were finished before"), log("killed"));
    finish("whole");
    assertEquals(results("whole"), results("killed"));
    assertTrue(results("whole").contains("Its figures say nothing"));
    String page = Files.readString(folder.resolve("whole").resolve("report.html"));
    assertTrue(page.contains("<table>"));
    assertTrue(page.contains("does a mesh beat the perceptron?"), "the last part");
    assertTrue(page.contains("sha256"), "provenance");
  }
}
