package org.meshnn.notebook.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  private Path notebook(String name, String source) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(
        file,
        "{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\", \"source\": \""
            + source
            + "\"}]}");
  }

  private boolean run(boolean failFast, Map<String, String> parameters) throws IOException {
    PrintStream terminal = new PrintStream(printed, true, StandardCharsets.UTF_8);
    Path out = folder.resolve("out");
    Runner runner = new Runner(out, false, terminal).parameters(parameters);
    return Batch.of(List.of(folder + "/in/**.ipynb"), out).run(runner, failFast, terminal);
  }

  @Test
  void globsAreSortedAndCheckpointsLeftOut() throws IOException {
    Path b = notebook("in/b.ipynb", "1");
    Path a = notebook("in/a.ipynb", "1");
    notebook("in/.ipynb_checkpoints/c.ipynb", "1");
    Path out = folder.resolve("out");
    Batch batch = Batch.of(List.of(b.toString(), folder + "/in/**.ipynb"), out);
    assertEquals(List.of(b, a), List.copyOf(batch.targets().keySet()));
    assertEquals(out.resolve("a.ipynb"), batch.targets().get(a));
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> Batch.of(List.of(folder + "/in/x*.ipynb"), out))
            .getMessage();
    assertTrue(message.contains("expected notebooks that match"), message);
    assertThrows(IllegalArgumentException.class, () -> Batch.of(List.of("no.ipynb"), out));
  }

  /** Maven fills in what looks like its own properties; a glob gets such a name past it. */
  @Test
  void aNameWithADollarIsFoundAsItIsAndByAGlob() throws IOException {
    Path odd = notebook("in/${user.home}.ipynb", "1");
    Path out = folder.resolve("out");
    for (String pattern : List.of(odd.toString(), folder + "/in/*user.home*.ipynb")) {
      assertEquals(List.of(odd), List.copyOf(Batch.of(List.of(pattern), out).targets().keySet()));
    }
  }

  @Test
  void resultsOfOneNameKeepTheirFolders() throws IOException {
    Path one = notebook("in/one/n.ipynb", "1");
    Path two = notebook("in/two/n.ipynb", "1");
    Path out = folder.resolve("out");
    Map<Path, Path> targets = Batch.of(List.of(one.toString(), two.toString()), out).targets();
    assertEquals(out.resolve("one/n.ipynb"), targets.get(one));
    assertEquals(out.resolve("two/n.ipynb"), targets.get(two));
  }

  @Test
  void nothingIsAnEmptyBatch() throws IOException {
    assertEquals(Map.of(), Batch.of(List.of(), folder).targets());
  }

  @Test
  void aNotebookIsNotReplacedByItsResult() throws IOException {
    Path file = notebook("in/n.ipynb", "1");
    assertThrows(
        IllegalArgumentException.class, () -> Batch.of(List.of(file.toString()), file.getParent()));
  }

  @Test
  void goesOnAfterAFailureAndSumsUp() throws IOException {
    notebook("in/a.ipynb", "int zero = 0; 1 / zero");
    Files.writeString(folder.resolve("in/b.ipynb"), "no notebook");
    String input = Files.readString(notebook("in/c.ipynb", "1"));
    assertFalse(run(false, Map.of()));
    String text = printed.toString(StandardCharsets.UTF_8);
    assertTrue(text.contains("3 notebooks: 1 passed, 2 failed, 0 not run"), text);
    assertTrue(Files.exists(folder.resolve("out/a.ipynb")));
    assertTrue(Files.exists(folder.resolve("out/c.ipynb")));
    assertEquals(input, Files.readString(folder.resolve("in/c.ipynb")));
  }

  @Test
  void aMalformedNotebookIsOneFailure() throws IOException {
    notebook("in/a.ipynb", "1");
    Files.writeString(
        folder.resolve("in/b.ipynb"), "{\"nbformat\": 4, \"metadata\": null, \"cells\": []}");
    Files.writeString(folder.resolve("in/c.ipynb"), "{\"nbformat\": 4, \"cells\": {}}");
    Files.write(folder.resolve("in/d.ipynb"), new byte[] {'{', (byte) 0xE9});
    notebook("in/e.ipynb", "1");
    assertFalse(run(false, Map.of("n", "1")));
    String text = printed.toString(StandardCharsets.UTF_8);
    assertTrue(text.contains("5 notebooks: 2 passed, 3 failed, 0 not run"), text);
    assertTrue(text.contains("b.ipynb: 'metadata': expected an object, got 'null'"), text);
    assertTrue(text.contains("d.ipynb: expected UTF-8, got byte 0xE9 at position 1"), text);
  }

  @Test
  void failFastEndsWithTheFirst() throws IOException {
    notebook("in/a.ipynb", "int zero = 0; 1 / zero");
    notebook("in/c.ipynb", "1");
    assertFalse(run(true, Map.of()));
    assertTrue(printed.toString(StandardCharsets.UTF_8).contains("0 passed, 1 failed, 1 not run"));
  }

  @Test
  void aWrongParameterRunsNothing() throws IOException {
    Files.createDirectories(folder.resolve("in"));
    Files.writeString(
        folder.resolve("in/a.ipynb"),
        "{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\", \"source\": \"int n = 1;\","
            + " \"metadata\": {\"tags\": [\"parameters\"]}}]}");
    assertThrows(IllegalArgumentException.class, () -> run(false, Map.of("m", "1")));
    assertFalse(Files.exists(folder.resolve("out")));
  }
}
