package org.meshnn.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.Table;

class SequenceTasksTest {

  @Test
  void sequencesStandBelowEachOtherAndTheSeedDecides() {
    List<LongFunction<Table>> all =
        List.of(
            seed -> SequenceTasks.adding(3, 10, seed),
            seed -> SequenceTasks.copy(3, 8, 5, 40, seed),
            seed -> SequenceTasks.anbn(3, 16, seed),
            seed -> SequenceTasks.rotation(3, 8, 64, 64, seed));
    for (LongFunction<Table> task : all) {
      Table table = task.apply(1);
      assertEquals(table.print(1000), task.apply(1).print(1000));
      assertNotEquals(table.print(1000), task.apply(2).print(1000));
      int sequence = 0;
      int step = 0;
      for (int row = 0; row < table.rowCount(); row++) {
        if (table.intColumn("sequence").getInt(row) != sequence) {
          sequence++;
          step = 0;
        }
        step++;
        assertEquals(sequence, table.intColumn("sequence").getInt(row));
        assertEquals(step, table.intColumn("step").getInt(row));
      }
      assertEquals(3, sequence);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 100})
  void addingAsksForTheSumOfOneMarkInEachHalf(int length) {
    Table table = SequenceTasks.adding(200, length, 4);
    assertEquals(200 * length, table.rowCount());
    for (int s = 0; s < 200; s++) {
      Table one = table.where(table.intColumn("sequence").isEqualTo(s + 1));
      double[] marks = one.doubleColumn("mark").asDoubleArray();
      double sum = 0;
      int early = 0;
      for (int t = 0; t < length; t++) {
        sum += marks[t] * one.doubleColumn("value").get(t);
        early += t < length / 2 ? (int) marks[t] : 0;
        assertEquals(t < length - 1, one.doubleColumn("sum").isMissing(t));
      }
      assertEquals(1, early);
      assertEquals(2, one.doubleColumn("mark").sum());
      assertEquals(sum, one.doubleColumn("sum").get(length - 1), 1e-12);
    }
  }

  @Test
  void copyAsksForTheFirstSymbolsAfterTheDelay() {
    Table table = SequenceTasks.copy(50, 8, 5, 40, 4);
    assertEquals(50 * 50, table.rowCount());
    Set<String> seen = new TreeSet<>();
    for (int row = 0; row < table.rowCount(); row++) {
      int t = row % 50;
      String symbol = table.stringColumn("symbol").get(row);
      String copy = table.stringColumn("copy").get(row);
      if (t < 5) {
        seen.add(symbol);
        assertEquals(symbol, table.stringColumn("copy").get(row + 45));
      }
      assertEquals(t >= 5 && t < 45, symbol.equals("blank"));
      assertEquals(t >= 45, symbol.equals("recall"));
      assertEquals(t < 45, copy.isEmpty());
    }
    assertEquals("[a, b, c, d, e, f, g, h]", seen.toString());
    assertEquals(2 * 3, SequenceTasks.copy(1, 2, 3, 0, 1).rowCount());
  }

  @Test
  void anbnCountsAndTheBestGuessReachesWhatItSays() {
    Table table = SequenceTasks.anbn(20_000, 16, 4);
    int right = 0;
    Set<Integer> lengths = new TreeSet<>();
    int count = 0;
    for (int row = 0; row < table.rowCount(); row++) {
      String symbol = table.stringColumn("symbol").get(row);
      String next = table.stringColumn("next").get(row);
      boolean last = row + 1 == table.rowCount();
      String following = last || symbol.equals("end") ? "end" : table.getString(row + 1, "symbol");
      assertEquals(following, next);
      if (symbol.equals("a")) {
        count++;
        right += next.equals(count == 16 ? "b" : "a") ? 1 : 0;
      } else {
        right++; // known once n is
      }
      if (symbol.equals("end")) {
        assertEquals(2 * count + 1, table.intColumn("step").getInt(row));
        lengths.add(count);
        count = 0;
      }
    }
    assertEquals(IntStream.rangeClosed(1, 16).boxed().toList(), List.copyOf(lengths));
    assertEquals(1 - (1 - 1.0 / 16) / 18, (double) right / table.rowCount(), 1e-3);
  }

  @Test
  void rotationTurnsAUnitVectorByOneRotation() {
    Table table = SequenceTasks.rotation(12, 3, 20, 20, 4);
    assertEquals(12 * 20, table.rowCount());
    double[][] rotation = RandomRotation.draw(3, Split.generator(4));
    for (int row = 0; row < table.rowCount(); row++) {
      boolean first = row % 20 == 0;
      double[] before = vector(table, first ? "x" : "y", first ? row : row - 1);
      double[] expected = RandomRotation.times(rotation, before);
      double[] y = vector(table, "y", row);
      for (int i = 0; i < 3; i++) {
        assertEquals(expected[i], y[i], 1e-12);
      }
      assertEquals(1, product(y, y), 1e-12);
      assertEquals(first ? 1 : 0, table.doubleColumn("go").get(row));
      assertEquals(first ? 1 : 0, product(vector(table, "x", row), vector(table, "x", row)), 1e-12);
    }
    Table late = SequenceTasks.rotation(2, 3, 20, 8, 4);
    for (int row = 0; row < late.rowCount(); row++) {
      assertEquals(row % 20 < 12, late.doubleColumn("y2").isMissing(row));
      assertFalse(late.doubleColumn("x2").isMissing(row));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 8})
  void rotationsAreOrthogonalOfDeterminantOneAndOfAnyDirection(int d) {
    double[] sum = new double[d];
    for (int seed = 0; seed < 200; seed++) {
      double[][] q = RandomRotation.draw(d, Split.generator(seed));
      for (int i = 0; i < d; i++) {
        for (int j = 0; j < d; j++) {
          assertEquals(i == j ? 1 : 0, product(q[i], q[j]), 1e-12);
        }
        sum[i] += q[i][0] / 200;
      }
      assertEquals(1, determinant(q), 1e-12);
    }
    for (double mean : sum) {
      assertEquals(0, mean, 0.25);
    }
  }

  private static double determinant(double[][] matrix) {
    if (matrix.length == 1) {
      return matrix[0][0];
    }
    double sum = 0;
    for (int column = 0; column < matrix.length; column++) {
      int left = column;
      double[][] minor = new double[matrix.length - 1][];
      for (int row = 1; row < matrix.length; row++) {
        double[] values = matrix[row];
        minor[row - 1] =
            IntStream.range(0, values.length)
                .filter(j -> j != left)
                .mapToDouble(j -> values[j])
                .toArray();
      }
      sum += (column % 2 == 0 ? 1 : -1) * matrix[0][column] * determinant(minor);
    }
    return sum;
  }

  private static double[] vector(Table table, String name, int row) {
    double[] vector = new double[3];
    for (int i = 0; i < 3; i++) {
      vector[i] = table.doubleColumn(name + (i + 1)).get(row);
    }
    return vector;
  }

  private static double product(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  @Test
  void refusesBadArguments() {
    refuses("expected at least 1 sequence, got 0", () -> SequenceTasks.adding(0, 10, 1));
    refuses("expected at least 2 steps, got 1", () -> SequenceTasks.adding(1, 1, 1));
    refuses("expected at least 1 \"a\", got 0", () -> SequenceTasks.anbn(1, 0, 1));
    refuses("expected an alphabet of 2 to 26", () -> SequenceTasks.copy(1, 27, 5, 40, 1));
    refuses("expected at least 1 symbol to copy", () -> SequenceTasks.copy(1, 8, 0, 40, 1));
    refuses("expected a delay of 0 steps", () -> SequenceTasks.copy(1, 8, 5, -1, 1));
    refuses("expected at least 2 dimensions", () -> SequenceTasks.rotation(1, 1, 9, 9, 1));
    refuses("expected 1 to 9 steps with", () -> SequenceTasks.rotation(1, 2, 9, 10, 1));
  }

  private static void refuses(String message, Runnable call) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, call::run);
    assertTrue(e.getMessage().startsWith(message), e.getMessage());
  }
}
