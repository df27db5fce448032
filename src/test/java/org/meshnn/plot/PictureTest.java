package org.meshnn.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureTest {
  private static final int RED = 0xFFFF0000;

  private static BufferedImage dot() {
    BufferedImage image = new BufferedImage(4, 3, BufferedImage.TYPE_INT_RGB);
    image.setRGB(2, 1, RED);
    return image;
  }

  @Test
  void pngHoldsThePixels() throws IOException {
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(new Picture(dot(), "a dot").png()));
    assertEquals(4, read.getWidth());
    assertEquals(3, read.getHeight());
    assertEquals(RED, read.getRGB(2, 1));
  }

  @Test
  void aPartOfAnImageIsThatPart() {
    Picture part = new Picture(dot().getSubimage(1, 1, 2, 1), "a part");
    assertEquals(2, part.width());
    assertEquals(1, part.height());
    assertEquals(RED, part.image().getRGB(1, 0));
  }

  @Test
  void isImmutable() {
    BufferedImage source = dot();
    Picture picture = new Picture(source, "a dot");
    source.setRGB(2, 1, 0);
    picture.image().setRGB(2, 1, 0);
    assertEquals(RED, picture.image().getRGB(2, 1));
  }

  @Test
  void savesWithItsFolders(@TempDir Path folder) throws IOException {
    Picture picture = new Picture(dot(), "a dot");
    Path file = picture.save(folder.resolve("a/b/dot.png").toString());
    assertTrue(file.isAbsolute());
    assertArrayEquals(picture.png(), Files.readAllBytes(file));
    String message =
        assertThrows(IllegalArgumentException.class, () -> picture.save(folder.resolve("dot.jpg")))
            .getMessage();
    assertTrue(message.contains(".png") && message.contains("dot.jpg"), message);
  }

  @Test
  void saysWhatItIs() {
    assertEquals(
        "a dot (picture, 4 x 3 pixels: show(it) displays or saves it)",
        new Picture(dot(), "a dot").toString());
  }

  @Test
  void colorsAreReducedALittle() {
    BufferedImage gradient = new BufferedImage(256, 2, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < 256; x++) {
      gradient.setRGB(x, 0, x << 16 | x << 8 | 255);
      gradient.setRGB(x, 1, 0xFFFFFF);
    }
    BufferedImage reduced = Indexed.of(gradient);
    for (int x = 0; x < 256; x++) {
      assertEquals(x, reduced.getRGB(x, 0) >> 16 & 0xFF, 8);
      assertEquals(0xFFFFFFFF, reduced.getRGB(x, 1));
    }
    assertEquals(RED, Indexed.of(dot()).getRGB(2, 1));
    assertEquals(0xFF000000, Indexed.of(dot()).getRGB(0, 0));
  }

  @Test
  void moreColorsThanFitBecomeTheNearest() {
    BufferedImage image = new BufferedImage(256, 256, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 256 * 256; i++) {
      image.setRGB(i % 256, i / 256, i % 256 << 16 | i / 256 << 8);
    }
    BufferedImage reduced = Indexed.of(image);
    Set<Integer> colors = new HashSet<>();
    for (int i = 0; i < 256 * 256; i++) {
      colors.add(reduced.getRGB(i % 256, i / 256));
    }
    assertEquals(128, colors.size());
  }
}
