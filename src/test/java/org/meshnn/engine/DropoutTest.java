package org.meshnn.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.meshnn.engine.Close.assertClose;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Wiring;
import org.meshnn.train.Loss;

/** The silent states are the same for every way to the gradient, which stays the derivative. */
class DropoutTest {
  private static final double P = 0.3;

  static Stream<Case> meshes() {
    return RandomMeshes.cases(70);
  }

  @ParameterizedTest
  @MethodSource("meshes")
  void allMethodsAndCentralDifferencesAgree(Case mesh) {
    Case.Answer tensor = mesh.ask(GradientMethod.TENSOR, P, 5);
    for (GradientMethod method : List.of(GradientMethod.FORWARD_ONLY, GradientMethod.BACKWARD)) {
      Case.Answer answer = mesh.ask(method, P, 5);
      assertClose(tensor.gradient(), answer.gradient(), 1e-12, method.toString());
      assertClose(tensor.outputs().data, answer.outputs().data, 1e-12, method + " outputs");
    }
    if (mesh.transition().hidden() == Activation.TANH
        && mesh.transition().output() != Activation.RELU) {
      double scale =
          Math.max(1e-3, Arrays.stream(tensor.gradient()).map(Math::abs).max().orElse(0));
      for (int e = 0; e < mesh.weights().length; e++) {
        double[] moved = mesh.weights().clone();
        moved[e] += 1e-5;
        double up = mesh.at(moved).ask(GradientMethod.BACKWARD, P, 5).loss();
        moved[e] -= 2e-5;
        double down = mesh.at(moved).ask(GradientMethod.BACKWARD, P, 5).loss();
        assertEquals((up - down) / 2e-5, tensor.gradient()[e], 1e-6 * scale, "edge " + e);
      }
    }
  }

  /** One tick of inputs that are 1 through weights of 1: what comes out is the factor itself. */
  @Test
  void silencesTheShareAskedForAndScalesTheOthers() {
    int outputs = 100;
    int batch = 200;
    DMatrixRMaj x = new DMatrixRMaj(batch, 1);
    x.fill(1);
    double[] ones = new double[outputs];
    Arrays.fill(ones, 1);
    Case mesh =
        new Case(
            Wiring.dense()
                .keep(1, 1)
                .except(Wiring.range(1, outputs, 1, outputs))
                .wire(new Roles(1, false, 0, outputs)),
            1,
            new Transition(Activation.IDENTITY, Activation.IDENTITY),
            ones,
            List.of(x),
            new DMatrixRMaj(batch, outputs),
            Loss.HALF_SQUARED_ERROR);
    double[] factors = mesh.ask(GradientMethod.FORWARD_ONLY, P, 1).outputs().data;
    double silent = Arrays.stream(factors).filter(f -> f == 0).count();
    double kept = Arrays.stream(factors).filter(f -> Math.abs(f * (1 - P) - 1) < 1e-9).count();
    assertEquals(factors.length, silent + kept);
    assertEquals(P * factors.length, silent, 4 * Math.sqrt(P * (1 - P) * factors.length));
    double[] again = mesh.ask(GradientMethod.BACKWARD, P, 1).outputs().data;
    assertArrayEquals(factors, again, "the same draw");
    double[] other = mesh.ask(GradientMethod.FORWARD_ONLY, P, 2).outputs().data;
    assertFalse(Arrays.equals(factors, other), "another draw");
    double both = 0;
    for (int i = 0; i < factors.length; i++) {
      both += factors[i] == 0 && other[i] == 0 ? 1 : 0;
    }
    assertEquals(P * P * factors.length, both, 4 * Math.sqrt(P * P * factors.length));
  }

  @Test
  void refusesWhatIsNoProbability() {
    Case mesh = RandomMeshes.of(1);
    for (double wrong : new double[] {-0.1, 1, Double.NaN}) {
      for (GradientMethod method : GradientMethod.values()) {
        assertThrows(IllegalArgumentException.class, () -> mesh.ask(method, wrong, 1));
      }
    }
  }
}
