package org.meshnn.engine;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;
import org.meshnn.plan.SequencePlan;

/** Streams refuse what does not fit them. */
class StreamRequestsTest {
  private static final Topology MESH = Wiring.dense().wire(new Roles(2, true, 4, 1));
  private static final Transition TANH = new Transition(Activation.TANH, Activation.IDENTITY);

  private final StreamEngine streams = StreamEngine.of(MESH, TANH, 2, OnlineGradient.exact(), 3);

  @Test
  void lanesAndNeurons() {
    for (int lane : new int[] {-1, 3}) {
      String said = "expected a lane from 0 to 2; got " + lane;
      refused(said, () -> streams.reset(lane));
      refused(said, () -> streams.clamp(lane, new double[2], 0));
      refused(said, () -> streams.stateBefore(0, lane));
    }
    refused("expected a neuron from 0 to 7; got 8", () -> streams.stateBefore(8, 0));
    refused("expected a neuron from 0 to 7; got -1", () -> streams.stateBefore(-1, 0));
  }

  @Test
  void lengths() {
    double[] right = new double[MESH.edges()];
    double[] wrong = new double[MESH.edges() + 1];
    refused("expected 2 inputs from index 1 on; got 2 numbers", () -> clamp(new double[2], 1));
    refused("expected 2 inputs from index -1 on; got 2 numbers", () -> clamp(new double[2], -1));
    refused("expected one weight per edge", () -> streams.step(wrong));
    refused("expected one weight per edge", () -> streams.step(new double[1]));
    refused("expected one weight per edge", () -> streams.addGradient(wrong, right));
    refused("expected one gradient value per edge", () -> streams.addGradient(right, wrong));
  }

  private void clamp(double[] x, int from) {
    streams.clamp(0, x, from);
  }

  @Test
  void sequences() {
    SequencePlan plan = new SequencePlan(MESH, 2, 4, 4);
    Topology other = Wiring.dense().wire(new Roles(2, true, 5, 1));
    refused("one mesh", () -> new SequenceRun(new SequencePlan(other, 2, 4, 4), streams));
    refused(
        "expected streams of 3 ticks a step, as the plan has; got 2",
        () -> new SequenceRun(new SequencePlan(MESH, 3, 4, 4), streams));
    SequenceRun run = new SequenceRun(plan, streams);
    assertThrows(IllegalStateException.class, () -> run.run(new double[MESH.edges()], t -> {}));
    DMatrixRMaj x = new DMatrixRMaj(2, 8);
    refused("a batch holds 1 to 3 samples", () -> run.load(x, new int[4], 0, 4));
    refused("expected 2 rows from position 1 on; got 2", () -> run.load(x, new int[2], 1, 2));
    refused("expected rows from 0 to 1; got 2", () -> run.load(x, new int[] {0, 2}, 0, 2));
    run.load(x, new int[] {0, 1}, 0, 2);
    refused("expected one weight per edge", () -> run.run(new double[3], t -> {}));
    run.run(new double[MESH.edges()], t -> {});
  }

  private static void refused(String part, Executable action) {
    String said = assertThrows(IllegalArgumentException.class, action).getMessage();
    assertTrue(said.contains(part), said);
  }
}
