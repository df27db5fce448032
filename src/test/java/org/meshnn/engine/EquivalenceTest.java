package org.meshnn.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.meshnn.engine.Close.assertClose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.meshnn.graph.Neurons;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;
import org.meshnn.train.Loss;

/** What must make no difference makes none. */
class EquivalenceTest {

  /** A layered mesh is a multilayer perceptron, here written out in matrix products. */
  @ParameterizedTest
  @EnumSource(GradientMethod.class)
  void layeredMeshIsAPerceptron(GradientMethod method) {
    RandomGenerator random = RandomMeshes.generator(5);
    Roles roles = new Roles(4, true, 7 + 5, 3);
    Topology topology = Wiring.layered(7, 5).wire(roles);
    double[] weights = random.doubles(topology.edges(), -1, 1).toArray();
    SimpleMatrix x = SimpleMatrix.random_DDRM(6, 4, -1, 1, new java.util.Random(5));
    SimpleMatrix y = SimpleMatrix.random_DDRM(6, 3, -1, 1, new java.util.Random(6));
    Case mesh =
        new Case(
            topology,
            3,
            new Transition(Activation.TANH, Activation.IDENTITY),
            weights,
            List.of(x.getDDRM()),
            y.getDDRM(),
            Loss.HALF_SQUARED_ERROR);
    Case.Answer answer = mesh.ask(method);

    SimpleMatrix a = SimpleMatrix.wrap(topology.denseMatrix(weights));
    int[] first = {0, 5, 12, 17, 20};
    SimpleMatrix ones = SimpleMatrix.ones(6, 1);
    List<SimpleMatrix> activity = new ArrayList<>(List.of(x));
    for (int layer = 1; layer <= 3; layer++) {
      SimpleMatrix w = layer(a, first, layer);
      SimpleMatrix bias = a.extractMatrix(4, 5, first[layer], first[layer + 1]);
      SimpleMatrix z = activity.get(layer - 1).mult(w).plus(ones.mult(bias));
      activity.add(layer < 3 ? elementwise(z, Math::tanh) : z);
    }
    assertClose(
        activity.get(3).getDDRM().data, answer.outputs().data, 1e-13, "outputs of the perceptron");

    DMatrixRMaj gradient = topology.denseMatrix(answer.gradient());
    SimpleMatrix delta = activity.get(3).minus(y).divide(6);
    for (int layer = 3; layer >= 1; layer--) {
      SimpleMatrix expected = activity.get(layer - 1).transpose().mult(delta);
      SimpleMatrix actual = layer(SimpleMatrix.wrap(gradient), first, layer);
      assertClose(
          expected.getDDRM().data, actual.copy().getDDRM().data, 1e-12, "gradient " + layer);
      SimpleMatrix s = activity.get(layer - 1);
      SimpleMatrix slope = elementwise(s, v -> 1 - v * v);
      delta = delta.mult(layer(a, first, layer).transpose()).elementMult(slope);
    }
  }

  private static SimpleMatrix elementwise(SimpleMatrix matrix, DoubleUnaryOperator f) {
    SimpleMatrix result = matrix.copy();
    double[] values = result.getDDRM().data;
    Arrays.setAll(values, i -> f.applyAsDouble(values[i]));
    return result;
  }

  private static SimpleMatrix layer(SimpleMatrix a, int[] first, int layer) {
    int from = layer == 1 ? 0 : first[layer - 1];
    int fromEnd = layer == 1 ? 4 : first[layer];
    return a.extractMatrix(from, fromEnd, first[layer], first[layer + 1]);
  }

  /** One tick with identity outputs and cross-entropy is multinomial logistic regression. */
  @Test
  void oneTickIsLogisticRegression() {
    Roles roles = new Roles(3, false, 0, 2);
    Topology topology = Wiring.dense().wire(roles);
    SimpleMatrix x = SimpleMatrix.random_DDRM(5, 3, -1, 1, new java.util.Random(1));
    DMatrixRMaj y = new DMatrixRMaj(5, 2);
    for (int p = 0; p < 5; p++) {
      y.set(p, p % 2, 1);
    }
    double[] weights = RandomMeshes.generator(1).doubles(topology.edges(), -1, 1).toArray();
    Case mesh =
        new Case(
            topology,
            1,
            new Transition(Activation.RELU, Activation.IDENTITY),
            weights,
            List.of(x.getDDRM()),
            y,
            Loss.CROSS_ENTROPY);
    Case.Answer answer = mesh.ask(GradientMethod.FORWARD_ONLY);
    SimpleMatrix w = SimpleMatrix.wrap(topology.denseMatrix(weights)).extractMatrix(0, 3, 3, 5);
    SimpleMatrix p = SimpleMatrix.wrap(Loss.softmax(x.mult(w).getDDRM()));
    SimpleMatrix expected = x.transpose().mult(p.minus(SimpleMatrix.wrap(y))).divide(5);
    SimpleMatrix actual =
        SimpleMatrix.wrap(topology.denseMatrix(answer.gradient())).extractMatrix(0, 3, 3, 5);
    assertClose(expected.getDDRM().data, actual.copy().getDDRM().data, 1e-13, "gradient");
  }

  static Stream<Case> meshes() {
    return RandomMeshes.cases(70);
  }

  /** A sparse mesh is the dense one with zeros. */
  @ParameterizedTest
  @MethodSource("meshes")
  void sparseIsDenseWithZeros(Case sparse) {
    Topology all = Wiring.complete().wire(sparse.topology().roles());
    DMatrixRMaj a = sparse.topology().denseMatrix(sparse.weights());
    Case dense =
        new Case(
            all,
            sparse.ticks(),
            sparse.transition(),
            all.weights(a),
            sparse.x(),
            sparse.targets(),
            sparse.loss());
    Case.Answer expected = dense.ask(GradientMethod.FORWARD_ONLY);
    Case.Answer actual = sparse.ask(GradientMethod.FORWARD_ONLY);
    DMatrixRMaj denseGradient = all.denseMatrix(expected.gradient());
    double[] atEdges = new double[sparse.topology().edges()];
    for (int to = 0; to < all.neurons(); to++) {
      for (int e = sparse.topology().columnStart(to); e < sparse.topology().columnEnd(to); e++) {
        atEdges[e] = denseGradient.get(sparse.topology().source(e), to);
      }
    }
    assertClose(expected.outputs().data, actual.outputs().data, 1e-13, "outputs");
    assertClose(atEdges, actual.gradient(), 1e-12, "gradient");
  }

  /** Renumbering the hidden neurons changes nothing but the numbers. */
  @ParameterizedTest
  @MethodSource("meshes")
  void hiddenNeuronsHaveNoOrder(Case mesh) {
    Topology topology = mesh.topology();
    int n = topology.neurons();
    int[] renumbered = new int[n];
    Arrays.setAll(renumbered, i -> i);
    int first = topology.roles().clamped();
    for (int i = 0; i < topology.hidden(); i++) {
      renumbered[first + i] = first + topology.hidden() - 1 - i;
    }
    DMatrixRMaj moved = moved(topology.denseMatrix(mesh.weights()), renumbered);
    DMatrixRMaj mask = topology.denseMatrix(ones(topology.edges()));
    Topology other = Wiring.nonZerosOf(moved(mask, renumbered)).wire(topology.roles());
    Case same =
        new Case(
            other,
            mesh.ticks(),
            moved(mesh.transition(), topology.roles(), renumbered),
            other.weights(moved),
            mesh.x(),
            mesh.targets(),
            mesh.loss());
    Case.Answer expected = mesh.ask(GradientMethod.FORWARD_ONLY);
    Case.Answer actual = same.ask(GradientMethod.FORWARD_ONLY);
    assertEquals(expected.loss(), actual.loss(), 1e-12 * Math.abs(expected.loss()));
    assertClose(
        moved(topology.denseMatrix(expected.gradient()), renumbered).data,
        other.denseMatrix(actual.gradient()).data,
        1e-12,
        "gradient");
  }

  /** A constant input is the same input at every tick. */
  @ParameterizedTest
  @MethodSource("meshes")
  void constantInputIsTheSameAtEveryTick(Case mesh) {
    List<DMatrixRMaj> repeated = new ArrayList<>();
    for (int t = 0; t < mesh.ticks(); t++) {
      repeated.add(mesh.x().get(0));
    }
    List<DMatrixRMaj> constant = List.of(mesh.x().get(0));
    Case.Answer expected = with(mesh, constant).ask(GradientMethod.FORWARD_ONLY);
    Case.Answer actual = with(mesh, repeated).ask(GradientMethod.FORWARD_ONLY);
    assertClose(expected.outputs().data, actual.outputs().data, 1e-13, "outputs");
    assertClose(expected.gradient(), actual.gradient(), 1e-12, "gradient");
  }

  private static Case with(Case mesh, List<DMatrixRMaj> x) {
    return new Case(
        mesh.topology(),
        mesh.ticks(),
        mesh.transition(),
        mesh.weights(),
        x,
        mesh.targets(),
        mesh.loss());
  }

  private static Transition moved(Transition transition, Roles roles, int[] to) {
    Transition moved = new Transition(transition.hidden(), transition.output());
    for (int j = roles.clamped(); j < to.length; j++) {
      Neurons one = Neurons.of(to[j]);
      moved = moved.with(one, transition.of(roles, j)).with(one, transition.leak(roles, j));
    }
    return moved;
  }

  private static DMatrixRMaj moved(DMatrixRMaj matrix, int[] to) {
    DMatrixRMaj moved = matrix.createLike();
    for (int i = 0; i < matrix.numRows; i++) {
      for (int j = 0; j < matrix.numCols; j++) {
        moved.set(to[i], to[j], matrix.get(i, j));
      }
    }
    return moved;
  }

  private static double[] ones(int size) {
    double[] ones = new double[size];
    Arrays.fill(ones, 1);
    return ones;
  }
}
