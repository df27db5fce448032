package org.meshnn.text;

import java.util.Locale;

/** Text on one line of a terminal, a table or a picture, and the room that it takes there. */
public final class OneLine {
  /** First and last code points that take two columns of a terminal (Unicode, UAX #11). */
  private static final int[][] WIDE = {
    {0x1100, 0x115F}, {0x2E80, 0x303E}, {0x3041, 0x4DBF}, {0x4E00, 0xA4CF}, {0xA960, 0xA97F},
    {0xAC00, 0xD7A3}, {0xF900, 0xFAFF}, {0xFE30, 0xFE6F}, {0xFF01, 0xFF60}, {0xFFE0, 0xFFE6},
    {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1FAFF}, {0x20000, 0x3FFFD}
  };

  private OneLine() {}

  /**
   * {@return the text with line breaks, other control characters and changes of the writing
   * direction as escapes: {@code \n}, {@code \t}, {@code \}{@code u202e}}
   *
   * @param value shown by {@code toString}
   */
  public static String of(Object value) {
    StringBuilder text = new StringBuilder();
    String.valueOf(value).codePoints().forEach(c -> append(text, c));
    return text.toString();
  }

  /**
   * {@return the text as {@link #of(Object)} has it, its end replaced by an ellipsis if it is wider
   * than {@code most}}
   *
   * @param value shown by {@code toString}
   * @param most columns of a terminal, at least 1
   */
  public static String of(Object value, int most) {
    String whole = String.valueOf(value);
    String start = whole.substring(0, Math.min(whole.length(), 4 * most));
    String line = of(start);
    if (start.length() == whole.length() && width(line) <= most) {
      return line;
    }
    int end = 0;
    for (int taken = 0; end < line.length(); end += Character.charCount(line.codePointAt(end))) {
      taken += width(line.codePointAt(end));
      if (taken > most - 1) {
        break;
      }
    }
    return line.substring(0, end) + "…";
  }

  /**
   * {@return a name as {@link #of(Object)} has it; one of white space alone, or of nothing, is
   * quoted to be seen}
   *
   * @param name of any characters
   */
  public static String name(String name) {
    return name.isBlank() ? "'" + of(name) + "'" : of(name);
  }

  /**
   * {@return the columns of a terminal that the text takes: two for an ideograph, none for an
   * accent}
   *
   * @param text on one line, without escape sequences
   */
  public static int width(String text) {
    return text.codePoints().map(OneLine::width).sum();
  }

  private static int width(int codePoint) {
    if (codePoint < WIDE[0][0]) {
      return isMark(codePoint) ? 0 : 1;
    }
    for (int[] range : WIDE) {
      if (codePoint >= range[0] && codePoint <= range[1]) {
        return 2;
      }
    }
    return isMark(codePoint) ? 0 : 1;
  }

  private static boolean isMark(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> true;
      default -> false;
    };
  }

  private static void append(StringBuilder text, int codePoint) {
    switch (codePoint) {
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      case '\t' -> text.append("\\t");
      default -> {
        if (breaksTheLine(codePoint)) {
          text.append(String.format(Locale.ROOT, "\\u%04x", codePoint));
        } else {
          text.appendCodePoint(codePoint);
        }
      }
    }
  }

  private static boolean breaksTheLine(int codePoint) {
    return Character.isISOControl(codePoint)
        || (codePoint >= 0x2028 && codePoint <= 0x202E)
        || (codePoint >= 0x2066 && codePoint <= 0x2069);
  }
}
