package org.meshnn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** JShell started as by the command line, its input from a pipe. */
class ShellTest {

  @Test
  void snippetsRunInAJvmLikeOurs() throws Exception {
    Said said =
        jshell(
            "Engine.kernels()",
            "ModuleLayer.boot().findModule(\"jdk.incubator.vector\").isPresent()",
            "System.getProperty(\"java.awt.headless\")",
            "Runtime.getRuntime().maxMemory() >> 20");
    assertTrue(said.words.contains("==> true\n"), said.words);
    assertTrue(said.words.contains("==> \"true\"\n"), said.words);
    assertTrue(said.words.contains("==> 300\n"), said.words);
    assertFalse(said.words.contains("without --add-modules"), said.words);
    assertEquals(0, said.exit, said.words);
  }

  @Test
  void aSnippetThatFailsShowsInTheExitStatus() throws Exception {
    Said said = jshell("int a = 1 + 2;", "int b = \"x\";", "a + 4");
    assertTrue(said.words.contains("a ==> 3"), said.words);
    assertTrue(said.words.contains("==> 7"), said.words);
    assertEquals(1, said.exit, said.words);
    assertEquals(1, jshell("throw new IllegalStateException();").exit);
  }

  private record Said(String words, int exit) {}

  private static Said jshell(String... lines) throws IOException, InterruptedException {
    Process jshell =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx300m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "jshell")
            .redirectErrorStream(true)
            .start();
    try (OutputStream in = jshell.getOutputStream()) {
      in.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    String words = new String(jshell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(words.replace("\r", ""), jshell.waitFor());
  }
}
