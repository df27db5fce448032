package org.meshnn.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshnn.Evaluation;
import org.meshnn.Mesh;
import org.meshnn.TrainedMesh;
import org.meshnn.display.Rich;
import org.meshnn.graph.Wiring;
import org.meshnn.notebook.document.MarkdownPage;
import org.meshnn.scores.ClassScores;
import org.meshnn.scores.Interval;
import org.meshnn.tables.Datasets;
import org.meshnn.tables.Split;
import org.meshnn.tables.TableDigest;
import org.meshnn.tables.Target;
import org.meshnn.tables.TrainingTable;
import org.meshnn.train.Training;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class CardTest {
  private static final Mesh MESH = Mesh.of(16).connect(Wiring.dense());
  private static final Training QUICK = Training.defaults().epochs(8);
  private static final String ODD_NAME = "l|abel_1_ <b>&amp; `$x$` [a](b)";
  private static final String LONG_NAME = "a | very *long* name " + "x".repeat(300);

  private static String text(TrainedMesh model) {
    return model.card().toString();
  }

  private static void assertHas(String text, String... parts) {
    for (String part : parts) {
      assertTrue(text.contains(part), "expected " + part + " in\n" + text);
    }
  }

  private static void assertLacks(String text, String... parts) {
    for (String part : parts) {
      assertFalse(text.contains(part), "did not expect " + part + " in\n" + text);
    }
  }

  private static Table line(int rows) {
    double[] x = IntStream.range(0, rows).asDoubleStream().toArray();
    double[] y = Arrays.stream(x).map(v -> 3 * v + v % 7).toArray();
    return Table.create("line", DoubleColumn.create("x", x), DoubleColumn.create("y", y));
  }

  /** Classes and categories whose names are markup, line breaks, ideographs, and long. */
  private static Table awkward() {
    StringColumn category = StringColumn.create("名前|列");
    StringColumn label = StringColumn.create(ODD_NAME);
    BooleanColumn flag = BooleanColumn.create("flag");
    for (int i = 0; i < 60; i++) {
      category.append(List.of("größer|kleiner", "日本", "x\ny").get(i % 3));
      label.append(i % 4 == 0 ? "Ω|*a*" : "<i>c</i>\n2");
      flag.append(i % 2 == 0);
    }
    double[] numbers = IntStream.range(0, 60).asDoubleStream().toArray();
    return Table.create("awkward", category, DoubleColumn.create(LONG_NAME, numbers), flag, label);
  }

  private static Table blobs(int classes) {
    int n = 6 * classes;
    String[] label = new String[n];
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      label[i] = "class " + i % classes;
      x[i] = i % classes + i / (double) n;
    }
    return Table.create("blobs", DoubleColumn.create("x", x), StringColumn.create("c", label));
  }

  @Test
  void tellsWhatIsPredictedFromWhat() {
    String card = text(MESH.train(Datasets.iris(), "species", QUICK));
    assertHas(
        card,
        "# Model card: 'species'\n",
        "Predicts 'species', one of 3 classes, with a probability for each, from 4 columns of the"
            + " same row. Ranges and counts are those of the 150 rows learned from.",
        "| species | predicted: a class | setosa: 50, versicolor: 50, virginica: 50 |  |\n",
        "| petal_length | number | 1 to 6.9 | 1 |\n",
        "150 rows x 5 columns, sha256 " + TableDigest.of(Datasets.iris()).sha256(),
        "| edges | 176, density 1.00, recurrent |\n",
        "up to 8 epochs, batches of 16, Adam at 0.01",
        "completed after 8 epochs, 80 steps");
  }

  @Test
  void saysWhereNothingWasMeasured() {
    String card = text(MESH.train(Datasets.iris(), "species", QUICK));
    assertHas(
        card,
        "Not measured on rows that it did not learn from",
        "model.card(split.test());",
        "On the rows learned from, during the last epoch: accuracy ");
    assertLacks(card, "95 %", "chose the epoch");
  }

  @Test
  void measuresOnRowsHeldOut() {
    TrainedMesh model = MESH.train(Datasets.iris(), "species", QUICK.validation(0.2));
    Evaluation evaluation = model.heldOut().orElseThrow();
    int correct = (int) Math.round(30 * evaluation.accuracy());
    Interval wilson = Interval.ofShare(correct, 30);
    String card = text(model);
    assertHas(
        card,
        "On 30 rows held out of training: accuracy " + Figures.share(correct, 30),
        ", 95 % interval " + Figures.shares(wilson) + " (Wilson's score)",
        "right in 0.333 (10 of 30)",
        "too good if settings were chosen by these rows",
        "0.2 of the rows, by the seed, each class in proportion");
    assertLacks(card, "chose the epoch", "Not measured");
  }

  @Test
  void rowsThatChoseTheEpochAreNotIndependent() {
    Training early = QUICK.epochs(60).validation(0.2).patience(3);
    TrainedMesh model = MESH.train(Datasets.iris(), "species", early);
    assertHas(
        text(model),
        "These rows chose the epoch, " + model.history().bestEpoch() + ", whose weights were kept",
        "The rows held out chose the epoch: they are not independent of the weights.");
  }

  @Test
  void measuresOnATableHandedIn() {
    Split split = Split.stratified(Datasets.iris(), "species", 0.3, 1);
    TrainedMesh model = MESH.train(split.train(), "species", QUICK);
    String card = model.card(split.test()).toString();
    int correct = (int) Math.round(45 * model.evaluate(split.test()).accuracy());
    assertHas(
        card,
        "On a table handed in, 45 rows x 5 columns, sha256 "
            + TableDigest.of(split.test()).sha256()
            + ": accuracy "
            + Figures.share(correct, 45));
    assertLacks(card, "Not measured", "the table it was trained on");
    assertHas(model.card(split.train()).toString(), "That is the table it was trained on");
    assertThrows(IllegalArgumentException.class, () -> model.card(line(5)));
    assertThrows(IllegalArgumentException.class, () -> model.card(null));
  }

  @Test
  void errorsOfValuesHaveAnInterval() {
    TrainedMesh model = MESH.train(line(80), "y", QUICK.validation(0.25));
    Evaluation evaluation = model.heldOut().orElseThrow();
    assertHas(
        text(model),
        "Predicts 'y', a number, from 1 column of the same row.",
        "On 20 rows held out of training: root mean squared error "
            + Figures.error(evaluation.rmse())
            + ", 95 % interval "
            + Figures.errors(evaluation.interval()),
        "mean absolute error " + Figures.error(evaluation.mae()),
        "in units of 'y'",
        "One number without a range");
    assertHas(model.card(line(1)).toString(), ", without an interval");
  }

  /** Counted by hand. */
  @Test
  void confusionsAreToldByClass() {
    int[][] confusion = {{8, 2, 0}, {1, 4, 0}, {0, 0, 0}};
    ClassErrors errors = new ClassErrors(List.of("a", "b", "c"), new ClassScores(confusion, 1));
    assertEquals(
        List.of(
            List.of("a", "0.800 (8 of 10)", "0.889 (8 of 9)", "b: 2"),
            List.of("b", "0.800 (4 of 5)", "0.667 (4 of 6)", "a: 1"),
            List.of("c", "no row", "never predicted", "")),
        errors.table().rows());
    assertHas(errors.summary(), "Most common confusion: 'a' taken for 'b', 2 of 10 rows.");
    int[][] perfect = {{3, 0}, {0, 2}};
    ClassErrors none = new ClassErrors(List.of("a", "b"), new ClassScores(perfect, 0));
    assertHas(none.summary(), "No row was taken for another class.");
  }

  @Test
  void ofManyClassesTheWorstAreShown() {
    Training held = QUICK.epochs(1).validation(0.34);
    Mesh mesh = Mesh.of(110).connect(Wiring.dense());
    TrainedMesh thirty = mesh.train(blobs(30), "c", held);
    assertEquals(30, qualityTable(thirty.card()).rows().size());
    TrainedMesh hundred = mesh.train(blobs(100), "c", held);
    assertEquals(40, qualityTable(hundred.card()).rows().size());
    assertHas(text(hundred), "Shown are the 40 classes of lowest recall, of 100.");
  }

  private static Block.Cells qualityTable(Card card) {
    return card.sections().get(1).blocks().stream()
        .filter(Block.Cells.class::isInstance)
        .map(Block.Cells.class::cast)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void limitsAreThoseOfTheModel() {
    Table table = awkward();
    TrainingTable checked = TrainingTable.of(table, ODD_NAME, Target.AUTO);
    int[] rows = IntStream.range(0, 60).filter(i -> i % 3 != 1).toArray();
    String card = MESH.train(checked, rows, QUICK).card().toString();
    assertHas(
        card,
        "A row with a missing value is refused",
        "Numbers beyond the ranges above are extrapolated",
        "A category that the table did not have is refused. Had, but in no row learned from:"
            + " '名前\\|列=日本'",
        "Of the rarest class it learned from 10 rows, of the commonest from 30: not in balance."
            + " That is few to know a class by.",
        "40 rows for 160 weights that can learn: it may have learned rows by heart.",
        "40 rows learned from, 0 held out; a part of the table, sha256 of the row numbers ");
    Table even = line(80);
    String value = text(MESH.train(even, "y", QUICK));
    assertLacks(value, "A category", "not in balance", "by heart. ");
    Mesh impatient = Mesh.of(8).connect(Wiring.dense()).ticks(1);
    String dead = text(impatient.train(even, "y", QUICK));
    assertHas(dead, "has at most 1 edge; ", " on no such path learned nothing.");
    String weighted = MESH.train(checked, rows, QUICK.balancedClasses()).card().toString();
    assertHas(weighted, "weighted by their rarity in training");
  }

  /** No name breaks a table, or becomes markup. */
  @Test
  void awkwardNamesStayNames() {
    TrainedMesh model = MESH.train(awkward(), ODD_NAME, QUICK.validation(0.25));
    assertWhole(Jsoup.parse(MarkdownPage.html(model.card().toString())));
    assertWhole(Jsoup.parse(Rich.bundle(model.card()).get(Rich.HTML)));
    assertEquals(model.card().toString(), Rich.bundle(model.card()).get(Rich.TEXT));
  }

  private static void assertWhole(Document page) {
    assertEquals(0, page.select("i, b, em, a, del, td code, p code").size(), page.toString());
    for (Element table : page.select("table")) {
      int columns = table.select("thead th").size();
      for (Element row : table.select("tbody tr")) {
        assertEquals(columns, row.select("td").size(), row.toString());
      }
    }
    List<String> columns =
        page.select("table").first().select("tbody tr td:first-child").eachText();
    assertEquals(ODD_NAME, columns.get(0));
    assertEquals("名前|列", columns.get(1));
    assertTrue(columns.get(2).startsWith("a | very *long* name xxx"), columns.get(2));
    assertTrue(columns.get(2).endsWith("x…") && columns.get(2).length() == 60, columns.get(2));
    assertHas(page.text(), "<i>c</i>\\n2: 34, Ω|*a*: 11", "größer|kleiner: 15");
  }

  /** The file keeps all that a card tells. */
  @Test
  void aLoadedModelHasTheSameCard(@TempDir Path folder) {
    for (TrainedMesh model :
        List.of(
            MESH.train(awkward(), ODD_NAME, QUICK.validation(0.25).patience(2)),
            MESH.train(line(80), "y", QUICK.validation(0.25)))) {
      TrainedMesh loaded = TrainedMesh.load(model.save(folder.resolve("card.mesh")));
      assertEquals(model.card(), loaded.card());
      assertEquals(model.origin(), loaded.origin());
      Table seen = model.encoding().classification() ? awkward() : line(80);
      assertTrue(loaded.verify(seen).same());
    }
  }

  @Test
  void isSavedAsMarkdown(@TempDir Path folder) throws IOException {
    Card card = MESH.train(awkward(), ODD_NAME, QUICK).card();
    Path saved = card.save(folder.resolve("new").resolve("card.md").toString());
    assertTrue(saved.isAbsolute());
    assertEquals(card.toString(), Files.readString(saved));
    assertEquals(saved, card.save(saved));
    assertThrows(IllegalArgumentException.class, () -> card.save("card.html"));
    assertThrows(IllegalArgumentException.class, () -> card.save((String) null));
    assertThrows(IllegalArgumentException.class, () -> card.save((Path) null));
  }

  @Test
  void numbersAreShortened() {
    assertEquals("0", Figures.of(-0.0));
    assertEquals("5.1", Figures.of(5.1));
    assertEquals("-120", Figures.of(-120));
    assertEquals("0.333333", Figures.of(1 / 3.0));
    assertEquals("1.5E-7", Figures.of(1.5e-7));
    assertEquals("1.7E+18", Figures.of(1.7e18));
  }
}
