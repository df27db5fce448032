package org.meshnn.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meshnn.notebook.runner.Runner;

/**
 * The notebooks in the repository run, show what they are committed with, and are small and clean.
 */
class CommittedNotebooksTest {
  /** Values for the parameters of notebooks that take longer than a test may. */
  private static final Path QUICK = Path.of(".ci", "quick-parameters.json");

  /** Characters of code that a page of the classic notebook shows without a bar to scroll. */
  private static final int PAGE = 92;

  private static final String TEXT = "text/plain";
  private static final String PNG = "image/png";

  /** How far a run and the committed one can be compared. */
  private enum Comparison {
    /** Made by the same JVM and vectors: the same text, and pictures that look the same. */
    BITS,
    /** Made elsewhere: the same words, numbers where numbers are. */
    WORDS,
    /** Run with other parameters, or committed without a word of what made it. */
    KINDS
  }

  static Stream<Path> notebooks() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("notebooks"))) {
      return files.filter(f -> f.toString().endsWith(".ipynb")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void runsAndShowsWhatIsCommitted(Path notebook, @TempDir Path out, TestReporter reporter)
      throws IOException {
    var printed = new ByteArrayOutputStream();
    var terminal = new PrintStream(printed, true, StandardCharsets.UTF_8);
    Map<String, String> quick = quick(notebook);
    assertTrue(
        new Runner(out, true, terminal).parameters(quick).run(notebook),
        () -> printed.toString(StandardCharsets.UTF_8));
    String name = notebook.getFileName().toString();
    String page = Files.readString(out.resolve(name.replace(".ipynb", ".html")));
    assertTrue(page.contains("data:image/png;base64,"), "pictures lie in the page");
    assertFalse(page.contains("<script"), "no script");

    JsonObject committed = read(notebook);
    JsonObject run = read(out.resolve(name));
    Comparison comparison = comparison(committed, run, quick);
    reporter.publishEntry(name, "compared: " + comparison);
    List<JsonArray> before = outputs(committed);
    List<JsonArray> now = outputs(run);
    assertEquals(before.size(), now.size(), "code cells");
    for (int cell = 0; cell < now.size(); cell++) {
      String where = name + ", cell " + (cell + 1);
      assertEquals(told(before.get(cell), comparison), told(now.get(cell), comparison), where);
      comparePictures(pictures(before.get(cell)), pictures(now.get(cell)), comparison, where);
    }
  }

  private static Comparison comparison(
      JsonObject committed, JsonObject run, Map<String, String> parameters) {
    JsonElement madeBy = committed.getAsJsonObject("metadata").get("meshnn");
    if (!parameters.isEmpty()) {
      return Comparison.KINDS;
    }
    return run.getAsJsonObject("metadata").get("meshnn").equals(madeBy)
        ? Comparison.BITS
        : Comparison.WORDS;
  }

  /** What each output says, as far as it can be compared. */
  private static String told(JsonArray outputs, Comparison comparison) {
    List<String> told = new ArrayList<>();
    for (JsonElement element : outputs) {
      JsonObject output = element.getAsJsonObject();
      String type = output.get("output_type").getAsString();
      JsonObject data = output.has("data") ? output.getAsJsonObject("data") : new JsonObject();
      String text = joined(output.has("text") ? output.get("text") : data.get(TEXT));
      if (!Masked.isBar(text)) {
        told.add(type + " " + data.keySet());
        switch (comparison) {
          case BITS -> told.add(Masked.text(text));
          case WORDS -> told.add(Masked.structure(text));
          case KINDS -> {}
        }
      }
    }
    return String.join("\n", told);
  }

  private static List<String> pictures(JsonArray outputs) {
    List<String> pictures = new ArrayList<>();
    for (JsonElement output : outputs) {
      JsonElement data = output.getAsJsonObject().get("data");
      if (data != null && data.getAsJsonObject().has(PNG)) {
        pictures.add(joined(data.getAsJsonObject().get(PNG)));
      }
    }
    return pictures;
  }

  private static void comparePictures(
      List<String> before, List<String> now, Comparison comparison, String where)
      throws IOException {
    assertEquals(before.size(), now.size(), where);
    for (int i = 0; i < now.size(); i++) {
      Ink was = Ink.of(before.get(i));
      Ink is = Ink.of(now.get(i));
      String sizes = where + ", picture " + (i + 1) + ": " + was + " and " + is;
      assertDrawn(was, sizes);
      assertDrawn(is, sizes);
      if (comparison != Comparison.KINDS) {
        assertTrue(is.about(was), sizes);
      }
      if (comparison == Comparison.BITS && is.sameSize(was)) {
        assertEquals(0, is.difference(was), 0.02, sizes);
      }
    }
  }

  /** Neither blank nor full, with something in the middle, and nothing cut off at its border. */
  private static void assertDrawn(Ink ink, String which) {
    assertTrue(ink.colours() > 8, which);
    assertTrue(ink.share(0, 0, 1, 1) > 0.005, which);
    assertTrue(ink.share(0, 0, 1, 1) < 0.98, which);
    assertTrue(ink.share(0.25, 0.25, 0.75, 0.75) > 0.002, which);
    assertTrue(ink.hasMargins(), which);
  }

  /** The outputs of each code cell, that of parameters from outside left out. */
  private static List<JsonArray> outputs(JsonObject notebook) {
    List<JsonArray> outputs = new ArrayList<>();
    for (JsonObject cell : codeCells(notebook)) {
      JsonArray tags = cell.getAsJsonObject("metadata").getAsJsonArray("tags");
      if (tags == null || !tags.contains(new JsonPrimitive("injected-parameters"))) {
        outputs.add(cell.getAsJsonArray("outputs"));
      }
    }
    return outputs;
  }

  private static List<JsonObject> codeCells(JsonObject notebook) {
    List<JsonObject> cells = new ArrayList<>();
    for (JsonElement cell : notebook.getAsJsonArray("cells")) {
      if (cell.getAsJsonObject().get("cell_type").getAsString().equals("code")) {
        cells.add(cell.getAsJsonObject());
      }
    }
    return cells;
  }

  private static JsonObject read(Path notebook) throws IOException {
    return JsonParser.parseString(Files.readString(notebook)).getAsJsonObject();
  }

  private static String joined(JsonElement lines) {
    if (lines == null || !lines.isJsonArray()) {
      return lines == null ? "" : lines.getAsString();
    }
    StringBuilder text = new StringBuilder();
    lines.getAsJsonArray().forEach(line -> text.append(line.getAsString()));
    return text.toString();
  }

  /** Fewer epochs and seeds for a notebook that takes long with those it is committed with. */
  private static Map<String, String> quick(Path notebook) throws IOException {
    JsonObject own = read(QUICK).getAsJsonObject(notebook.getFileName().toString());
    Map<String, String> parameters = new HashMap<>();
    if (own != null) {
      own.entrySet().forEach(e -> parameters.put(e.getKey(), e.getValue().getAsString()));
    }
    return parameters;
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void isCommittedExecuted(Path notebook) throws IOException {
    assertTrue(Files.size(notebook) < 1 << 20, "under 1 MB");
    String text = Files.readString(notebook);
    assertFalse(text.contains(System.getProperty("user.home") + "/"), "no path of this machine");
    assertFalse(text.contains("| meshnn | unknown |"), "run by a version that knows its name");
    int run = 0;
    for (JsonObject cell : codeCells(read(notebook))) {
      for (String line : joined(cell.get("source")).split("\n")) {
        assertTrue(line.length() <= PAGE, () -> "wider than the page of a browser: " + line);
      }
      assertEquals(++run, cell.get("execution_count").getAsInt(), "run once, from top to bottom");
      for (JsonElement output : cell.getAsJsonArray("outputs")) {
        assertFalse(output.getAsJsonObject().get("output_type").getAsString().equals("error"));
      }
      // Stock kernels would show the stream that printf returns.
      assertFalse(
          joined(cell.get("source")).strip().matches("(?s)(.*[;}]\\s*)?\\S+\\.printf\\([^;]*\\);"),
          "cell " + run + " ends in a printf");
    }
    assertTrue(run > 3);
  }

  @Test
  void whatMayDifferIsMaskedAndNothingElse() {
    assertEquals(
        "stopped early after (time); loss 0.017",
        Masked.text("stopped early after 0.2 s; loss 0.017"));
    assertEquals("(provenance)", Masked.text("Java      17.0.15+6"));
    assertEquals("exact (rate)", Masked.text("exact 12.8 times as long"));
    assertEquals("speed (time), (rate)", Masked.text("speed 7.98 s, 1,003 steps a second"));
    assertEquals("RMSE 314.1, 86 rows", Masked.text("RMSE 314.1, 86 rows"));
    assertEquals("RMSE #, # rows", Masked.structure("RMSE  314.1,  86 rows"));
    assertTrue(Masked.isBar("[##--] epoch 3 of 6: loss 0.1"));
    assertTrue(Masked.isBar("[##--] step 3 of 6: running NMSE 0.1"));
    assertFalse(Masked.isBar("[5, 3] epoch"));
  }
}
