package org.meshnn.exchange;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import org.jspecify.annotations.Nullable;
import org.meshnn.text.Excerpt;
import org.meshnn.text.Listing;

/** JSON read strictly, and its entries by type, with errors that name the entry. */
final class JsonGraphs {
  private static final int LONGEST_REASON = 200;

  private JsonGraphs() {}

  private static JsonReader reader(String text) {
    JsonReader reader = new JsonReader(new StringReader(text));
    reader.setStrictness(Strictness.STRICT);
    return reader;
  }

  /** Whether the text has connections, as networks of NEAT have. */
  static boolean isNeat(String text) {
    try (JsonReader reader = reader(text)) {
      reader.beginObject();
      while (reader.hasNext()) {
        if (reader.nextName().equals("connections")) {
          return true;
        }
        reader.skipValue();
      }
      return false;
    } catch (IOException | RuntimeException e) {
      return false; // malformed: the reader of the format says where
    }
  }

  /** The object that the text is. */
  static JsonObject object(String text, Draft draft) {
    try (JsonReader reader = reader(text)) {
      JsonElement element = JsonParser.parseReader(reader);
      if (!element.isJsonObject() || reader.peek() != JsonToken.END_DOCUMENT) {
        throw draft.refused("expected one object, { .. }");
      }
      return element.getAsJsonObject();
    } catch (IOException | JsonParseException | StackOverflowError e) {
      throw draft.refused("no JSON: " + reason(String.valueOf(e.getMessage())));
    }
  }

  /** Its first line, without advice for who writes the reader. */
  private static String reason(String message) {
    String line = message.lines().findFirst().orElse("");
    return Excerpt.start(
        line.replaceFirst("^[\\w.]+Exception: ", "")
            .replaceFirst("Use JsonReader.setStrictness.* malformed JSON", "malformed"),
        LONGEST_REASON);
  }

  static JsonObject object(JsonElement element, Draft draft) {
    if (!element.isJsonObject()) {
      throw draft.refused("expected an object, { .. }");
    }
    return element.getAsJsonObject();
  }

  static @Nullable JsonObject objectAt(JsonObject object, String key, Draft draft) {
    JsonElement found = object.get(key);
    if (found == null || found.isJsonNull()) {
      return null;
    }
    if (!found.isJsonObject()) {
      throw draft.refused("expected an object, { .. }, as " + Listing.quoted(key));
    }
    return found.getAsJsonObject();
  }

  /** Whether there is an entry that is not null. */
  static boolean has(JsonObject object, String key) {
    return object.has(key) && !object.get(key).isJsonNull();
  }

  static JsonArray array(JsonObject object, String key, Draft draft) {
    JsonElement found = object.get(key);
    if (found == null || !found.isJsonArray()) {
      throw draft.refused("expected an array, [ .. ], as " + Listing.quoted(key));
    }
    return found.getAsJsonArray();
  }

  /** A text, number or truth value as text; null where there is none. */
  static @Nullable String textAt(JsonObject object, String key, Draft draft) {
    JsonElement found = object.get(key);
    if (found == null || found.isJsonNull()) {
      return null;
    }
    if (!found.isJsonPrimitive()) {
      throw draft.refused("expected a text or a number as " + Listing.quoted(key));
    }
    return found.getAsString();
  }

  static String text(JsonObject object, String key, Draft draft) {
    String text = textAt(object, key, draft);
    if (text == null) {
      throw draft.refused("there is no " + Listing.quoted(key));
    }
    return text;
  }

  /** A finite number. */
  static double number(JsonObject object, String key, Draft draft) {
    return draft.number(key, text(object, key, draft));
  }

  static boolean flag(JsonObject object, String key, boolean otherwise, Draft draft) {
    String text = textAt(object, key, draft);
    if (text == null) {
      return otherwise;
    }
    if (!text.equals("true") && !text.equals("false")) {
      throw draft.refused("expected true or false as " + Listing.quoted(key));
    }
    return text.equals("true");
  }
}
