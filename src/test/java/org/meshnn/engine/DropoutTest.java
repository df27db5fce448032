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
import org.meshnn.train.Dropout;
import org.meshnn.train.Loss;

/** The dropped states are the same for every way to the gradient, which stays the derivative. */
class DropoutTest {
  private static final double P = 0.3;

  static Stream<Case> meshes() {
    return RandomMeshes.cases(70);
  }

  @ParameterizedTest
  @MethodSource("meshes")
  void allMethodsAndCentralDifferencesAgree(Case mesh) {
    double[] probabilities = new double[mesh.topology().neurons()];
    Arrays.setAll(probabilities, j -> 0.5 * j / probabilities.length); // each neuron its own
    Masks masks = Masks.of(probabilities);
    Case.Answer tensor = mesh.ask(GradientMethod.TENSOR, masks, 5);
    for (GradientMethod method : List.of(GradientMethod.FORWARD_ONLY, GradientMethod.BACKWARD)) {
      Case.Answer answer = mesh.ask(method, masks, 5);
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
        double up = mesh.at(moved).ask(GradientMethod.BACKWARD, masks, 5).loss();
        moved[e] -= 2e-5;
        double down = mesh.at(moved).ask(GradientMethod.BACKWARD, masks, 5).loss();
        assertEquals((up - down) / 2e-5, tensor.gradient()[e], 1e-6 * scale, "edge " + e);
      }
    }
  }

  /** One tick of inputs that are 1 through weights of 1: what comes out is the factor itself. */
  @Test
  void dropsTheShareAskedForAndScalesTheOthers() {
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
    double[] all = new double[1 + outputs];
    Arrays.fill(all, P);
    Masks masks = Masks.of(all);
    double[] factors = mesh.ask(GradientMethod.FORWARD_ONLY, masks, 1).outputs().data;
    double dropped = Arrays.stream(factors).filter(f -> f == 0).count();
    double kept = Arrays.stream(factors).filter(f -> Math.abs(f * (1 - P) - 1) < 1e-9).count();
    assertEquals(factors.length, dropped + kept);
    assertEquals(P * factors.length, dropped, 4 * Math.sqrt(P * (1 - P) * factors.length));
    double[] again = mesh.ask(GradientMethod.BACKWARD, masks, 1).outputs().data;
    assertArrayEquals(factors, again, "the same draw");
    double[] other = mesh.ask(GradientMethod.FORWARD_ONLY, masks, 2).outputs().data;
    assertFalse(Arrays.equals(factors, other), "another draw");
    double both = 0;
    for (int i = 0; i < factors.length; i++) {
      both += factors[i] == 0 && other[i] == 0 ? 1 : 0;
    }
    assertEquals(P * P * factors.length, both, 4 * Math.sqrt(P * P * factors.length));
  }

  @Test
  void refusesWhatIsNoProbability() {
    for (double wrong : new double[] {-0.1, 1, Double.NaN}) {
      assertThrows(IllegalArgumentException.class, () -> Masks.of(0, wrong));
      assertThrows(IllegalArgumentException.class, () -> Dropout.hidden(wrong));
    }
    Case mesh = RandomMeshes.of(1);
    for (GradientMethod method : GradientMethod.values()) {
      assertThrows(IllegalArgumentException.class, () -> mesh.ask(method, Masks.of(P), 1));
    }
  }

  /** A mesh without hidden neurons: what Training.dropout drops leaves its outputs alone. */
  @Test
  void outputsAreKept() {
    Case mesh =
        new Case(
            Wiring.range(0, 2, 3, 5).wire(new Roles(2, true, 0, 3)),
            2,
            new Transition(Activation.TANH, Activation.IDENTITY),
            new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9},
            List.of(new DMatrixRMaj(new double[][] {{1, 2}, {3, 4}})),
            new DMatrixRMaj(2, 3),
            Loss.HALF_SQUARED_ERROR);
    double[] probabilities = Dropout.hidden(0.9).probabilities(mesh.topology().roles());
    assertArrayEquals(
        mesh.ask(GradientMethod.BACKWARD).outputs().data,
        mesh.ask(GradientMethod.BACKWARD, Masks.of(probabilities), 1).outputs().data);
    assertArrayEquals(
        new double[] {0, 0, 0, 0.5, 0.5, 0},
        Dropout.hidden(0.5).probabilities(new Roles(2, true, 2, 1)));
  }
}
