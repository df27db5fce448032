package org.meshnn.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.meshnn.workers.Workers;

/** Where no application begins. */
class AddressTest {
  private static Set<Path> madeJars() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .filter(file -> file.getFileName().toString().matches("meshnn-.*\\.jar"))
          .collect(Collectors.toSet());
    }
  }

  @Test
  void whatIsNoMasterIsRefusedAndLeavesNothing() throws IOException {
    Set<Path> before = madeJars();
    String message =
        assertThrows(IllegalArgumentException.class, () -> Workers.at("abc")).getMessage();
    assertTrue(message.startsWith("expected the master of a cluster"), message);
    assertTrue(message.contains("got 'abc': ") && !message.contains("\n"), message);
    assertEquals(before, madeJars());
  }

  @Test
  void withoutSparkSubmitNothingIsSubmitted() {
    String message =
        assertThrows(IllegalStateException.class, () -> Workers.at("submitted")).getMessage();
    assertTrue(message.startsWith("expected a program that spark-submit started: "), message);
  }
}
