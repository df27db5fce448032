package org.meshnn.display;

import java.util.Locale;

/** How much of a piece of work is done, and when the rest will be. */
public final class Bar {
  private static final int WIDTH = 24;

  private Bar() {}

  /**
   * {@return the bar as text, in brackets}
   *
   * @param done how many pieces are done, in [0, all]
   * @param all how many there are, at least 1
   */
  public static String text(long done, long all) {
    int filled = Math.round((float) done * WIDTH / all);
    return "[" + "#".repeat(filled) + "-".repeat(WIDTH - filled) + "]";
  }

  /** A line of its own, so that what is said below has room and the bar keeps its place. */
  static String html(long done, long all) {
    return "<div><progress value=\""
        + done
        + "\" max=\""
        + all
        + "\" style=\"width:16em\"></progress></div>";
  }

  /** The time left, if the rest goes as fast as what is done. */
  static String left(double seconds, long done, long all) {
    double left = seconds * (all - done) / done;
    if (left < 120) {
      return String.format(Locale.ROOT, "%.0f s left", left);
    }
    long minutes = Math.round(left / 60);
    return minutes < 60
        ? minutes + " min left"
        : String.format(Locale.ROOT, "%d h %02d min left", minutes / 60, minutes % 60);
  }
}
