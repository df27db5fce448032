package org.meshnn.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meshnn.notebook.runner.Runner;

/** The notebooks in the repository run, and are committed executed, small and clean. */
class CommittedNotebooksTest {
  /** Values for the parameters of notebooks that take longer than a test may. */
  private static final Path QUICK = Path.of(".ci", "quick-parameters.json");

  static Stream<Path> notebooks() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("notebooks"))) {
      return files.filter(f -> f.toString().endsWith(".ipynb")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void runs(Path notebook, @TempDir Path out) throws IOException {
    var printed = new ByteArrayOutputStream();
    var terminal = new PrintStream(printed, true, StandardCharsets.UTF_8);
    assertTrue(
        new Runner(out, true, terminal).parameters(quick(notebook)).run(notebook),
        () -> printed.toString(StandardCharsets.UTF_8));
    String page =
        Files.readString(out.resolve(notebook.getFileName().toString().replace(".ipynb", ".html")));
    assertTrue(page.contains("data:image/png;base64,"), "pictures lie in the page");
    assertFalse(page.contains("<script"), "no script");
  }

  /** Fewer epochs and seeds for a notebook that takes long with those it is committed with. */
  private static Map<String, String> quick(Path notebook) throws IOException {
    JsonObject all = JsonParser.parseString(Files.readString(QUICK)).getAsJsonObject();
    Map<String, String> parameters = new HashMap<>();
    JsonObject own = all.getAsJsonObject(notebook.getFileName().toString());
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
    JsonObject json = JsonParser.parseString(text).getAsJsonObject();
    int run = 0;
    for (JsonElement element : json.getAsJsonArray("cells")) {
      JsonObject cell = element.getAsJsonObject();
      if (cell.get("cell_type").getAsString().equals("code")) {
        assertEquals(++run, cell.get("execution_count").getAsInt(), "run once, from top to bottom");
        for (JsonElement output : cell.getAsJsonArray("outputs")) {
          assertFalse(output.getAsJsonObject().get("output_type").getAsString().equals("error"));
        }
      }
    }
    assertTrue(run > 3);
  }
}
