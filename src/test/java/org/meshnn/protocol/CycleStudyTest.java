package org.meshnn.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshnn.replication.Ledger;
import org.meshnn.replication.Replication;
import tech.tablesaw.api.Table;

class CycleStudyTest {
  private static final CycleStudy SHORT = new CycleStudy(2, 2);

  @TempDir Path folder;

  @Test
  void theReportHasALineForEachFunctionAndNumberOfTicks() {
    Ledger ledger = Ledger.open(folder.resolve("runs.tsv"), "a test");
    Replication replication = new Replication(SHORT.studies(), ledger, 2);
    assertEquals(2 * 3 * 3 * 3 * 2, replication.runs());
    String digest = replication.run().sha256();
    CycleReport report = CycleReport.of(SHORT, ledger);
    assertEquals(2 * 3 * 3, report.lines().size());
    assertEquals(3 * 2, report.pooled().size());
    assertEquals(3 * 2, report.pooled().get(0).test().difference().n(), "inputs times seeds");
    assertTrue(report.markdown().contains("| parity of 4, T = 3 | "), report.markdown());
    Ledger other = Ledger.open(folder.resolve("other.tsv"), "a test");
    assertEquals(digest, new Replication(SHORT.studies(), other, 1).run().sha256());
  }

  @Test
  void tablesHaveAllRows() {
    Table parity = Truth.PARITY.table(3, 1);
    assertEquals(8, parity.rowCount());
    for (int row = 0; row < 8; row++) {
      double product = parity.numberColumn(0).getDouble(row);
      product *= parity.numberColumn(1).getDouble(row) * parity.numberColumn(2).getDouble(row);
      assertEquals(product > 0 ? "true" : "false", parity.stringColumn(3).get(row));
    }
    Table random = Truth.RANDOM.table(4, 7);
    assertEquals(2, random.stringColumn(4).unique().size());
    assertEquals(random.print(16), Truth.RANDOM.table(4, 7).print(16));
  }
}
