package org.meshnn.tables;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class FootprintTest {
  private static final int ROWS = 60_000;
  private static final Scale SCALE = Scale.of(DoubleColumn.create("x", 1, 2), new int[] {0, 1});

  /** Three rows of each of 20,000 texts or numbers. */
  private static Table table(boolean text) {
    IntStream ids = IntStream.range(0, ROWS).map(i -> i % 20_000);
    return Table.create(
        DoubleColumn.create("x", new double[ROWS]),
        text
            ? StringColumn.create("id", ids.mapToObj(i -> "id " + i))
            : IntColumn.create("id", ids.toArray()),
        StringColumn.create("y", IntStream.range(0, ROWS).mapToObj(i -> i % 2 == 0 ? "p" : "q")));
  }

  private static void refused(Table table, String label, String... parts) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Encoding.fit(table, label, Target.AUTO))
            .getMessage();
    for (String part : parts) {
      assertTrue(message.contains(part), () -> "expected '" + part + "' in: " + message);
    }
  }

  @Test
  void manyTextsAreRefusedBeforeTheyAreAllocated() {
    refused(
        table(true),
        "y",
        "60,000 rows of 20,001 inputs and 2 outputs take 8.94 GiB, and this virtual machine has ",
        "; column 'id' has 20,000 categories: drop it (table.removeColumns(\"id\")) or join them to"
            + " fewer, or take fewer rows, write them into a RowFile, or give Java more memory (-Xmx)");
  }

  @Test
  void manyClassesAreRefusedBeforeTheyAreAllocated() {
    for (boolean text : new boolean[] {true, false}) {
      refused(
          table(text),
          "id",
          "60,000 rows of 3 inputs and 20,000 outputs take 8.94 GiB",
          "the label column 'id' has 20,000 classes: join them to fewer, or predict a number with"
              + " Mesh.target(Target.VALUE)");
    }
  }

  @Test
  void theLimitIsWhatIsNeededAndWhatAnArrayHolds() {
    Feature number = new Feature.Numeric("x", 0, SCALE);
    Labels value = new Labels.Values("y", Kind.NUMBER, SCALE);
    Footprint pair = new Footprint(List.of(number), value);
    pair.require(1000, true, 16_000);
    String message =
        assertThrows(IllegalArgumentException.class, () -> pair.require(1000, true, 15_999))
            .getMessage();
    assertTrue(
        message.endsWith(
            "; take fewer rows, write them into a RowFile, or give Java more memory (-Xmx)"),
        message);
    pair.require(1000, false, 16_000);
    Footprint wide = new Footprint(java.util.Collections.nCopies(3_000, number), value);
    message =
        assertThrows(
                IllegalArgumentException.class,
                () -> wide.require(1_000_000, false, Long.MAX_VALUE))
            .getMessage();
    assertTrue(message.contains("a matrix holds at most 2,147,483,639 numbers"), message);
  }
}
