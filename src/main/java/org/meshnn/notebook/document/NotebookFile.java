package org.meshnn.notebook.document;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.meshnn.text.Listing;

/**
 * Reads a notebook file and checks all that this package takes for granted of nbformat 4: the types
 * of {@code nbformat}, {@code metadata} and {@code cells}, and of each cell's members. Outputs are
 * not looked at: they are replaced.
 */
final class NotebookFile {
  private static final Set<String> CELL_TYPES = Set.of("code", "markdown", "raw");

  /** Gson's advice to programmers, which a place follows: {@code at line 1 column 9 path $}. */
  private static final Pattern STRICTNESS =
      Pattern.compile("Use JsonReader\\.setStrictness.*?to accept malformed JSON(?= at )");

  private static final String TEXT = "text or a list of texts";

  private final Path file;

  private NotebookFile(Path file) {
    this.file = file;
  }

  /**
   * The content of a notebook file.
   *
   * @throws IOException if it cannot be read, is no UTF-8, no JSON, or no notebook; the message
   *     begins with the file and says where in it the fault is
   */
  static JsonObject read(Path file) throws IOException {
    NotebookFile reader = new NotebookFile(file);
    JsonElement root = reader.parsed(reader.decoded(Files.readAllBytes(file)));
    reader.check(root);
    return root.getAsJsonObject();
  }

  private String decoded(byte[] bytes) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
    if (result.isError()) {
      int at = in.position();
      long line = 1 + out.flip().chars().filter(c -> c == '\n').count();
      throw fault(
          String.format(
              Locale.ROOT,
              "expected UTF-8, got byte 0x%02X at position %d (line %d); save it as UTF-8",
              bytes[at] & 0xFF,
              at,
              line));
    }
    return out.flip().toString();
  }

  private JsonElement parsed(String text) throws IOException {
    try {
      return JsonParser.parseString(text);
    } catch (JsonParseException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      String message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
      Matcher strict = STRICTNESS.matcher(message);
      throw fault(
          "expected a notebook, a JSON object of nbformat 4; not JSON"
              + (strict.lookingAt() ? strict.replaceFirst("") : ": " + message));
    }
  }

  private void check(JsonElement root) throws IOException {
    expect(root.isJsonObject(), "", "a notebook, a JSON object of nbformat 4", root);
    JsonObject notebook = root.getAsJsonObject();
    JsonElement major = notebook.get("nbformat");
    if (!isNumber(major) || major.getAsDouble() != 4) {
      throw fault("expected nbformat 4, got " + major + "; convert it with a current Jupyter");
    }
    optional(notebook, "", "nbformat_minor", NotebookFile::isNumber, "a number");
    optional(notebook, "", "metadata", JsonElement::isJsonObject, "an object");
    required(notebook, "", "cells", JsonElement::isJsonArray, "a list");
    int number = 0;
    for (JsonElement cell : notebook.getAsJsonArray("cells")) {
      String where = "cell " + ++number + ": ";
      expect(cell.isJsonObject(), where, "an object", cell);
      check(cell.getAsJsonObject(), where);
    }
  }

  private void check(JsonObject cell, String where) throws IOException {
    required(cell, where, "cell_type", NotebookFile::isCellType, "code, markdown or raw");
    required(cell, where, "source", NotebookFile::isTexts, TEXT);
    optional(cell, where, "id", NotebookFile::isText, "text");
    optional(cell, where, "metadata", JsonElement::isJsonObject, "an object");
    if (cell.has("metadata")) {
      optional(
          cell.getAsJsonObject("metadata"),
          where + "metadata: ",
          "tags",
          tags -> tags.isJsonArray() && isTexts(tags),
          "a list of texts");
    }
    optional(cell, where, "attachments", NotebookFile::isAttachments, "names of MIME bundles");
  }

  private void required(
      JsonObject parent, String where, String name, Predicate<JsonElement> fits, String expected)
      throws IOException {
    JsonElement member = parent.get(name);
    expect(member != null && fits.test(member), where + "'" + name + "': ", expected, member);
  }

  private void optional(
      JsonObject parent, String where, String name, Predicate<JsonElement> fits, String expected)
      throws IOException {
    if (parent.has(name)) {
      required(parent, where, name, fits, expected);
    }
  }

  private void expect(boolean holds, String where, String expected, JsonElement got)
      throws IOException {
    if (!holds) {
      String found = got == null ? "nothing" : Listing.quoted(got);
      throw fault(where + "expected " + expected + ", got " + found);
    }
  }

  private IOException fault(String what) {
    return new IOException(file + ": " + what);
  }

  private static boolean isNumber(JsonElement element) {
    return element != null
        && element.isJsonPrimitive()
        && element.getAsJsonPrimitive().isNumber()
        && element.getAsDouble() == Math.rint(element.getAsDouble());
  }

  private static boolean isText(JsonElement element) {
    return element.isJsonPrimitive() && element.getAsJsonPrimitive().isString();
  }

  private static boolean isCellType(JsonElement element) {
    return isText(element) && CELL_TYPES.contains(element.getAsString());
  }

  private static boolean isTexts(JsonElement element) {
    return isText(element)
        || element.isJsonArray() && all(element.getAsJsonArray(), NotebookFile::isText);
  }

  private static boolean isAttachments(JsonElement element) {
    return element.isJsonObject()
        && element.getAsJsonObject().asMap().values().stream()
            .allMatch(
                bundle ->
                    bundle.isJsonObject()
                        && bundle.getAsJsonObject().asMap().values().stream()
                            .allMatch(NotebookFile::isTexts));
  }

  private static boolean all(JsonArray elements, Predicate<JsonElement> fits) {
    return elements.asList().stream().allMatch(fits);
  }
}
