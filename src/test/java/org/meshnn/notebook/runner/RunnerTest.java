package org.meshnn.notebook.runner;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.meshnn.display.Rich;
import org.meshnn.notebook.document.Notebook;

class RunnerTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final JsonArray cells = new JsonArray();

  @BeforeEach
  void markdown() {
    JsonObject cell = new JsonObject();
    cell.addProperty("cell_type", "markdown");
    cell.addProperty("source", "# A title\n\n| a |\n|---|\n| $x^2$ |\n");
    cells.add(cell);
  }

  private JsonObject code(String source) {
    JsonObject cell = new JsonObject();
    cell.addProperty("cell_type", "code");
    cell.addProperty("source", source);
    cells.add(cell);
    return cell;
  }

  private boolean run(String out) throws IOException {
    return run(out, r -> r);
  }

  private boolean run(String out, UnaryOperator<Runner> set) throws IOException {
    JsonObject root = new JsonObject();
    root.add("cells", cells);
    root.addProperty("nbformat", 4);
    root.addProperty("nbformat_minor", 2);
    Path file = Files.writeString(folder.resolve("tiny.ipynb"), root.toString());
    PrintStream terminal = new PrintStream(printed, true, StandardCharsets.UTF_8);
    return set.apply(new Runner(folder.resolve(out), true, terminal)).run(file);
  }

  private JsonArray executed(String out) throws IOException {
    String text = Files.readString(folder.resolve(out).resolve("tiny.ipynb"));
    return JsonParser.parseString(text).getAsJsonObject().getAsJsonArray("cells");
  }

  private static JsonObject output(JsonArray cells, int cell, int output) {
    return cells
        .get(cell)
        .getAsJsonObject()
        .getAsJsonArray("outputs")
        .get(output)
        .getAsJsonObject();
  }

  private String terminal() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  void writesWhatCellsShow() throws IOException {
    code("System.out.println(\"one\");\nSystem.out.println(\"two\");");
    code("Table.create(\"t\", IntColumn.create(\"<n>\", 1))");
    code("show(new java.awt.image.BufferedImage(3, 2, 1))");
    code("var bar = live(\"0 of 2\"); bar.update(\"1 of 2\"); bar.end(\"2 of 2\");");
    JsonObject metadata = new JsonObject();
    metadata.add("tags", JsonParser.parseString("[\"headline\"]"));
    code("\"accuracy 0.97\"").add("metadata", metadata);
    assertTrue(run("out"), this::terminal);

    JsonArray cells = executed("out");
    JsonObject stream = output(cells, 1, 0);
    assertEquals("stream", stream.get("output_type").getAsString());
    assertEquals("[\"one\\n\",\"two\\n\"]", stream.get("text").toString());
    JsonObject table = output(cells, 2, 0);
    assertEquals("execute_result", table.get("output_type").getAsString());
    assertEquals(2, table.get("execution_count").getAsInt());
    assertTrue(table.getAsJsonObject("data").has(Rich.HTML));
    JsonObject picture = output(cells, 3, 0);
    assertEquals("display_data", picture.get("output_type").getAsString());
    assertTrue(picture.getAsJsonObject("data").get(Rich.PNG).isJsonPrimitive());
    assertEquals(1, cells.get(4).getAsJsonObject().getAsJsonArray("outputs").size());
    assertTrue(output(cells, 4, 0).toString().contains("2 of 2"));
    for (var cell : cells) {
      assertTrue(cell.getAsJsonObject().has("id") && cell.getAsJsonObject().has("metadata"));
    }
    assertTrue(terminal().contains("[5/5]") && terminal().contains("\naccuracy 0.97\n"));
  }

  @Test
  void theFileIsNbformat45OfTheKernel() throws IOException {
    code("1");
    assertTrue(run("out"));
    JsonObject root =
        JsonParser.parseString(Files.readString(folder.resolve("out/tiny.ipynb")))
            .getAsJsonObject();
    assertEquals(4, root.get("nbformat").getAsInt());
    assertEquals(5, root.get("nbformat_minor").getAsInt());
    JsonObject metadata = root.getAsJsonObject("metadata");
    assertEquals("meshnn", metadata.getAsJsonObject("kernelspec").get("name").getAsString());
    assertEquals("java", metadata.getAsJsonObject("language_info").get("name").getAsString());
  }

  @Test
  void twoRunsWriteTheSameBytes() throws IOException {
    code("var l = live(1); l.end(2);\nList.of(3)");
    assertTrue(run("a") && run("b"));
    for (String name : List.of("tiny.ipynb", "tiny.html")) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("a").resolve(name)),
          Files.readAllBytes(folder.resolve("b").resolve(name)),
          name);
    }
  }

  @Test
  void aFailingCellStopsTheRun() throws IOException {
    code("\"before\"");
    code("int zero = 0;\n1 / zero");
    code("\"never\"");
    assertFalse(run("out"));
    JsonArray cells = executed("out");
    assertTrue(output(cells, 1, 0).toString().contains("before"));
    JsonObject error = output(cells, 2, 0);
    assertEquals("error", error.get("output_type").getAsString());
    assertEquals("java.lang.ArithmeticException", error.get("ename").getAsString());
    assertEquals("/ by zero", error.get("evalue").getAsString());
    JsonObject after = cells.get(3).getAsJsonObject();
    assertTrue(after.getAsJsonArray("outputs").isEmpty());
    assertTrue(after.get("execution_count").isJsonNull());
    assertTrue(terminal().contains("cell 2 failed"), this::terminal);
    assertTrue(terminal().contains("at Cell 2, line 2:  1 / zero"), this::terminal);
  }

  @Test
  @Timeout(120)
  void aCellOverTimeIsStoppedAndSaidToBe() throws IOException {
    code("\"before\"");
    code("show(\"begun\");\nlong z = 0; while (true) z++;");
    assertFalse(run("out", r -> r.timeouts(Duration.ofSeconds(2), null)));
    JsonArray cells = executed("out");
    assertTrue(output(cells, 1, 0).toString().contains("before"));
    assertTrue(output(cells, 2, 0).toString().contains("begun"));
    JsonObject error = output(cells, 2, 1);
    assertEquals("Timeout", error.get("ename").getAsString());
    assertTrue(error.get("evalue").getAsString().contains("cell 2 took longer than --timeout 2"));
    assertTrue(terminal().contains("cell 2 failed"), this::terminal);
  }

  @Test
  @Timeout(120)
  void aNotebookOverTimeIsStopped() throws IOException {
    code("Thread.sleep(1000);");
    code("Thread.sleep(60000);");
    Duration minute = Duration.ofMinutes(1);
    assertFalse(run("out", r -> r.timeouts(minute, Duration.ofSeconds(3))));
    String error = output(executed("out"), 2, 0).get("evalue").getAsString();
    assertTrue(error.contains("--total-timeout 3") && error.contains("in cell 2"), error);
  }

  @Test
  void parametersAreOverridden() throws IOException {
    JsonObject metadata = new JsonObject();
    metadata.add("tags", JsonParser.parseString("[\"parameters\"]"));
    code("int epochs = 100;\nvar name = \"a\";").add("metadata", metadata);
    code("name + epochs");
    assertTrue(run("out", r -> r.parameters(Map.of("epochs", "5"))), this::terminal);
    JsonArray cells = executed("out");
    assertEquals(4, cells.size());
    assertTrue(cells.get(2).toString().contains("injected-parameters"));
    assertTrue(output(cells, 3, 0).toString().contains("\"a5\""), cells::toString);
  }

  @Test
  void oddOutputsStayValid() throws IOException {
    code(
        "System.out.print(\"\"); System.out.flush(); System.out.print(\"a\"); System.err.print(\"\");");
    code("throw new IllegalStateException();");
    assertFalse(run("out"));
    JsonArray outputs = executed("out").get(1).getAsJsonObject().getAsJsonArray("outputs");
    assertEquals(1, outputs.size());
    assertEquals("[\"a\"]", output(executed("out"), 1, 0).get("text").toString());
    JsonObject error = output(executed("out"), 2, 0);
    assertTrue(error.get("evalue").isJsonPrimitive() && error.get("traceback").isJsonArray());
  }

  @Test
  void thePageStandsAlone() throws IOException {
    code("show(new java.awt.image.BufferedImage(3, 2, 1));\n\"<script>\"");
    assertTrue(run("out"));
    String html = Files.readString(folder.resolve("out/tiny.html"));
    assertTrue(html.contains("<title>A title</title>"), html);
    assertTrue(html.contains("<msup><mi>x</mi>"), html);
    assertTrue(html.contains("src=\"data:image/png;base64,"), html);
    String free = html.replaceFirst("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "");
    assertTrue(free.length() < html.length());
    assertFalse(free.contains("<script") || free.contains("http"), html);
  }

  @Test
  void whatIsNoNotebookIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("old.ipynb"), "{\"nbformat\": 3}");
    assertTrue(
        assertThrows(IOException.class, () -> Notebook.read(file))
            .getMessage()
            .contains("expected nbformat 4, got 3"));
    Path text = Files.writeString(folder.resolve("no.ipynb"), "hello");
    assertThrows(IOException.class, () -> Notebook.read(text));
  }
}
