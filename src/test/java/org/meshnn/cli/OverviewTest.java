package org.meshnn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshnn.replication.Ledger;
import org.meshnn.replication.Replication;
import org.meshnn.replication.Result;
import org.meshnn.replication.RunSeconds;
import org.meshnn.replication.Setting;
import org.meshnn.replication.Study;
import org.meshnn.replication.TimeLeft;

class OverviewTest {
  private static final Result RESULT = new Result(0.5, 0, 1, "completed");

  @TempDir Path folder;
  private Ledger ledger;
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

  @BeforeEach
  void open() {
    ledger = Ledger.open(folder.resolve("runs.tsv"), "this test");
  }

  private static Study study(String name, int seeds, String... ids) {
    List<Setting> settings =
        List.of(ids).stream().map(id -> new Setting(id, id, 3, seed -> RESULT, null)).toList();
    return new Study("part", name, Study.Metric.ACCURACY, seeds, settings, List.of(), 0);
  }

  private Overview overview(Replication replication) {
    TimeLeft left = new TimeLeft(RunSeconds.unknown(), replication.waiting(), 1);
    PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);
    return new Overview(replication, ledger, left, out);
  }

  private List<String> told() {
    return shown
        .toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.endsWith("(accuracy)"))
        .toList();
  }

  @Test
  void eachStudyIsToldOnceWhenItEnds() {
    Study before = study("before", 2, "a");
    new Replication(List.of(before), ledger, 1).run();
    Replication all =
        new Replication(
            List.of(before, study("short", 2, "b"), study("long", 3, "a", "b")), ledger, 1);
    Overview overview = overview(all);
    List<Integer> counts = new ArrayList<>();
    all.run(
        key -> {
          overview.finished(key);
          counts.add(told().size());
        });
    assertEquals(List.of("before (accuracy)", "short (accuracy)", "long (accuracy)"), told());
    assertEquals(List.of(1, 2, 2, 3), counts, "b 1, b 2, a 3, b 3");
  }

  /** Looking at all runs for each of them would take minutes. */
  @Test
  void manyRunsAreCountedOneByOne() {
    Replication many = new Replication(List.of(study("many", 60_000, "c")), ledger, 1);
    Overview overview = overview(many);
    assertTimeoutPreemptively(Duration.ofSeconds(30), () -> many.run(overview::finished));
    assertEquals(List.of("many (accuracy)"), told());
  }
}
