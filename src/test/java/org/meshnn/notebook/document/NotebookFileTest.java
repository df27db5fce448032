package org.meshnn.notebook.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotebookFileTest {
  private static final String WHOLE =
      """
      {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": {"name": "x"}}, "cells": [
        {"cell_type": "code", "id": "a", "metadata": {"tags": ["headline"]},
         "source": ["1\\n", "2"], "execution_count": 1, "outputs": [{"output_type": "stream"}]},
        {"cell_type": "markdown", "metadata": {}, "source": "![p](attachment:p.png)",
         "attachments": {"p.png": {"image/png": "iVBO"}}}]}
      """;

  @TempDir private Path folder;

  private String fault(byte[] content) throws IOException {
    Path file = Files.write(folder.resolve("n.ipynb"), content);
    String message = assertThrows(IOException.class, () -> NotebookFile.read(file)).getMessage();
    assertTrue(message.startsWith(file + ": "), message);
    return message.substring((file + ": ").length());
  }

  private String fault(String content) throws IOException {
    return fault(content.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]                                 | expected a notebook, a JSON object of nbformat 4, got '[]'",
        "{}                                 | expected nbformat 4, got null; convert it with a current"
            + " Jupyter",
        "{'nbformat': 3}                    | expected nbformat 4, got 3; convert it with a current"
            + " Jupyter",
        "{'nbformat': 4}                    | 'cells': expected a list, got nothing",
        "{'nbformat': 4, 'cells': {}}       | 'cells': expected a list, got '{}'",
        "{'nbformat': 4, 'metadata': null, 'cells': []} | 'metadata': expected an object, got 'null'",
        "{'nbformat': 4, 'cells': [7]}      | cell 1: expected an object, got '7'",
        "{'nbformat': 4, 'cells': [{'cell_type': 'code', 'source': 5}]} | cell 1: 'source': expected"
            + " text or a list of texts, got '5'",
        "{'nbformat': 4, 'cells': [{'cell_type': 'code', 'source': [1]}]} | cell 1: 'source': expected"
            + " text or a list of texts, got '[1]'",
        "{'nbformat': 4, 'cells': [{'source': ''}]} | cell 1: 'cell_type': expected code, markdown or raw, got nothing",
        "{'nbformat': 4, 'cells': [{'cell_type': 'weird', 'source': ''}]} | cell 1: 'cell_type': expected"
            + " code, markdown or raw, got '\"weird\"'",
        "{'nbformat': 4, 'cells': [{'cell_type': 'code', 'source': '', 'metadata': {'tags': 'a'}}]} |"
            + " cell 1: metadata: 'tags': expected a list of texts, got '\"a\"'",
      })
  void saysWhatIsNotAsItShouldBe(String content, String expected) throws IOException {
    assertEquals(expected, fault(content.replace('\'', '"')));
  }

  @Test
  void saysWhereJsonOrUtf8Ends() throws IOException {
    assertTrue(
        fault("{\"nbformat\": 4,\n \"cells\": [").contains("not JSON: End of input at line 2"));
    byte[] latin1 = "{\"nbformat\": 4,\n\"a\": \"é\"}".getBytes(StandardCharsets.ISO_8859_1);
    assertEquals(
        "expected UTF-8, got byte 0xE9 at position 22 (line 2); save it as UTF-8", fault(latin1));
    byte[] cut = "{\"a\": \"é".getBytes(StandardCharsets.UTF_8);
    assertEquals(
        "expected UTF-8, got byte 0xC3 at position 7 (line 1); save it as UTF-8",
        fault(java.util.Arrays.copyOf(cut, cut.length - 1)));
  }

  /** Any member replaced by anything: read, written and shown, or refused with a reason. */
  @Test
  void nothingElseIsThrown() throws IOException {
    JsonElement whole = JsonParser.parseString(WHOLE);
    List<JsonElement> others =
        List.of(
            JsonNull.INSTANCE,
            new JsonPrimitive(7.5),
            new JsonPrimitive(true),
            new JsonPrimitive("code"),
            new JsonArray(),
            new JsonObject(),
            JsonParser.parseString("[null]"),
            JsonParser.parseString("{\"tags\": [{}]}"));
    int tried = 0;
    for (JsonElement other : others) {
      for (int place = 0; place < count(whole); place++) {
        Path file = folder.resolve("n.ipynb");
        Files.writeString(file, replaced(whole, new int[] {place}, other).toString());
        try {
          Notebook notebook = Notebook.read(file);
          notebook.write(folder.resolve("out.ipynb"));
          new Page(notebook).html();
        } catch (IOException e) {
          assertTrue(e.getMessage().contains("expected"), e.getMessage());
        }
        tried++;
      }
    }
    assertTrue(tried > 200);
  }

  private static int count(JsonElement element) {
    int inside = 0;
    if (element.isJsonArray()) {
      inside = element.getAsJsonArray().asList().stream().mapToInt(NotebookFileTest::count).sum();
    } else if (element.isJsonObject()) {
      inside =
          element.getAsJsonObject().asMap().values().stream()
              .mapToInt(NotebookFileTest::count)
              .sum();
    }
    return 1 + inside;
  }

  /** A copy whose element number {@code left[0]}, counted from the root, is another. */
  private static JsonElement replaced(JsonElement element, int[] left, JsonElement other) {
    if (left[0]-- == 0) {
      return other;
    }
    if (element.isJsonArray()) {
      JsonArray copy = new JsonArray();
      element.getAsJsonArray().forEach(e -> copy.add(replaced(e, left, other)));
      return copy;
    }
    if (element.isJsonObject()) {
      JsonObject copy = new JsonObject();
      element.getAsJsonObject().asMap().forEach((k, v) -> copy.add(k, replaced(v, left, other)));
      return copy;
    }
    return element;
  }
}
