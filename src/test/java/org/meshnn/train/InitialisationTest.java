package org.meshnn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meshnn.engine.RandomMeshes;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;

class InitialisationTest {

  @Test
  void heVarianceIsTwoOverInDegree() {
    Topology topology =
        Wiring.random(0.5, 1).and(Wiring.range(0, 199, 204, 204)).wire(new Roles(3, true, 400, 4));
    double[] weights = Initialisation.he().weights(topology, RandomMeshes.generator(1));
    double normalised = 0;
    for (int to = 0; to < topology.neurons(); to++) {
      for (int e = topology.columnStart(to); e < topology.columnEnd(to); e++) {
        normalised += weights[e] * weights[e] * topology.inDegree(to) / 2;
      }
    }
    assertEquals(1, normalised / weights.length, 0.02);
  }

  @Test
  void uniformStaysInItsBounds() {
    Topology topology = Wiring.dense().wire(new Roles(3, true, 100, 4));
    double[] weights = Initialisation.uniform(0, 1).weights(topology, RandomMeshes.generator(1));
    assertTrue(Arrays.stream(weights).min().orElse(-1) >= 0);
    assertTrue(Arrays.stream(weights).max().orElse(2) < 1);
    assertEquals(0.5, Arrays.stream(weights).average().orElse(0), 0.02);
    assertArrayEquals(
        weights, Initialisation.uniform(0, 1).weights(topology, RandomMeshes.generator(1)));
  }

  /** Layers of 32 and 13 inputs: PyTorch's bounds, for the weights and for the bias. */
  @Test
  void uniformByInDegreeStaysInTheBoundsOfEachLayer() {
    Topology perceptron = Wiring.layered(13, 13).wire(new Roles(32, true, 26, 10));
    double[] weights =
        Initialisation.uniformByInDegree().weights(perceptron, RandomMeshes.generator(1));
    double[] largest = new double[2];
    for (int to = 33; to < perceptron.neurons(); to++) {
      for (int e = perceptron.columnStart(to); e < perceptron.columnEnd(to); e++) {
        int layer = to < 46 ? 0 : 1;
        largest[layer] = Math.max(largest[layer], Math.abs(weights[e]));
      }
    }
    assertEquals(1 / Math.sqrt(32), largest[0], 0.005);
    assertEquals(1 / Math.sqrt(13), largest[1], 0.005);
    assertTrue(largest[0] < 1 / Math.sqrt(32) && largest[1] < 1 / Math.sqrt(13));
  }

  @Test
  void aMatrixIsWhereTrainingGoesOnFrom() {
    Roles roles = new Roles(2, true, 3, 1);
    Topology whole = Wiring.dense().wire(roles);
    double[] weights = Initialisation.he().weights(whole, RandomMeshes.generator(1));
    DMatrixRMaj a = whole.denseMatrix(weights);
    Initialisation same = Initialisation.of(a);
    a.zero();
    assertArrayEquals(weights, same.weights(whole, RandomMeshes.generator(2)));
    Topology part = Wiring.edge(0, 4).and(Wiring.edge(4, 6)).wire(roles);
    double[] two = same.weights(part, RandomMeshes.generator(2));
    assertArrayEquals(new double[] {weights[whole.edge(0, 4)], weights[whole.edge(4, 6)]}, two);
    Topology larger = Wiring.dense().wire(new Roles(2, true, 4, 1));
    String message =
        assertThrows(IllegalArgumentException.class, () -> same.weights(larger, null)).getMessage();
    assertEquals("expected weights for 8 neurons, 8 x 8; got 7 x 7", message);
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 290, 500})
  void spectralRadiusIsWhatWasAskedFor(int hidden) {
    Topology topology = Wiring.random(0.2, 1).wire(new Roles(3, true, hidden, 4));
    double[] weights =
        Initialisation.spectralRadius(0.9).weights(topology, RandomMeshes.generator(1));
    DMatrixRMaj a = topology.denseMatrix(weights);
    SimpleMatrix recurrent =
        SimpleMatrix.wrap(a).extractMatrix(4, topology.neurons(), 4, topology.neurons());
    double radius =
        recurrent.eig().getEigenvalues().stream()
            .mapToDouble(value -> value.getMagnitude())
            .max()
            .orElse(0);
    assertEquals(0.9, radius, hidden > 300 ? 0.03 : 1e-9);
  }

  @Test
  void aMeshWithoutCyclesHasNoSpectralRadius() {
    Topology mlp = Wiring.layered(5, 5).wire(new Roles(3, true, 10, 2));
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> Initialisation.spectralRadius(1).weights(mlp, RandomMeshes.generator(1)))
            .getMessage();
    assertTrue(message.contains("no cycles") && message.contains("he()"), message);
  }

  @Test
  void refusesBoundsThatAreNone() {
    assertThrows(IllegalArgumentException.class, () -> Initialisation.uniform(1, 1));
    assertThrows(IllegalArgumentException.class, () -> Initialisation.uniform(0, Double.NaN));
    assertThrows(
        IllegalArgumentException.class, () -> Initialisation.uniform(0, Double.POSITIVE_INFINITY));
    assertThrows(IllegalArgumentException.class, () -> Initialisation.spectralRadius(0));
    assertEquals("uniform(0.0, 1.0)", Initialisation.uniform(0, 1).toString());
  }

  @Test
  void weightsThatAreNoNumbersAreRefused() {
    DMatrixRMaj a = new DMatrixRMaj(new double[][] {{0, Double.NaN}, {0, 0}});
    assertEquals(
        "expected finite weights, got NaN from neuron 0 to 1; replace it, for example by 0",
        assertThrows(IllegalArgumentException.class, () -> Initialisation.of(a)).getMessage());
  }
}
