package org.meshnn.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meshnn.engine.Close.assertClose;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meshnn.graph.Topology;

/** Four ways to the gradient agree on random meshes. */
class RandomMeshTest {
  private static final int MESHES = 420;
  private static final Set<Activation> KINKED =
      Set.of(Activation.RELU, Activation.LEAKY_RELU, Activation.ELU, Activation.ABSOLUTE);

  static Stream<Case> meshes() {
    return RandomMeshes.cases(MESHES);
  }

  @ParameterizedTest
  @MethodSource("meshes")
  void threeMethodsAndCentralDifferencesAgree(Case mesh) {
    Case.Answer backward = mesh.ask(GradientMethod.BACKWARD);
    Case.Answer forwardOnly = mesh.ask(GradientMethod.FORWARD_ONLY);
    Case.Answer tensor = mesh.ask(GradientMethod.TENSOR);
    assertClose(tensor.gradient(), forwardOnly.gradient(), 1e-12, "forward-only");
    assertClose(tensor.gradient(), backward.gradient(), 1e-12, "backward");
    assertClose(tensor.outputs().data, forwardOnly.outputs().data, 1e-12, "outputs");
    assertEquals(tensor.loss(), forwardOnly.loss(), 1e-12 * Math.abs(tensor.loss()));
    if (farFromKinks(mesh)) {
      double[] differences = mesh.differences();
      double scale = Math.max(1e-3, largest(differences));
      for (int e = 0; e < differences.length; e++) {
        assertEquals(differences[e], forwardOnly.gradient()[e], 1e-6 * scale, "edge " + e);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("meshes")
  void edgesThatCannotLearnHaveNoGradient(Case mesh) {
    BitSet learnable = mesh.plan().learnable();
    double[] gradient = mesh.ask(GradientMethod.TENSOR).gradient();
    for (int e = 0; e < gradient.length; e++) {
      if (!learnable.get(e)) {
        assertEquals(0, gradient[e], "edge " + e + " was left out by structure");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("meshes")
  void batchIsTheMeanOfItsSamples(Case mesh) {
    double[] sum = new double[mesh.topology().edges()];
    for (int p = 0; p < mesh.batch(); p++) {
      int row = p;
      Case alone =
          new Case(
              mesh.topology(),
              mesh.ticks(),
              mesh.transition(),
              mesh.weights(),
              mesh.x().stream().map(x -> rowOf(x, row)).toList(),
              rowOf(mesh.targets(), row),
              mesh.loss());
      double[] gradient = alone.ask(GradientMethod.FORWARD_ONLY).gradient();
      for (int e = 0; e < sum.length; e++) {
        sum[e] += gradient[e] / mesh.batch();
      }
    }
    assertClose(sum, mesh.ask(GradientMethod.FORWARD_ONLY).gradient(), 1e-12, "mean of samples");
  }

  /** The generator earns its name: what the tests above claim to cover does occur. */
  @Test
  void everyKindOfMeshOccurs() {
    Set<Activation> hidden = new HashSet<>();
    Set<Activation> output = new HashSet<>();
    int cycles = 0;
    int intoInputs = 0;
    int changing = 0;
    int deadNeurons = 0;
    int deadOutputs = 0;
    int differences = 0;
    int leaking = 0;
    int own = 0;
    for (Case mesh : meshes().toList()) {
      Topology topology = mesh.topology();
      hidden.add(mesh.transition().hidden());
      output.add(mesh.transition().output());
      cycles += topology.isRecurrent() ? 1 : 0;
      intoInputs += topology.columnEnd(topology.inputs() - 1) > 0 ? 1 : 0;
      changing += mesh.x().size() > 1 ? 1 : 0;
      deadNeurons += topology.hidden() > mesh.plan().ticks().get(0).size() ? 1 : 0;
      int last = topology.neurons() - 1;
      deadOutputs += topology.inDegree(last) == 0 ? 1 : 0;
      List<Activation> all = List.of(mesh.transition().activations(topology.roles()));
      leaking += mesh.transition().leaks() ? 1 : 0;
      own += all.contains(RandomMeshes.SWISH) ? 1 : 0;
      differences += farFromKinks(mesh) ? 1 : 0;
    }
    assertEquals(Activation.all().size(), hidden.size());
    assertEquals(Activation.all().size(), output.size());
    for (int seen : List.of(cycles, intoInputs, changing, deadNeurons, differences, leaking)) {
      assertTrue(seen > MESHES / 4, () -> "too rare: " + seen);
    }
    assertTrue(deadOutputs > MESHES / 40);
    assertTrue(own > MESHES / 40);
  }

  /**
   * Whether no pre-activation lies so near a kink that a difference quotient could step over it.
   */
  private static boolean farFromKinks(Case mesh) {
    Topology topology = mesh.topology();
    List<DMatrixRMaj> states =
        Recurrence.states(topology, mesh.transition(), mesh.weights(), mesh.ticks(), mesh.x());
    DMatrixRMaj before = new DMatrixRMaj(mesh.batch(), topology.neurons());
    for (int t = 0; t < mesh.ticks(); t++) {
      clamp(before, mesh.x().get(Math.min(t, mesh.x().size() - 1)), topology);
      DMatrixRMaj z = CommonOps_DDRM.mult(before, topology.denseMatrix(mesh.weights()), null);
      for (int i = 0; i < z.data.length; i++) {
        Activation f = mesh.transition().of(topology.roles(), i % topology.neurons());
        boolean kinked = KINKED.contains(f);
        if (kinked && z.data[i] != 0 && Math.abs(z.data[i]) < 1e-3) {
          return false;
        }
      }
      before = states.get(t).copy();
    }
    return true;
  }

  private static void clamp(DMatrixRMaj state, DMatrixRMaj x, Topology topology) {
    for (int p = 0; p < state.numRows; p++) {
      for (int i = 0; i < x.numCols; i++) {
        state.set(p, i, x.get(p, i));
      }
      if (topology.hasBias()) {
        state.set(p, topology.inputs(), 1);
      }
    }
  }

  private static double largest(double[] values) {
    double largest = 0;
    for (double v : values) {
      largest = Math.max(largest, Math.abs(v));
    }
    return largest;
  }

  private static DMatrixRMaj rowOf(DMatrixRMaj matrix, int row) {
    DMatrixRMaj one = new DMatrixRMaj(1, matrix.numCols);
    System.arraycopy(matrix.data, row * matrix.numCols, one.data, 0, matrix.numCols);
    return one;
  }
}
