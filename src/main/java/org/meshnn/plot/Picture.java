package org.meshnn.plot;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import org.meshnn.text.OneLine;

/** An image and one line that says what it shows. Immutable; a notebook displays it by itself. */
public final class Picture {
  private final BufferedImage image;
  private final String caption;

  /**
   * A picture of an image.
   *
   * @param image copied
   * @param caption what the image shows; line breaks become escapes
   * @throws NullPointerException if one is null
   */
  public Picture(BufferedImage image, String caption) {
    this.image = copy(Objects.requireNonNull(image, "image"));
    this.caption = OneLine.of(Objects.requireNonNull(caption, "caption"));
  }

  private static BufferedImage copy(BufferedImage image) {
    WritableRaster pixels = image.copyData(image.getRaster().createCompatibleWritableRaster());
    return new BufferedImage(image.getColorModel(), pixels, image.isAlphaPremultiplied(), null);
  }

  /** {@return the image as a PNG file; the same image gives the same bytes} */
  public byte[] png() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Writes the PNG, over a file of that name if there is one; makes the folders it needs.
   *
   * @param file a name ending in {@code .png}
   * @return the absolute path written
   * @throws IllegalArgumentException for another ending
   * @throws UncheckedIOException if it cannot be written
   */
  public Path save(Path file) {
    return write(file, ".png", "pictures are saved as PNG", this::png);
  }

  static Path write(Path file, String ending, String rule, Supplier<byte[]> content) {
    if (!file.toString().toLowerCase(Locale.ROOT).endsWith(ending)) {
      throw new IllegalArgumentException(
          "expected a file name ending in " + ending + ", got '" + file + "'; " + rule);
    }
    Path absolute = file.toAbsolutePath();
    try {
      Files.createDirectories(absolute.getParent());
      return Files.write(absolute, content.get());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * As {@link #save(Path)}.
   *
   * @param file a name ending in {@code .png}
   * @return the absolute path written
   * @throws IllegalArgumentException for another ending
   * @throws UncheckedIOException if it cannot be written
   */
  public Path save(String file) {
    return save(Path.of(file));
  }

  /** {@return a copy of the image} */
  public BufferedImage image() {
    return copy(image);
  }

  /** {@return one line that says what the image shows} */
  public String caption() {
    return caption;
  }

  /** {@return the width in pixels} */
  public int width() {
    return image.getWidth();
  }

  /** {@return the height in pixels} */
  public int height() {
    return image.getHeight();
  }

  @Override
  public String toString() {
    return caption
        + " (picture, "
        + width()
        + " x "
        + height()
        + " pixels: show(it) displays or saves it)";
  }
}
