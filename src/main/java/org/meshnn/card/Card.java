package org.meshnn.card;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.meshnn.text.Listing;
import org.meshnn.text.Required;
import org.meshnn.text.Utf8;

/**
 * A page about a model, after Mitchell et al., Model cards for model reporting (FAT* 2019): what it
 * predicts from what, how it was made, how well it does on rows that it did not learn from, where
 * its limits are, and how to use it. {@link #toString} is Markdown; a notebook shows tables.
 *
 * @param title what it is about
 * @param sections its parts, in order
 */
public record Card(String title, List<Section> sections) {
  /**
   * Keeps a copy.
   *
   * @param title what it is about
   * @param sections its parts, in order
   */
  public Card {
    sections = List.copyOf(sections);
  }

  /**
   * {@return the card of a model}
   *
   * @param subject the model, and how well it does
   */
  public static Card of(Subject subject) {
    return new Card(
        "Model card: " + Listing.quoted(subject.encoding().label()),
        List.of(
            Purpose.of(subject),
            Quality.of(subject),
            Limits.of(subject),
            Making.data(subject),
            Making.mesh(subject),
            Making.training(subject),
            Use.of(subject),
            Making.provenance(subject)));
  }

  /**
   * Writes the card as Markdown in UTF-8, over a file of that name if there is one; makes the
   * folders it needs.
   *
   * @param file a name ending in {@code .md}
   * @return the absolute path written
   * @throws IllegalArgumentException for another ending, or none
   * @throws UncheckedIOException if it cannot be written
   */
  public Path save(Path file) {
    if (!Required.of(file, "a path, for example Path.of(\"iris.md\")")
        .toString()
        .toLowerCase(Locale.ROOT)
        .endsWith(".md")) {
      throw new IllegalArgumentException(
          "expected a file name ending in .md, got '" + file + "'; cards are saved as Markdown");
    }
    Path absolute = file.toAbsolutePath();
    try {
      Files.createDirectories(absolute.getParent());
      return Files.write(absolute, Utf8.bytes(toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * As {@link #save(Path)}.
   *
   * @param file a name ending in {@code .md}
   * @return the absolute path written
   * @throws IllegalArgumentException for another ending, or none
   * @throws UncheckedIOException if it cannot be written
   */
  public Path save(String file) {
    return save(Path.of(Required.of(file, "a path, for example \"iris.md\"")));
  }

  /** {@return the card as Markdown} */
  @Override
  public String toString() {
    return Markdown.of(this);
  }
}
