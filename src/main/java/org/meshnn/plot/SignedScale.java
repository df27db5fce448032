package org.meshnn.plot;

import java.util.Locale;
import org.meshnn.plot.Canvas.Anchor;

/** What the colours of signed numbers mean: a bar from the largest magnitude to its negative. */
final class SignedScale {
  static final int WIDTH = 16;
  static final int HEIGHT = 200;

  private SignedScale() {}

  /** Draws the bar with its upper left corner at x and y. */
  static void draw(Canvas canvas, double largest, int x, int y) {
    for (int i = 0; i < HEIGHT; i++) {
      canvas.pen.setColor(Palette.signed(1 - 2.0 * i / (HEIGHT - 1)));
      canvas.pen.fillRect(x, y + i, WIDTH, 1);
    }
    canvas.frame(x, y, WIDTH, HEIGHT);
    int text = x + WIDTH + 6;
    canvas.text(String.format(Locale.ROOT, "%.3g", largest), text, y + 4, Anchor.START);
    canvas.text("0", text, y + HEIGHT / 2.0, Anchor.START);
    canvas.text(String.format(Locale.ROOT, "%.3g", -largest), text, y + HEIGHT - 4, Anchor.START);
  }
}
