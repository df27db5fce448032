package org.meshnn.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meshnn.replication.Ledger;
import org.meshnn.replication.Replication;
import org.meshnn.replication.Report;
import org.meshnn.replication.Setting;
import org.meshnn.replication.Study;

class PaperTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
  void forwardOnlyIsTheGradientAndThePublishedRecurrenceUpToTwoTicks(int ticks) {
    NumericalTest test = new NumericalTest(ticks);
    double published = 0;
    for (long seed = 1; seed <= 10; seed++) {
      assertTrue(test.forwardOnly(seed).metric() < 1e-14);
      published = Math.max(published, test.published(seed).metric());
    }
    if (ticks <= 2) {
      assertTrue(published < 1e-14, "exact for edges that matter: " + published);
    } else {
      assertTrue(published > 1e-3, "wrong from 3 ticks on: " + published);
    }
  }

  @Test
  void aRunHasOneMeaning() {
    for (Paper paper : List.of(Paper.WHOLE, Paper.QUICK)) {
      Map<String, String> studyOf = new HashMap<>();
      for (Study study : paper.studies()) {
        for (Setting setting : study.settings()) {
          String id = setting.id() + setting.epochs();
          String what = study.name().replaceFirst(", \\d+ seeds|, against.*", "");
          String before = studyOf.put(id, what);
          boolean shared = setting.name().startsWith("MLP-") || study.name().startsWith("Iris");
          assertTrue(before == null || shared, id + " of " + what + " and of " + before);
        }
      }
    }
  }

  @Test
  void theWholeHasTheSeedsAndEpochsOfThePaper() {
    List<Study> studies = Paper.WHOLE.studies();
    Study images =
        studies.stream()
            .filter(s -> s.name().equals(Paper.name(Images.MNIST, Setup.AS_PUBLISHED)))
            .findFirst()
            .orElseThrow();
    assertEquals(10, images.seeds());
    assertEquals(
        List.of(100, 100, 100, 100), images.settings().stream().map(Setting::epochs).toList());
    assertEquals(
        1500,
        studies.stream()
            .filter(s -> s.name().equals("moons"))
            .findFirst()
            .orElseThrow()
            .settings()
            .get(0)
            .epochs());
    assertEquals(100, studies.get(0).seeds());
  }

  /** The choice in the code is that of the rule: the best mean of both sets on validation rows. */
  @Test
  void theChosenAreTheBestOnValidationRows() {
    Report report = new Replication(Paper.WHOLE.choices(), Ledger.stored()).run();
    int parameters = Beyond.parameters(Net.MLP_13);
    List<String> names = report.lines().stream().map(Report.Line::setting).distinct().toList();
    for (String[] kind :
        new String[][] {
          {"random", Beyond.chosenRandom(parameters).name()},
          {"pruned MLP", Beyond.chosenPerceptron(parameters).name()},
          {"pruned mesh", Beyond.chosenMesh(parameters).name()}
        }) {
      String best =
          names.stream()
              .filter(name -> name.startsWith(kind[0]))
              .max(Comparator.comparingDouble(name -> both(report, name)))
              .orElseThrow();
      assertEquals(best, kind[1]);
    }
  }

  private static double both(Report report, String setting) {
    double sum = 0;
    for (Images set : Images.values()) {
      sum += report.line(Paper.choiceName(set), setting).interval().mean();
    }
    return sum;
  }

  /** The library has all runs of the whole, and the report beside the notebooks is of them. */
  @Test
  void theStoredRunsAreTheWhole() throws IOException {
    List<Ledger.Key> made = new ArrayList<>();
    Report report = new Replication(Paper.WHOLE.studies(), Ledger.stored()).run(made::add);
    assertEquals(List.of(), made);
    Path folder = Path.of("notebooks", "replication");
    String text = Files.readString(folder.resolve("report.md"));
    assertTrue(text.contains(report.sha256()) && text.contains(report.markdown()));
    assertTrue(Files.readString(folder.resolve("report.html")).contains(report.sha256()));
  }
}
