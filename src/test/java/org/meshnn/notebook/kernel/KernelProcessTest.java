package org.meshnn.notebook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A kernel in a process of its own, started as Jupyter starts it, where the locale is C. */
@Timeout(120)
class KernelProcessTest {
  @TempDir private Path folder;

  @Test
  void inputIsReadInUtf8AndLatePrintsAreLogged() throws Exception {
    Path connection = FrontEnd.connectionFile(folder);
    Path log = folder.resolve("log.txt");
    ProcessBuilder start = new ProcessBuilder(command(connection));
    start.environment().put("LC_ALL", "C");
    Process kernel = start.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try (FrontEnd front = new FrontEnd(connection)) {
      String cell = front.execute("new Scanner(System.in).nextLine()");
      front.answer(front.asked(), "gr\u00fc\u00df dich, \u4f60\u597d");
      assertEquals("gr\u00fc\u00df dich, \u4f60\u597d", front.ran(cell).value());
      front.run(
          "var kept = System.out;\n"
              + "new Thread(() -> { while (System.out == kept) Thread.onSpinWait();"
              + " System.out.println(\"behind\"); kept.println(\"far behind\"); }).start();");
      while (!Files.readString(log).contains("behind\nfar behind\n")) {
        assertTrue(kernel.isAlive(), () -> read(log));
        Thread.onSpinWait();
      }
      front.control("shutdown_request", Map.of("restart", false));
      assertTrue(kernel.waitFor(FrontEnd.PATIENCE_MS, TimeUnit.MILLISECONDS));
      assertEquals(0, kernel.exitValue());
    } finally {
      kernel.destroyForcibly();
    }
  }

  /** The command of the kernel's spec, on this JVM and its class path. */
  private static List<String> command(Path connection) throws IOException {
    String spec = Files.readString(Path.of("kernel-spec", "meshnn", "kernel.json"));
    List<String> command = new ArrayList<>();
    for (JsonElement word : JsonParser.parseString(spec).getAsJsonObject().getAsJsonArray("argv")) {
      command.add(
          switch (word.getAsString()) {
            case "JAVA" -> KernelSpec.java().toString();
            case "LIB/*" -> System.getProperty("java.class.path");
            case "{connection_file}" -> connection.toString();
            default -> word.getAsString();
          });
    }
    return command;
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
