package org.meshnn.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.meshnn.experiment.Trial;
import org.meshnn.experiment.Trials;

class IrisTest {
  @Test
  void bothSettingsRunOnTheSameFortyFiveRows() {
    Trials trials = Iris.experiment(1, 60).seeds(2).run();
    assertEquals(4, trials.all().size());
    for (Trial trial : trials.all()) {
      assertEquals(45, trial.evaluation().rows());
    }
    assertTrue(trials.interval(Section41.OURS).mean() > 0.9, trials.toString());
  }
}
