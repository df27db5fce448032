package org.meshnn.file;

import com.google.gson.JsonParseException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.meshnn.engine.Activation;
import org.meshnn.text.Listing;
import org.meshnn.text.Required;
import org.meshnn.text.Utf8;

/** Model files: see the package's README for the format. */
public final class ModelFile {
  private static final String DESCRIPTION = "model.json";
  private static final String NUMBERS = "numbers.safetensors";
  private static final int LONGEST_DESCRIPTION = 1 << 28; // bytes

  private ModelFile() {}

  /**
   * Writes a model file, or replaces the one that is there in one step: see {@link Replacement}.
   *
   * @param path in a folder that exists
   * @param model what it holds
   * @return the absolute path
   * @throws UncheckedIOException if it cannot be written; what was there before is unchanged
   * @throws IllegalArgumentException if a name in the model is no text, but half of a character
   */
  public static Path write(Path path, SavedModel model) {
    return write(path, Json.text(ModelJson.of(model)), ModelJson.numbers(model));
  }

  /**
   * Writes a file of a mesh that learns online, or replaces the one that is there in one step.
   *
   * @param path in a folder that exists
   * @param saved what it holds
   * @return the absolute path
   * @throws UncheckedIOException if it cannot be written; what was there before is unchanged
   */
  public static Path write(Path path, SavedOnline saved) {
    return write(path, Json.text(OnlineJson.of(saved)), OnlineJson.numbers(saved));
  }

  /**
   * Writes a file of a mesh that was trained on sequences, or replaces the one that is there in one
   * step.
   *
   * @param path in a folder that exists
   * @param saved what it holds
   * @return the absolute path
   * @throws UncheckedIOException if it cannot be written; what was there before is unchanged
   * @throws IllegalArgumentException if a name in the model is no text, but half of a character
   */
  public static Path write(Path path, SavedSequences saved) {
    return write(path, Json.text(SequencesJson.of(saved)), SequencesJson.numbers(saved));
  }

  private static Path write(Path path, String text, Numbers numbers) {
    byte[] description = encoded(text);
    Map<String, Replacement.Content> parts = new LinkedHashMap<>();
    parts.put(DESCRIPTION, out -> out.write(description));
    parts.put(NUMBERS, out -> Safetensors.write(out, numbers));
    return Replacement.write(path, out -> Archive.write(out, parts));
  }

  private static byte[] encoded(String text) {
    byte[] bytes = Utf8.bytes(text);
    if (!new String(bytes, StandardCharsets.UTF_8).equals(text)) {
      throw new IllegalArgumentException(
          "a name of a column, category or class holds half of a character (a surrogate without the"
              + " other); correct it in the table and train again");
    }
    return bytes;
  }

  /**
   * Reads a model file. Nothing in it is trusted: no code is loaded, no path in it is used, and no
   * more memory taken than a small multiple of its size.
   *
   * @param path of a file that {@link #write} wrote
   * @param own activations that are not built in, for files that name them; others are not used
   * @return what it holds
   * @throws UncheckedIOException if there is no such file, or it cannot be read
   * @throws IllegalArgumentException if it is no model file, was cut short, edited or damaged, is
   *     written in a later format, or names an activation that is neither built in nor handed in;
   *     the message begins with the path
   */
  public static SavedModel read(Path path, Activation... own) {
    List<Activation> known = List.of(own);
    return read(path, null, (json, numbers) -> Json.parse(json).model(numbers, known));
  }

  /**
   * Reads a file of a mesh that learns online; nothing in it is trusted, as in {@link #read(Path,
   * Activation...)}.
   *
   * @param path of a file that {@link #write(Path, SavedOnline)} wrote
   * @param own activations that are not built in, for files that name them; others are not used
   * @return what it holds
   * @throws UncheckedIOException if there is no such file, or it cannot be read
   * @throws IllegalArgumentException as {@link #read(Path, Activation...)}
   */
  public static SavedOnline readOnline(Path path, Activation... own) {
    List<Activation> known = List.of(own);
    return read(
        path, OnlineJson.KIND, (json, numbers) -> Json.parseOnline(json).saved(numbers, known));
  }

  /**
   * Reads a file of a mesh that was trained on sequences; nothing in it is trusted, as in {@link
   * #read(Path, Activation...)}.
   *
   * @param path of a file that {@link #write(Path, SavedSequences)} wrote
   * @param own activations that are not built in, for files that name them; others are not used
   * @return what it holds
   * @throws UncheckedIOException if there is no such file, or it cannot be read
   * @throws IllegalArgumentException as {@link #read(Path, Activation...)}
   */
  public static SavedSequences readSequences(Path path, Activation... own) {
    List<Activation> known = List.of(own);
    return read(
        path,
        SequencesJson.KIND,
        (json, numbers) -> Json.parseSequences(json).saved(numbers, known));
  }

  private static <T> T read(
      Path path, @Nullable String kind, BiFunction<String, Numbers, T> parts) {
    Path absolute = Required.of(path, "the path of a model file").toAbsolutePath();
    try {
      requireFile(absolute);
      try (Archive archive = Archive.open(absolute)) {
        return read(archive, kind, parts);
      }
    } catch (ZipException | EOFException e) {
      throw new IllegalArgumentException(absolute + reason(absolute), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          absolute + " cannot be read as a model file: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(absolute + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static void requireFile(Path path) throws IOException {
    if (path.getFileSystem() != FileSystems.getDefault()) {
      throw new FileNotFoundException("it is not a path of the disk; Files.copy it there first");
    }
    if (!Files.exists(path)) {
      throw new FileNotFoundException("there is no such file");
    }
    if (!Files.isRegularFile(path)) {
      throw new FileNotFoundException("it is not a file");
    }
  }

  private static <T> T read(
      Archive archive, @Nullable String kind, BiFunction<String, Numbers, T> parts)
      throws IOException {
    if (!archive.has(DESCRIPTION) || !archive.has(NUMBERS)) {
      throw new IllegalArgumentException("it is a zip of something else");
    }
    String json = text(archive);
    requireKnown(json, kind);
    archive.verify(List.of(DESCRIPTION, NUMBERS));
    try (InputStream in = archive.read(NUMBERS)) {
      return parts.apply(json, Safetensors.read(in, archive.size(NUMBERS)));
    }
  }

  /** First of all, as a later format may have other parts and other sums. */
  private static void requireKnown(String json, @Nullable String kind) {
    try {
      Json.requireKnownFormat(json);
      Json.requireKind(json, kind);
    } catch (JsonParseException e) {
      return; // the check of the sums refuses it with its reason
    }
  }

  private static String text(Archive archive) throws IOException {
    long size = archive.size(DESCRIPTION);
    if (size > LONGEST_DESCRIPTION) {
      throw new IllegalArgumentException(
          DESCRIPTION + " has " + Listing.count(size) + " bytes, more than any model needs");
    }
    try (InputStream in = archive.read(DESCRIPTION)) {
      return new String(in.readNBytes((int) size), StandardCharsets.UTF_8);
    }
  }

  private static String reason(Path path) {
    byte[] start = new byte[4];
    try (InputStream in = Files.newInputStream(path)) {
      int count = in.readNBytes(start, 0, 4);
      if (count == 0) {
        return " is empty. A model is saved by model.save(path)";
      }
      return count == 4 && start[0] == 'P' && start[1] == 'K' && start[2] == 3
          ? " was cut short or damaged: it begins as a model file does, but its end is missing"
          : " is not a model file: it is no zip. A model is saved by model.save(path)";
    } catch (IOException e) {
      return " cannot be read";
    }
  }
}
