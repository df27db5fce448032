package org.meshnn.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM with our class path and vectors. */
final class ChildJvm {
  private ChildJvm() {}

  /** Runs a class to its end: what it prints. */
  static String run(Class<?> main, List<String> options, String... arguments) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("--add-modules", "jdk.incubator.vector", "-XX:+UseSerialGC"));
    words.addAll(options);
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    words.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(words)
              .redirectError(Bench.DIRECTORY.resolve("child.log").toFile())
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(
            main.getSimpleName() + " failed; see " + Bench.DIRECTORY + "/child.log");
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
