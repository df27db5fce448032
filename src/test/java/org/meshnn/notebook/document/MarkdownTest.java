package org.meshnn.notebook.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x^2                | <msup><mi>x</mi><mrow><mn>2</mn></mrow></msup>",
        "A_{ab}             | <msub><mi>A</mi><mrow><mi>a</mi><mi>b</mi></mrow></msub>",
        "\\frac{1}{2}       | <mfrac><mrow><mn>1</mn></mrow><mrow><mn>2</mn></mrow></mfrac>",
        "\\sum_i            | <munder><mo>∑</mo><mi>i</mi></munder>",
        "\\alpha \\cdot 3.5 | <mi>α</mi><mo>·</mo><mn>3.5</mn>",
        "f'                 | <msup><mi>f</mi><mrow><mo>′</mo></mrow></msup>",
        "\\nosuch           | <mi>nosuch</mi>",
        "\\text{a < b}      | <mtext>a\u00a0&lt;\u00a0b</mtext>",
        "x^                 | <msup><mi>x</mi><mrow><mrow></mrow></mrow></msup>",
        "\\mathbb{R}^n      | <msup><mi>ℝ</mi><mrow><mi>n</mi></mrow></msup>",
        "\\mathbb E         | <mi>𝔼</mi>",
        "\\mathbb{1}        | <mi>𝟙</mi>",
        "\\mathcal{LN}      | <mi>ℒ𝒩</mi>",
        "\\mathfrak{g}      | <mi>𝔤</mi>",
        "\\mathbb{\\alpha}  | <mrow><mi>α</mi></mrow>",
        "\\sqrt{x}          | <msqrt><mrow><mi>x</mi></mrow></msqrt>",
        "\\sqrt[3]{x}       | <mroot><mrow><mi>x</mi></mrow><mrow><mn>3</mn></mrow></mroot>",
        "\\sqrt[n+1] x      | <mroot><mi>x</mi><mrow><mi>n</mi><mo>+</mo><mn>1</mn></mrow></mroot>",
        "\\sqrt[            | <mroot><mrow></mrow><mrow></mrow></mroot>",
        "\\binom n k        | <mrow><mo>(</mo><mfrac linethickness=\"0\"><mi>n</mi><mi>k</mi></mfrac>"
            + "<mo>)</mo></mrow>",
        "\\underset{k}{a}   | <munder><mrow><mi>a</mi></mrow><mrow><mi>k</mi></mrow></munder>",
        "\\sup_x            | <munder><mi>sup</mi><mi>x</mi></munder>",
        "\\displaystyle x   | <mi>x</mi>",
        "}                  | ''",
        "\\left(            | <mo>(</mo>",
      })
  void formula(String tex, String expected) {
    assertEquals("<math><mrow>" + expected + "</mrow></math>", Tex.mathml(tex, false));
  }

  @Test
  void formulasAreNotMarkdown() {
    String html = Markdown.html("a $x_1 * y_2 * z$ b\n\n$$\nP_a\n$$\n");
    assertFalse(html.contains("<em>"), html);
    assertTrue(html.contains("<math display=\"block\">"), html);
  }

  @Test
  void codeAndPricesAreNoFormulas() {
    String html = Markdown.html("`$a$` costs $5, or \\$7\n\n```\n$b$\n```\n");
    assertFalse(html.contains("<math"), html);
    assertTrue(html.contains("$5") && html.contains("$7") && html.contains("$b$"), html);
  }

  @Test
  void scriptsFramesAndLinksThatActAreTakenOut() {
    String html =
        Markdown.html(
            """
            <script>alert(1)</script><b onclick="alert(2)" style="background:url(//x.y)">bold</b>
            <iframe src="https://x.y"></iframe><form action="https://x.y"><input></form>
            [go](javascript:alert(3)) <a href="data:text/html,x">d</a> <a href=" JaVaScRiPt:x">j</a>
            <svg><a xlink:href="javascript:x"><text>t</text></a></svg>
            <img src="x.png" onerror="alert(4)"><style>b {}</style><object data="x"></object>

            <math><mtext><img src=x onerror=alert(5)></mtext></math> [a](#b "$x$") [c](02-tour.ipynb)
            """);
    for (String evil :
        List.of("script", "alert", "on", "iframe", "form", "style", "x.y", "object")) {
      assertFalse(html.matches("(?si).*<[^>]*\\b" + evil + ".*"), evil + " in " + html);
    }
    assertTrue(html.contains("<b>bold</b>"), html);
    assertTrue(html.contains("<a href=\"#b\" title=\"$x$\">a</a>"), html);
    assertTrue(html.contains("<a href=\"02-tour.ipynb\">c</a>"), html);
  }

  @Test
  void attachedPicturesAreInThePage() {
    var attachments = Map.of("a b.png", Map.of("image/png", "iVBO\n"));
    assertTrue(
        Markdown.html("![p](attachment:a%20b.png)", attachments)
            .contains("<img src=\"data:image/png;base64,iVBO\" alt=\"p\">"));
    assertTrue(
        Markdown.html("![p](attachment:no.png)", attachments)
            .contains("(no picture: attachment:no.png)"));
  }

  @Test
  void headingsCanBeLinkedAsInJupyter() {
    String html = Markdown.html("## 1. A  table of $x^2$\n\n[there](#1.-A-table-of-$x^2$)\n");
    assertTrue(html.contains("<h2 id=\"1.-A-table-of-$x^2$\">1. A  table of <math>"), html);
    assertTrue(html.contains("<a href=\"#1.-A-table-of-$x^2$\">"), html);
  }

  @Test
  void bareLinksAndStrikethrough() {
    String html = Markdown.html("see https://x.org/a, ~~not~~ that");
    assertEquals(
        "<p>see <a href=\"https://x.org/a\">https://x.org/a</a>, <del>not</del> that</p>\n", html);
  }

  @Test
  void aMarkOfOursInTheTextIsNoFormula() {
    assertEquals(
        "<p>7 <math><mrow><mi>x</mi></mrow></math></p>\n", Markdown.html("\uE0007\uE001 $x$"));
  }

  @Test
  void tablesAreTables() {
    assertTrue(Markdown.html("| a |\n|--:|\n| 1 |\n").contains("<td align=\"right\">1</td>"));
  }

  /** Deeper than the parser's stack: shown as it was written. */
  @Test
  void whatIsNestedTooDeeplyIsShownAsText() {
    for (String deep :
        List.of(
            "$" + "{".repeat(5_000) + "}".repeat(5_000) + "$",
            ">".repeat(50_000),
            "a `" + "`".repeat(50_000))) {
      String html = assertTimeout(Duration.ofSeconds(20), () -> Markdown.html(deep, Map.of()));
      assertFalse(html.isBlank());
    }
  }
}
