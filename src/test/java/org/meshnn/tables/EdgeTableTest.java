package org.meshnn.tables;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class EdgeTableTest {
  private static final Roles ROLES = new Roles(1, true, 2, 1);

  @Test
  void rowsAreEdgesWhateverTheirOrderAndType() {
    Table table =
        Table.create(
            LongColumn.create("source", 3, 0, 2, 0), DoubleColumn.create("sink", 3, 2, 4, 2));
    Topology topology = EdgeTable.wiring(table, "source", "sink").wire(ROLES);
    Topology same = Wiring.edge(0, 2).and(Wiring.edge(3, 3)).and(Wiring.edge(2, 4)).wire(ROLES);
    assertEquals(3, topology.edges());
    double[] weights = {1, 2, 3};
    assertArrayEquals(same.denseMatrix(weights).data, topology.denseMatrix(weights).data);
  }

  @Test
  void saysWhatIsWrong() {
    IntColumn from = IntColumn.create("from", 0, 1);
    refused("no column 'form'; did you mean 'from'?", Table.create(from), "form", "from");
    refused(
        "got 'to' of type STRING; number the neurons from 0",
        Table.create(from, StringColumn.create("to", "a", "b")),
        "from",
        "to");
    refused(
        "got 2.5 in row 1 of column 'to'",
        Table.create(from, DoubleColumn.create("to", 2, 2.5)),
        "from",
        "to");
    refused(
        "got -1 in row 0 of column 'to'",
        Table.create(from, IntColumn.create("to", -1, 2)),
        "from",
        "to");
    IntColumn missing = IntColumn.create("to", 2, 3);
    missing.setMissing(1);
    refused("column 'to' in 1 of 2 rows", Table.create(from, missing), "from", "to");
    refused("the table is empty", Table.create(from, missing).emptyCopy(), "from", "to");
  }

  private static void refused(String part, Table table, String from, String to) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> EdgeTable.wiring(table, from, to))
            .getMessage();
    assertTrue(message.contains(part), message);
  }
}
