package org.meshnn.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meshnn.replication.Ledger;
import org.meshnn.replication.Replication;
import org.meshnn.replication.Report;
import org.meshnn.replication.Setting;
import org.meshnn.replication.Study;

class WiringStudyTest {
  private static final Ledger STORED = Ledger.stored("graphs");

  private static Report report(List<Study> studies) {
    List<Ledger.Key> made = new ArrayList<>();
    Report report = new Replication(studies, STORED).run(made::add);
    assertEquals(List.of(), made, "all are stored");
    return report;
  }

  @Test
  void eachHasExactlyTheParametersOfItsPerceptron() {
    List<Study> studies = WiringStudy.WHOLE.comparisons();
    assertEquals(4, studies.size());
    for (Report.Line line : report(studies).lines()) {
      int parameters = line.study().name().endsWith("751 parameters") ? 751 : 1047;
      assertEquals(10, line.results().size());
      line.results().forEach(r -> assertEquals(parameters, r.parameters(), line.setting()));
    }
    for (Study study : studies) {
      assertEquals(6, study.settings().size());
      assertEquals(9, study.pairs().size());
    }
  }

  /** What the report of the paper has as well are the same runs, to the last bit. */
  @Test
  void runsInCommonWithThePaperAreTheSame() {
    Ledger papers = Ledger.stored();
    int common = 0;
    for (Study study : WiringStudy.WHOLE.comparisons()) {
      for (Setting setting : study.settings()) {
        for (Ledger.Key key : setting.keys(study.seeds())) {
          if (papers.has(key)) {
            assertEquals(papers.get(key), STORED.get(key), key.toString());
            common++;
          }
        }
      }
    }
    assertEquals(2 * 2 * 4 * 10, common);
  }

  /** The choice in the code is that of the rule: the best mean of both sets on validation rows. */
  @Test
  void theChosenAreTheBestOnValidationRows() {
    Report report = report(WiringStudy.WHOLE.choices());
    int parameters = Beyond.parameters(Net.MLP_13);
    assertEquals(best(report, "SET"), Beyond.chosenSet(parameters).name());
    assertEquals(best(report, "RigL"), Beyond.chosenRigl(parameters).name());
  }

  private static String best(Report report, String kind) {
    return report.lines().stream()
        .map(Report.Line::setting)
        .filter(name -> name.startsWith(kind))
        .max(Comparator.comparingDouble(name -> both(report, name)))
        .orElseThrow();
  }

  private static double both(Report report, String setting) {
    double sum = 0;
    for (Images set : Images.values()) {
      sum += report.line(WiringStudy.choiceName(set), setting).interval().mean();
    }
    return sum;
  }

  @Test
  void theReportBesideTheNotebooksIsOfTheStoredRuns() throws IOException {
    String text = Files.readString(Path.of("notebooks", "replication", "graphs", "report.md"));
    Report report = report(WiringStudy.WHOLE.studies());
    assertTrue(text.contains(WiringStudy.WHOLE.markdown(report)));
  }
}
