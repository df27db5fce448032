package org.meshnn.notebook.runner;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.meshnn.display.Outlet;
import org.meshnn.notebook.document.Notebook;
import org.meshnn.notebook.session.CellFailure;

/** Gathers what cells show as nbformat outputs; a live value rewrites its output in place. */
final class CellOutputs implements Outlet {
  private final ProgressLine progress;
  private final Map<String, JsonObject> live = new HashMap<>();
  private JsonArray outputs = new JsonArray();

  /** Gathers outputs; {@code progress} receives live values. */
  CellOutputs(ProgressLine progress) {
    this.progress = progress;
  }

  /** Everything from here on belongs to this list. */
  synchronized void into(JsonArray outputs) {
    this.outputs = outputs;
  }

  /** Whatever comes from here on belongs to no notebook. */
  synchronized void close() {
    into(new JsonArray());
  }

  @Override
  public synchronized void stream(String name, String text) {
    if (text.isEmpty()) {
      return;
    }
    JsonObject last = outputs.isEmpty() ? null : outputs.get(outputs.size() - 1).getAsJsonObject();
    if (last != null && last.has("name") && last.get("name").getAsString().equals(name)) {
      append(last.getAsJsonArray("text"), text);
      return;
    }
    JsonObject output = output("stream");
    output.addProperty("name", name);
    output.add("text", Notebook.lines(text));
  }

  @Override
  public synchronized void display(Map<String, String> bundle) {
    fill(output("display_data"), bundle);
  }

  @Override
  public synchronized void update(String id, Map<String, String> bundle, boolean last) {
    fill(live.computeIfAbsent(id, i -> output("display_data")), bundle);
    progress.live(id, bundle, last);
  }

  @Override
  public synchronized void clear() {
    live.values().removeIf(shown -> outputs.asList().stream().anyMatch(o -> o == shown));
    while (!outputs.isEmpty()) {
      outputs.remove(outputs.size() - 1);
    }
  }

  /** The value of the cell's last expression. */
  synchronized void result(int count, Map<String, String> bundle) {
    JsonObject output = output("execute_result");
    output.addProperty("execution_count", count);
    fill(output, bundle);
  }

  /** Why the cell failed. */
  synchronized void failure(CellFailure failure) {
    JsonObject output = output("error");
    output.addProperty("ename", failure.name());
    output.addProperty("evalue", failure.message());
    JsonArray traceback = new JsonArray();
    failure.traceback().forEach(traceback::add);
    output.add("traceback", traceback);
  }

  private static void append(JsonArray lines, String text) {
    String end = lines.get(lines.size() - 1).getAsString();
    if (!end.endsWith("\n")) {
      lines.remove(lines.size() - 1);
      text = end + text;
    }
    lines.addAll(Notebook.lines(text));
  }

  private JsonObject output(String type) {
    JsonObject output = new JsonObject();
    output.addProperty("output_type", type);
    outputs.add(output);
    return output;
  }

  private static void fill(JsonObject output, Map<String, String> bundle) {
    JsonObject data = new JsonObject();
    new TreeMap<>(bundle)
        .forEach(
            (mime, content) -> {
              if (mime.startsWith("text/")) {
                data.add(mime, Notebook.lines(content));
              } else {
                data.addProperty(mime, content);
              }
            });
    output.add("data", data);
    output.add("metadata", new JsonObject());
  }
}
