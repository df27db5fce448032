package org.meshnn.tables;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class SplitTest {

  /** {@code a} of class a, then {@code b} of class b, numbered from 0. */
  private static Table table(int a, int b) {
    return Table.create(
        IntColumn.create("id", IntStream.range(0, a + b).toArray()),
        StringColumn.create("y", IntStream.range(0, a + b).mapToObj(i -> i < a ? "a" : "b")));
  }

  private static int count(Table table, String value) {
    return table.where(table.stringColumn("y").isEqualTo(value)).rowCount();
  }

  private static void assertPartition(Table whole, Split split) {
    int[] seen = new int[whole.rowCount()];
    for (Table part : List.of(split.train(), split.test())) {
      for (int id : part.intColumn("id").asIntArray()) {
        seen[id]++;
      }
    }
    for (int times : seen) {
      assertEquals(1, times);
    }
  }

  @Test
  void keepsIrisInProportion() {
    Split split = Split.stratified(Datasets.iris(), "species", 0.3, 1);
    assertEquals(105, split.train().rowCount());
    assertEquals(45, split.test().rowCount());
    for (String species : List.of("setosa", "versicolor", "virginica")) {
      Table test = split.test();
      assertEquals(15, test.where(test.stringColumn("species").isEqualTo(species)).rowCount());
    }
    assertEquals("Split: 105 training rows, 45 test rows", split.toString());
  }

  @Test
  void roundsByLargestRemainder() {
    for (long seed = 0; seed < 5; seed++) {
      Split split = Split.stratified(table(7, 4), "y", 0.3, seed);
      assertEquals(3, split.test().rowCount());
      assertEquals(2, count(split.test(), "a"));
      assertEquals(1, count(split.test(), "b"));
      assertPartition(table(7, 4), split);
    }
    assertEquals(29, Split.stratified(table(100, 100), "y", 0.29, 1).test().rowCount() / 2);
  }

  @Test
  void sameSeedSameSplit() {
    Function<Long, List<?>> test =
        seed -> Split.stratified(table(50, 50), "y", 0.2, seed).test().column("id").asList();
    assertEquals(test.apply(3L), test.apply(3L));
    assertNotEquals(test.apply(3L), test.apply(4L));
  }

  @Test
  void randomAndFloatingLabelsAreSplitPlainly() {
    Split split = Split.random(table(10, 10), 0.25, 7);
    assertEquals(5, split.test().rowCount());
    assertPartition(table(10, 10), split);
    assertEquals(38, Split.stratified(Datasets.iris(), "sepal_length", 0.25, 7).test().rowCount());
    List<Split> folds = Split.folds(Datasets.iris(), "petal_width", 4, 7);
    assertEquals(List.of(38, 38, 37, 37), folds.stream().map(f -> f.test().rowCount()).toList());
  }

  @Test
  void everyRowIsInOneTestFold() {
    Table table = table(11, 6);
    List<Split> folds = Split.folds(table, "y", 5, 2);
    assertEquals(5, folds.size());
    int[] seen = new int[17];
    for (Split fold : folds) {
      assertPartition(table, fold);
      assertTrue(Math.abs(fold.test().rowCount() - 3.4) < 1);
      assertTrue(Math.abs(count(fold.test(), "a") - 2.2) < 1);
      assertTrue(Math.abs(count(fold.test(), "b") - 1.2) < 1);
      for (int id : fold.test().intColumn("id").asIntArray()) {
        seen[id]++;
      }
    }
    assertArrayEquals(IntStream.generate(() -> 1).limit(17).toArray(), seen);
  }

  @Test
  void foldsWithoutALabelArePlain() {
    Table table = table(11, 6);
    List<Split> folds = Split.folds(table, 5, 2);
    List<Integer> held = new ArrayList<>();
    for (Split fold : folds) {
      assertPartition(table, fold);
      assertTrue(Math.abs(fold.test().rowCount() - 3.4) < 1);
      held.addAll(fold.test().intColumn("id").asList());
    }
    assertEquals(IntStream.range(0, 17).boxed().toList(), held.stream().sorted().toList());
    assertEquals(ids(folds), ids(Split.folds(table, 5, 2)));
    assertNotEquals(ids(folds), ids(Split.folds(table, 5, 3)));
    assertThrows(IllegalArgumentException.class, () -> Split.folds(table, 1, 2));
  }

  private static List<?> ids(List<Split> folds) {
    return folds.stream().map(fold -> fold.test().column("id").asList()).toList();
  }

  @Test
  void rowsAreAscendingAndApart() {
    int[] classes = {5, 5, 5, 5, -1, -1, -1, -1};
    int[][] rows = Split.stratifiedRows(classes, 0.5, "test", Split.generator(1));
    assertArrayEquals(
        IntStream.range(0, 8).toArray(),
        IntStream.concat(IntStream.of(rows[0]), IntStream.of(rows[1])).sorted().toArray());
    assertEquals(2, IntStream.of(rows[1]).filter(row -> row < 4).count());
    for (int[] part : rows) {
      assertArrayEquals(IntStream.of(part).sorted().toArray(), part);
    }
  }

  @Test
  void refusesWhatLeavesAPartEmpty() {
    for (double fraction : new double[] {0, 1, -0.1, 1.5, Double.NaN}) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> Split.random(table(5, 5), fraction, 1))
              .getMessage();
      assertTrue(message.contains("between 0 and 1") && message.contains("" + fraction), message);
    }
    for (double fraction : new double[] {0.01, 0.99}) {
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> Split.stratified(table(5, 5), "y", fraction, 1))
              .getMessage();
      assertTrue(message.contains(fraction < 0.5 ? "no test" : "no training"), message);
    }
  }

  @Test
  void refusesUnknownOrMissingLabelsAndBadFolds() {
    assertThrows(IllegalArgumentException.class, () -> Split.stratified(table(5, 5), "z", 0.5, 1));
    Table hole = table(5, 5);
    hole.column("y").setMissing(0);
    assertThrows(IllegalArgumentException.class, () -> Split.folds(hole, "y", 2, 1));
    for (int k : new int[] {-1, 0, 1, 11}) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> Split.folds(table(5, 5), "y", k, 1))
              .getMessage();
      assertTrue(message.contains("from 2 to 10") && message.endsWith("got " + k), message);
    }
  }
}
