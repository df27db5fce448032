package org.meshnn.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meshnn.paper.Paper;
import org.meshnn.paper.PaperStudies;
import org.meshnn.protocol.SeriesFiles;
import org.meshnn.protocol.TimeStudies;
import org.meshnn.protocol.TimeStudy;
import org.meshnn.workers.Packed;

class NamedRunTest {
  private static Setting ours() {
    return Paper.QUICK.studies().get(0).settings().get(0);
  }

  private static NamedRun received(Setting setting) {
    NamedRun run = new NamedRun(setting, setting.keys(1).get(0));
    return Packed.of(run, "a run").get();
  }

  private static String refused(Setting setting) {
    return assertThrows(IllegalArgumentException.class, () -> received(setting)).getMessage();
  }

  @Test
  void runsOfTheLibraryTravelMeasuredOrNot() {
    Study study = Paper.QUICK.studies().get(0);
    Setting measured = RunSeconds.unknown().measured(List.of(study)).get(0).settings().get(0);
    Result result = ours().run().apply(1);
    assertEquals(result, received(ours()).run(""));
    assertEquals(result, received(measured).run(""));
  }

  @Test
  void allStudiesOfTheLibrarySayTheirSource() {
    Paper.QUICK.studies().forEach(s -> require(s, PaperStudies.class));
    Paper.WHOLE.studies().forEach(s -> require(s, PaperStudies.class));
    SeriesFiles none = new SeriesFiles(null);
    TimeStudy.QUICK.studies(none).forEach(s -> require(s, TimeStudies.class));
  }

  private static void require(Study study, Class<?> source) {
    study.settings().forEach(setting -> assertEquals(source, setting.source(), setting.id()));
  }

  /** Else ours would be run for it. */
  @Test
  void oneOfAnotherThatIsNamedAsOursIsRefused() {
    Setting ours = ours();
    Setting other =
        new Setting(
            ours.id(), ours.name(), ours.epochs(), seed -> new Result(1, 0, 1, "other"), null);
    String message = refused(other);
    assertTrue(message.contains("says which source makes it"), message);
  }

  @Test
  void whatItsSourceDoesNotMakeIsRefused() {
    Setting ours = ours();
    Setting other =
        new Setting(
            ours.id(), ours.name(), ours.epochs(), ours.run(), ours.claim(), TimeStudies.class);
    String message = refused(other);
    assertTrue(message.contains(TimeStudies.class.getName() + " does not make"), message);
  }
}
