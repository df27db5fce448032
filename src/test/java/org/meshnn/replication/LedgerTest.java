package org.meshnn.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
  private static final Ledger.Key FIRST = new Ledger.Key("iris", "as published", 1);
  private static final Ledger.Key SECOND = new Ledger.Key("iris", "as published", 2);
  private static final Ledger.Result RESULT =
      new Ledger.Result(0.1 + 0.2, Double.NaN, 234, 1000, "completed");

  @TempDir Path folder;

  @Test
  void whatIsWrittenIsReadBackToTheLastBit() {
    Path file = folder.resolve("runs").resolve("ledger.csv");
    Ledger.open(file).add(FIRST, RESULT);
    Ledger again = Ledger.open(file);
    assertTrue(again.has(FIRST));
    assertEquals(RESULT, again.get(FIRST));
    assertFalse(again.has(SECOND));
    assertThrows(IllegalArgumentException.class, () -> again.get(SECOND));
  }

  @Test
  void aLineThatWasCutOffIsARunToBeMadeAgain() throws IOException {
    Path file = folder.resolve("ledger.csv");
    Ledger ledger = Ledger.open(file);
    ledger.add(FIRST, RESULT);
    ledger.add(SECOND, RESULT);
    String text = Files.readString(file);
    for (int cut = text.indexOf('\n', text.indexOf(",1,")) + 1; cut < text.length(); cut++) {
      Files.writeString(file, text.substring(0, cut));
      Ledger resumed = Ledger.open(file);
      assertTrue(resumed.has(FIRST));
      assertFalse(resumed.has(SECOND));
      resumed.add(SECOND, RESULT);
      assertEquals(text, Files.readString(file));
    }
  }

  @Test
  void anotherFileIsNotTakenForALedger() throws IOException {
    Path file = Files.writeString(folder.resolve("other.csv"), "a,b\n1,2\n");
    assertThrows(IllegalArgumentException.class, () -> Ledger.open(file));
    assertEquals("a,b\n1,2\n", Files.readString(file));
    assertThrows(IllegalArgumentException.class, () -> new Ledger.Key("a,b", "c", 1));
  }
}
