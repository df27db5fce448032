package org.meshnn.notebook.document;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.meshnn.engine.Engine;
import org.meshnn.notebook.kernel.KernelSpec;
import org.meshnn.text.Utf8;

/**
 * A notebook file, nbformat 4. Written as Jupyter writes it (sorted keys, one space of indentation,
 * text as lists of lines), so that running twice gives the same bytes.
 */
public final class Notebook {
  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().serializeNulls().create();
  private static final int MINOR = 5;

  private final JsonObject root;

  private Notebook(JsonObject root) {
    this.root = root;
  }

  /**
   * {@return a notebook file of any minor version of nbformat 4, brought to 4.5}
   *
   * @param file to read
   * @throws IOException if the file cannot be read or is no notebook
   */
  public static Notebook read(Path file) throws IOException {
    Notebook notebook = new Notebook(NotebookFile.read(file));
    notebook.modernise();
    return notebook;
  }

  /**
   * {@return a notebook file as it is, outputs and all, for its {@link Page}}
   *
   * @param file that {@link #write} has written, as outputs are not checked
   * @throws IOException if the file cannot be read or is no notebook
   */
  public static Notebook readExecuted(Path file) throws IOException {
    return new Notebook(NotebookFile.read(file));
  }

  /** {@return the cells, in order} */
  public List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    root.getAsJsonArray("cells").forEach(c -> cells.add(new Cell(c.getAsJsonObject())));
    return cells;
  }

  /**
   * Puts a cell at a place among the cells; it gets an id of its own.
   *
   * @param place from 0 to the number of cells
   * @param cell as nbformat has it
   */
  public void insert(int place, JsonObject cell) {
    Set<String> ids = new HashSet<>();
    cells().forEach(c -> ids.add(c.json().get("id").getAsString()));
    new Cell(cell).modernise(place + 1, ids);
    root.getAsJsonArray("cells").asList().add(place, cell);
  }

  /**
   * Takes a cell out.
   *
   * @param place from 0, less than the number of cells
   */
  public void remove(int place) {
    root.getAsJsonArray("cells").remove(place);
  }

  /**
   * Writes the notebook.
   *
   * @param file to write; an older one is replaced
   * @throws IOException if the file cannot be written
   */
  public void write(Path file) throws IOException {
    StringWriter text = new StringWriter();
    JsonWriter writer = new JsonWriter(text);
    writer.setIndent(" ");
    writer.setHtmlSafe(false);
    writer.setSerializeNulls(true);
    GSON.toJson(sorted(root), writer);
    Files.write(file, Utf8.bytes(text + "\n"));
  }

  private void modernise() {
    JsonElement minor = root.get("nbformat_minor");
    root.addProperty("nbformat_minor", Math.max(MINOR, minor == null ? 0 : minor.getAsInt()));
    JsonObject metadata = objectOf(root, "metadata");
    JsonObject spec = new JsonObject();
    spec.addProperty("display_name", KernelSpec.DISPLAY_NAME);
    spec.addProperty("language", "java");
    spec.addProperty("name", KernelSpec.NAME);
    metadata.add("kernelspec", spec);
    JsonObject language = new JsonObject();
    language.addProperty("name", "java");
    language.addProperty("file_extension", ".java");
    language.addProperty("mimetype", "text/x-java-source");
    metadata.add("language_info", language);
    JsonObject made = new JsonObject();
    made.addProperty("made_by", machine());
    metadata.add("meshnn", made);
    Set<String> ids = new HashSet<>();
    int number = 0;
    for (Cell cell : cells()) {
      cell.modernise(++number, ids);
    }
  }

  /** What the bits of numbers depend on, code and seeds aside; kept in the notebook's metadata. */
  private static String machine() {
    return String.format(
        Locale.ROOT,
        "%s %d, %s, %d lanes",
        System.getProperty("java.vm.name"),
        Runtime.version().feature(),
        System.getProperty("os.arch"),
        Engine.lanes());
  }

  static JsonObject objectOf(JsonObject parent, String name) {
    if (!parent.has(name)) {
      parent.add(name, new JsonObject());
    }
    return parent.getAsJsonObject(name);
  }

  /**
   * {@return a text as nbformat keeps it: a list of lines, each with its line end}
   *
   * @param text of any length
   */
  public static JsonArray lines(String text) {
    JsonArray lines = new JsonArray();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      int next = end < 0 ? text.length() : end + 1;
      lines.add(text.substring(start, next));
      start = next;
    }
    return lines;
  }

  /**
   * {@return the text of a list of lines or a plain string}
   *
   * @param lines as nbformat has them; null for none
   */
  public static String text(@Nullable JsonElement lines) {
    if (lines == null || lines.isJsonNull()) {
      return "";
    }
    if (!lines.isJsonArray()) {
      return lines.getAsString();
    }
    StringBuilder text = new StringBuilder();
    lines.getAsJsonArray().forEach(l -> text.append(l.getAsString()));
    return text.toString();
  }

  private static JsonElement sorted(JsonElement element) {
    if (element.isJsonObject()) {
      TreeMap<String, JsonElement> members = new TreeMap<>(element.getAsJsonObject().asMap());
      JsonObject copy = new JsonObject();
      members.forEach((name, member) -> copy.add(name, sorted(member)));
      return copy;
    }
    if (element.isJsonArray()) {
      JsonArray copy = new JsonArray();
      element.getAsJsonArray().forEach(e -> copy.add(sorted(e)));
      return copy;
    }
    return element;
  }

  /**
   * One cell of a notebook; writing to it changes the notebook.
   *
   * @param json as nbformat has it
   */
  public record Cell(JsonObject json) {

    /** {@return whether it holds code} */
    public boolean isCode() {
      return json.get("cell_type").getAsString().equals("code");
    }

    /** Whether it holds Markdown. */
    boolean isMarkdown() {
      return json.get("cell_type").getAsString().equals("markdown");
    }

    /** {@return its source, lines joined} */
    public String source() {
      return text(json.get("source"));
    }

    /**
     * {@return whether its metadata have a tag}
     *
     * @param tag as Jupyter has it
     */
    public boolean hasTag(String tag) {
      JsonElement tags = objectOf(json, "metadata").get("tags");
      return tags != null && tags.getAsJsonArray().contains(new JsonPrimitive(tag));
    }

    /** What is attached to a text cell: from a name to its MIME bundle. */
    Map<String, Map<String, String>> attachments() {
      Map<String, Map<String, String>> attachments = new HashMap<>();
      if (json.has("attachments")) {
        json.getAsJsonObject("attachments")
            .asMap()
            .forEach(
                (name, bundle) -> {
                  Map<String, String> types = new TreeMap<>();
                  bundle.getAsJsonObject().asMap().forEach((m, data) -> types.put(m, text(data)));
                  attachments.put(name, types);
                });
      }
      return attachments;
    }

    /** {@return what the cell showed, in order, as nbformat has it} */
    public JsonArray outputs() {
      return json.getAsJsonArray("outputs");
    }

    /** The number of the run that made the outputs; empty before. */
    String count() {
      JsonElement count = json.get("execution_count");
      return count == null || count.isJsonNull() ? "" : count.getAsString();
    }

    /**
     * Begins a run: without outputs, with its number.
     *
     * @param count the number of the run, from 1
     */
    public void begin(int count) {
      json.addProperty("execution_count", count);
      json.add("outputs", new JsonArray());
    }

    /** Takes outputs and number away. */
    private void clear() {
      json.add("execution_count", JsonNull.INSTANCE);
      json.add("outputs", new JsonArray());
    }

    private void modernise(int number, Set<String> ids) {
      objectOf(json, "metadata");
      json.add("source", lines(source()));
      String id = json.has("id") ? json.get("id").getAsString() : "cell-" + number;
      while (!ids.add(id)) {
        id += "-again";
      }
      json.addProperty("id", id);
      if (isCode()) {
        clear();
      }
    }
  }
}
