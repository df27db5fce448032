package org.meshnn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meshnn.train.Rings.rings;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meshnn.engine.Activation;
import org.meshnn.engine.Transition;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Wiring;
import org.meshnn.plan.Clamping;
import org.meshnn.plan.Plan;
import org.meshnn.plan.Rest;

class PollingTest {
  private static boolean here() {
    return Polling.in(Thread.currentThread());
  }

  @Test
  void lastsUntilTheOutermostIsClosed() {
    try (Polling outer = new Polling()) {
      try (Polling inner = new Polling()) {
        assertTrue(here());
      }
      assertTrue(here());
    }
    assertFalse(here());
  }

  @Test
  void aTrainingPollsWhileItRuns() {
    Transition tanh = new Transition(Activation.TANH, Activation.IDENTITY);
    Plan plan =
        Plan.of(Wiring.dense().wire(new Roles(2, true, 6, 2)), 3, Clamping.CONSTANT, Rest.SILENT);
    List<Boolean> seen = new ArrayList<>();
    Training training = Training.defaults().epochs(1).listen((epoch, epochs) -> seen.add(here()));
    Trainer.Randomness randomness = Trainer.Randomness.of(1);
    Trainer.fit(plan, tanh, Loss.CROSS_ENTROPY, 1, training, randomness, rings(20, 1), null);
    assertEquals(List.of(true), seen);
    assertFalse(here());
  }
}
