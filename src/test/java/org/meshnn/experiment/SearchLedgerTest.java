package org.meshnn.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshnn.Mesh;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.Datasets;
import org.meshnn.train.Optimiser;
import org.meshnn.train.Training;

class SearchLedgerTest {
  private static final int HEAD = 6;

  @TempDir Path folder;

  private static Search search() {
    return Search.on(Datasets.iris(), "species")
        .over("neurons", 3, 9, 11)
        .over("rate", 0.001, 0.05)
        .mesh(c -> Mesh.of(c.whole("neurons")).connect(Wiring.random(0.6, c.seed())))
        .training(c -> Training.defaults().epochs(4).optimiser(Optimiser.adam(c.number("rate"))))
        .folds(2)
        .threads(2)
        .halving(6, 2);
  }

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private static Search killedAfter(int candidates, Path file) {
    return search()
        .ledger(file)
        .listen(
            (latest, best, done, planned) -> {
              if (done == candidates) {
                throw new Killed();
              }
            });
  }

  @Test
  void aKilledSearchEndsWithTheSameResult() throws IOException {
    List<String> straight = SearchTest.bits(search().run());
    for (int killed = 1; killed <= 8; killed += 3) {
      Path file = folder.resolve("killed" + killed + ".tsv");
      assertThrows(Killed.class, killedAfter(killed, file)::run);
      List<String> kept = Files.readAllLines(file);
      assertTrue(kept.size() >= HEAD + 2 * killed);
      assertEquals(straight, SearchTest.bits(search().ledger(file).run()));
      assertEquals(kept, Files.readAllLines(file).subList(0, kept.size()));
      long size = Files.size(file);
      assertEquals(straight, SearchTest.bits(search().ledger(file).run()), "nothing left to do");
      assertEquals(size, Files.size(file));
    }
  }

  @Test
  void aLineThatWasCutOffIsMadeAgain() throws IOException {
    Path file = folder.resolve("cut.tsv");
    List<String> straight = SearchTest.bits(search().ledger(file).run());
    String whole = Files.readString(file);
    int head = whole.indexOf("crc-32");
    for (int end : new int[] {whole.length() - 1, whole.length() - 30, head + 3, 10, 0}) {
      Files.writeString(file, whole.substring(0, end));
      assertEquals(straight, SearchTest.bits(search().ledger(file).run()));
    }
  }

  @Test
  void aDamagedLedgerIsRefused() throws IOException {
    Path file = folder.resolve("damaged.tsv");
    search().ledger(file).run();
    List<String> lines = Files.readAllLines(file);
    for (int line = HEAD; line < lines.size(); line += 5) {
      List<String> damaged = new ArrayList<>(lines);
      String text = lines.get(line);
      int at = text.indexOf('\t') + 3;
      damaged.set(line, text.substring(0, at) + "9" + text.substring(at + 1));
      Files.write(file, damaged);
      assertRefused(search(), file, "line " + (line + 1) + " of " + file + " is damaged");
      damaged.set(line, "");
      Files.write(file, damaged);
      assertRefused(search(), file, "is damaged: ''");
    }
  }

  @Test
  void theLedgerOfAnotherSearchIsRefused() throws IOException {
    Path file = folder.resolve("other.tsv");
    search().ledger(file).run();
    assertRefused(search().seed(2), file, "line 3 is ");
    assertRefused(search().folds(3), file, "line 3 is ");
    assertRefused(search().random(6), file, "line 3 is ");
    assertRefused(search().training(Training.defaults().epochs(4)), file, "line 5 is ");
    assertRefused(
        search().mesh(c -> Mesh.of(9).connect(Wiring.random(0.6, c.seed()))), file, "line 5 is ");
    Files.writeString(file, "a letter\n");
    assertRefused(search(), file, "line 1 is 'a letter' where");
    assertEquals("a letter\n", Files.readString(file), "left as it was");
    Files.write(file, new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2});
    assertRefused(search(), file, "take another file");
  }

  private static void assertRefused(Search search, Path file, String words) {
    String said =
        assertThrows(IllegalArgumentException.class, search.ledger(file)::run).getMessage();
    assertTrue(said.contains(words), said);
  }
}
