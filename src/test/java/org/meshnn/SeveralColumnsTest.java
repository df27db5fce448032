package org.meshnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.meshnn.display.Rich;
import org.meshnn.graph.Wiring;
import org.meshnn.scores.ValueScores;
import org.meshnn.tables.Target;
import org.meshnn.train.Loss;
import org.meshnn.train.Training;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/** Several columns predicted at once. */
class SeveralColumnsTest {
  private static final Mesh MESH = Mesh.of(16).connect(Wiring.dense());
  private static final Training SHORT = Training.defaults().epochs(30).validation(0.2).threads(1);
  private static final List<String> VALUES = List.of("height", "weight");
  private static final List<String> FLAGS = List.of("tall", "heavy", "both");

  @TempDir private Path folder;

  /** Two values in units far apart, and yes or no of them. */
  private static Table people(int rows) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(11);
    Table table =
        Table.create(
            "people",
            DoubleColumn.create("a"),
            DoubleColumn.create("b"),
            DoubleColumn.create("height"),
            DoubleColumn.create("weight"),
            BooleanColumn.create("tall"),
            BooleanColumn.create("heavy"),
            BooleanColumn.create("both"),
            IntColumn.create("n"));
    for (int i = 0; i < rows; i++) {
      double a = random.nextGaussian();
      double b = random.nextGaussian();
      table.doubleColumn("a").append(a);
      table.doubleColumn("b").append(b);
      table.doubleColumn("height").append(1.7 + 0.1 * a);
      table.doubleColumn("weight").append(70_000 + 9_000 * (a - b));
      table.booleanColumn("tall").append(a > 0);
      table.booleanColumn("heavy").append(a - b > 0);
      table.booleanColumn("both").append(a > 0 && a - b > 0);
      table.intColumn("n").append(i % 5);
    }
    return table;
  }

  private static Table with(List<String> labels) {
    Table table = people(120);
    return table.selectColumns(
        table.columnNames().stream()
            .filter(name -> name.length() == 1 && !name.equals("n") || labels.contains(name))
            .toArray(String[]::new));
  }

  @Test
  void values() {
    Table table = with(VALUES);
    TrainedMesh model = MESH.train(table, VALUES, SHORT);
    assertEquals(2, model.topology().outputs());
    Table predicted = model.predict(table);
    assertEquals(List.of("height predicted", "weight predicted"), predicted.columnNames());
    Evaluation evaluation = model.evaluate(table);
    assertEquals(VALUES, evaluation.columns());
    for (String name : VALUES) {
      ValueScores expected =
          ValueScores.of(
              table.doubleColumn(name).asDoubleArray(),
              predicted.doubleColumn(name + " predicted").asDoubleArray());
      assertEquals(expected.rmse(), evaluation.column(name).rmse(), 1e-12 * expected.rmse());
      assertTrue(evaluation.column(name).r2() > 0.9, evaluation.toString());
    }
    Predictor one = model.predictor().row(0.3, -0.2);
    Table row = model.predict(0.3, -0.2);
    assertEquals(row.doubleColumn(0).get(0), one.value("Height"));
    assertEquals(row.doubleColumn(1).get(0), one.value("weight"));
    assertThrows(IllegalStateException.class, one::value);
    assertThrows(IllegalArgumentException.class, () -> one.value("hight"));
    assertThrows(IllegalStateException.class, evaluation::rmse);
    kept(model, table, "2 numbers");
  }

  /** With shared standardisation left out, each column's loss is its own: the sum is theirs. */
  @Test
  void lossIsTheSumOverTheColumns() {
    Table table = with(VALUES);
    TrainedMesh model = MESH.train(table, VALUES, SHORT);
    double sum = 0;
    for (int i = 0; i < 2; i++) {
      double rmse = model.evaluate(table).column(VALUES.get(i)).rmse();
      double sd = model.encoding().labels().parts().get(i).deviation();
      sum += rmse * rmse / (sd * sd) / 2;
    }
    assertEquals(sum, model.loss(table), 1e-9 * sum);
  }

  @Test
  void bandsOfEach() {
    Table table = with(VALUES);
    TrainedMesh model = MESH.train(table, VALUES, SHORT.loss(Loss.quantiles(0.1, 0.5, 0.9)));
    assertEquals(6, model.topology().outputs());
    assertEquals(
        List.of(
            "height predicted",
            "height q0.1",
            "height q0.9",
            "weight predicted",
            "weight q0.1",
            "weight q0.9"),
        model.predict(table).columnNames());
    double middle = model.predict(table).doubleColumn("weight predicted").get(7);
    Predictor one =
        model.predictor().row(table.doubleColumn("a").get(7), table.doubleColumn("b").get(7));
    assertEquals(middle, one.value("weight"));
    kept(model, table, "by quantiles 0.1, 0.5, 0.9");
  }

  @Test
  void yesOrNoOfEach() {
    Table table = with(FLAGS);
    TrainedMesh model = MESH.train(table, FLAGS, SHORT);
    assertEquals(3, model.topology().outputs());
    Table predicted = model.predict(table);
    assertEquals(
        List.of(
            "tall predicted",
            "P(tall)",
            "heavy predicted",
            "P(heavy)",
            "both predicted",
            "P(both)"),
        predicted.columnNames());
    Evaluation evaluation = model.evaluate(table);
    double loss = 0;
    for (String name : FLAGS) {
      int right = 0;
      double logLoss = 0;
      for (int row = 0; row < table.rowCount(); row++) {
        double p = predicted.doubleColumn("P(" + name + ")").get(row);
        boolean yes = table.booleanColumn(name).get(row);
        assertEquals(p > 0.5, predicted.booleanColumn(name + " predicted").get(row));
        right += p > 0.5 == yes ? 1 : 0;
        logLoss -= Math.log(yes ? p : 1 - p) / table.rowCount();
      }
      assertEquals(right / (double) table.rowCount(), evaluation.column(name).accuracy(), 1e-15);
      assertEquals(logLoss, evaluation.column(name).logLoss(), 1e-9);
      loss += logLoss;
      assertTrue(evaluation.column(name).accuracy() > 0.9, evaluation.toString());
    }
    assertEquals(loss, model.loss(table), 1e-9);
    Predictor one = model.predictor().row(1, 1);
    assertEquals(model.predict(1, 1).doubleColumn("P(heavy)").get(0), one.probability("heavy"));
    assertThrows(IllegalStateException.class, () -> one.value("heavy"));
    assertThrows(IllegalStateException.class, one::predictedClass);
    kept(model, table, "yes or no of each");
  }

  private void kept(TrainedMesh model, Table table, String onCard) {
    TrainedMesh loaded = TrainedMesh.load(model.save(folder.resolve("several.mesh")));
    assertEquals(model.summary(), loaded.summary());
    assertEquals(model.predict(table).print(200), loaded.predict(table).print(200));
    assertEquals(model.evaluate(table).toString(), loaded.evaluate(table).toString());
    assertEquals(model.heldOut().orElseThrow() + "", loaded.heldOut().orElseThrow() + "");
    String card = model.card(table).toString();
    assertEquals(card, loaded.card(table).toString());
    assertTrue(card.contains(onCard), card);
    assertTrue(Rich.bundle(model.evaluate(table)).get("text/html").contains("<table"));
  }

  @Test
  void oneNameIsTheColumnAlone() {
    Table table = with(List.of("height"));
    assertArrayEquals(
        MESH.train(table, "height", SHORT).weights(),
        MESH.train(table, List.of("height"), SHORT).weights());
  }

  @Test
  void valuesOfAnyNumbersWhereTheMeshSaysSo() {
    Table table = with(List.of("tall", "n", "weight"));
    Mesh values = MESH.target(Target.VALUE);
    TrainedMesh model = values.train(table, List.of("n", "tall"), SHORT);
    assertEquals(List.of("n predicted", "tall predicted"), model.predict(table).columnNames());
  }

  @Test
  void columnsThatDoNotGoTogether() {
    Table table = people(40);
    refused(
        "all values, or all boolean", () -> MESH.train(table, List.of("height", "tall"), SHORT));
    refused("Mesh.target(Target.VALUE)", () -> MESH.train(table, List.of("height", "n"), SHORT));
    refused("no column 'hight'", () -> MESH.train(table, List.of("hight", "weight"), SHORT));
    refused("that differ", () -> MESH.train(table, List.of("height", "height"), SHORT));
    refused("that differ", () -> MESH.train(table, List.of("height", "HEIGHT"), SHORT));
    refused("label columns", () -> MESH.train(table, List.of(), SHORT));
    refused(
        "no feature columns",
        () -> MESH.train(table.selectColumns("height", "weight"), VALUES, SHORT));
    refused(
        "weight rows: Mesh.weights", () -> MESH.train(with(FLAGS), FLAGS, SHORT.balancedClasses()));
    refused(
        "is for labels that are values",
        () -> MESH.train(with(FLAGS), FLAGS, SHORT.loss(Loss.huber(1))));
  }

  private static void refused(String part, Executable call) {
    String message = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertTrue(message.contains(part), message);
  }
}
