package org.meshnn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.ejml.data.DMatrixSparseTriplet;
import org.ejml.ops.DConvertMatrixStruct;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
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

  /** Outputs feed nothing back, so that it is the hidden neurons' radius. */
  @Test
  void reservoirsAndRingsHaveTheirSpectralRadius() {
    Roles roles = new Roles(3, true, 60, 4);
    for (Wiring wiring :
        List.of(Wiring.reservoir(0.1, 1), Wiring.recurrent(0.1, 1), Wiring.ring(4))) {
      Topology topology = wiring.wire(roles);
      double[] weights =
          Initialisation.spectralRadius(0.9).weights(topology, RandomMeshes.generator(1));
      SimpleMatrix hidden =
          SimpleMatrix.wrap(topology.denseMatrix(weights)).extractMatrix(4, 64, 4, 64);
      double radius =
          hidden.eig().getEigenvalues().stream()
              .mapToDouble(value -> value.getMagnitude())
              .max()
              .orElse(0);
      assertEquals(0.9, radius, 1e-9);
    }
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

  @Test
  void givenEdgesAreTakenByTheirEnds() {
    Roles roles = new Roles(2, true, 3, 1);
    Topology whole = Wiring.dense().wire(roles);
    double[] weights = Initialisation.he().weights(whole, RandomMeshes.generator(1));
    double[] kept = weights.clone();
    Initialisation given = Initialisation.of(whole, weights);
    Arrays.fill(weights, 7);
    assertArrayEquals(kept, given.weights(Wiring.dense().wire(roles), null));
    given.weights(whole, null)[0] = 7;
    assertArrayEquals(kept, given.weights(whole, null));
    Topology part = Wiring.edge(0, 4).and(Wiring.edge(4, 6)).wire(roles);
    double[] two = {kept[whole.edge(0, 4)], kept[whole.edge(4, 6)]};
    assertArrayEquals(two, given.weights(part, null));
    assertEquals("the weights of 28 given edges", given.toString());
  }

  @Test
  void anEdgeWithoutAGivenWeightIsNamed() {
    Roles roles = new Roles(2, true, 3, 1);
    Topology part = Wiring.edge(0, 4).and(Wiring.edge(4, 6)).wire(roles);
    Topology more = Wiring.edge(0, 4).and(Wiring.edge(4, 6)).and(Wiring.edge(5, 6)).wire(roles);
    double[] weights = {0.5, -0.5};
    Initialisation given = Initialisation.of(part, weights);
    assertEquals(
        "expected a weight for every edge, got none for the edge from neuron 5 to 6; to begin it at"
            + " 0, hand the weights in as a matrix: Initialisation.of(model.sparseMatrix())",
        refusal(() -> given.weights(more, null)));
    Initialisation sparse = Initialisation.of(part.matrix(weights));
    assertArrayEquals(new double[] {0.5, -0.5, 0}, sparse.weights(more, null));
    assertEquals("the weights of a 7 x 7 matrix", sparse.toString());
  }

  @Test
  void givenWeightsOfOtherNeuronsAreRefused() {
    Topology one = Wiring.dense().wire(new Roles(2, true, 3, 1));
    Topology other = Wiring.dense().wire(new Roles(3, true, 2, 1));
    String message = refusal(() -> Initialisation.of(one, new double[28]).weights(other, null));
    assertTrue(message.contains("3 inputs") && message.contains("2 inputs"), message);
    assertTrue(refusal(() -> Initialisation.of(one, new double[3])).contains("28 edges, got 3"));
    double[] wrong = new double[28];
    wrong[one.edge(2, 5)] = Double.POSITIVE_INFINITY;
    for (Executable given :
        List.<Executable>of(
            () -> Initialisation.of(one, wrong), () -> Initialisation.of(one.matrix(wrong)))) {
      assertTrue(
          refusal(given).startsWith("expected finite weights, got Infinity from neuron 2 to 5"));
    }
    Topology larger = Wiring.dense().wire(new Roles(2, true, 4, 1));
    Initialisation sparse = Initialisation.of(one.matrix(new double[28]));
    assertEquals(
        "expected weights for 8 neurons, 8 x 8; got 7 x 7",
        refusal(() -> sparse.weights(larger, null)));
  }

  /** Columns of an EJML matrix need not be sorted. */
  @Test
  void aSparseMatrixGivesWhatTheDenseOneDoes() {
    Topology topology = Wiring.random(0.4, 1).wire(new Roles(3, true, 20, 4));
    double[] weights = Initialisation.he().weights(topology, RandomMeshes.generator(1));
    DMatrixSparseTriplet shuffled = new DMatrixSparseTriplet(28, 28, weights.length);
    for (int to = 27; to >= 0; to--) {
      for (int e = topology.columnEnd(to) - 1; e >= topology.columnStart(to); e--) {
        shuffled.addItem(topology.source(e), to, weights[e]);
      }
    }
    DMatrixSparseCSC unsorted = DConvertMatrixStruct.convert(shuffled, (DMatrixSparseCSC) null);
    assertFalse(unsorted.indicesSorted);
    assertArrayEquals(weights, Initialisation.of(unsorted).weights(topology, null));
    assertArrayEquals(
        weights, Initialisation.of(topology.denseMatrix(weights)).weights(topology, null));
  }

  /** 300,000 neurons: a dense matrix would take 720 GB. */
  @Test
  void aMillionEdgesTakeNoDenseMatrix() {
    int n = 300_000;
    int[] from = IntStream.range(0, 4 * n).map(i -> i % n).toArray();
    int[] to = IntStream.range(0, 4 * n).map(i -> 3 + (i % n + 7919 * (i / n)) % (n - 3)).toArray();
    Topology ring = Wiring.edges(from, to).wire(new Roles(2, true, n - 4, 1));
    assertTrue(ring.edges() > 1_000_000, ring.toString());
    double[] weights = Initialisation.he().weights(ring, RandomMeshes.generator(1));
    assertArrayEquals(weights, Initialisation.of(ring, weights).weights(ring, null));
    assertArrayEquals(weights, Initialisation.of(ring.matrix(weights)).weights(ring, null));
  }

  @Test
  void whatIsDescribedSaysSo() {
    assertEquals(new Uniform(-1, 1), Initialisation.uniform(-1, 1));
    assertEquals(new SpectralRadius(0.9), Initialisation.spectralRadius(0.9));
    assertEquals(new He(), Initialisation.he());
    assertEquals(new UniformByInDegree(), Initialisation.uniformByInDegree());
    assertEquals("He by in-degree", Initialisation.he().toString());
    assertEquals("uniform by in-degree", Initialisation.uniformByInDegree().toString());
    assertEquals("spectral radius 0.9", Initialisation.spectralRadius(0.9).toString());
  }

  @Test
  void weightsThatWereNotKeptPrintAndThrow() {
    Topology topology = Wiring.dense().wire(new Roles(2, true, 3, 1));
    String text = Initialisation.of(topology, new double[28]).toString();
    Initialisation lost = Initialisation.notKept(text);
    assertEquals(text, lost.toString());
    assertEquals(
        "the training began with the weights of 28 given edges, which are not kept; take another"
            + " initialisation, for example Initialisation.he(), or hand the weights in again with"
            + " Initialisation.of(..)",
        assertThrows(IllegalStateException.class, () -> lost.weights(topology, null)).getMessage());
  }

  private static String refusal(Executable wrong) {
    return assertThrows(IllegalArgumentException.class, wrong).getMessage();
  }
}
