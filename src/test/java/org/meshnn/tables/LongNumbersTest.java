package org.meshnn.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class LongNumbersTest {
  private static Table table(long first, long... steps) {
    LongColumn x = LongColumn.create("x");
    for (long step : steps) {
      x.append(first + step);
    }
    return Table.create("t", x, StringColumn.create("label", "a", "b", "a", "b"));
  }

  /** Beyond 2^53 doubles skip whole numbers; the inputs are as they are near 0. */
  @ParameterizedTest
  @ValueSource(longs = {1L << 53, 1L << 60, -(1L << 60), Long.MAX_VALUE - 1000, Long.MIN_VALUE + 1})
  void differencesSurvive(long first) {
    Table near = table(0, 0, 1, 2, 1000);
    Table far = table(first, 0, 1, 2, 1000);
    double[] expected = Encoding.fit(near, "label", Target.AUTO).inputs(near).data;
    double[] inputs = Encoding.fit(far, "label", Target.AUTO).inputs(far).data;
    for (int i = 0; i < inputs.length; i++) {
      assertEquals(expected[i], inputs[i], 1e-12);
    }
  }

  @Test
  void whatCannotBeCountedFromAReferenceIsRefused() {
    Table far = table(1L << 60, 0, 1, 2, 3);
    TrainingTable checked = TrainingTable.of(far, "label", Target.AUTO);
    Encoding unscaled = checked.encoding(checked.allRows(), false);
    String said =
        assertThrows(IllegalArgumentException.class, () -> unscaled.inputs(far)).getMessage();
    assertTrue(said.contains("'x', row 1: 1152921504606846977 is beyond 2^53"), said);
    Table largest = table(0, 1, 2, 3, Long.MAX_VALUE);
    said =
        assertThrows(IllegalArgumentException.class, () -> unscaled.inputs(largest)).getMessage();
    assertTrue(said.contains("'x', row 3: 9223372036854775807 is beyond 2^53"), said);
    far.removeColumns("label").addColumns(LongColumn.create("y", 1, 2, 3, 4));
    said =
        assertThrows(IllegalArgumentException.class, () -> Encoding.fit(far, "x", Target.VALUE))
            .getMessage();
    assertTrue(said.contains("the label column 'x', row 1"), said);
  }
}
