package org.meshnn.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file is replaced as a whole or not at all. */
class ReplacementTest {
  @TempDir Path folder;

  @Test
  void writesAndReplaces() throws IOException {
    Path target = folder.resolve("a");
    assertEquals(target.toAbsolutePath(), Replacement.write(target, out -> out.write(1)));
    Replacement.write(target, out -> out.write(new byte[] {2, 3}));
    assertEquals(List.of((byte) 2, (byte) 3), bytes(target));
    assertEquals(List.of("a"), names());
  }

  @Test
  void aFailureLeavesTheOldFileAndNothingElse() throws IOException {
    Path target = folder.resolve("a");
    Replacement.write(target, out -> out.write(1));
    String message =
        refused(
            target,
            out -> {
              out.write(new byte[1 << 20]);
              throw new IOException("No space left on device");
            });
    assertTrue(message.startsWith(target.toString()), message);
    assertTrue(message.endsWith("No space left on device"), message);
    assertThrows(
        IllegalStateException.class,
        () ->
            Replacement.write(
                target,
                out -> {
                  throw new IllegalStateException();
                }));
    assertEquals(List.of((byte) 1), bytes(target));
    assertEquals(List.of("a"), names());
  }

  @Test
  void aMissingFolderIsNamed() {
    Path target = folder.resolve("missing").resolve("a");
    String message = refused(target, out -> out.write(1));
    assertTrue(message.contains("there is no folder " + folder.resolve("missing")), message);
    assertFalse(Files.exists(folder.resolve("missing")));
  }

  @Test
  void aFolderIsNoTarget() {
    assertTrue(refused(folder, out -> out.write(1)).contains("it is a folder"));
  }

  @Test
  void aLinkStaysAndWhatItLeadsToIsReplaced() throws IOException {
    Path file = Files.write(folder.resolve("file"), new byte[] {1});
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    Replacement.write(link, out -> out.write(2));
    assertTrue(Files.isSymbolicLink(link));
    assertEquals(List.of((byte) 2), bytes(file));
  }

  @Test
  void aLinkToWhatIsNotThereIsNamed() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("none"));
    String message = refused(link, out -> out.write(2));
    assertTrue(message.endsWith("a link to what is not there; delete or correct it"), message);
  }

  @Test
  void theRootIsNoTarget() {
    assertTrue(refused(folder.getRoot(), out -> out.write(1)).contains("it is a folder"));
  }

  @Test
  void anInterruptDoesNotStopIt() throws IOException {
    Path target = folder.resolve("a");
    Thread.currentThread().interrupt();
    Replacement.write(target, out -> out.write(new byte[1 << 20]));
    assertTrue(Thread.interrupted());
    assertEquals(1 << 20, Files.size(target));
  }

  private static String refused(Path target, Replacement.Content content) {
    return assertThrows(UncheckedIOException.class, () -> Replacement.write(target, content))
        .getMessage();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static List<Byte> bytes(Path file) throws IOException {
    List<Byte> bytes = new java.util.ArrayList<>();
    for (byte b : Files.readAllBytes(file)) {
      bytes.add(b);
    }
    return bytes;
  }
}
