package org.meshnn.notebook.magic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
  @TempDir static Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*            | a b.jar",
        "*.jar        | b.jar",
        "a/*          | a/c.jar a/d",
        "*/*.jar      | a/c.jar",
        "**.jar       | a/c.jar a/d/e.jar b.jar",
        "a/{c,d}*     | a/c.jar a/d",
        "?.jar        | b.jar",
        "none/*       | ''",
        "b.jar        | b.jar",
      })
  void findsFilesAndFoldersBelowTheOneNamedInFull(String pattern, String expected)
      throws IOException {
    Files.createDirectories(folder.resolve("a/d"));
    for (String jar : List.of("b.jar", "a/c.jar", "a/d/e.jar")) {
      Files.write(folder.resolve(jar), new byte[0]);
    }
    List<String> found =
        Glob.of(folder + "/" + pattern).matches().stream()
            .map(path -> folder.relativize(path).toString().replace('\\', '/'))
            .toList();
    assertEquals(expected, String.join(" ", found));
  }

  @Test
  void whatIsNamedInFullIsNoPattern() {
    assertFalse(Glob.isOne("lib/a.jar"));
    assertTrue(Glob.isOne("lib/?.jar"));
    assertEquals(Path.of(""), Glob.of("*.ipynb").folder());
  }
}
