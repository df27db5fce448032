package org.meshnn.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meshnn.workers.Packed;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.ShortColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.api.TimeColumn;
import tech.tablesaw.columns.Column;

class SerialTableTest {

  private static Table again(Table table) {
    return Packed.of(SerialTable.of(table), "a table").get().table();
  }

  private static void requireSame(Table table) {
    Table again = again(table);
    assertEquals(table.name(), again.name());
    assertEquals(table.columnNames(), again.columnNames());
    assertEquals(table.rowCount(), again.rowCount());
    for (int i = 0; i < table.columnCount(); i++) {
      Column<?> column = table.column(i);
      assertEquals(column.type(), again.column(i).type(), column.name());
      assertEquals(column.countMissing(), again.column(i).countMissing(), column.name());
      for (int row = 0; row < table.rowCount(); row++) {
        assertEquals(column.get(row), again.column(i).get(row), column.name());
      }
    }
  }

  @Test
  void everyTypeComesBackWithItsMissingEntries() {
    Instant now = Instant.ofEpochMilli(1_700_000_000_123L);
    List<Column<?>> columns =
        List.of(
            DoubleColumn.create("double", 0.1, -0.0, Double.NEGATIVE_INFINITY),
            FloatColumn.create("float", 0.1f, -1e30f, 3),
            IntColumn.create("int", 1, -7, Integer.MAX_VALUE),
            LongColumn.create("long", 1L << 60 | 1, -7, 0),
            ShortColumn.create("short", new short[] {1, -7, 30_000}),
            BooleanColumn.create("boolean", true, false, true),
            StringColumn.create("text", "b", "a", "b"),
            DateColumn.create("date", List.of(LocalDate.of(2021, 3, 4), LocalDate.EPOCH)),
            TimeColumn.create("time", List.of(LocalTime.of(1, 2, 3, 4_000_000))),
            DateTimeColumn.create("moment", List.of(LocalDateTime.of(2021, 3, 4, 5, 6, 7))),
            InstantColumn.create("instant", List.of(now)));
    for (Column<?> column : columns) {
      column.appendMissing();
      requireSame(Table.create("one column", column));
    }
    requireSame(Table.create("none"));
    requireSame(Table.create("no rows", IntColumn.create("int")));
  }

  @Test
  void aTableThatComesBackHasTheSameDigest() {
    for (Table table : List.of(Datasets.iris(), Datasets.penguins(), Datasets.sunspots())) {
      requireSame(table);
      assertEquals(TableDigest.of(table), TableDigest.of(again(table)));
    }
    Table iris = Datasets.iris();
    assertTrue(Packed.of(SerialTable.of(iris), "iris").size() < 150 * (4 * 8 + 4) + 1000);
  }
}
