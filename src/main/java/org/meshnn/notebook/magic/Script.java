package org.meshnn.notebook.magic;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Code to run in one go, out of a file.
 *
 * @param name what errors name it by
 * @param source Java and magics
 */
public record Script(String name, String source) {

  /**
   * {@return the scripts of a file: a Java source, a JShell script, or a notebook's code cells}
   *
   * @param file ends in .java, .jsh, .jshell or .ipynb
   * @throws MagicException if the file is not there, or none of these
   * @throws IOException if it cannot be read
   */
  public static List<Script> read(Path file) throws MagicException, IOException {
    if (!Files.isRegularFile(file)) {
      throw new MagicException("no file " + file.toAbsolutePath());
    }
    String name = file.getFileName().toString();
    String text = Files.readString(file);
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return switch (ending) {
      case "java", "jsh", "jshell" -> List.of(new Script(name, text));
      case "ipynb" -> cells(name, text);
      default ->
          throw new MagicException(
              "%load expects a .java, .jsh, .jshell or .ipynb file, got " + file);
    };
  }

  private static List<Script> cells(String name, String text) throws MagicException {
    List<Script> cells = new ArrayList<>();
    try {
      JsonObject notebook = JsonParser.parseString(text).getAsJsonObject();
      for (JsonElement element : notebook.getAsJsonArray("cells")) {
        JsonObject cell = element.getAsJsonObject();
        if (cell.get("cell_type").getAsString().equals("code")) {
          cells.add(new Script(name + ", cell " + (cells.size() + 1), source(cell.get("source"))));
        }
      }
    } catch (JsonParseException | IllegalStateException | NullPointerException e) {
      throw new MagicException(name + " is no notebook (nbformat 4): " + e.getMessage());
    }
    return cells;
  }

  private static String source(JsonElement source) {
    if (!source.isJsonArray()) {
      return source.getAsString();
    }
    StringBuilder text = new StringBuilder();
    source.getAsJsonArray().forEach(line -> text.append(line.getAsString()));
    return text.toString();
  }
}
