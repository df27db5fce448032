package org.meshnn.notebook.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meshnn.display.Rich;

/**
 * Text as a terminal would show it, as HTML: colours and weights by the escape sequences of ECMA-48
 * (SGR), a carriage return that goes back to the line's start, a backspace that goes back by one.
 * Other escape sequences show nothing.
 */
final class Ansi {
  private static final Pattern TOKEN =
      Pattern.compile("\u001B\\[(?<sgr>[0-9;]*)m|\u001B\\[[0-?]*[ -/]*[@-~]|\u001B[^\\[]|(?s:.)");

  private static final String[] COLOURS = {
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"
  };

  private final StringBuilder html = new StringBuilder();
  private final List<String> glyphs = new ArrayList<>();
  private final List<Style> styles = new ArrayList<>();
  private int column;
  private Style style = Style.PLAIN;

  private Ansi() {}

  /** The text, escaped, its styled stretches in spans. */
  static String html(String text) {
    if (text.chars().noneMatch(c -> c == '\u001B' || c == '\r' || c == '\b')) {
      return Rich.escape(text);
    }
    Ansi terminal = new Ansi();
    Matcher token = TOKEN.matcher(text);
    while (token.find()) {
      terminal.take(token.group(), token.group("sgr"));
    }
    return terminal.endLine().html.toString();
  }

  private void take(String token, String sgr) {
    if (sgr != null) {
      style = style.after(sgr);
    } else if (token.startsWith("\u001B")) {
      return;
    } else if (token.equals("\n")) {
      endLine().html.append('\n');
    } else if (token.equals("\r")) {
      column = 0;
    } else if (token.equals("\b")) {
      column = Math.max(0, column - 1);
    } else {
      write(token);
    }
  }

  private void write(String glyph) {
    if (column < glyphs.size()) {
      glyphs.set(column, glyph);
      styles.set(column, style);
    } else {
      glyphs.add(glyph);
      styles.add(style);
    }
    column++;
  }

  private Ansi endLine() {
    int from = 0;
    while (from < glyphs.size()) {
      Style shared = styles.get(from);
      int to = from;
      while (to < glyphs.size() && styles.get(to).equals(shared)) {
        to++;
      }
      html.append(shared.around(Rich.escape(String.join("", glyphs.subList(from, to)))));
      from = to;
    }
    glyphs.clear();
    styles.clear();
    column = 0;
    return this;
  }

  /**
   * How a glyph looks: classes of the page's style sheet, or colours of their own; null for none.
   */
  private record Style(
      boolean bold,
      boolean italic,
      boolean underlined,
      @Nullable String ink,
      @Nullable String ground) {
    static final Style PLAIN = new Style(false, false, false, null, null);

    Style after(String sgr) {
      Style now = this;
      String[] codes = sgr.isEmpty() ? new String[] {"0"} : sgr.split(";");
      for (int i = 0; i < codes.length; i++) {
        int code = number(codes, i);
        if (code == 38 || code == 48) {
          String colour = extended(codes, i);
          i += number(codes, i + 1) == 2 ? 4 : 2;
          now = code == 38 ? now.inked(colour) : now.grounded(colour);
        } else {
          now = now.after(code);
        }
      }
      return now;
    }

    private Style after(int code) {
      if (code >= 30 && code <= 37 || code >= 90 && code <= 97) {
        return inked(COLOURS[code % 10]);
      }
      if (code >= 40 && code <= 47 || code >= 100 && code <= 107) {
        return grounded(COLOURS[code % 10]);
      }
      return switch (code) {
        case 0 -> PLAIN;
        case 1 -> new Style(true, italic, underlined, ink, ground);
        case 22 -> new Style(false, italic, underlined, ink, ground);
        case 3 -> new Style(bold, true, underlined, ink, ground);
        case 23 -> new Style(bold, false, underlined, ink, ground);
        case 4 -> new Style(bold, italic, true, ink, ground);
        case 24 -> new Style(bold, italic, false, ink, ground);
        case 39 -> inked(null);
        case 49 -> grounded(null);
        default -> this;
      };
    }

    private Style inked(@Nullable String colour) {
      return new Style(bold, italic, underlined, colour, ground);
    }

    private Style grounded(@Nullable String colour) {
      return new Style(bold, italic, underlined, ink, colour);
    }

    /** A colour of 256 (the first 8 by name, then a cube of 6 x 6 x 6, then greys), or by RGB. */
    private static String extended(String[] codes, int at) {
      if (number(codes, at + 1) == 2) {
        return rgb(number(codes, at + 2), number(codes, at + 3), number(codes, at + 4));
      }
      int n = number(codes, at + 2);
      if (n < 16) {
        return COLOURS[n % 8];
      }
      if (n >= 232) {
        int grey = 8 + 10 * (n - 232);
        return rgb(grey, grey, grey);
      }
      int cube = n - 16;
      return rgb(level(cube / 36), level(cube / 6 % 6), level(cube % 6));
    }

    private static int level(int step) {
      return step == 0 ? 0 : 55 + 40 * step;
    }

    private static String rgb(int red, int green, int blue) {
      return String.format(Locale.ROOT, "#%02x%02x%02x", red & 255, green & 255, blue & 255);
    }

    private static int number(String[] codes, int at) {
      return at < codes.length && codes[at].matches("[0-9]{1,3}") ? Integer.parseInt(codes[at]) : 0;
    }

    String around(String escaped) {
      List<String> classes = new ArrayList<>();
      List<String> inline = new ArrayList<>();
      add(bold, "bold", classes);
      add(italic, "italic", classes);
      add(underlined, "underlined", classes);
      colour(ink, "ink-", "color:", classes, inline);
      colour(ground, "ground-", "background:", classes, inline);
      if (classes.isEmpty() && inline.isEmpty()) {
        return escaped;
      }
      String names = classes.isEmpty() ? "" : " class=\"" + String.join(" ", classes) + "\"";
      String looks = inline.isEmpty() ? "" : " style=\"" + String.join(";", inline) + "\"";
      return "<span" + names + looks + ">" + escaped + "</span>";
    }

    private static void add(boolean is, String name, List<String> classes) {
      if (is) {
        classes.add(name);
      }
    }

    private static void colour(
        @Nullable String colour,
        String prefix,
        String property,
        List<String> classes,
        List<String> inline) {
      if (colour != null) {
        if (colour.startsWith("#")) {
          inline.add(property + colour);
        } else {
          classes.add(prefix + colour);
        }
      }
    }
  }
}
