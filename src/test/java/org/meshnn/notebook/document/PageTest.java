package org.meshnn.notebook.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meshnn.display.Rich;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

class PageTest {
  @ParameterizedTest
  @MethodSource
  void looksAsOnATerminal(String text, String html) {
    assertEquals(html, Ansi.html(text));
  }

  static Object[][] looksAsOnATerminal() {
    return new Object[][] {
      {"a < b", "a &lt; b"},
      {"\u001B[31mred\u001B[0m plain", "<span class=\"ink-red\">red</span> plain"},
      {"\u001B[1;94;41mx", "<span class=\"bold ink-blue ground-red\">x</span>"},
      {"\u001B[38;5;196mx\u001B[my", "<span style=\"color:#ff0000\">x</span>y"},
      {"\u001B[48;2;1;2;3;4mx", "<span class=\"underlined\" style=\"background:#010203\">x</span>"},
      {
        "\u001B[31ma\nb\u001B[39m\n",
        "<span class=\"ink-red\">a</span>\n<span class=\"ink-red\">b</span>\n"
      },
      {"10 %\r20 %\r100 %\ndone", "100 %\ndone"},
      {"abc\rX", "Xbc"},
      {"one\r\ntwo\r\n", "one\ntwo\n"},
      {"ab\b\b\bx", "xb"},
      {"\u001B[2K\u001B[?25l\u001B]x\u001B[999999999999m<", "x&lt;"},
      {"a\u001B", "a"},
    };
  }

  @Test
  void ourOwnTablesAndBarsSurvive() {
    Table table = Table.create("t", DoubleColumn.create("<n>", 1.5));
    String html = Rich.bundle(table).get(Rich.HTML);
    assertEquals(Jsoup.parseBodyFragment(html).body().html(), cleaned(html));
    String drawn =
        "<progress value=\"3\" max=\"9\" style=\"width:16em\"></progress><svg width=\"300\" height=\"100\""
            + " style=\"font:11px sans-serif\"><path fill=\"none\" stroke=\"currentColor\" d=\"M52 18V94\">"
            + "</path><text x=\"1\" y=\"2\" text-anchor=\"end\" fill=\"#1F8FD6\">a</text><polyline"
            + " points=\"1,2 3,4\" fill=\"none\" stroke-width=\"1.5\"></polyline></svg>"
            + "<img alt=\"p\" src=\"data:image/gif;base64,R0lG\">";
    assertEquals(Jsoup.parseBodyFragment(drawn).body().html(), cleaned(drawn));
  }

  private static String cleaned(String html) {
    return Jsoup.parseBodyFragment(Harmless.output(html)).body().html();
  }

  @Test
  void foreignOutputsAreMadeHarmless() {
    String html =
        Harmless.output(
            "<div onmouseover=\"x()\"><script>x()</script><svg onload=\"x()\"><script>x()</script></svg>"
                + "<b style=\"background:url(https://x.y)\">b</b><i style=\"background:\\75rl(//x)\">i</i></div>");
    assertFalse(Pattern.compile("script|x\\(\\)|url|75rl").matcher(html).find(), html);
    assertTrue(html.contains("<b>b</b>"), html);
  }

  @Test
  void theBrowserIsToldToRunNothing() {
    assertTrue(MarkdownPage.html("# A").contains("content=\"default-src 'none'; style-src"));
  }
}
