package org.meshnn.plot;

import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import org.meshnn.text.OneLine;

/**
 * Pictures of one size, shown one after the other for ever: an animated GIF. Immutable; a notebook
 * displays it by itself.
 */
public final class Animation {
  private static final String FORMAT = "javax_imageio_gif_image_1.0";
  private static final byte[] FOR_EVER = {1, 0, 0};
  private static final int GAP = 8;

  private final List<Picture> frames;
  private final int delay;
  private final int lastDelay;
  private final String caption;

  /**
   * An animation of pictures.
   *
   * @param frames at least one, all of one size
   * @param milliseconds each is shown, at least 20; the last is shown four times as long
   * @throws IllegalArgumentException if there is no frame, their sizes differ or the time is
   *     shorter
   */
  public Animation(List<Picture> frames, int milliseconds) {
    this(
        frames,
        milliseconds,
        frames.isEmpty()
            ? ""
            : "Animation of "
                + frames.size()
                + " frames, the last: "
                + frames.get(frames.size() - 1).caption());
  }

  /**
   * As {@link #Animation(List, int)}, with another caption.
   *
   * @param frames at least one, all of one size
   * @param milliseconds each is shown, at least 20; the last is shown four times as long
   * @param caption what the animation shows; line breaks become escapes
   * @throws IllegalArgumentException if there is no frame, their sizes differ or the time is
   *     shorter
   */
  public Animation(List<Picture> frames, int milliseconds, String caption) {
    if (frames.isEmpty()) {
      throw new IllegalArgumentException("expected at least one frame, got none");
    }
    if (milliseconds < 20) {
      throw new IllegalArgumentException(
          "expected at least 20 milliseconds a frame, which browsers keep to, got " + milliseconds);
    }
    for (Picture frame : frames) {
      if (frame.width() != frames.get(0).width() || frame.height() != frames.get(0).height()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "expected frames of one size, got %s and %s", frames.get(0), frame));
      }
    }
    this.frames = List.copyOf(frames);
    this.caption = OneLine.of(caption);
    delay = milliseconds / 10;
    lastDelay = 4 * delay;
  }

  /** {@return the frames, in their order} */
  public List<Picture> frames() {
    return frames;
  }

  /** {@return one line that says what it shows} */
  public String caption() {
    return caption;
  }

  private Picture last() {
    return frames.get(frames.size() - 1);
  }

  /**
   * {@return some of the frames side by side}
   *
   * @param numbers of the frames, from 0; all if there are none
   * @throws IndexOutOfBoundsException if there is no frame of a number
   */
  public Picture strip(int... numbers) {
    List<Picture> shown =
        numbers.length == 0 ? frames : Arrays.stream(numbers).mapToObj(frames::get).toList();
    int step = last().width() + GAP;
    Canvas canvas = new Canvas(shown.size() * step - GAP, last().height());
    for (int i = 0; i < shown.size(); i++) {
      canvas.pen.drawImage(shown.get(i).image(), i * step, 0, null);
    }
    return canvas.picture(
        "Strip of " + shown.size() + " frames, the last: " + shown.get(shown.size() - 1).caption());
  }

  /** {@return the animation as a GIF file; the same frames give the same bytes} */
  public byte[] gif() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    try (var out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      for (int i = 0; i < frames.size(); i++) {
        RenderedImage image = Indexed.of(rgb(frames.get(i).image()));
        writer.writeToSequence(new IIOImage(image, null, metadata(writer, image, i)), null);
      }
      writer.endWriteSequence();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static BufferedImage rgb(BufferedImage image) {
    Canvas canvas = new Canvas(image.getWidth(), image.getHeight());
    canvas.pen.drawImage(image, 0, 0, null);
    canvas.pen.dispose();
    return canvas.image;
  }

  /** The delay of frame i, and with the first that all are repeated for ever. */
  private IIOMetadata metadata(ImageWriter writer, RenderedImage image, int i) throws IOException {
    IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), null);
    var control = new IIOMetadataNode("GraphicControlExtension");
    control.setAttribute("disposalMethod", "none");
    control.setAttribute("userInputFlag", "FALSE");
    control.setAttribute("transparentColorFlag", "FALSE");
    control.setAttribute("transparentColorIndex", "0");
    control.setAttribute("delayTime", Integer.toString(i == frames.size() - 1 ? lastDelay : delay));
    var root = new IIOMetadataNode(FORMAT);
    root.appendChild(control);
    if (i == 0) {
      var loop = new IIOMetadataNode("ApplicationExtension");
      loop.setAttribute("applicationID", "NETSCAPE");
      loop.setAttribute("authenticationCode", "2.0");
      loop.setUserObject(FOR_EVER);
      var extensions = new IIOMetadataNode("ApplicationExtensions");
      extensions.appendChild(loop);
      root.appendChild(extensions);
    }
    metadata.mergeTree(FORMAT, root);
    return metadata;
  }

  /**
   * Writes the GIF, over a file of that name if there is one; makes the folders it needs.
   *
   * @param file a name ending in {@code .gif}
   * @return the absolute path written
   * @throws IllegalArgumentException for another ending
   * @throws UncheckedIOException if it cannot be written
   */
  public Path save(Path file) {
    return Picture.write(file, ".gif", "animations are saved as GIF", this::gif);
  }

  /**
   * As {@link #save(Path)}.
   *
   * @param file a name ending in {@code .gif}
   * @return the absolute path written
   * @throws IllegalArgumentException for another ending
   * @throws UncheckedIOException if it cannot be written
   */
  public Path save(String file) {
    return save(Path.of(file));
  }

  @Override
  public String toString() {
    return caption() + " (show(it) displays it, .save(\"it.gif\") keeps it)";
  }
}
