package org.meshnn.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnimationTest {
  private static Picture card(int width, Color color) {
    Canvas canvas = new Canvas(width, 30);
    canvas.pen.setColor(color);
    canvas.pen.fillRect(0, 0, width, 30);
    return canvas.picture("a card");
  }

  private static Animation traffic() {
    return new Animation(
        Stream.of(Color.RED, Color.ORANGE, Color.GREEN).map(c -> card(40, c)).toList(), 250);
  }

  private static ImageReader reader(byte[] gif) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(gif)));
    return reader;
  }

  @Test
  void hasItsFramesInTheirColours() throws IOException {
    ImageReader reader = reader(traffic().gif());
    assertEquals(3, reader.getNumImages(true));
    Looks.assertColor(Color.RED, reader.read(0).getRGB(20, 15));
    Looks.assertColor(Color.ORANGE, reader.read(1).getRGB(20, 15));
    Looks.assertColor(Color.GREEN, reader.read(2).getRGB(20, 15));
  }

  @Test
  void showsEachForAWhileAndTheLastForLonger() throws IOException {
    ImageReader reader = reader(traffic().gif());
    assertEquals("25", delay(reader, 0));
    assertEquals("25", delay(reader, 1));
    assertEquals("100", delay(reader, 2));
  }

  private static String delay(ImageReader reader, int frame) throws IOException {
    var root =
        (IIOMetadataNode) reader.getImageMetadata(frame).getAsTree("javax_imageio_gif_image_1.0");
    var control = (IIOMetadataNode) root.getElementsByTagName("GraphicControlExtension").item(0);
    return control.getAttribute("delayTime");
  }

  @Test
  void repeatsForEver() {
    String bytes = new String(traffic().gif(), StandardCharsets.ISO_8859_1);
    assertTrue(bytes.startsWith("GIF89a"));
    assertTrue(bytes.contains("NETSCAPE2.0\u0003\u0001\u0000\u0000"));
  }

  @Test
  void theSameFramesGiveTheSameBytes() {
    assertArrayEquals(traffic().gif(), traffic().gif());
  }

  @Test
  void aStripHasTheFramesSideBySide() {
    Picture strip = traffic().strip(0, 2);
    assertEquals(88, strip.width());
    Looks.assertColor(Color.RED, strip.image().getRGB(20, 15));
    Looks.assertColor(Color.WHITE, strip.image().getRGB(44, 15));
    Looks.assertColor(Color.GREEN, strip.image().getRGB(68, 15));
    assertEquals(136, traffic().strip().width());
  }

  @Test
  void isSavedAsAGif(@TempDir Path folder) throws IOException {
    Path saved = traffic().save(folder.resolve("new/it.gif"));
    assertArrayEquals(traffic().gif(), Files.readAllBytes(saved));
    var e = assertThrows(IllegalArgumentException.class, () -> traffic().save("it.png"));
    assertTrue(e.getMessage().contains(".gif, got 'it.png'"), e.getMessage());
  }

  @Test
  void saysWhatCannotBeShown() {
    says("at least one frame", List.of(), 100);
    says("one size", List.of(card(40, Color.RED), card(50, Color.RED)), 100);
    says("at least 20", List.of(card(40, Color.RED)), 10);
  }

  private static void says(String what, List<Picture> frames, int milliseconds) {
    var e = assertThrows(IllegalArgumentException.class, () -> new Animation(frames, milliseconds));
    assertTrue(e.getMessage().contains(what), e.getMessage());
  }
}
