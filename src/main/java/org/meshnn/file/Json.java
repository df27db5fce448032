package org.meshnn.file;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import org.jspecify.annotations.Nullable;
import org.meshnn.text.Excerpt;
import org.meshnn.text.Required;

/** The text of model.json: written to be read, and read strictly. */
final class Json {
  private static final Gson GSON =
      new GsonBuilder()
          .setStrictness(Strictness.STRICT)
          .setPrettyPrinting()
          .disableHtmlEscaping()
          .registerTypeAdapter(double.class, JsonNumbers.NUMBER)
          .registerTypeAdapter(Double.class, JsonNumbers.NUMBER)
          .registerTypeAdapter(double[].class, JsonNumbers.LINE)
          .registerTypeAdapter(int[].class, JsonNumbers.COUNTS)
          .create();

  /** What is read of a file in any format. */
  private record Head(@Nullable Integer format) {}

  private Json() {}

  /** A description as text. */
  static String text(ModelJson model) {
    return GSON.toJson(model) + "\n";
  }

  /**
   * Refuses a text in a later format.
   *
   * @throws JsonParseException if it is not JSON of an object
   * @throws IllegalArgumentException if it names no format, or one that is not known
   */
  static void requireKnownFormat(String json) {
    Head head = GSON.fromJson(json, Head.class);
    if (head == null || head.format() == null || head.format() < 1) {
      throw new IllegalArgumentException("its model.json names no format");
    }
    if (head.format() > ModelJson.FORMAT) {
      throw new IllegalArgumentException(
          "it is written in format "
              + head.format()
              + "; this version reads "
              + (ModelJson.FORMAT == 1 ? "format 1" : "formats 1 to " + ModelJson.FORMAT)
              + ". Take a later version of meshnn");
    }
  }

  /**
   * Reads a text.
   *
   * @throws IllegalArgumentException if it is not JSON as {@link #text} writes it
   */
  static ModelJson parse(String json) {
    try {
      return Required.of(GSON.fromJson(json, ModelJson.class), "a description");
    } catch (RuntimeException e) { // of the parser, or of a record that it makes
      Throwable cause = e instanceof JsonParseException || e.getCause() == null ? e : e.getCause();
      throw new IllegalArgumentException(
          "its model.json is not as this version writes it: "
              + Excerpt.start(String.valueOf(cause.getMessage()), 200),
          e);
    }
  }
}
