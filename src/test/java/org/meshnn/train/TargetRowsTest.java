package org.meshnn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class TargetRowsTest {
  private static final int ROWS = 300;

  /** Takes all rows through the targets, in random order, 7 at a time. */
  private static void assertSame(DMatrixRMaj y, int kept) {
    TargetRows targets = TargetRows.of(y);
    assertEquals(kept * y.numCols, targets.values().length);
    int[] order = RowOrder.ascending(y.numRows);
    RowOrder.shuffle(order, new Random(3));
    int[] rows = new int[7];
    for (int from = 0; from < order.length; from += 7) {
      int count = Math.min(7, order.length - from);
      targets.prefetch(order, from, 7);
      targets.rows(order, from, count, rows);
      for (int p = 0; p < count; p++) {
        double[] expected =
            Arrays.copyOfRange(
                y.data, order[from + p] * y.numCols, (order[from + p] + 1) * y.numCols);
        double[] got =
            Arrays.copyOfRange(targets.values(), rows[p] * y.numCols, (rows[p] + 1) * y.numCols);
        assertArrayEquals(expected, got);
      }
    }
  }

  @Test
  void fewDifferentRowsAreKeptOnce() {
    DMatrixRMaj classes = new DMatrixRMaj(ROWS, 64);
    for (int i = 0; i < ROWS; i++) {
      classes.set(i, i % 64, 1 + i % 2);
    }
    assertSame(classes, 64);
    DMatrixRMaj one = new DMatrixRMaj(1, 3, true, 0, Double.NaN, 1);
    assertSame(one, 1);
    DMatrixRMaj signs = new DMatrixRMaj(4, 1, true, 0.0, -0.0, Double.NaN, 0.0);
    assertSame(signs, 3);
  }

  @Test
  void manyAreLeftWhereTheyLie() {
    DMatrixRMaj values = new DMatrixRMaj(ROWS, 2);
    for (int i = 0; i < ROWS; i++) {
      values.set(i, 1, i % 65);
    }
    assertSame(values, ROWS);
  }
}
