package org.meshnn.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knowm.xchart.XYChartBuilder;
import org.meshnn.Mesh;
import org.meshnn.experiment.Experiment;
import org.meshnn.experiment.Found;
import org.meshnn.experiment.Search;
import org.meshnn.experiment.Trials;
import org.meshnn.explain.Explanation;
import org.meshnn.explain.MeshDescription;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;
import org.meshnn.plan.Clamping;
import org.meshnn.plan.Plan;
import org.meshnn.plan.Rest;
import org.meshnn.plot.Picture;
import org.meshnn.tables.Datasets;
import org.meshnn.train.Training;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class RichTest {
  private static Table table(int rows) {
    String[] words = IntStream.range(0, rows).mapToObj(i -> "w" + i).toArray(String[]::new);
    double[] values = IntStream.range(0, rows).mapToDouble(i -> i / 4.0).toArray();
    return Table.create("t", StringColumn.create("word", words), DoubleColumn.create("x", values));
  }

  @Test
  void everythingInHtmlIsEscaped() {
    Table table =
        Table.create("<t>", StringColumn.create("<a> & 'b'", "<script>alert(\"1\")</script>"));
    String html = Rich.bundle(table).get(Rich.HTML);
    assertFalse(html.contains("<script") || html.contains("<a>") || html.contains("<t>"), html);
    assertTrue(html.contains("&lt;a&gt; &amp; &#39;b&#39;"), html);
    assertTrue(html.contains("&quot;1&quot;"), html);
  }

  @Test
  void tableTellsTypesMissingAndSize() {
    Table table = table(3);
    table.doubleColumn("x").setMissing(1);
    String text = Rich.text(table);
    assertEquals(
        List.of(
            "word                    x",
            "string  double, 1 missing",
            "------  -----------------",
            "w0                    0.0",
            "w1",
            "w2                    0.5",
            "t: 3 rows x 2 columns"),
        text.lines().toList());
    assertTrue(Rich.bundle(table).get(Rich.HTML).contains("double, 1 missing"));
  }

  @Test
  void longTableShowsFirstAndLastRows() {
    String text = Rich.text(table(1000));
    assertTrue(text.contains("w0 ") && text.contains("w999") && text.contains("…"), text);
    assertFalse(text.contains("w500"), text);
    assertTrue(text.endsWith("t: 1000 rows x 2 columns"), text);
  }

  @Test
  void tableJustTooLongIsShownWhole() {
    assertFalse(Rich.text(table(13)).contains("…"));
    assertTrue(Rich.text(table(14)).contains("…"));
  }

  @Test
  void wideTableLeavesOutColumns() {
    Table table = Table.create("wide");
    IntStream.range(0, 50).forEach(i -> table.addColumns(IntColumn.create("c" + i, new int[] {i})));
    String text = Rich.text(table);
    assertTrue(text.contains("c0") && text.contains("c49") && text.contains("50 columns"), text);
    assertFalse(text.contains("c30"), text);
  }

  @Test
  void numbersAlignRightAndTextLeft() {
    String html = Rich.bundle(table(1)).get(Rich.HTML);
    assertTrue(html.contains("text-align:left\">w0<"), html);
    assertTrue(html.contains("text-align:right\">0<"), html);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 2 3 | 1 2 3",
        "1 2.5 | 1.0 2.5",
        "0.1 0.30000000000000004 | 0.1 0.3",
        "0 3.14159265 | 0.0000 3.1416",
        "1e12 1 | 1.000e+12 1.000",
        "-0.0000001 0 | -1.000e-07 0",
        "NaN 1 Infinity | NaN 1 Infinity",
      })
  void numbersAreShortened(String values, String shown) {
    double[] numbers =
        java.util.Arrays.stream(values.trim().split(" "))
            .mapToDouble(Double::parseDouble)
            .toArray();
    assertEquals(shown.trim(), String.join(" ", Numbers.column(numbers)));
  }

  @Test
  void sparseMatrixTellsWhatIsStored() {
    DMatrixSparseCSC matrix = new DMatrixSparseCSC(2, 2);
    matrix.set(0, 1, 0.5);
    assertEquals(
        List.of(
            "   0    1",
            "-  -  ---",
            "0  ·  0.5",
            "1  ·    ·",
            "sparse matrix 2 x 2, 1 entries stored"),
        Rich.text(matrix).lines().toList());
  }

  @Test
  void bigMatrixIsShortened() {
    String text = Rich.text(new DMatrixRMaj(500, 400));
    assertTrue(text.contains("499") && text.contains("dense matrix 500 x 400"), text);
    assertTrue(text.length() < 2000, text);
  }

  @Test
  void aDescriptionIsTables() {
    MeshDescription description =
        Mesh.of(9).inputs(2).outputs(2).connect(Wiring.dense()).describe();
    Map<String, String> bundle = Rich.bundle(description);
    assertEquals(description.toString(), bundle.get(Rich.TEXT));
    String html = bundle.get(Rich.HTML);
    assertTrue(html.contains("clustering coefficient") && html.contains(">1.000<"), html);
  }

  @Test
  void picturesArePngsWithATextTwin() {
    BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
    for (Object value :
        List.of(new Picture(image, "cap"), image, new XYChartBuilder().title("c").build())) {
      Map<String, String> bundle = Rich.bundle(value);
      byte[] png = Base64.getDecoder().decode(bundle.get(Rich.PNG));
      assertEquals('P', png[1], value.toString());
      assertFalse(bundle.get(Rich.TEXT).isBlank());
    }
    assertTrue(Rich.text(new Picture(image, "cap")).contains("cap"));
  }

  @Test
  void longValuesAreShortenedAndSayTheirSize() {
    assertEquals("int[3] [1, 2, 3]", Rich.text(new int[] {1, 2, 3}));
    assertTrue(Rich.text(new double[5000]).endsWith("(first 20 of 5000)"));
    List<Integer> many = IntStream.range(0, 100_000).boxed().toList();
    assertTrue(Rich.text(many).endsWith("19] (first 20 of 100000)"), Rich.text(many));
    assertTrue(Rich.text("x".repeat(9999)).endsWith("of 9999 characters)"));
    assertEquals("null", Rich.text(null));
  }

  @Test
  void nestedValuesAreShortenedWhileTheirTextIsMade() {
    List<Integer> many = IntStream.range(0, 5_000_000).boxed().toList();
    String nested = Rich.text(java.util.Collections.nCopies(1000, many));
    assertTrue(nested.startsWith("[[0, 1, 2,") && nested.contains("(first 20 of 5000000), ["));
    assertTrue(nested.endsWith("(first 20 of 1000)"), nested);
    assertTrue(Rich.text(Map.of("a", many)).endsWith("(first 20 of 5000000)}"));
    assertTrue(Rich.text(java.util.Optional.of(many)).startsWith("Optional[[0, 1,"));
    assertTrue(Rich.text(new double[3][2]).startsWith("double[3][] [double[2] [0.0, 0.0], "));
    assertTrue(Rich.text(new int[30][30][30][30]).length() < 5000);
    assertTrue(Rich.text(List.of("x".repeat(10_000_000))).length() < 5000);
    assertTrue(Rich.text(new org.ejml.data.FMatrixRMaj(3000, 2000)).endsWith("3000 x 2000"));
  }

  @Test
  void smallCollectionsReadAsInJava() {
    Map<String, Integer> map = new java.util.TreeMap<>(Map.of("a", 1, "b", 2));
    for (Object value :
        List.of(
            List.of(1, "x"),
            map,
            List.of(),
            Map.of(),
            java.util.Optional.of(3),
            java.util.Optional.empty(),
            java.util.Arrays.asList(null, 1),
            new java.util.HashMap<>(java.util.Collections.singletonMap(null, List.of(1))))) {
      assertEquals(value.toString(), Rich.text(value));
    }
  }

  @Test
  void whatHoldsItselfOrThrowsIsTold() {
    List<Object> list = new java.util.ArrayList<>();
    list.add(List.of(list));
    assertEquals("[[(this Collection)]]", Rich.text(list));
    Object[] array = new Object[1];
    array[0] = array;
    assertEquals("Object[1] [(this Collection)]", Rich.text(array));
    Object bad =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException("no text");
          }
        };
    String told = Rich.text(List.of(1, bad));
    assertTrue(told.startsWith("[1, (org.meshnn.display.RichTest$"), told);
    assertTrue(told.endsWith("cannot be shown: java.lang.IllegalStateException: no text)]"), told);
  }

  /** Shown by a look that throws. */
  private record Broken() {}

  @Test
  void aLookThatThrowsIsTold() {
    Rich.register(
        Broken.class,
        b -> {
          throw new IllegalStateException("no look");
        });
    assertTrue(Rich.bundle(new Broken()).get(Rich.TEXT).contains("no look"));
  }

  @Test
  void columnShowsItsValues() {
    String text = Rich.text(DoubleColumn.create("x", new double[1000]));
    assertTrue(text.startsWith("     x\ndouble\n") && text.endsWith("column of 1000 values"), text);
  }

  /** A type of a later layer. */
  private record Later(String name) {}

  @Test
  void aTypeIsRegisteredInOneLine() {
    Rich.register(Later.class, v -> Rich.html(v.name(), "<b>" + Rich.escape(v.name()) + "</b>"));
    assertTrue(Rich.types().contains(Later.class));
    assertEquals("<b>&lt;x&gt;</b>", Rich.bundle(new Later("<x>")).get(Rich.HTML));
  }

  @Test
  void whatASearchFoundIsATableWithATextTwin() {
    Found found =
        Search.on(Datasets.iris(), "species")
            .over("<neurons>", 9, 10, 11)
            .mesh(c -> Mesh.of(c.whole("<neurons>")).connect(Wiring.dense()))
            .training(Training.defaults().epochs(1))
            .folds(2)
            .grid()
            .run();
    Map<String, String> bundle = Rich.bundle(found);
    assertEquals(found.toString(), bundle.get(Rich.TEXT));
    String html = bundle.get(Rich.HTML);
    assertTrue(html.contains("3 of 3 candidates scored") && html.contains("95 % low"), html);
    assertTrue(html.contains("&lt;neurons&gt;") && !html.contains("<neurons>"), html);
    Map<String, String> importance = Rich.bundle(found.importance());
    assertTrue(importance.get(Rich.TEXT).contains("by chance"), importance.get(Rich.TEXT));
    assertTrue(importance.containsKey(Rich.PNG));
  }

  @Test
  void trialsAreSummaryAndPictureWithATextTwin() {
    Trials trials =
        Experiment.on(Datasets.iris(), "species")
            .setting("<dense>", Mesh.of(10).connect(Wiring.dense()))
            .test(0.3)
            .training(Training.defaults().epochs(1))
            .seeds(2)
            .run();
    Map<String, String> bundle = Rich.bundle(trials);
    assertEquals(trials.toString(), bundle.get(Rich.TEXT));
    String html = bundle.get(Rich.HTML);
    assertTrue(html.contains("2 of 2 runs finished") && html.contains("95 % low"), html);
    assertTrue(html.contains("&lt;dense&gt;") && !html.contains("<dense>"), html);
    String png = Base64.getEncoder().encodeToString(trials.plot().png());
    assertTrue(html.contains("src=\"data:image/png;base64," + png + "\""), html);
  }

  @Test
  void explainedPlanShowsTablesAndWarnings() {
    Topology layered = Wiring.layered(5, 4).wire(new Roles(3, true, 9, 2));
    Explanation explanation = Explanation.of(Plan.of(layered, 2, Clamping.CONSTANT, Rest.SILENT));
    Map<String, String> bundle = Rich.bundle(explanation);
    assertEquals(explanation.toString(), bundle.get(Rich.TEXT));
    String html = bundle.get(Rich.HTML);
    assertEquals(2, html.split("<table", -1).length - 1);
    assertTrue(html.contains("15 neurons") && html.contains("back-propagation</td>"), html);
    assertEquals(
        explanation.warnings().size(), html.split("<b>Note</b>", -1).length - 1, "warnings");
    assertTrue(html.contains("With 3 ticks all of them would live."), html);
  }

  @Test
  void aMeshIsAPictureOnceItCanBeWired() {
    Mesh mesh = Mesh.of(6).connect(Wiring.dense());
    assertEquals(Map.of(Rich.TEXT, mesh.toString()), Rich.bundle(mesh));
    assertEquals(
        Map.of(
            Rich.TEXT,
            "Mesh of 6 neurons, wired not at all yet, 3 ticks, relu on hidden and"
                + " identity on output neurons"),
        Rich.bundle(Mesh.of(6)));
    Mesh known = mesh.inputs(2).outputs(1);
    assertTrue(Rich.bundle(known).containsKey(Rich.PNG));
    assertEquals(known.toString(), Rich.text(known));
    assertTrue(Rich.bundle(known.topology()).containsKey(Rich.PNG));
    assertEquals(Rich.bundle(known.explain()), Rich.bundle(known.plan()));
    assertFalse(
        Rich.bundle(Mesh.of(1_000_000).inputs(2).outputs(1).connect(Wiring.range(0, 2, 3, 5)))
            .containsKey(Rich.PNG));
  }
}
