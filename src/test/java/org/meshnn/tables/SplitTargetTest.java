package org.meshnn.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** What the label means decides whether a split keeps classes in proportion, not its type. */
class SplitTargetTest {
  private static final Table FOUR_ONES =
      Table.create(
          DoubleColumn.create("x", new double[40]),
          DoubleColumn.create(
              "y", IntStream.range(0, 40).mapToDouble(i -> i < 4 ? 1 : 0).toArray()));

  @Test
  void floatingClassesStayInProportion() {
    for (long seed = 1; seed <= 10; seed++) {
      Split split = Split.stratified(FOUR_ONES, "y", Target.CLASSES, 0.25, seed);
      assertEquals(1, split.test().doubleColumn("y").sum());
      for (Split fold : Split.folds(FOUR_ONES, "y", Target.CLASSES, 4, seed)) {
        assertEquals(1, fold.test().doubleColumn("y").sum());
      }
    }
  }
}
