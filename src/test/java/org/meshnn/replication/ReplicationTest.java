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
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshnn.Mesh;
import org.meshnn.experiment.Experiment;
import org.meshnn.graph.Wiring;
import org.meshnn.scores.Interval;
import org.meshnn.scores.PairedT;
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
    Claim claim = new Claim(0.955, 0.026, 10, "rerun");
    Setting small = Setting.of("iris", iris, "small", 3, claim);
    Setting large = Setting.of("iris", iris, "large", 3, null);
    return List.of(
        study("iris", 3, List.of(small, large), List.of(new Study.Pair("large", "small"))),
        study("iris again", 4, List.of(large), List.of()));
  }

  private static Study study(
      String name, int seeds, List<Setting> settings, List<Study.Pair> pairs) {
    return new Study("part", name, Study.Metric.ACCURACY, seeds, settings, pairs, 0);
  }

  private Report run(String file, int threads, List<Ledger.Key> received) {
    return new Replication(studies(), Ledger.open(folder.resolve(file), MADE_BY), threads)
        .run(received::add);
  }

  private List<String> lines(String file) throws IOException {
    return Files.readAllLines(folder.resolve(file)).stream().sorted().toList();
  }

  @Test
  void theSameSeedsGiveTheSameReportOnAnyNumberOfThreads() throws IOException {
    List<Ledger.Key> received = new ArrayList<>();
    Report first = run("a.tsv", 1, received);
    assertEquals(7, received.size(), "3 small and 4 large; those of both studies are made once");
    Report second = run("b.tsv", 3, received);
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
  void theReportReadsAlikeInEveryLocale() throws IOException {
    Report report = run("a.tsv", 1, new ArrayList<>());
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertEquals(report.markdown(), run("b.tsv", 1, new ArrayList<>()).markdown());
      assertEquals(lines("a.tsv"), lines("b.tsv"));
    } finally {
      Locale.setDefault(before);
    }
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
      List<Ledger.Key> received = new ArrayList<>();
      Report resumed = run("b.tsv", 2, received);
      assertEquals(whole.markdown(), resumed.markdown());
      assertEquals(whole.sha256(), resumed.sha256());
      assertEquals(9 - lines, received.size(), "only what was missing");
      assertEquals(lines("a.tsv"), lines("b.tsv"));
    }
  }

  @Test
  void anInterruptedReplicationKeepsWhatIsFinished() {
    Ledger ledger = Ledger.open(folder.resolve("a.tsv"), MADE_BY);
    List<Ledger.Key> received = new ArrayList<>();
    Report report =
        new Replication(studies(), ledger)
            .run(
                key -> {
                  received.add(key);
                  Thread.currentThread().interrupt();
                });
    Thread.interrupted();
    assertNull(report);
    assertFalse(received.isEmpty());
    assertTrue(received.size() < 7);
    received.forEach(key -> assertNotNull(ledger.get(key)));
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

  /** Intervals of the difference, worked out by hand. */
  @Test
  void withinAsksWhetherBothMayHaveTheSameMean() {
    Interval ours = Interval.of(0.90, 0.92, 0.91, 0.93);
    assertEquals("-", new Claim(0.1, 0, "other epochs").within(ours));
    // mean .915, deviation .01291; one run of theirs: t(3) .01291 sqrt(1/4 + 1) = .0459
    assertEquals("yes", new Claim(0.960, 1, "x").within(ours));
    assertEquals("ours is below", new Claim(0.962, 1, "x").within(ours));
    assertEquals("ours is above", new Claim(0.868, 1, "x").within(ours));
    // theirs .02 over 5: sqrt(.00645² + .00894²) = .01103, 6.82 degrees of freedom, t = 2.378
    assertEquals("yes", new Claim(0.941, 0.02, 5, "x").within(ours));
    assertEquals("ours is below", new Claim(0.942, 0.02, 5, "x").within(ours));
    assertEquals("yes", new Claim(0.5, 1, "x").within(Interval.of(0.5, 0.5)));
  }

  /** Three p of a family: 3 x .01, 2 x .02 and the largest. */
  @Test
  void pIsAdjustedByHolm() {
    Study study = studies().get(0);
    List<Report.Difference> differences = new ArrayList<>();
    for (double p : new double[] {0.02, 0.01, 0.6, 0.03}) {
      differences.add(
          new Report.Difference(
              study, new Study.Pair("a", "b"), new PairedT(Interval.of(0.1, 0.2), p)));
    }
    Report report = new Report(List.of(), differences);
    double[] expected = {0.06, 0.04, 0.6, 0.06};
    for (int i = 0; i < 4; i++) {
      assertEquals(expected[i], report.adjusted(differences.get(i)), 1e-12);
    }
  }

  /** Runs that share a table are less sure of their means and of their difference. */
  @Test
  void intervalsAndDifferencesAreCorrectedForSharedTrainingRows() {
    List<Setting> settings = studies().get(0).settings();
    List<Study.Pair> pairs = List.of(new Study.Pair("large", "small"));
    for (double overlap : new double[] {0, 3.0 / 7}) {
      Study study = new Study("part", "iris", Study.Metric.ACCURACY, 3, settings, pairs, overlap);
      Report report =
          new Replication(List.of(study), Ledger.open(folder.resolve("a.tsv"), MADE_BY)).run();
      double[] large = report.line("iris", "large").metrics();
      double[] small = report.line("iris", "small").metrics();
      assertEquals(
          Interval.corrected(overlap, large).within(0, 1), report.line("iris", "large").interval());
      assertEquals(
          PairedT.corrected(overlap, large, small).within(-1, 1),
          report.differences().get(0).test());
    }
  }

  @Test
  void noIntervalOfAnAccuracyLeaves0To1() {
    double[] accuracies = {1, 0.4, 1};
    Setting blobs =
        new Setting(
            "blobs",
            "blobs",
            0,
            seed -> new Result(accuracies[(int) seed - 1], 0.1, 7, "completed"),
            null);
    Report report =
        new Replication(
                List.of(study("a", 3, List.of(blobs), List.of())),
                Ledger.open(folder.resolve("a.tsv"), MADE_BY))
            .run();
    // mean .8, deviation .3464, half 4.3027 * .3464 / sqrt(3) = .8605
    assertTrue(
        report.markdown().contains("| 0.800 ± 0.346 (1.000) | 0.000 to 1.000 (clipped) |"),
        report.markdown());
    assertTrue(report.line("a", "blobs").interval().clipped());
  }

  @Test
  void whatMakesResultsIsTold() {
    String madeBy = Provenance.madeBy();
    assertTrue(madeBy.matches("code [0-9a-f]{12}, data [0-9a-f]{12}, .+"), madeBy);
    assertTrue(madeBy.contains(Runtime.version().toString()), madeBy);
    assertEquals(Provenance.madeBy(), Provenance.madeBy());
    Provenance here = Provenance.here().data("iris/iris.csv").and("seeds", "1 to 3").commit();
    assertEquals(
        "9cc1c345c71bcc9b486b74cbf6063fa66f4bb5e0f603a4b3c3471ec2e5e8e355",
        here.facts().get("iris/iris.csv, sha256"));
    assertEquals(here.facts().size(), here.table().rowCount());
    assertEquals("commit", here.table().stringColumn("what").get(5));
    assertThrows(IllegalArgumentException.class, () -> here.data("iris/none.csv"));
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
