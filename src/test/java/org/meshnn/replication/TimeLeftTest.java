package org.meshnn.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeLeftTest {
  private static final RunSeconds KNOWN =
      RunSeconds.read("setting\tepochs\tseconds\nshort\t10\t1\nlong\t10\t9\n", "this test");

  private static List<Ledger.Key> keys(String setting, int seeds) {
    return LongStream.rangeClosed(1, seeds)
        .mapToObj(seed -> new Ledger.Key(setting, 10, seed))
        .toList();
  }

  private static double seconds(TimeLeft left, double elapsed) {
    return left.after(Duration.ofMillis(Math.round(1000 * elapsed))).toMillis() / 1e3;
  }

  /** At first as known, by 2 threads; a long run counts as nine short ones. */
  @Test
  void beforeAnythingIsFinishedItGoesAsKnown() {
    List<Ledger.Key> runs =
        Stream.concat(keys("short", 10).stream(), keys("long", 10).stream()).toList();
    TimeLeft left = new TimeLeft(KNOWN, runs, 2);
    assertEquals(50, seconds(left, 0), 1e-3);
    keys("short", 10).forEach(left::finished);
    assertEquals(45, seconds(left, 5), 1e-3, "as fast as known");
    left.finished(runs.get(0));
    left.finished(new Ledger.Key("another", 10, 1));
    assertEquals(45, seconds(left, 5), 1e-3, "no run counts twice, nor one that did not wait");
    keys("long", 10).forEach(left::finished);
    assertEquals(0, seconds(left, 50), 0);
  }

  /** On a machine half as fast it is wrong at first, and right in the end. */
  @Test
  void theEstimateApproachesTheTruth() {
    List<Ledger.Key> runs = new ArrayList<>(keys("short", 300));
    runs.addAll(keys("long", 300));
    TimeLeft left = new TimeLeft(KNOWN, runs, 2);
    double whole = 2 * (300 + 9 * 300) / 2.0;
    double elapsed = 0;
    List<Double> errors = new ArrayList<>();
    for (Ledger.Key run : runs) {
      left.finished(run);
      elapsed += KNOWN.of(run);
      errors.add((seconds(left, elapsed) - (whole - elapsed)) / whole);
    }
    assertEquals(-0.5, errors.get(0), 0.01);
    for (int i = 1; i < errors.size(); i++) {
      assertTrue(Math.abs(errors.get(i)) <= Math.abs(errors.get(i - 1)) + 1e-6, "run " + i);
    }
    assertTrue(Math.abs(errors.get(400)) < 0.05, "after a third: " + errors.get(400));
  }

  @Test
  void aSettingThatIsNotKnownCountsAsTheMeanOfThoseThatAre() {
    assertEquals(5, KNOWN.of(new Ledger.Key("another", 10, 1)));
    assertEquals(5, KNOWN.of(new Ledger.Key("long", 11, 1)), "of other epochs");
    assertEquals(1, RunSeconds.unknown().of(new Ledger.Key("another", 10, 1)));
    assertThrows(IllegalArgumentException.class, () -> RunSeconds.read("head\na\t1\n", "here"));
  }

  @Test
  void whatIsMeasuredIsWrittenInPlaceOfWhatWasKnown(@TempDir Path folder) throws Exception {
    Setting waits =
        new Setting(
            "short",
            "waits",
            10,
            seed -> {
              long end = System.nanoTime() + 20_000_000;
              while (System.nanoTime() < end) {
                Thread.onSpinWait();
              }
              return seed == 3 ? null : new Result(1, 1, 1, "completed");
            },
            null);
    Study study =
        new Study("part", "study", Study.Metric.ACCURACY, 2, List.of(waits), List.of(), 0);
    RunSeconds seconds =
        RunSeconds.read("setting\tepochs\tseconds\nshort\t10\t1\nlong\t10\t9\n", "");
    Setting measured = seconds.measured(List.of(study)).get(0).settings().get(0);
    for (long seed = 1; seed <= 3; seed++) {
      assertEquals(seed == 3, measured.run().apply(seed) == null);
    }
    seconds.write(folder.resolve("seconds.tsv"));
    String text = Files.readString(folder.resolve("seconds.tsv"));
    RunSeconds again = RunSeconds.read(text, "seconds.tsv");
    assertEquals(9, again.of(new Ledger.Key("long", 10, 1)));
    double taken = again.of(new Ledger.Key("short", 10, 1));
    assertTrue(taken >= 0.02 && taken < 1, text);
  }
}
