package org.meshnn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshnn.engine.Engine;
import org.meshnn.notebook.kernel.KernelSpec;

/** The command line started as by {@code java -jar}, without any option. */
class JvmOptionsTest {
  private static final String CODE =
      "Engine.kernels() + System.getProperty(\\\"java.awt.headless\\\") +"
          + " System.getProperty(\\\"own\\\")";
  private static final String NOTEBOOK =
      "{\"cells\": [{\"cell_type\": \"code\", \"execution_count\": null, \"id\": \"a\","
          + " \"metadata\": {}, \"outputs\": [], \"source\": \""
          + CODE
          + "\"}], \"metadata\": {}, \"nbformat\": 4, \"nbformat_minor\": 5}";

  @TempDir private Path folder;

  private record Ended(int status, String words) {}

  private Ended run(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                KernelSpec.java().toString(),
                "-Down=kept",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), words);
  }

  @Test
  void whatComputesHasVectorsAllTheSame() throws Exception {
    Path notebook = Files.writeString(folder.resolve("a.ipynb"), NOTEBOOK);
    Ended ended =
        run("run", "--no-html", "--out", folder.resolve("out").toString(), notebook.toString());
    assertEquals(0, ended.status(), ended.words());
    String ran = Files.readString(folder.resolve("out").resolve("a.ipynb"));
    assertTrue(ran.contains(Engine.kernels() + "truekept"), ran);
  }

  @Test
  void theExitStatusIsThatOfTheRun() throws Exception {
    assertEquals(2, run("run", folder.resolve("no.ipynb").toString()).status());
  }
}
