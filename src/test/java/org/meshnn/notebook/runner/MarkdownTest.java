package org.meshnn.notebook.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
  void tablesAreTables() {
    assertTrue(Markdown.html("| a |\n|--:|\n| 1 |\n").contains("<td align=\"right\">1</td>"));
  }
}
