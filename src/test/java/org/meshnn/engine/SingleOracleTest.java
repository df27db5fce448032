package org.meshnn.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.meshnn.engine.Close.assertClose;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meshnn.graph.Topology;

/** In single precision: recorded outputs, losses and gradients to 1e-5, and what double says. */
@Tag("kernels")
class SingleOracleTest {
  private static final double TOLERANCE = 1e-5;
  private static final List<GradientMethod> METHODS =
      List.of(GradientMethod.FORWARD_ONLY, GradientMethod.BACKWARD, GradientMethod.AUTO);

  static Stream<Oracle> oracles() {
    return Oracle.all();
  }

  @ParameterizedTest
  @MethodSource("oracles")
  void recordedGradients(Oracle oracle) {
    agree(oracle, oracle.masked(), oracle.matrix("gradient_masked"));
    agree(oracle, oracle.unmasked(), oracle.matrix("gradient"));
  }

  private static void agree(Oracle oracle, Case mesh, DMatrixRMaj expected) {
    double[] gradient = new double[mesh.topology().edges()];
    Topology topology = mesh.topology();
    for (int to = 0; to < topology.neurons(); to++) {
      for (int e = topology.columnStart(to); e < topology.columnEnd(to); e++) {
        gradient[e] = expected.get(topology.source(e), to);
      }
    }
    double loss = oracle.json.get("loss").getAsDouble();
    for (GradientMethod method : METHODS) {
      Case.Answer answer = single(mesh, method, Masks.NONE);
      assertEquals(loss, answer.loss(), TOLERANCE * Math.abs(loss), method + " loss");
      assertClose(
          oracle.matrix("output").data, answer.outputs().data, TOLERANCE, method + " outputs");
      assertClose(gradient, answer.gradient(), TOLERANCE, method + " gradient");
    }
  }

  private static Case.Answer single(Case mesh, GradientMethod method, Masks masks) {
    return mesh.ask(method, Precision.SINGLE, masks, 1);
  }

  static Stream<Case> meshes() {
    return RandomMeshes.cases(420);
  }

  /** Random meshes of all activations, leaks and lengths, every second with states dropped. */
  @ParameterizedTest
  @MethodSource("meshes")
  void whatDoubleSays(Case mesh) {
    double[] probabilities = new double[mesh.topology().neurons()];
    Arrays.fill(probabilities, 0.2);
    Masks masks = mesh.batch() % 2 == 0 ? Masks.of(probabilities) : Masks.NONE;
    for (GradientMethod method : METHODS) {
      Case.Answer exact = mesh.ask(method, masks, 1);
      Case.Answer answer = single(mesh, method, masks);
      assertClose(exact.outputs().data, answer.outputs().data, 1e-4, method + " outputs");
      assertClose(exact.gradient(), answer.gradient(), 1e-3, method + " gradient");
    }
  }
}
