package org.meshnn.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meshnn.Mesh;
import org.meshnn.TrainedMesh;
import org.meshnn.experiment.Experiment;
import org.meshnn.experiment.Trials;
import org.meshnn.graph.Wiring;
import org.meshnn.train.Training;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Names and texts with line breaks, commas, markup or wide letters. */
class AwkwardNamesTest {
  private static final Mesh MESH = Mesh.of(12).connect(Wiring.dense());
  private static final Training BRIEF = Training.defaults().epochs(1);

  private static Table table() {
    Table table =
        Table.create(
            "a\ntable",
            DoubleColumn.create("x\ny"),
            StringColumn.create("city"),
            StringColumn.create("kind\r\nof"));
    for (int i = 0; i < 12; i++) {
      table.doubleColumn(0).append(i);
      table.stringColumn(1).append(i % 2 == 0 ? "two\nlines" : "<b>a, b</b>");
      table.stringColumn(2).append(i % 3 == 0 ? "first\nsecond" : "\u6f22\u5b57");
    }
    return table;
  }

  private static String html(Object value) {
    String html = Rich.bundle(value).get(Rich.HTML);
    assertFalse(html.contains("<b>a") || html.contains("two\n") || html.contains("first\n"), html);
    return html;
  }

  @Test
  void aTextWithLineBreaksStaysInItsRow() {
    assertEquals(
        "  x\\ny  city         kind\\r\\nof\n"
            + "double  string       string\n"
            + "------  -----------  -------------\n"
            + "     0  two\\nlines   first\\nsecond\n"
            + "     1  <b>a, b</b>  \u6f22\u5b57\n"
            + "a\\ntable: 2 rows x 3 columns",
        Rich.text(table().first(2)));
    assertTrue(html(table()).contains("two\\nlines"));
  }

  @Test
  void aModelIsToldLineByLine() {
    TrainedMesh model = MESH.train(table(), "kind\r\nof", BRIEF);
    assertEquals(6, model.summary().lines().count(), model.summary());
    assertTrue(
        model.summary().contains("2 classes of kind\\r\\nof ('first\\nsecond', '\u6f22\u5b57')"),
        model.summary());
    assertEquals(6, html(model).split("<tr>", -1).length - 1);
    assertEquals(4, Rich.text(model.evaluate(table())).lines().count());
    assertEquals(15, Rich.text(model.predict(table())).lines().count() - 1);
    assertTrue(html(model.predict(table())).contains("P(first\\nsecond)"));
    assertEquals(1, model.plot().toString().lines().count());
  }

  @Test
  void settingsOfAnExperimentStayInTheirRows() {
    Trials trials =
        Experiment.on(table(), "kind\r\nof")
            .setting("one\ntwo", MESH)
            .setting("<b>a, b</b>", MESH)
            .training(BRIEF)
            .test(0.5)
            .seeds(1)
            .run();
    assertEquals(4, trials.toString().lines().count(), trials.toString());
    assertEquals(1, trials.all().get(0).toString().lines().count());
    assertTrue(html(trials).contains("one\\ntwo"));
    Map<String, String> runs = Rich.bundle(trials.runs());
    assertEquals(6, runs.get(Rich.TEXT).lines().count(), runs.get(Rich.TEXT));
  }
}
