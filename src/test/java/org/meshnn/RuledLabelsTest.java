package org.meshnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.ColumnRules;
import org.meshnn.tables.Fill;
import org.meshnn.train.Loss;
import org.meshnn.train.Training;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Rules of columns together with weights, orders, several labels and validation tables. */
class RuledLabelsTest {
  private static final Mesh MESH = Mesh.of(12).connect(Wiring.dense());
  private static final Training SHORT = Training.defaults().epochs(4).seed(3);
  private static final ColumnRules DROP = ColumnRules.defaults().dropIncompleteRows();
  private static final List<String> BOTH = List.of("a", "b");
  private static final String[] SIZES = {"S", "M", "L"};

  @TempDir private Path folder;

  /** Features x and z, values a and b, classes size, weights w. */
  private static Table table(int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Table table = Table.create("ruled");
    DoubleColumn x = DoubleColumn.create("x");
    StringColumn z = StringColumn.create("z");
    DoubleColumn a = DoubleColumn.create("a");
    DoubleColumn b = DoubleColumn.create("b");
    StringColumn size = StringColumn.create("size");
    DoubleColumn w = DoubleColumn.create("w");
    for (int row = 0; row < rows; row++) {
      x.append(row % 3 + random.nextDouble());
      z.append(random.nextBoolean() ? "yes" : "no");
      a.append(2 * x.get(row) + 1);
      b.append(random.nextDouble() - x.get(row));
      size.append(SIZES[row % 3]);
      w.append(0.5 + random.nextDouble());
    }
    return table.addColumns(x, z, a, b, size, w);
  }

  /** Holes in some rows of a column. */
  private static Table holed(Table table, String column, int... rows) {
    Table copy = table.copy();
    for (int row : rows) {
      copy.doubleColumn(column).setMissing(row);
    }
    return copy;
  }

  private static Table without(Table table, int... rows) {
    return table.dropRows(rows);
  }

  private static void refused(String part, Executable call) {
    String message = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertTrue(message.contains(part), message);
  }

  @Test
  void weightsAreThoseOfTheRowsThatAreLeft() {
    Table whole = table(60, 1).removeColumns("a", "b");
    Table holed = holed(whole, "x", 4, 17, 40);
    Table clean = without(whole, 4, 17, 40);
    Mesh mesh = MESH.weights("W").columns(DROP);
    Training training = SHORT.validation(0.25);
    TrainedMesh model = mesh.train(holed, "size", training);
    TrainedMesh plain = MESH.weights("w").train(clean, "size", training);
    assertArrayEquals(plain.weights(), model.weights());
    assertEquals(3, model.encoding().leftOut().rows());
    assertEquals(List.of("x", "z=no", "z=yes"), model.encoding().inputNames());
    assertArrayEquals(
        plain.train(clean, training).weights(), model.train(holed, training).weights());
    assertTrue(RateFinder.of(mesh, holed, "size", SHORT).suggestion() > 0);
    Table unweighted = holed(holed, "w", 8);
    assertArrayEquals(
        MESH.weights("w").train(without(whole, 4, 8, 17, 40), "size", training).weights(),
        mesh.train(unweighted, "size", training).weights());
  }

  @Test
  void weightsAreNeverFilled() {
    Table holed = holed(table(30, 2).removeColumns("a", "b"), "w", 3);
    ColumnRules fill = ColumnRules.defaults().missing(Fill.median());
    Mesh mesh = MESH.weights("w");
    refused("row 3 of 'w'", () -> mesh.columns(fill).train(holed, "size", SHORT));
    ColumnRules own = ColumnRules.defaults().missing("w", Fill.constant(1));
    refused("for the weights 'w'", () -> mesh.columns(own).train(holed, "size", SHORT));
    Table whole = table(30, 2).removeColumns("a", "b");
    assertArrayEquals(
        mesh.train(whole, "size", SHORT).weights(),
        mesh.columns(ColumnRules.defaults().ignore("w")).train(whole, "size", SHORT).weights());
  }

  @Test
  void severalLabelsWithRules() {
    Table whole = table(60, 3).removeColumns("w");
    Table holed = holed(holed(whole, "x", 2, 9), "b", 5, 30);
    Mesh mesh = MESH.columns(DROP.missing(Fill.constant(7)).ordinal("size", SIZES));
    TrainedMesh model = mesh.train(holed, BOTH, SHORT);
    Table clean = without(holed, 5, 30);
    clean.doubleColumn("x").setMissingTo(7.0);
    TrainedMesh plain = MESH.columns(DROP.ordinal("size", SIZES)).train(clean, BOTH, SHORT);
    assertArrayEquals(plain.weights(), model.weights());
    assertEquals(2, model.encoding().leftOut().rows());
    assertEquals(BOTH, model.evaluate(clean).columns());
    assertEquals(plain.evaluate(clean).toString(), model.evaluate(clean).toString());
    assertEquals(
        model.evaluate(clean).toString(), model.evaluate(model.encoding().known(clean)).toString());
    assertEquals(model.loss(clean), model.loss(model.encoding().known(clean)));
    assertArrayEquals(plain.train(clean, SHORT).weights(), model.train(holed, SHORT).weights());
    refused("the label 'b'", () -> MESH.columns(DROP.ignore("b")).train(whole, BOTH, SHORT));
    refused("missing", () -> MESH.train(holed, BOTH, SHORT));
  }

  @Test
  void anOrderIsKeptInFilesAsRulesAre() {
    Table whole = table(60, 4).removeColumns("a", "b");
    Table holed = holed(whole, "x", 0, 50);
    Table validation = holed(table(30, 5), "x", 1);
    Mesh mesh =
        MESH.orderedClasses(SIZES)
            .weights("w")
            .columns(ColumnRules.defaults().missing(Fill.mean()));
    TrainedMesh model = mesh.train(holed, validation, "size", SHORT);
    assertEquals(List.of(SIZES), model.encoding().classes());
    assertEquals(2, model.encoding().outputs());
    TrainedMesh loaded = TrainedMesh.load(model.saveWithOptimiser(folder.resolve("ruled.mesh")));
    assertEquals(mesh.toString(), loaded.mesh().toString());
    assertEquals(mesh.columns(), loaded.mesh().columns());
    assertEquals(List.of(SIZES), loaded.mesh().classOrder());
    assertEquals(model.evaluate(holed).toString(), loaded.evaluate(holed).toString());
    assertArrayEquals(model.train(holed, SHORT).weights(), loaded.train(holed, SHORT).weights());
    String told = mesh.toString();
    for (String part : List.of("columns by rules", "in the order S, M, L", "weighted by 'w'")) {
      assertTrue(told.contains(part), told);
    }
    assertFalse(model.card().toString().isEmpty());
  }

  @Test
  void incompleteRowsOfAValidationTableAreLeftOut() {
    Table train = table(60, 6).removeColumns("b", "size");
    Table validation = table(30, 7);
    Mesh mesh = MESH.weights("w").columns(DROP);
    Training training = SHORT.loss(Loss.quantiles(0.1, 0.5, 0.9));
    TrainedMesh model = mesh.train(train, holed(validation, "a", 3, 4), "a", training);
    TrainedMesh clean = mesh.train(train, without(validation, 3, 4), "a", training);
    assertEquals(28, model.heldOut().orElseThrow().rows());
    assertEquals(
        clean.heldOut().orElseThrow().toString(), model.heldOut().orElseThrow().toString());
  }

  @Test
  void arraysMayHaveHolesThatRulesFill() {
    double[][] x = {{1, 2}, {Double.NaN, 1}, {3, 0}, {4, 2}};
    Mesh mesh =
        MESH.columns(
            ColumnRules.defaults().missing("x1", Fill.constant(3)).ordinal("x2", "0", "1", "2"));
    TrainedMesh model = mesh.train(x, new double[] {1, 2, 3, 4}, SHORT);
    assertEquals(model.predict(3, 1).print(), model.predict(Double.NaN, 1).print());
    assertEquals(
        model.predictor().row(Double.NaN, 1).value(),
        model.predict(Double.NaN, 1).doubleColumn(0).get(0));
  }
}
