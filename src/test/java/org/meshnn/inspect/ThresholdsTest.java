package org.meshnn.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.meshnn.inspect.Thresholds.Rule;
import org.meshnn.inspect.Thresholds.Threshold;
import tech.tablesaw.api.Table;

class ThresholdsTest {
  private static final boolean[] POSITIVE = {true, false, true, false, false};
  private static final double[] P = {0.9, 0.7, 0.7, 0.4, 0.1};

  /** Counted by hand: at 0.7 both rows of the class and one other. */
  @Test
  void byHand() {
    Thresholds thresholds = Thresholds.of(POSITIVE, P);
    Table table = thresholds.table();
    assertEquals(5, table.rowCount());
    assertEquals(Double.POSITIVE_INFINITY, table.doubleColumn("threshold").get(0));
    assertTrue(table.doubleColumn("precision").isMissing(0));
    assertEquals(0.7, table.doubleColumn("threshold").get(2));
    assertEquals(2.0 / 3, table.doubleColumn("precision").get(2));
    assertEquals(1, table.doubleColumn("recall").get(2));
    assertEquals(2.0 / 3, table.doubleColumn("specificity").get(2));
    assertEquals(0.8, table.doubleColumn("F1").get(2));
    assertEquals(new Threshold(0.7, 2, 1, 0, 2, Double.NaN), thresholds.best());
    assertEquals(0.7, thresholds.best(Rule.YOUDEN).threshold());
    assertThrows(IllegalStateException.class, () -> thresholds.best(Rule.COST));
    assertFalse(thresholds.toString().contains("NaN"), thresholds.toString());
  }

  /** A false alarm of 3 and a miss of 1: one miss at 0.9 is the least, 1/5 a row. */
  @Test
  void costsDecide() {
    Thresholds thresholds = Thresholds.of(POSITIVE, P).costs(3, 1);
    assertEquals(new Threshold(0.9, 1, 0, 1, 3, 0.2), thresholds.best());
    assertEquals(0.7, thresholds.best(Rule.F1).threshold());
    assertEquals(0.7, Thresholds.of(POSITIVE, P).costs(1, 20).best().threshold());
    assertEquals(0.6, thresholds.table().doubleColumn("cost").get(2));
    for (double wrong : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThrows(IllegalArgumentException.class, () -> thresholds.costs(1, wrong));
    }
  }

  /** Where every alarm costs more than it brings, the best is to take no row. */
  @Test
  void noneMayBeBest() {
    Thresholds thresholds =
        Thresholds.of(new boolean[] {false, true}, new double[] {0.9, 0.1}).costs(10, 1);
    assertEquals(Double.POSITIVE_INFINITY, thresholds.best().threshold());
    assertEquals(0.5, thresholds.best().cost());
    assertTrue(thresholds.plot().caption().contains("Thresholds"));
  }

  /** Against counting all rows at each threshold. */
  @Test
  void everyRowCountsOnce() {
    Random random = new Random(5);
    for (int round = 0; round < 100; round++) {
      int n = 2 + random.nextInt(30);
      boolean[] positive = new boolean[n];
      double[] p = new double[n];
      for (int i = 0; i < n; i++) {
        positive[i] = i == 0 || (i > 1 && random.nextBoolean());
        p[i] = random.nextInt(8) / 7.0;
      }
      Thresholds thresholds = Thresholds.of(positive, p).costs(2, 3);
      Table table = thresholds.table();
      double least = Double.POSITIVE_INFINITY;
      for (int t = 0; t < table.rowCount(); t++) {
        double threshold = table.doubleColumn("threshold").get(t);
        double cost = 0;
        for (int i = 0; i < n; i++) {
          boolean taken = p[i] >= threshold;
          cost += taken && !positive[i] ? 2 : !taken && positive[i] ? 3 : 0;
        }
        assertEquals(cost / n, table.doubleColumn("cost").get(t), 1e-12);
        least = Math.min(least, cost / n);
      }
      assertEquals(least, thresholds.best().cost(), 1e-12);
    }
  }

  @Test
  void requiresProbabilities() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Thresholds.of(POSITIVE, new double[] {1, 1, 1, 1, 2}));
    assertThrows(IllegalArgumentException.class, () -> Thresholds.of(POSITIVE, new double[4]));
  }
}
