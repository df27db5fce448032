package org.meshnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.IntStream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.meshnn.engine.RandomMeshes;
import org.meshnn.experiment.Experiment;
import org.meshnn.experiment.Trials;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.ColumnRules;
import org.meshnn.tables.Datasets;
import org.meshnn.tables.DatePart;
import org.meshnn.tables.Fill;
import org.meshnn.tables.Sequences;
import org.meshnn.tables.Unseen;
import org.meshnn.train.Ending;
import org.meshnn.train.OnlineTraining;
import org.meshnn.train.Training;
import tech.tablesaw.api.Table;

/** A mesh whose columns became inputs by rules: trained, told, kept, used. */
class ColumnRulesModelTest {
  private static final Training QUICK = Training.defaults().epochs(3).threads(1);
  private static final ColumnRules RULES =
      ColumnRules.defaults()
          .missing(Fill.mostFrequent())
          .missing(Fill.median().withIndicator())
          .ordinal("size", "S", "M", "L")
          .categories("zip")
          .rare(4)
          .unseen(Unseen.OTHER)
          .dates("day", DatePart.TREND, DatePart.MONTH)
          .dates("at")
          .ignore("odd");
  private static final Mesh MESH = Mesh.of(60).connect(Wiring.random(0.4, 1)).columns(RULES);

  @TempDir Path folder;

  private final Table table = RuledTable.of(120, RandomMeshes.generator(6)).table();

  private static String refused(String part, Executable call) {
    String message = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertTrue(message.contains(part), message);
    return message;
  }

  @Test
  void theSummaryAndTheCardTellWhatTheRulesDid() {
    TrainedMesh model = MESH.train(table, "label", QUICK);
    String summary = model.summary();
    for (String told :
        new String[] {
          "columns by rules: missing most frequent; missing median with indicator; 'size' S < M < L",
          "income: ",
          "missing entries filled with ",
          ", and told by an input",
          "size: in the order S, M, L",
          "rare categor",
          "day: trend, month",
          "at: trend, month, weekday, hour",
          "odd: left out"
        }) {
      assertTrue(summary.contains(told), () -> told + " in " + summary);
    }
    String card = model.card().toString();
    for (String told :
        new String[] {
          "Columns became inputs by rules",
          "date or time",
          "in an order",
          "number: a category",
          "A missing value is guessed in ",
          "A category that no row learned from had is taken for"
        }) {
      assertTrue(card.contains(told), () -> told + " in " + card);
    }
    assertTrue(model.card(table).toString().contains("20"));
  }

  @Test
  void theFileIsOfFormatFiveAndKeepsAll() throws IOException {
    TrainedMesh model = MESH.train(table, "label", QUICK.validation(0.2));
    Path file = model.save(folder.resolve("ruled.mesh"));
    try (ZipFile zip = new ZipFile(file.toFile())) {
      String json =
          new String(zip.getInputStream(zip.getEntry("model.json")).readAllBytes(), "UTF-8");
      assertTrue(json.startsWith("{\n  \"format\": 5,"), json.substring(0, 40));
    }
    TrainedMesh loaded = TrainedMesh.load(file);
    assertEquals(model.encoding().features(), loaded.encoding().features());
    assertEquals(model.encoding().leftOut(), loaded.encoding().leftOut());
    assertEquals(RULES, loaded.mesh().columns());
    assertEquals(model.origin().contents(), loaded.origin().contents());
    assertEquals(model.summary(), loaded.summary());
    Path again = loaded.save(folder.resolve("again.mesh"));
    assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(again));
    assertArrayEquals(
        model.weights(), loaded.mesh().train(table, "label", QUICK.validation(0.2)).weights());
  }

  /** Without rules a model is what it was: no word of them in its file. */
  @Test
  void withoutRulesTheFileIsWhatItWas() throws IOException {
    Mesh mesh = Mesh.of(18).connect(Wiring.dense()).columns(ColumnRules.defaults());
    Path file = mesh.train(Datasets.iris(), "species", QUICK).save(folder.resolve("iris.mesh"));
    try (ZipFile zip = new ZipFile(file.toFile())) {
      String json =
          new String(zip.getInputStream(zip.getEntry("model.json")).readAllBytes(), "UTF-8");
      assertTrue(json.startsWith("{\n  \"format\": 1,"), json.substring(0, 40));
      for (String word : new String[] {"leftOut", "missing", "unseen", "dropIncompleteRows"}) {
        assertFalse(json.contains(word), word);
      }
    }
  }

  @Test
  void trainsFurtherAndResumes() {
    ColumnRules dropping = RULES.dropIncompleteRows();
    Table holed = table.copy();
    holed.stringColumn("label").set(3, "").set(50, "");
    refused(".dropIncompleteRows()", () -> MESH.train(holed, "label", QUICK));
    Mesh mesh = MESH.columns(dropping);
    TrainedMesh model = mesh.train(holed, "label", QUICK);
    assertTrue(model.summary().contains("2 incomplete rows of the table left out"));
    assertEquals(118, model.origin().rows().learned());
    assertTrue(model.verify(holed).same());
    TrainedMesh further = model.train(holed, QUICK);
    assertEquals(model.encoding().features(), further.encoding().features());
    assertEquals(118, further.origin().rows().learned());
    TrainedMesh whole = mesh.train(holed, "label", QUICK);
    Training stopping = QUICK.listen((epoch, epochs) -> Thread.currentThread().interrupt());
    TrainedMesh stopped = mesh.train(holed, "label", stopping);
    Thread.interrupted();
    assertEquals(Ending.INTERRUPTED, stopped.ending());
    Path file = stopped.saveWithOptimiser(folder.resolve("stopped.mesh"));
    TrainedMesh resumed = TrainedMesh.load(file).resume(holed);
    assertArrayEquals(whole.weights(), resumed.weights());
    assertEquals(whole.encoding().features(), resumed.encoding().features());
  }

  @Test
  void unlabelledRowsAreStillMeasuredOnlyWhereTheyAreComplete() {
    Table holed = table.copy();
    holed.stringColumn("label").set(3, "");
    TrainedMesh model = MESH.columns(RULES.dropIncompleteRows()).train(holed, "label", QUICK);
    refused(
        "drop these rows, as those learned from were (model.encoding().complete(table)) or fill",
        () -> model.evaluate(holed));
    Table complete = model.encoding().complete(holed);
    assertEquals(119, model.evaluate(complete).rows());
    assertEquals(120, model.predict(holed).rowCount());
  }

  @Test
  void anExperimentLearnsTheRulesOfEachFold() {
    Trials trials =
        Experiment.on(table, "label")
            .setting("filled", MESH)
            .setting("grouped", MESH.columns(RULES.rare(2)))
            .training(QUICK)
            .folds(3)
            .seeds(2)
            .threads(1)
            .run();
    assertEquals(12, trials.all().size());
    RuledRows.assertAgree(trials.all().get(0).model(), table);
  }

  @Test
  void aMeshWithRulesTravels() throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(MESH.columns(RULES.dates("day", LocalDate.EPOCH, DatePart.DAYS)));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      Mesh read = (Mesh) in.readObject();
      assertEquals(RULES.dates("day", LocalDate.EPOCH, DatePart.DAYS), read.columns());
    }
  }

  @Test
  void whereRulesAreNotAppliedTheyAreRefused() {
    Table iris = Datasets.iris();
    RowFile rows = RowFile.write(folder.resolve("iris.rows"), iris, "species");
    ColumnRules some = ColumnRules.defaults().missing(Fill.mean());
    Mesh mesh = Mesh.of(18).connect(Wiring.dense()).columns(some);
    refused("rules of columns are for tables in memory", () -> mesh.train(rows, QUICK));
    Sequences spots = Sequences.of(Datasets.sunspots()).orderedBy("year").forecast("sunspots");
    refused("sequences have their own", () -> mesh.train(spots, QUICK));
    refused("online", () -> mesh.inputs(2).outputs(1).online(OnlineTraining.defaults()));
    TrainedMesh model = mesh.train(iris, "species", QUICK);
    refused("expected a file with the columns", () -> model.evaluate(rows));
    refused(
        "ONNX files take columns as they are", () -> model.exportOnnx(folder.resolve("a.onnx")));
  }

  @Test
  void aTableIsCheckedOnceHoweverOftenItIsAsked() {
    TrainedMesh model = MESH.train(table, "label", QUICK);
    var known = model.encoding().known(table);
    assertArrayEquals(model.encoding().inputs(table).data, known.inputs().data);
    assertArrayEquals(model.encoding().classIndices(table), known.classIndices());
    assertEquals(
        model.encoding().contents(table, new int[] {0, 5}), known.contents(new int[] {0, 5}));
    assertEquals(120, IntStream.of(known.classIndices()).count());
  }
}
