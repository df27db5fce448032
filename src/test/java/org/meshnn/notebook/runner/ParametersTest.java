package org.meshnn.notebook.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meshnn.notebook.document.Notebook;

class ParametersTest {
  @TempDir private Path folder;

  private Notebook notebook(String tag, String source) throws IOException {
    JsonObject cell = new JsonObject();
    cell.addProperty("cell_type", "code");
    cell.addProperty("source", source);
    JsonArray tags = new JsonArray();
    tags.add(tag);
    JsonObject metadata = new JsonObject();
    metadata.add("tags", tags);
    cell.add("metadata", metadata);
    JsonArray cells = new JsonArray();
    cells.add(cell);
    JsonObject root = new JsonObject();
    root.add("cells", cells);
    root.addProperty("nbformat", 4);
    return Notebook.read(Files.writeString(folder.resolve("n.ipynb"), root.toString()));
  }

  private static String error(Notebook notebook, String name, String value) {
    return assertThrows(
            IllegalArgumentException.class,
            () -> new Parameters(Map.of(name, value)).into(notebook))
        .getMessage();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "int n = 1;|7|n = 7;",
        "long n = 1;|7|n = 7L;",
        "double n = 1;|1e-3|n = 0.001;",
        "float n = 1;|2|n = 2.0f;",
        "boolean n = true;|false|n = false;",
        "char n = 'a';|'|n = '\\'';",
        "String n = \"http://a;b\";|say \"hi\"|n = \"say \\\"hi\\\"\";",
        "var n = 100;|7|n = 7;",
        "var n = 1_000_000_000_000L;|7|n = 7L;",
        "var n = 0.5;|7|n = 7.0;",
        "var n = \"7\"; // int n = 1;|7|n = \"7\";",
        "int m = 2; final int n = 1;|7|n = 7;",
      },
      delimiter = '|')
  void isAssignedWithTheDeclaredType(String source, String value, String line) throws IOException {
    Notebook notebook = notebook(Parameters.TAG, source);
    assertTrue(new Parameters(Map.of("n", value)).into(notebook).isEmpty());
    Notebook.Cell cell = notebook.cells().get(1);
    assertTrue(cell.hasTag(Parameters.INJECTED));
    assertEquals(line, cell.source().lines().skip(1).findFirst().orElseThrow());
  }

  @Test
  void anEarlierOneIsReplaced() throws IOException {
    Notebook notebook = notebook(Parameters.TAG, "int n = 1;");
    new Parameters(Map.of("n", "2")).into(notebook);
    new Parameters(Map.of("n", "3")).into(notebook);
    assertEquals(2, notebook.cells().size());
    assertTrue(notebook.cells().get(1).source().endsWith("n = 3;"));
  }

  @Test
  void anUnknownNameIsRefusedWithAGuess() throws IOException {
    String message = error(notebook(Parameters.TAG, "int epochs = 1;"), "epoch", "2");
    assertTrue(message.contains("declares no 'epoch'; did you mean 'epochs'?"), message);
  }

  @Test
  void aValueOfTheWrongTypeIsRefused() throws IOException {
    Notebook notebook =
        notebook(Parameters.TAG, "int n = 1; boolean b = true; int[] a = {}; double d = 1;");
    assertEquals("-p n: expected a value of type int, got '1.5'", error(notebook, "n", "1.5"));
    assertTrue(error(notebook, "b", "yes").contains("expected true or false"));
    assertTrue(error(notebook, "a", "1").contains("declared as int[]"));
    assertTrue(error(notebook, "d", "NaN").contains("type double"));
  }

  @Test
  void withoutATaggedCellTheyAreDeclaredAtTheTop() throws IOException {
    Notebook notebook = notebook("other", "n + 1");
    String note = new Parameters(Map.of("n", "2")).into(notebook).orElseThrow();
    assertTrue(note.contains("no cell is tagged 'parameters'"), note);
    assertTrue(notebook.cells().get(0).source().endsWith("var n = 2;"));
  }

  @Test
  void nothingGivenChangesNothing() throws IOException {
    Notebook notebook = notebook(Parameters.TAG, "int n = 1;");
    assertTrue(new Parameters(Map.of()).into(notebook).isEmpty());
    assertEquals(
        List.of("int n = 1;"), notebook.cells().stream().map(Notebook.Cell::source).toList());
  }
}
