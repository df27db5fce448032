package org.meshnn.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
  private static final Ledger.Key FIRST = new Ledger.Key("iris, as published", 1000, 1);
  private static final Ledger.Key SECOND = new Ledger.Key("iris, as published", 1000, 2);
  private static final Result RESULT = new Result(0.1 + 0.2, Double.NaN, 234, "completed");

  @TempDir Path folder;

  @Test
  void whatIsWrittenIsReadBackToTheLastBit() {
    Path file = folder.resolve("runs").resolve("ledger.tsv");
    Ledger.open(file, "a test").add(FIRST, RESULT);
    Ledger again = Ledger.open(file, "a test");
    assertTrue(again.has(FIRST));
    assertEquals(RESULT, again.get(FIRST));
    assertFalse(again.has(SECOND));
    assertFalse(again.has(new Ledger.Key("iris, as published", 999, 1)), "other epochs");
    assertThrows(IllegalArgumentException.class, () -> again.get(SECOND));
  }

  @Test
  void aLineThatWasCutOffIsARunToBeMadeAgain() throws IOException {
    Path file = folder.resolve("ledger.tsv");
    Ledger ledger = Ledger.open(file, "a test");
    ledger.add(FIRST, RESULT);
    ledger.add(SECOND, RESULT);
    String text = Files.readString(file);
    int head = text.indexOf("iris, as");
    for (int cut = 0; cut < head; cut++) { // in its head: nothing was kept yet
      Files.writeString(file, text.substring(0, cut));
      assertFalse(Ledger.open(file, "a test").has(FIRST));
      assertEquals(text.substring(0, head), Files.readString(file));
    }
    for (int cut = text.indexOf('\n', text.indexOf("\t1\t")) + 1; cut < text.length(); cut++) {
      Files.writeString(file, text.substring(0, cut));
      Ledger resumed = Ledger.open(file, "a test");
      assertTrue(resumed.has(FIRST));
      assertFalse(resumed.has(SECOND));
      resumed.add(SECOND, RESULT);
      assertEquals(text, Files.readString(file));
    }
  }

  @Test
  void runsOfSeveralMakersAreLookedAtAndNotGoneOnWith() throws IOException {
    Path file = folder.resolve("ledger.tsv");
    Ledger.open(file, "one code").add(FIRST, RESULT);
    Path other = folder.resolve("other.tsv");
    Ledger.open(other, "another").add(SECOND, RESULT);
    List<String> lines = Files.readAllLines(other);
    lines.remove(1); // the names of the columns
    Files.write(file, lines, StandardOpenOption.APPEND);
    Ledger both = Ledger.look(file);
    assertEquals("one code; another", both.madeBy());
    assertTrue(both.has(FIRST) && both.has(SECOND));
    assertThrows(IllegalArgumentException.class, () -> Ledger.open(file, "one code"));
    assertThrows(IllegalArgumentException.class, () -> Ledger.open(file, "another"));
  }

  @Test
  void anotherFileIsNotTakenForALedger() throws IOException {
    Path file = Files.writeString(folder.resolve("other.tsv"), "a,b\n1,2\n");
    assertThrows(IllegalArgumentException.class, () -> Ledger.open(file, "a test"));
    assertEquals("a,b\n1,2\n", Files.readString(file));
    assertThrows(IllegalArgumentException.class, () -> new Ledger.Key("a\tb", 1, 1));
  }

  /** Other code may give other results: its runs are not mixed with these. */
  @Test
  void runsOfOtherCodeAreRefused() throws IOException {
    Path file = folder.resolve("ledger.tsv");
    Ledger.open(file, "code 1").add(FIRST, RESULT);
    String text = Files.readString(file);
    String message =
        assertThrows(IllegalArgumentException.class, () -> Ledger.open(file, "code 2"))
            .getMessage();
    assertTrue(message.contains("made by code 1") && message.contains("by code 2"), message);
    assertEquals(text, Files.readString(file));
  }
}
