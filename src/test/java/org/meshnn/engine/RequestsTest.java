package org.meshnn.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;
import org.meshnn.plan.SequencePlan;

class RequestsTest {
  private static final Topology SMALL = Wiring.dense().wire(new Roles(2, true, 3, 1));

  private static String refused(Runnable request) {
    return assertThrows(IllegalArgumentException.class, request::run).getMessage();
  }

  @Test
  void sequencesHaveTheInputsOfEachStep() {
    SequencePlan plan = new SequencePlan(SMALL, 1, 4, 4);
    Requests.requireBatch(plan, new DMatrixRMaj(1, 8), 1, 1);
    assertEquals(
        "expected the inputs of 4 steps, 8 columns; got 3",
        refused(() -> Requests.requireBatch(plan, new DMatrixRMaj(1, 3), 1, 1)));
  }

  @Test
  void whatIsKeptOfStreamsFitsAnArray() {
    assertEquals(30, Requests.requireKept(10, 3));
    String message = refused(() -> Requests.requireKept(1L << 30, 2));
    assertTrue(message.contains("1,073,741,824 numbers in each of 2 lanes"), message);
    assertTrue(message.contains("take fewer lanes"), message);
  }

  @Test
  void influenceThatDoesNotFitSaysHowMuchItIs() {
    String message = Requests.tooLargeBatch(1e12, 32).getMessage();
    assertTrue(
        message.contains("32 sequences takes 1,000,000,000,000 numbers (8000.0 GB)"), message);
  }

  @Test
  void streamsHaveTicks() {
    Transition tanh = new Transition(Activation.TANH, Activation.IDENTITY);
    assertTrue(
        refused(() -> StreamEngine.of(SMALL, tanh, 0, OnlineGradient.exact(), 1))
            .contains("at least 1 tick a step"));
  }
}
