package org.meshnn.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meshnn.engine.Close.assertClose;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;
import org.meshnn.train.Loss;

/** The gradient by pairs without an edge is that of the mesh which has them at weight 0. */
class PairGradientTest {

  static Stream<Case> meshes() {
    return RandomMeshes.cases(400).filter(mesh -> mesh.x().size() == 1).limit(60);
  }

  private static int[] identity(int count) {
    int[] order = new int[count];
    Arrays.setAll(order, i -> i);
    return order;
  }

  private static PairGradient run(Case mesh, Masks masks, long draw) {
    PairGradient pairs =
        new PairGradient(mesh.topology(), mesh.transition(), mesh.ticks(), mesh.batch());
    int[] order = identity(mesh.batch());
    pairs.load(mesh.x().get(0), order, 0, mesh.batch());
    pairs.dropout(masks, draw);
    pairs.run(
        mesh.weights(),
        (target, outputs, gradient) ->
            mesh.loss().mean(outputs, gradient, mesh.targets().data, order, 0, mesh.batch()));
    return pairs;
  }

  /** The same mesh with other edges; those it lacks have weight 0. */
  private static Case with(Case mesh, Wiring wiring) {
    Topology topology = wiring.wire(mesh.topology().roles());
    double[] weights = new double[topology.edges()];
    for (int to = 0; to < topology.neurons(); to++) {
      for (int e = topology.columnStart(to); e < topology.columnEnd(to); e++) {
        int edge = mesh.topology().edge(topology.source(e), to);
        weights[e] = edge < 0 ? 0 : mesh.weights()[edge];
      }
    }
    return new Case(
        topology, mesh.ticks(), mesh.transition(), weights, mesh.x(), mesh.targets(), mesh.loss());
  }

  /** Of all pairs that lead to hidden and output neurons, in the order of edges. */
  private static double[] ofAll(Case mesh, PairGradient pairs) {
    Roles roles = mesh.topology().roles();
    int n = roles.neurons();
    double[] all = new double[n * (n - roles.clamped())];
    pairs.between(roles.clamped(), n, 0, n, all);
    return all;
  }

  @ParameterizedTest
  @MethodSource("meshes")
  void everyMethodGivesItOnceTheEdgesAreThere(Case mesh) {
    Case dense = with(mesh, Wiring.dense());
    double[] found = ofAll(mesh, run(mesh, Masks.NONE, 0));
    for (GradientMethod method :
        List.of(GradientMethod.FORWARD_ONLY, GradientMethod.BACKWARD, GradientMethod.TENSOR)) {
      assertClose(dense.ask(method).gradient(), found, 1e-9, method.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("meshes")
  void oneEdgeAtATime(Case mesh) {
    RandomGenerator random = RandomMeshes.generator(mesh.topology().edges());
    Roles roles = mesh.topology().roles();
    PairGradient pairs = run(mesh, Masks.NONE, 0);
    double[] one = new double[1];
    double scale = largest(ofAll(mesh, pairs));
    for (int i = 0; i < 5; i++) {
      int from = random.nextInt(roles.neurons());
      int to = random.nextInt(roles.clamped(), roles.neurons());
      Case more = with(mesh, Wiring.of(mesh.topology()).and(Wiring.edge(from, to)));
      double expected =
          more.ask(GradientMethod.FORWARD_ONLY).gradient()[more.topology().edge(from, to)];
      pairs.between(to, to + 1, from, from + 1, one);
      assertEquals(expected, one[0], 1e-9 * Math.max(scale, Double.MIN_NORMAL), from + ">" + to);
    }
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElse(0);
  }

  @ParameterizedTest
  @MethodSource("meshes")
  void withStatesDropped(Case mesh) {
    double[] probabilities = new double[mesh.topology().neurons()];
    Arrays.fill(probabilities, 0.3);
    Masks masks = Masks.of(probabilities);
    double[] expected =
        with(mesh, Wiring.dense()).ask(GradientMethod.BACKWARD, masks, 7).gradient();
    assertClose(expected, ofAll(mesh, run(mesh, masks, 7)), 1e-9, "dropped");
  }

  /** The loss moved by the weight of an edge that is not there, smoothly. */
  @Test
  void centralDifferences() {
    Transition tanh = new Transition(Activation.TANH, Activation.IDENTITY).withLeak(0.7);
    Roles roles = new Roles(3, true, 7, 2);
    RandomGenerator random = RandomMeshes.generator(3);
    Topology topology = Wiring.random(0.25, 5).wire(roles);
    double[] weights = random.doubles(topology.edges(), -1, 1).toArray();
    DMatrixRMaj x = new DMatrixRMaj(5, 3, true, random.doubles(15, -1, 1).toArray());
    DMatrixRMaj y = new DMatrixRMaj(5, 2, true, random.doubles(10, -1, 1).toArray());
    Case sparse = new Case(topology, 4, tanh, weights, List.of(x), y, Loss.HALF_SQUARED_ERROR);
    double[] differences = with(sparse, Wiring.dense()).differences();
    double[] found = ofAll(sparse, run(sparse, Masks.NONE, 0));
    assertClose(differences, found, 1e-8, "differences");
  }

  /**
   * By hand. Input 0 leads to hidden 1, which leads nowhere; output 2 hears nothing; identity. x =
   * 2, A[0, 1] = 3: S_1(1) = 6. The output after tick 2 is 0, the target 1, so dL/dZ_2(2) = -1. The
   * edge 1 -> 2 that is not there: -1 * S_1(1) = -6. The edge 0 -> 2: -1 * x = -2; it would act at
   * tick 2 alone.
   */
  @Test
  void aStateThatLeadsNowhereCounts() {
    Transition identity = new Transition(Activation.IDENTITY, Activation.IDENTITY);
    Topology topology = Wiring.edge(0, 1).wire(new Roles(1, false, 1, 1));
    Case mesh =
        new Case(
            topology,
            2,
            identity,
            new double[] {3},
            List.of(new DMatrixRMaj(1, 1, true, 2)),
            new DMatrixRMaj(1, 1, true, 1),
            Loss.HALF_SQUARED_ERROR);
    double[] found = new double[3];
    run(mesh, Masks.NONE, 0).between(2, 3, 0, 3, found);
    assertArrayEquals(new double[] {-2, -6, 0}, found);
  }

  private static Case large() {
    Transition tanh = new Transition(Activation.TANH, Activation.IDENTITY);
    Roles roles = new Roles(9, true, 30, 4);
    RandomGenerator random = RandomMeshes.generator(4);
    Topology topology = Wiring.random(0.2, 5).wire(roles);
    double[] weights = random.doubles(topology.edges(), -1, 1).toArray();
    DMatrixRMaj x = new DMatrixRMaj(45, 9, true, random.doubles(45 * 9, -1, 1).toArray());
    DMatrixRMaj y = new DMatrixRMaj(45, 4, true, random.doubles(45 * 4, -1, 1).toArray());
    return new Case(topology, 4, tanh, weights, List.of(x), y, Loss.HALF_SQUARED_ERROR);
  }

  /** Batches large enough for sums in blocks; any rectangle of pairs is a part of all. */
  @Test
  void rectanglesOfPairs() {
    Case mesh = large();
    PairGradient pairs = run(mesh, Masks.NONE, 0);
    double[] expected = with(mesh, Wiring.dense()).ask(GradientMethod.BACKWARD).gradient();
    double[] all = ofAll(mesh, pairs);
    assertClose(expected, all, 1e-12, "all");
    RandomGenerator random = RandomMeshes.generator(5);
    for (int round = 0; round < 100; round++) {
      int from = random.nextInt(44);
      int to = random.nextInt(from + 1, 45);
      int first = random.nextInt(10, 44);
      int end = random.nextInt(first + 1, 45);
      double[] some = new double[(end - first) * (to - from)];
      pairs.between(first, end, from, to, some);
      double[] part = new double[some.length];
      for (int i = 0; i < part.length; i++) {
        part[i] = all[(first + i / (to - from) - 10) * 44 + from + i % (to - from)];
      }
      assertClose(part, some, 1e-11, "targets " + first + ".." + end);
    }
  }

  @Test
  void plainLoopsAndVectorsGiveTheSameBits() {
    Case mesh = large();
    try {
      System.setProperty(KernelChoice.PROPERTY, "scalar");
      double[] plain = ofAll(mesh, run(mesh, Masks.NONE, 0));
      System.setProperty(KernelChoice.PROPERTY, VectorSupport.hasModule() ? "vector" : "scalar");
      assertArrayEquals(plain, ofAll(mesh, run(mesh, Masks.NONE, 0)));
    } finally {
      System.clearProperty(KernelChoice.PROPERTY);
    }
  }

  @Test
  void wrongTargetsAreRefused() {
    Case mesh = RandomMeshes.of(7);
    PairGradient pairs = new PairGradient(mesh.topology(), mesh.transition(), mesh.ticks(), 1);
    String message =
        assertThrows(IllegalArgumentException.class, () -> pairs.between(0, 1, 0, 1, new double[1]))
            .getMessage();
    assertTrue(message.contains("neuron 0 is clamped"), message);
    assertThrows(IllegalArgumentException.class, () -> pairs.between(99, 100, 0, 1, new double[1]));
  }
}
