package org.meshnn.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.HashSet;
import java.util.Set;

/** What can be said of any picture without eyes. */
final class Looks {
  private static final int WHITE = 0xFFFFFFFF;

  private Looks() {}

  /** Something is drawn, nothing runs over the edge, it fits a notebook and an attachment. */
  static void assertSound(Picture picture) {
    assertSound(picture, 150_000);
  }

  /** As {@link #assertSound(Picture)}, with another bound on the bytes of the file. */
  static void assertSound(Picture picture, int most) {
    BufferedImage image = picture.image();
    Set<Integer> colors = new HashSet<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int color = image.getRGB(x, y);
        colors.add(color);
        boolean edge = x == 0 || y == 0 || x == image.getWidth() - 1 || y == image.getHeight() - 1;
        assertTrue(!edge || color == WHITE, "drawn over the edge at " + x + ", " + y);
      }
    }
    assertTrue(colors.size() > 3, "blank");
    assertTrue(picture.width() <= 720 && picture.height() <= 760, picture.toString());
    int bytes = picture.png().length;
    assertTrue(bytes < most, bytes + " bytes");
  }

  /** The share of pixels of just this colour. */
  static double share(Picture picture, Color color) {
    BufferedImage image = picture.image();
    int count = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        count += near(image.getRGB(x, y), color.getRGB()) ? 1 : 0;
      }
    }
    return (double) count / image.getWidth() / image.getHeight();
  }

  /** Equal up to the reduction of colours. */
  private static boolean near(int a, int b) {
    for (int shift = 0; shift < 24; shift += 8) {
      if (Math.abs((a >> shift & 0xFF) - (b >> shift & 0xFF)) > 8) {
        return false;
      }
    }
    return true;
  }

  static void assertColor(Color expected, int actual) {
    assertEquals(expected.getRed(), actual >> 16 & 0xFF, 8);
    assertEquals(expected.getGreen(), actual >> 8 & 0xFF, 8);
    assertEquals(expected.getBlue(), actual & 0xFF, 8);
  }
}
