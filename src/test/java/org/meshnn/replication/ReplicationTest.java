package org.meshnn.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshnn.Experiment;
import org.meshnn.Mesh;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.Datasets;
import org.meshnn.train.Training;

class ReplicationTest {
  @TempDir Path folder;

  private static List<Study> studies() {
    Experiment iris =
        Experiment.on(Datasets.iris(), "species")
            .setting("small", Mesh.of(9).connect(Wiring.dense()))
            .setting("large", Mesh.of(12).connect(Wiring.dense()))
            .training(Training.defaults().epochs(3))
            .test(0.3);
    Report.Claim claim = new Report.Claim(0.955, 0.026, "rerun");
    return List.of(
        new Study("iris", iris, 3, Map.of("small", claim)),
        new Study("iris again", iris.only("large"), 2, Map.of()));
  }

  private Report run(String file, List<Replication.Progress> heard) {
    return new Replication(studies(), Ledger.open(folder.resolve(file)))
        .run(Map.of("data", "iris"), heard::add);
  }

  @Test
  void theSameSeedsGiveTheSameReport() throws IOException {
    List<Replication.Progress> heard = new ArrayList<>();
    Report first = run("a.csv", heard);
    assertEquals(8, heard.size());
    assertEquals(new Replication.Progress(new Ledger.Key("iris", "small", 1), 1, 8), heard.get(0));
    assertEquals(8, heard.get(7).done());
    assertEquals(first.markdown(), run("b.csv", heard).markdown());
    assertEquals(
        Files.readString(folder.resolve("a.csv")), Files.readString(folder.resolve("b.csv")));
    assertTrue(first.markdown().contains("| iris | small | 0.955 ± 0.026, rerun |"));
    assertEquals(
        List.of("small", "large", "large"),
        first.lines().stream().map(Report.Line::setting).toList());
  }

  @Test
  void aKilledReplicationGoesOnAndEndsTheSame() throws IOException {
    String whole = run("a.csv", new ArrayList<>()).markdown();
    String ledger = Files.readString(folder.resolve("a.csv"));
    for (int lines : new int[] {1, 3, 6}) {
      int cut = 0;
      for (int i = 0; i < lines; i++) {
        cut = ledger.indexOf('\n', cut) + 1;
      }
      Files.writeString(folder.resolve("b.csv"), ledger.substring(0, cut + 5));
      List<Replication.Progress> heard = new ArrayList<>();
      assertEquals(whole, run("b.csv", heard).markdown());
      assertEquals(9 - lines, heard.size(), "only what was missing");
      assertEquals(ledger, Files.readString(folder.resolve("b.csv")));
    }
  }

  @Test
  void anInterruptedReplicationKeepsWhatIsFinished() {
    Ledger ledger = Ledger.open(folder.resolve("a.csv"));
    List<Replication.Progress> heard = new ArrayList<>();
    Report report =
        new Replication(studies(), ledger)
            .run(
                Map.of(),
                progress -> {
                  heard.add(progress);
                  Thread.currentThread().interrupt();
                });
    Thread.interrupted();
    assertNull(report);
    assertTrue(heard.size() < 8);
    heard.forEach(progress -> assertNotNull(ledger.get(progress.latest())));
  }

  @Test
  void aClaimOnNoSettingIsRefused() {
    Experiment iris = studies().get(0).experiment();
    Report.Claim claim = new Report.Claim(0.9, Double.NaN, "paper");
    assertThrows(
        IllegalArgumentException.class, () -> new Study("x", iris, 2, Map.of("smal", claim)));
    assertThrows(IllegalArgumentException.class, () -> iris.only("smal"));
    assertThrows(IllegalArgumentException.class, () -> new Study("x", iris, 1, Map.of()));
  }
}
