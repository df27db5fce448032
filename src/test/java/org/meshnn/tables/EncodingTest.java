package org.meshnn.tables;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.ShortColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class EncodingTest {

  /** Six rows with a column of every supported sort. */
  private static Table mixed() {
    return Table.create(
        "mixed",
        DoubleColumn.create("size", 1, 2, 3, 4, 10, 20),
        StringColumn.create("colour", "red", "blue", "red", "green", "blue", "red"),
        BooleanColumn.create("ripe", true, false, true, true, false, false),
        ShortColumn.create("rank", new Short[] {7, 7, 7, 7, 7, 8}),
        LongColumn.create("stamp", 5L, 6L, 7L, 8L, 9L, 10L),
        FloatColumn.create("weight", 0.5f, 1.5f, 2.5f, 3.5f, 4.5f, 5.5f),
        StringColumn.create("fruit", "pear", "apple", "pear", "fig", "apple", "fig"));
  }

  private static int[] rows(int n) {
    return IntStream.range(0, n).toArray();
  }

  private static Encoding fit(Table table, String label) {
    return Encoding.fit(table, label, Target.AUTO, rows(table.rowCount()));
  }

  @Test
  void namesInputsAndClassesInOrder() {
    Encoding encoding = fit(mixed(), "fruit");
    assertEquals(
        List.of(
            "size", "colour=blue", "colour=green", "colour=red", "ripe", "rank", "stamp", "weight"),
        encoding.inputNames());
    assertEquals(8, encoding.inputs());
    assertTrue(encoding.classification());
    assertEquals(List.of("apple", "fig", "pear"), encoding.classes());
    assertEquals(3, encoding.outputs());
    assertEquals("fruit", encoding.label());
    assertTrue(encoding.toString().startsWith("Encoding: 8 inputs (size, "), encoding.toString());
    assertTrue(encoding.toString().endsWith("-> 3 classes of fruit (apple, fig, pear)"));
  }

  @Test
  void standardisesOnTheTrainingRowsOnly() {
    int[] training = {0, 1, 2, 3};
    DMatrixRMaj inputs = Encoding.fit(mixed(), "fruit", Target.AUTO, training).inputs(mixed());
    double sd = Math.sqrt(1.25);
    assertEquals((1 - 2.5) / sd, inputs.get(0, 0), 1e-12);
    assertEquals((20 - 2.5) / sd, inputs.get(5, 0), 1e-12);
    double mean = 0;
    double square = 0;
    for (int row : training) {
      mean += inputs.get(row, 7) / 4;
      square += inputs.get(row, 7) * inputs.get(row, 7) / 4;
    }
    assertEquals(0, mean, 1e-12);
    assertEquals(1, square, 1e-12);
  }

  @Test
  void onlyCentresAColumnConstantInTraining() {
    DMatrixRMaj inputs = Encoding.fit(mixed(), "fruit", Target.AUTO, rows(4)).inputs(mixed());
    assertEquals(0, inputs.get(0, 5));
    assertEquals(1, inputs.get(5, 5));
  }

  @Test
  void leavesFlagsAndCategoriesAtZeroAndOne() {
    DMatrixRMaj inputs = fit(mixed(), "fruit").inputs(mixed());
    assertArrayEquals(
        new double[] {0, 0, 1, 1, 1, 0, 0, 0}, slice(inputs, new int[] {0, 1}, 1, 5), 0);
    assertArrayEquals(
        new double[] {0, 1, 0, 1, 1, 0, 0, 0}, slice(inputs, new int[] {3, 4}, 1, 5), 0);
  }

  private static double[] slice(DMatrixRMaj matrix, int[] rows, int from, int to) {
    return IntStream.of(rows)
        .boxed()
        .flatMapToDouble(r -> IntStream.range(from, to).mapToDouble(c -> matrix.get(r, c)))
        .toArray();
  }

  @Test
  void survivesHugeAndTinyNumbers() {
    for (double unit : new double[] {1e307, 1e-200}) {
      Table table =
          Table.create(
              DoubleColumn.create("x", unit, 3 * unit, 17 * unit, unit),
              StringColumn.create("y", "a", "b", "a", "b"));
      DMatrixRMaj inputs = fit(table, "y").inputs(table);
      DMatrixRMaj ones = fit(scaled(table, unit), "y").inputs(scaled(table, unit));
      for (int row = 0; row < 4; row++) {
        assertEquals(ones.get(row), inputs.get(row), 1e-12);
      }
    }
  }

  private static Table scaled(Table table, double unit) {
    return Table.create(table.doubleColumn("x").divide(unit).setName("x"), table.column("y"));
  }

  @Test
  void matchesColumnsByNameWhateverTheirOrder() {
    Encoding encoding = fit(mixed(), "fruit");
    Table shuffled =
        mixed().selectColumns("fruit", "weight", "stamp", "rank", "ripe", "colour", "size");
    shuffled.insertColumn(2, StringColumn.create("note", "", "b", "c", "d", "e", "f"));
    shuffled.column("size").setName("SIZE");
    assertArrayEquals(encoding.inputs(mixed()).data, encoding.inputs(shuffled).data, 0);
    assertArrayEquals(encoding.targets(mixed()).data, encoding.targets(shuffled).data, 0);
    shuffled.removeColumns("fruit");
    assertArrayEquals(encoding.inputs(mixed()).data, encoding.inputs(shuffled).data, 0);
  }

  @Test
  void acceptsAnotherNumericTypeAtPrediction() {
    Table train =
        Table.create(IntColumn.create("x", 1, 2, 3), StringColumn.create("y", "a", "b", "a"));
    Table later = Table.create(DoubleColumn.create("x", 1, 2, 3));
    Encoding encoding = fit(train, "y");
    assertArrayEquals(encoding.inputs(train).data, encoding.inputs(later).data, 0);
  }

  @Test
  void readsIntegerAndBooleanLabelsAsClasses() {
    Table table =
        Table.create(
            DoubleColumn.create("x", 1, 2, 3),
            IntColumn.create("n", 10, 9, -1),
            LongColumn.create("l", 10L, 9L, 9L),
            ShortColumn.create("s", new Short[] {2, 1, 1}),
            BooleanColumn.create("b", true, false, true));
    assertEquals(List.of("-1", "9", "10"), fit(table, "n").classes());
    assertEquals(List.of("9", "10"), fit(table, "l").classes());
    assertEquals(List.of("1", "2"), fit(table, "s").classes());
    assertEquals(List.of("false", "true"), fit(table, "b").classes());
    assertArrayEquals(new int[] {2, 1, 0}, fit(table, "n").classIndices(table));
    assertArrayEquals(new int[] {1, 0, 1}, fit(table, "b").classIndices(table));
    assertArrayEquals(
        new double[] {0, 0, 1, 0, 1, 0, 1, 0, 0}, fit(table, "n").targets(table).data, 0);
  }

  @Test
  void readsAFloatingLabelAsAValueAndMapsItBack() {
    Encoding encoding = Encoding.fit(mixed(), "size", Target.AUTO, rows(4));
    assertFalse(encoding.classification());
    assertEquals(1, encoding.outputs());
    assertEquals(List.of(), encoding.classes());
    DMatrixRMaj targets = encoding.targets(mixed());
    assertEquals((20 - 2.5) / Math.sqrt(1.25), targets.get(5), 1e-12);
    assertEquals(20, encoding.toValue(targets.get(5)), 1e-12);
    assertArrayEquals(new double[] {1, 2, 3, 4, 10, 20}, encoding.values(mixed()));
    Table predicted = encoding.predictions(mixed(), targets);
    assertEquals(List.of("size predicted"), predicted.columnNames());
    assertArrayEquals(
        new double[] {1, 2, 3, 4, 10, 20}, predicted.doubleColumn(0).asDoubleArray(), 1e-12);
    assertTrue(encoding.toString().endsWith("-> the value of size"), encoding.toString());
    assertThrows(IllegalStateException.class, () -> encoding.classIndices(mixed()));
  }

  @Test
  void theTargetCanBeForced() {
    Table table =
        Table.create(
            DoubleColumn.create("x", 1, 2, 3),
            DoubleColumn.create("half", 0.5, 2, 0.5),
            BooleanColumn.create("flag", true, false, true),
            IntColumn.create("n", 3, 1, 2));
    Encoding half = Encoding.fit(table, "half", Target.CLASSES, rows(3));
    assertEquals(List.of("0.5", "2"), half.classes());
    assertThrows(IllegalStateException.class, () -> half.values(table));
    assertThrows(IllegalStateException.class, () -> half.toValue(0));
    Encoding n = Encoding.fit(table, "n", Target.VALUE, rows(3));
    assertArrayEquals(new double[] {3, 1, 2}, n.values(table));
    Encoding flag = Encoding.fit(table, "flag", Target.VALUE, rows(3));
    assertArrayEquals(new double[] {1, 0, 1}, flag.values(table));
  }

  @Test
  void classesAndCategoriesOfValidationRowsAreKnown() {
    Table table =
        Table.create(
            StringColumn.create("colour", "red", "red", "blue"),
            StringColumn.create("y", "a", "b", "c"));
    Encoding encoding = Encoding.fit(table, "y", Target.AUTO, rows(2));
    assertEquals(List.of("a", "b", "c"), encoding.classes());
    assertArrayEquals(new double[] {0, 1, 0, 1, 1, 0}, encoding.inputs(table).data, 0);
  }

  @Test
  void predictionsNameTheClassAndItsProbabilities() {
    Encoding encoding = fit(mixed(), "fruit");
    Table two = mixed().first(2);
    Table predicted =
        encoding.predictions(two, new DMatrixRMaj(new double[][] {{.2, .5, .3}, {.4, .2, .4}}));
    assertEquals(
        List.of("fruit predicted", "P(apple)", "P(fig)", "P(pear)"), predicted.columnNames());
    assertEquals(List.of("fig", "apple"), predicted.stringColumn(0).asList());
    assertEquals(0.3, predicted.doubleColumn("P(pear)").get(0));
    assertEquals(11, two.copy().concat(predicted).columnCount());
  }

  @Test
  void classesThatDifferInCaseOnlyStayApart() {
    Table table =
        Table.create(DoubleColumn.create("x", 1, 2), StringColumn.create("y", "no", "NO"));
    Table predicted =
        fit(table, "y").predictions(table, new DMatrixRMaj(new double[][] {{1, 0}, {0, 1}}));
    assertEquals(List.of("y predicted", "P(NO)", "P(no) 2"), predicted.columnNames());
  }

  /** 2^60 to 2^60 + 3, of which a double makes one number: mean 1.5 above, deviation sqrt(1.25). */
  @Test
  void differencesOfLargeWholeNumbersSurvive() {
    long[] large = LongStream.range(1L << 60, (1L << 60) + 4).toArray();
    StringColumn label = StringColumn.create("k", "p", "q", "p", "q");
    Table table = Table.create(LongColumn.create("t", large), label);
    Encoding encoding = Encoding.fit(table, "k", Target.AUTO);
    double[] expected = {-1.5, -0.5, 0.5, 1.5};
    for (int i = 0; i < 4; i++) {
      assertEquals(expected[i] / Math.sqrt(1.25), encoding.inputs(table).get(i, 0), 1e-12);
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> TrainingTable.of(table, "k", Target.AUTO).encoded(rows(4), false));
    table.addColumns(DoubleColumn.create("x", 1, 2, 3, 4));
    String message =
        assertThrows(IllegalArgumentException.class, () -> Encoding.fit(table, "t", Target.VALUE))
            .getMessage();
    assertTrue(message.startsWith("the label column 't', row 1: 1152921504606846977"), message);
    table.replaceColumn(
        DoubleColumn.create(
            "t",
            Arrays.stream(table.longColumn("t").asLongArray())
                .mapToDouble(v -> v - 1152921504606846977L)));
    assertEquals(2, Encoding.fit(table, "t", Target.VALUE).values(table)[3]);
  }

  @Test
  void aValueLaterGivenAsATruthIsRefused() {
    Table table = Table.create(DoubleColumn.create("x", 1, 2), DoubleColumn.create("y", 0, 1));
    Encoding encoding = Encoding.fit(table, "y", Target.AUTO);
    Table later =
        Table.create(DoubleColumn.create("x", 1, 2), BooleanColumn.create("y", false, true));
    String message =
        assertThrows(IllegalArgumentException.class, () -> encoding.values(later)).getMessage();
    assertTrue(message.contains("'y' was numeric in training and is boolean"), message);
  }
}
