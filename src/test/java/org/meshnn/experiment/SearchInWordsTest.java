package org.meshnn.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshnn.Mesh;
import org.meshnn.engine.Activation;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.Datasets;
import org.meshnn.tables.Target;
import org.meshnn.train.Training;

/** A search over words, what its results are as tables, and what it refuses. */
class SearchInWordsTest {
  private static final Search WORDS =
      Search.on(Datasets.iris(), "species")
          .over("activation", "tanh", "relu")
          .over("ticks", 2, 3)
          .mesh(
              c ->
                  Mesh.of(10)
                      .connect(Wiring.dense())
                      .ticks(c.whole("ticks"))
                      .activation(
                          c.word("activation").equals("tanh") ? Activation.TANH : Activation.RELU))
          .training(Training.defaults().epochs(4))
          .folds(2)
          .test(0.3)
          .threads(1);

  @TempDir Path folder;

  @Test
  void wordsAreSettingsAsNumbersAre() {
    String ledger = folder.resolve("words.tsv").toString();
    Found found = WORDS.ledger(ledger).grid().run();
    assertTrue(Files.exists(Path.of(ledger)));
    assertEquals(4, found.table().rowCount());
    assertEquals(2, found.table().stringColumn("activation").countUnique());
    assertEquals(
        List.of("activation", "ticks"),
        found.importance().table().stringColumn("setting").asList().stream().sorted().toList());
    assertEquals(4, found.importance().table().columnCount());
  }

  @Test
  void halvingTellsTheRoundOfEach() {
    Found found = WORDS.halving(4, 2).run();
    assertEquals(3, found.table().intColumn("round").max());
    assertEquals(1, found.table().intColumn("round").min());
  }

  @Test
  void twoCandidatesAreTooFewForImportance() {
    Found found = WORDS.random(2).run();
    assertThrows(IllegalStateException.class, found::importance);
  }

  @Test
  void refusesInWords() {
    assertThrows(IllegalArgumentException.class, () -> WORDS.atParameters(0));
    assertThrows(IllegalArgumentException.class, () -> WORDS.atParameters(10, ""));
    assertThrows(IllegalStateException.class, WORDS::run);
    assertThrows(IllegalStateException.class, () -> WORDS.atParameters(40, "ticks").grid().run());
    assertTrue(WORDS.atParameters(40, "density").toString().contains("40 parameters by 'density'"));
    assertEquals("2 to 5, whole", Choice.whole(2, 5).toString());
    assertTrue(Choice.logarithmic(0.1, 1).toString().endsWith("logarithmic"));
  }

  /** A mesh that takes the label for a value is a row with its reason beside the others. */
  @Test
  void candidatesThatMeanAnotherLabelAreRefused() {
    Search mixed =
        Search.on(Datasets.moons(1), "label")
            .over("meaning", "classes", "value")
            .mesh(
                c ->
                    Mesh.of(8)
                        .connect(Wiring.dense())
                        .target(c.word("meaning").equals("value") ? Target.VALUE : Target.AUTO))
            .training(Training.defaults().epochs(1))
            .folds(2)
            .test(0.3)
            .threads(1)
            .grid();
    Found found = mixed.run();
    assertTrue(
        found.ranking().stream().anyMatch(row -> row.reason().contains("takes the label for")),
        found::toString);
  }
}
