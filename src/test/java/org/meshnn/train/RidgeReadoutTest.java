package org.meshnn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.meshnn.engine.Activation;
import org.meshnn.engine.GradientMethod;
import org.meshnn.engine.RandomMeshes;
import org.meshnn.engine.Transition;
import org.meshnn.graph.Neurons;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;
import org.meshnn.plan.SequencePlan;

class RidgeReadoutTest {
  private static final Transition LEAKY_TANH =
      new Transition(Activation.TANH, Activation.IDENTITY).with(Neurons.hidden(), 0.4);

  /** At the least of |X w - y|² / 2 + r |w|² / 2 the exact gradient of the first is -r w. */
  @Test
  void theGradientVanishesAtTheReadout() {
    Topology topology = Wiring.reservoir(0.2, 3).wire(new Roles(2, true, 12, 2));
    SequencePlan plan = new SequencePlan(topology, 2, 9, 4, 6, 9);
    RandomGenerator random = RandomMeshes.generator(5);
    int rows = 40;
    Samples samples =
        new Samples(
            gaussian(rows, plan.inputColumns(), random),
            gaussian(rows, plan.targetColumns(), random));
    double[] drawn = Initialisation.spectralRadius(0.9).weights(topology, random);
    double ridge = 0.3;
    double[] w = RidgeReadout.fit(plan, LEAKY_TANH, drawn, samples, ridge);
    double[] gradient = new double[w.length];
    GradientMethod method = GradientMethod.FORWARD_ONLY;
    try (BatchGradient batch =
        new BatchGradient(plan, LEAKY_TANH, Loss.HALF_SQUARED_ERROR, method, rows, rows, 1)) {
      batch.of(w, samples, RowOrder.ascending(rows), 0, rows, gradient);
    }
    int first = topology.columnStart(topology.roles().firstOutput());
    for (int e = 0; e < w.length; e++) {
      if (e < first) {
        assertEquals(drawn[e], w[e]);
      } else {
        assertTrue(Math.abs(w[e]) > 1e-6);
        assertEquals(-ridge * w[e], gradient[e] * rows * plan.targets(), 1e-9);
      }
    }
  }

  private static DMatrixRMaj gaussian(int rows, int columns, RandomGenerator random) {
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    Arrays.setAll(matrix.data, i -> random.nextGaussian());
    return matrix;
  }

  @Test
  void outputsThatAreNotLinearAreRefused() {
    Roles roles = new Roles(1, true, 4, 1);
    Topology reservoir = Wiring.reservoir(0.5, 1).wire(roles);
    Topology feedback = Wiring.dense().wire(roles);
    Samples one = new Samples(new DMatrixRMaj(1, 3), new DMatrixRMaj(1, 1));
    assertRefused(
        "neuron 6 is tanh", reservoir, new Transition(Activation.TANH, Activation.TANH), one, 1);
    assertRefused("leaves neuron 6", feedback, LEAKY_TANH, one, 1);
    assertRefused("got 0.0", reservoir, LEAKY_TANH, one, 0);
    assertRefused("expected", reservoir, LEAKY_TANH, new Samples(one.y(), one.y()), 1);
  }

  private static void assertRefused(
      String message, Topology topology, Transition transition, Samples samples, double ridge) {
    SequencePlan plan = new SequencePlan(topology, 1, 3, 3);
    double[] w = new double[topology.edges()];
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> RidgeReadout.fit(plan, transition, w, samples, ridge));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }
}
