package org.meshnn.plot;

import java.awt.Color;
import org.meshnn.graph.Roles.Role;

/**
 * Colours that stay apart for colour-blind readers: Okabe and Ito's for classes, blue and orange
 * for the sign of a number.
 */
final class Palette {
  static final Color INK = new Color(0x222222);
  static final Color MUTED = new Color(0x5A5A5A);
  static final Color RULE = new Color(0xD0D0D0);
  static final Color GRID = new Color(0xE6E6E6);
  static final Color POSITIVE = new Color(0x0072B2);
  static final Color NEGATIVE = new Color(0xD55E00);

  private static final Color[] CLASSES = {
    new Color(0x0072B2),
    new Color(0xE69F00),
    new Color(0x009E73),
    new Color(0xCC79A7),
    new Color(0x56B4E9),
    new Color(0xD55E00),
    new Color(0xE8D71E),
    new Color(0x6B6B6B)
  };

  private Palette() {}

  /** The colour of class k; beyond eight, hues a golden angle apart and darker at every turn. */
  static Color ofClass(int k) {
    if (k < CLASSES.length) {
      return CLASSES[k];
    }
    int beyond = k - CLASSES.length;
    return Color.getHSBColor(0.13f + 0.381966f * beyond, 0.75f, beyond % 2 == 0 ? 0.55f : 0.85f);
  }

  static Color ofRole(Role role) {
    return switch (role) {
      case INPUT -> new Color(0x009E73);
      case BIAS -> new Color(0x7F7F7F);
      case HIDDEN -> new Color(0xFAF6E3);
      case OUTPUT -> new Color(0xCC79A7);
    };
  }

  /** White at 0, full blue at 1, full orange at -1. */
  static Color signed(double value) {
    return mix(Color.WHITE, value < 0 ? NEGATIVE : POSITIVE, Math.abs(value));
  }

  /** From {@code a} at share 0 to {@code b} at share 1. */
  static Color mix(Color a, Color b, double share) {
    double s = Math.max(0, Math.min(1, share));
    return new Color(
        (int) Math.round(a.getRed() + s * (b.getRed() - a.getRed())),
        (int) Math.round(a.getGreen() + s * (b.getGreen() - a.getGreen())),
        (int) Math.round(a.getBlue() + s * (b.getBlue() - a.getBlue())));
  }

  static Color translucent(Color color, double alpha) {
    return new Color(
        color.getRed(), color.getGreen(), color.getBlue(), (int) Math.round(255 * alpha));
  }

  /** Black or white, whichever reads better on the background. */
  static Color textOn(Color background) {
    double luminance =
        0.299 * background.getRed() + 0.587 * background.getGreen() + 0.114 * background.getBlue();
    return luminance > 140 ? INK : Color.WHITE;
  }
}
