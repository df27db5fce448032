package org.meshnn.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshnn.Experiment;
import org.meshnn.Mesh;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.Datasets;
import org.meshnn.train.Training;

class ReplicationTest {
  private static final String MADE_BY = "this test";

  @TempDir Path folder;

  private static List<Study> studies() {
    Experiment iris =
        Experiment.on(Datasets.iris(), "species")
            .setting("small", Mesh.of(9).connect(Wiring.dense()))
            .setting("large", Mesh.of(12).connect(Wiring.dense()))
            .training(Training.defaults().epochs(3))
            .test(0.3);
    Claim claim = new Claim(0.955, 0.026, "rerun");
    Setting small = Setting.of("iris", iris, "small", 3, claim);
    Setting large = Setting.of("iris", iris, "large", 3, null);
    return List.of(
        study("iris", 3, List.of(small, large), List.of(new Study.Pair("large", "small"))),
        study("iris again", 4, List.of(large), List.of()));
  }

  private static Study study(
      String name, int seeds, List<Setting> settings, List<Study.Pair> pairs) {
    return new Study("part", name, Study.Metric.ACCURACY, seeds, settings, pairs);
  }

  private Report run(String file, int threads, List<Ledger.Key> heard) {
    return new Replication(studies(), Ledger.open(folder.resolve(file), MADE_BY), threads)
        .run(heard::add);
  }

  private List<String> lines(String file) throws IOException {
    return Files.readAllLines(folder.resolve(file)).stream().sorted().toList();
  }

  @Test
  void theSameSeedsGiveTheSameReportOnAnyNumberOfThreads() throws IOException {
    List<Ledger.Key> heard = new ArrayList<>();
    Report first = run("a.tsv", 1, heard);
    assertEquals(7, heard.size(), "3 small and 4 large; those of both studies are made once");
    Report second = run("b.tsv", 3, heard);
    assertEquals(first.markdown(), second.markdown());
    assertEquals(first.sha256(), second.sha256());
    assertEquals(lines("a.tsv"), lines("b.tsv"));
    String text = first.markdown();
    assertTrue(text.contains("| iris | small | 0.955 ± 0.026, rerun |"), text);
    assertTrue(text.contains("| iris | large minus small |"), text);
    assertEquals(3, first.table().rowCount());
    assertEquals(1, first.differenceTable("iris").rowCount());
    assertEquals(3, first.line("iris", "large").results().size());
    assertThrows(IllegalArgumentException.class, () -> first.line("iris", "larg"));
  }

  @Test
  void aKilledReplicationGoesOnAndEndsTheSame() throws IOException {
    Report whole = run("a.tsv", 2, new ArrayList<>());
    String ledger = Files.readString(folder.resolve("a.tsv"));
    for (int lines : new int[] {2, 4, 7}) {
      int cut = 0;
      for (int i = 0; i < lines; i++) {
        cut = ledger.indexOf('\n', cut) + 1;
      }
      Files.writeString(folder.resolve("b.tsv"), ledger.substring(0, cut + 5));
      List<Ledger.Key> heard = new ArrayList<>();
      Report resumed = run("b.tsv", 2, heard);
      assertEquals(whole.markdown(), resumed.markdown());
      assertEquals(whole.sha256(), resumed.sha256());
      assertEquals(9 - lines, heard.size(), "only what was missing");
      assertEquals(lines("a.tsv"), lines("b.tsv"));
    }
  }

  @Test
  void anInterruptedReplicationKeepsWhatIsFinished() {
    Ledger ledger = Ledger.open(folder.resolve("a.tsv"), MADE_BY);
    List<Ledger.Key> heard = new ArrayList<>();
    Report report =
        new Replication(studies(), ledger)
            .run(
                key -> {
                  heard.add(key);
                  Thread.currentThread().interrupt();
                });
    Thread.interrupted();
    assertNull(report);
    assertFalse(heard.isEmpty());
    assertTrue(heard.size() < 7);
    heard.forEach(key -> assertNotNull(ledger.get(key)));
  }

  @Test
  void aRunThatFailsIsNamed() {
    Setting wrong =
        new Setting(
            "wrong",
            "wrong",
            0,
            seed -> {
              throw new IllegalArgumentException("no such mesh");
            },
            null);
    Replication replication =
        new Replication(
            List.of(study("a", 2, List.of(wrong), List.of())),
            Ledger.open(folder.resolve("a.tsv"), MADE_BY));
    String message = assertThrows(IllegalStateException.class, replication::run).getMessage();
    assertTrue(message.contains("wrong") && message.contains("no such mesh"), message);
  }

  @Test
  void withinSaysWhereOursLies() {
    List<Result> results =
        List.of(new Result(0.90, 1, 1, "completed"), new Result(0.92, 1, 1, "completed"));
    Study study = studies().get(0);
    assertEquals("-", new Report.Line(study, "small", null, results).within());
    for (Object[] expected :
        new Object[][] {{0.91, "yes"}, {0.5, "ours is above"}, {1.1, "ours is below"}}) {
      Claim claim = new Claim((double) expected[0], "x");
      assertEquals(expected[1], new Report.Line(study, "small", claim, results).within());
    }
  }

  @Test
  void whatMakesResultsIsTold() {
    assertTrue(Provenance.madeBy().matches("code [0-9a-f]{12}; Java .*; \\d+ lanes"));
    assertEquals(Provenance.madeBy(), Provenance.madeBy());
    assertEquals(64, Provenance.table().get("mnist/features.bin.gz, sha256").length());
  }

  @Test
  void refusesWhatCannotBeReported() {
    Setting setting = studies().get(0).settings().get(0);
    List<Setting> twice = List.of(setting, setting);
    assertThrows(IllegalArgumentException.class, () -> study("x", 2, twice, List.of()));
    assertThrows(IllegalArgumentException.class, () -> study("x", 1, List.of(setting), List.of()));
    List<Study.Pair> unknown = List.of(new Study.Pair("small", "smal"));
    assertThrows(IllegalArgumentException.class, () -> study("x", 2, List.of(setting), unknown));
    Ledger ledger = Ledger.open(folder.resolve("a.tsv"), MADE_BY);
    Study study = studies().get(0);
    assertThrows(
        IllegalArgumentException.class, () -> new Replication(List.of(study, study), ledger));
  }
}
