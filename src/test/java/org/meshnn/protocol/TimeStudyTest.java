package org.meshnn.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshnn.replication.Ledger;
import org.meshnn.replication.Replication;
import org.meshnn.replication.Setting;
import org.meshnn.replication.Study;

class TimeStudyTest {
  private static final TimeStudy SHORT = new TimeStudy(2, 2, 3, 1500);

  @TempDir Path folder;

  @Test
  void withoutFilesTheirStudiesAreLeftOut() {
    List<Study> all = TimeStudy.WHOLE.studies();
    List<Study> some = TimeStudy.WHOLE.studies(new SeriesFiles(null));
    assertTrue(some.stream().noneMatch(s -> s.name().matches(".*(sunspots|laser).*")));
    assertEquals(
        2 * (6 * 6 - 4 + 2 * 2 + 1 + 1),
        all.size() - some.size(),
        "6 meshes, 6 gradients of which 4 are the exact one, 2 chosen; the rest and the choice");
    Set<String> ids = new HashSet<>();
    for (Study study : all) {
      for (Setting setting : study.settings()) {
        assertTrue(ids.add(setting.id()), setting.id());
      }
    }
  }

  @Test
  void theReportShowsWhatIsFinished() {
    Path file = folder.resolve("runs.tsv");
    Ledger ledger = Ledger.open(file, "a test");
    String empty = TimeReport.sha256(SHORT, ledger);
    assertFalse(TimeReport.markdown(SHORT, ledger).contains("| 10 %, 2 ticks, exact"));
    List<Study> studies =
        SHORT.studies(new SeriesFiles(null)).stream()
            .filter(s -> s.name().matches("henon, (10 %, 2 ticks|rest).*|mackey-glass, RMSE"))
            .toList();
    new Replication(studies, ledger, 1).run();
    String report = TimeReport.markdown(SHORT, Ledger.look(file));
    assertEquals(TimeReport.markdown(SHORT, ledger), report);
    assertTrue(report.contains("| 10 %, 2 ticks, exact | "), report);
    assertTrue(report.contains("| 10 %, 2 ticks, SnAp-2, learning on | "), report);
    assertTrue(report.contains("| mesh of 100 units, 1 tick | 3 | "), report);
    assertFalse(report.contains("| 5 %"), report);
    assertNotEquals(empty, TimeReport.sha256(SHORT, ledger));
  }
}
