package org.meshnn.file;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meshnn.text.Excerpt;
import org.meshnn.text.Listing;
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
          .registerTypeAdapter(long[].class, JsonNumbers.LONG_COUNTS)
          .create();

  /** What is read of a file in any format. */
  private record Head(@Nullable Integer format, @Nullable String kind) {}

  private Json() {}

  /** A description as text. */
  static String text(ModelJson model) {
    return GSON.toJson(model) + "\n";
  }

  /** A description as text. */
  static String text(OnlineJson online) {
    return GSON.toJson(online) + "\n";
  }

  /** A description as text. */
  static String text(SequencesJson sequences) {
    return GSON.toJson(sequences) + "\n";
  }

  /** A description as text. */
  static String text(RowsJson rows) {
    return GSON.toJson(rows) + "\n";
  }

  /**
   * Reads the description of a row file.
   *
   * @throws IllegalArgumentException if it is not JSON as {@link #text} writes it
   */
  static RowsJson parseRows(String json) {
    return parse(json, RowsJson.class);
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
   * Refuses a text of something else.
   *
   * @param expected null for a trained mesh
   * @throws JsonParseException if it is not JSON of an object
   * @throws IllegalArgumentException if it is of another kind
   */
  static void requireKind(String json, @Nullable String expected) {
    Head head = GSON.fromJson(json, Head.class);
    String found = head == null ? null : head.kind();
    if (Objects.equals(found, expected)) {
      return;
    }
    throw new IllegalArgumentException(
        isKnown(found)
            ? "it holds "
                + held(found)
                + ", not "
                + held(expected)
                + "; "
                + reader(found)
                + ".load(path) reads it"
            : "it is of a kind that this version does not know, "
                + Listing.quoted(Excerpt.start(String.valueOf(found), 40)));
  }

  private static boolean isKnown(@Nullable String kind) {
    return kind == null || kind.equals(OnlineJson.KIND) || kind.equals(SequencesJson.KIND);
  }

  private static String held(@Nullable String kind) {
    if (kind == null) {
      return "a mesh trained on a table";
    }
    return kind.equals(OnlineJson.KIND)
        ? "a mesh that learns online"
        : "a mesh trained on sequences";
  }

  private static String reader(@Nullable String kind) {
    if (kind == null) {
      return "TrainedMesh";
    }
    return kind.equals(OnlineJson.KIND) ? "OnlineMesh" : "SequenceModel";
  }

  /**
   * Reads a text.
   *
   * @throws IllegalArgumentException if it is not JSON as {@link #text} writes it
   */
  static ModelJson parse(String json) {
    return parse(json, ModelJson.class);
  }

  /**
   * Reads a text of a mesh that learns online.
   *
   * @throws IllegalArgumentException if it is not JSON as {@link #text} writes it
   */
  static OnlineJson parseOnline(String json) {
    return parse(json, OnlineJson.class);
  }

  /**
   * Reads a text of a mesh that was trained on sequences.
   *
   * @throws IllegalArgumentException if it is not JSON as {@link #text} writes it
   */
  static SequencesJson parseSequences(String json) {
    return parse(json, SequencesJson.class);
  }

  private static <T> T parse(String json, Class<T> type) {
    try {
      return Required.of(GSON.fromJson(json, type), "a description");
    } catch (RuntimeException e) { // of the parser, or of a record that it makes
      Throwable cause = e instanceof JsonParseException || e.getCause() == null ? e : e.getCause();
      throw new IllegalArgumentException(
          "its model.json is not as this version writes it: "
              + Excerpt.start(String.valueOf(cause.getMessage()), 200),
          e);
    }
  }
}
