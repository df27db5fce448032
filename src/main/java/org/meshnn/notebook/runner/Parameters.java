package org.meshnn.notebook.runner;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.meshnn.notebook.document.Notebook;
import org.meshnn.text.Listing;
import org.meshnn.text.Spelling;

/**
 * Values from outside for the variables that the cell tagged {@value #TAG} declares, in the manner
 * of papermill: a cell tagged {@value #INJECTED} that assigns them follows it.
 */
final class Parameters {
  static final String TAG = "parameters";
  static final String INJECTED = "injected-parameters";

  private static final String NOTE = "// from the command line";
  private static final Pattern COMMENT =
      Pattern.compile("(?<string>\"(?:\\\\.|[^\"\\\\])*+\")|//[^\n]*|/\\*(?s:.*?)\\*/");
  private static final Pattern DECLARATION =
      Pattern.compile(
          "(?m)(?:^|;)\\s*(?:final\\s+)?(?<type>[A-Za-z_][\\w.]*(?:<[^=;]*>)?(?:\\[\\])*)\\s+"
              + "(?<name>[A-Za-z_$][\\w$]*)\\s*=\\s*(?<value>\"(?:\\\\.|[^\"\\\\])*+\"|[^;]*)");

  private final Map<String, String> values;

  Parameters(Map<String, String> values) {
    this.values = new LinkedHashMap<>(values);
  }

  /**
   * Adds the cell of assignments to a notebook, in place of one from an earlier run.
   *
   * @return what is worth a note, if anything
   * @throws IllegalArgumentException if a value has no declaration or not its type
   */
  Optional<String> into(Notebook notebook) {
    if (values.isEmpty()) {
      return Optional.empty();
    }
    List<Notebook.Cell> cells = notebook.cells();
    int at = -1;
    for (int i = 0; i < cells.size(); i++) {
      if (cells.get(i).isCode() && cells.get(i).hasTag(TAG)) {
        at = i;
        break;
      }
    }
    List<String> lines = new ArrayList<>(List.of(NOTE));
    if (at < 0) {
      values.forEach((name, text) -> lines.add("var " + assignment(name, text, guess(text))));
    } else {
      Map<String, String> types = declared(cells.get(at).source());
      values.forEach((name, text) -> lines.add(assignment(name, text, type(name, types))));
    }
    int place = at + 1;
    if (place < cells.size() && cells.get(place).hasTag(INJECTED)) {
      notebook.remove(place);
    }
    notebook.insert(place, cell(String.join("\n", lines)));
    return at >= 0
        ? Optional.empty()
        : Optional.of(
            "no cell is tagged '"
                + TAG
                + "': "
                + Listing.of(values.keySet())
                + " declared at the top, where a later declaration overrides it");
  }

  /** The variables that a cell declares, with their types; those of {@code var} from the value. */
  static Map<String, String> declared(String source) {
    Map<String, String> types = new LinkedHashMap<>();
    String code =
        COMMENT
            .matcher(source)
            .replaceAll(m -> m.group(1) == null ? "" : Matcher.quoteReplacement(m.group(1)));
    Matcher found = DECLARATION.matcher(code);
    while (found.find()) {
      String type = found.group("type");
      types.put(
          found.group("name"), type.equals("var") ? guessLiteral(found.group("value")) : type);
    }
    return types;
  }

  private static String type(String name, Map<String, String> types) {
    String type = types.get(name);
    if (type == null) {
      throw new IllegalArgumentException(
          "-p "
              + name
              + ": the cell tagged '"
              + TAG
              + "' declares no '"
              + name
              + "'"
              + Spelling.didYouMean(name, List.copyOf(types.keySet()))
              + " (declared: "
              + Listing.of(types.keySet())
              + ")");
    }
    return type;
  }

  private static String assignment(String name, String text, String type) {
    return name + " = " + Literal.of(name, text, type) + ";";
  }

  private static String guessLiteral(String java) {
    String value = java.strip();
    if (value.startsWith("\"")) {
      return "String";
    }
    if (value.matches("[-+]?\\d[\\d_]*[lL]")) {
      return "long";
    }
    return guess(value.replace("_", ""));
  }

  /** The type of a value that no declaration tells. */
  private static String guess(String text) {
    for (String type : List.of("int", "long", "double", "boolean")) {
      if (Literal.fits(text, type)) {
        return type;
      }
    }
    return "String";
  }

  private static JsonObject cell(String source) {
    JsonArray tags = new JsonArray();
    tags.add(INJECTED);
    JsonObject metadata = new JsonObject();
    metadata.add("tags", tags);
    JsonObject cell = new JsonObject();
    cell.addProperty("cell_type", "code");
    cell.addProperty("id", INJECTED);
    cell.add("metadata", metadata);
    cell.add("source", Notebook.lines(source));
    return cell;
  }
}
