package org.meshnn.plot;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.jspecify.annotations.Nullable;

/** Whether this computer has a font: Java draws no text without one, and fails obscurely. */
public final class Fonts {
  private static final @Nullable Throwable FAULT = fault(Fonts::measure);

  private Fonts() {}

  /**
   * Checks, once in a JVM, that text can be drawn.
   *
   * @throws IllegalStateException if it cannot, with what to install
   */
  public static void check() {
    check(FAULT);
  }

  static void check(@Nullable Throwable fault) {
    if (fault != null) {
      throw new IllegalStateException(
          "pictures need a font, and Java finds none here; install fontconfig and a font"
              + " (Debian, Ubuntu: apt-get install fontconfig fonts-dejavu-core)"
              + " and start Java again",
          fault);
    }
  }

  /** What measuring a text fails with where fonts or the libraries that read them are missing. */
  static @Nullable Throwable fault(Runnable measuring) {
    try {
      measuring.run();
      return null;
    } catch (RuntimeException | LinkageError | InternalError e) {
      return e;
    }
  }

  private static void measure() {
    Graphics2D pen = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
    pen.setFont(Canvas.TEXT);
    pen.getFontMetrics().stringWidth("x");
    pen.dispose();
  }
}
