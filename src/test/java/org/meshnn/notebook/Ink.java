package org.meshnn.notebook;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import javax.imageio.ImageIO;

/** What is drawn in a picture: the pixels that are not of its background, the upper left one. */
record Ink(BufferedImage image) {
  /** A difference of a channel that a person sees. */
  private static final int VISIBLE = 32;

  /** A difference to the background that labels, lines and points have, and fields have not. */
  private static final int DARK = 160;

  static Ink of(String png) throws IOException {
    return new Ink(ImageIO.read(new ByteArrayInputStream(Base64.getMimeDecoder().decode(png))));
  }

  /** The share of pixels that are not background, of a part of the picture. */
  double share(double left, double top, double right, double bottom) {
    int from = (int) (left * image.getWidth());
    int to = (int) (right * image.getWidth());
    int first = (int) (top * image.getHeight());
    int last = (int) (bottom * image.getHeight());
    long inked = 0;
    for (int y = first; y < last; y++) {
      for (int x = from; x < to; x++) {
        inked += apart(image.getRGB(x, y), image.getRGB(0, 0)) > 0 ? 1 : 0;
      }
    }
    return (double) inked / ((long) (to - from) * (last - first));
  }

  /** How many different colours it has. */
  long colours() {
    int width = image.getWidth();
    int[] pixels = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
    return Arrays.stream(pixels).distinct().count();
  }

  /** Whether no label or line runs into its outermost pixels, as if cut off; pale fields may. */
  boolean hasMargins() {
    for (int x = 0; x < image.getWidth(); x++) {
      if (dark(x, 0) || dark(x, image.getHeight() - 1)) {
        return false;
      }
    }
    for (int y = 0; y < image.getHeight(); y++) {
      if (dark(0, y) || dark(image.getWidth() - 1, y)) {
        return false;
      }
    }
    return true;
  }

  private boolean dark(int x, int y) {
    return apart(image.getRGB(x, y), image.getRGB(0, 0)) > DARK;
  }

  boolean sameSize(Ink other) {
    return image.getWidth() == other.image.getWidth()
        && image.getHeight() == other.image.getHeight();
  }

  /** Whether it is as large, to a tenth: the fonts of labels differ from machine to machine. */
  boolean about(Ink other) {
    return Math.abs(image.getWidth() - other.image.getWidth()) <= other.image.getWidth() / 10
        && Math.abs(image.getHeight() - other.image.getHeight()) <= other.image.getHeight() / 10;
  }

  /** The share of pixels that look different in a picture of the same size. */
  double difference(Ink other) {
    long different = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        different += apart(image.getRGB(x, y), other.image.getRGB(x, y)) > VISIBLE ? 1 : 0;
      }
    }
    return (double) different / ((long) image.getWidth() * image.getHeight());
  }

  @Override
  public String toString() {
    return image.getWidth() + " x " + image.getHeight();
  }

  /** The largest difference of a channel. */
  private static int apart(int a, int b) {
    int largest = 0;
    for (int shift = 0; shift < 24; shift += 8) {
      largest = Math.max(largest, Math.abs((a >> shift & 255) - (b >> shift & 255)));
    }
    return largest;
  }
}
