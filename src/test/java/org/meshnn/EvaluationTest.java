package org.meshnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meshnn.display.Rich;
import org.meshnn.scores.ClassScores;
import org.meshnn.scores.ValueScores;

class EvaluationTest {
  private static Evaluation of(List<String> classes, int[][] confusion) {
    return Evaluation.of(classes, new ClassScores(confusion, 0.25));
  }

  /** All right, {@code rows} of each class. */
  private static Evaluation right(int classes, int rows) {
    int[][] confusion = new int[classes][classes];
    for (int k = 0; k < classes; k++) {
      confusion[k][k] = rows;
    }
    return of(IntStream.range(0, classes).mapToObj(k -> "c" + k).toList(), confusion);
  }

  @Test
  void countsOfAnySizeStandApart() {
    int[][] confusion = {{499, 1}, {12, 1_234_567_890}};
    assertEquals(
        List.of(
            "accuracy 1.000, log-loss 0.2500, macro F1 0.9936 on 1234568402 rows",
            "          precision    recall        F1       rows | predicted   0          1",
            "        0    0.9765    0.9980    0.9871        500 |           499          1",
            "        1    1.0000    1.0000    1.0000 1234567902 |            12 1234567890"),
        of(List.of("0", "1"), confusion).toString().lines().toList());
  }

  @Test
  void aNameWiderThanTheColumnsKeepsItsSpace() {
    assertEquals(
        List.of(
            "            precision    recall        F1     rows | predicted setosa versicolor",
            "     setosa    1.0000    0.8000    0.8889       10 |                8          2",
            " versicolor    0.8333    1.0000    0.9091       10 |                0         10"),
        of(List.of("setosa", "versicolor"), new int[][] {{8, 2}, {0, 10}})
            .toString()
            .lines()
            .skip(1)
            .toList());
  }

  @Test
  void wideNamesKeepTheColumnsInLine() {
    List<String> lines =
        of(List.of("\u6f22\u5b57", "e\u0301t\u00e9"), new int[2][2]).toString().lines().toList();
    assertTrue(lines.get(1).endsWith("predicted \u6f22\u5b57 e\u0301t\u00e9"), lines.get(1));
    assertTrue(lines.get(2).endsWith("|              0   0"), lines.get(2));
    assertTrue(lines.get(2).startsWith("     \u6f22\u5b57 "), lines.get(2));
    assertTrue(lines.get(3).startsWith("      e\u0301t\u00e9 "), lines.get(3));
  }

  @Test
  void namesWithLineBreaksCommasOrMarkupStayInTheirCells() {
    Evaluation evaluation = of(List.of("a\nb", "<b>c, d</b>", ""), new int[3][3]);
    assertEquals(5, evaluation.toString().lines().count(), evaluation.toString());
    assertTrue(evaluation.toString().contains("predicted a\\nb <b>c, d</b>"));
    String html = Rich.bundle(evaluation).get(Rich.HTML);
    assertTrue(html.contains("a\\nb") && html.contains("&lt;b&gt;c, d&lt;/b&gt;"), html);
    assertFalse(html.contains("a\nb") || html.contains("<b>c"), html);
    assertTrue(
        Evaluation.of("a\nb", new ValueScores(2, 1, 1, 0, 1))
            .toString()
            .startsWith("'a\\nb' on 2"));
  }

  @Test
  void manyClassesKeepTheirSummaryAndScores() {
    for (int classes : new int[] {21, 60, 540}) {
      Evaluation evaluation = right(classes, 2);
      List<String> lines = evaluation.toString().lines().toList();
      assertEquals(
          "accuracy 1.000, log-loss 0.2500, macro F1 1.000 on " + 2 * classes + " rows",
          lines.get(0));
      assertEquals("          precision    recall        F1     rows", lines.get(1));
      assertEquals("       c0    1.0000    1.0000    1.0000        2", lines.get(2));
      assertEquals(
          "and "
              + (classes - 20)
              + (classes == 21 ? " more class" : " more classes")
              + ": byClass() has the scores of all, plot() the confusion matrix",
          lines.get(22));
      Map<String, String> bundle = Rich.bundle(evaluation);
      assertEquals(evaluation.toString(), bundle.get(Rich.TEXT));
      String html = bundle.get(Rich.HTML);
      assertTrue(html.contains("<b>accuracy 1.000</b> on " + 2 * classes + " rows"), html);
      assertTrue(html.contains("by class: " + classes + " rows x 5 columns"), html);
      String png = Base64.getEncoder().encodeToString(evaluation.plot().png());
      assertTrue(html.contains(png), "the matrix as picture");
    }
  }

  @Test
  void moreClassesThanAPictureHoldsKeepTheirScores() {
    Map<String, String> bundle = Rich.bundle(right(541, 1));
    assertTrue(bundle.get(Rich.HTML).contains("<b>accuracy 1.000</b> on 541 rows"));
    assertFalse(bundle.get(Rich.TEXT).contains("plot()"), bundle.get(Rich.TEXT));
  }
}
