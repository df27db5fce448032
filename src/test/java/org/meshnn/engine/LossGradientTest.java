package org.meshnn.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meshnn.engine.Close.assertClose;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meshnn.train.Loss;

/** Four ways to the gradient agree on random meshes, whatever the loss. */
class LossGradientTest {
  private static final int MESHES = 30;
  private static final Set<Activation> KINKED =
      Set.of(Activation.RELU, Activation.LEAKY_RELU, Activation.ELU, Activation.ABSOLUTE);

  static Stream<Loss> losses() {
    return Stream.of(
        Loss.labelSmoothing(0.2),
        Loss.absolute(),
        Loss.huber(0.5),
        Loss.quantiles(0.1, 0.5, 0.9),
        Loss.binary(),
        Loss.of(
            "log cosh",
            (s, y) -> StrictMath.log(StrictMath.cosh(s - y)),
            (s, y) -> StrictMath.tanh(s - y)));
  }

  private static Stream<Case> meshes(Loss loss) {
    return RandomMeshes.cases(MESHES).map(mesh -> with(mesh, loss));
  }

  private static Case with(Case mesh, Loss loss) {
    DMatrixRMaj y = mesh.targets().copy();
    Loss.Targets kind = loss.targets();
    if (kind == Loss.Targets.FLAGS) {
      Arrays.setAll(y.data, i -> y.data[i] > 0 ? 1 : 0);
    } else if (kind == Loss.Targets.CLASSES) {
      Arrays.setAll(y.data, i -> Math.abs(y.data[i]));
    }
    return new Case(
        mesh.topology(), mesh.ticks(), mesh.transition(), mesh.weights(), mesh.x(), y, loss);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void threeMethodsAndCentralDifferencesAgree(Loss loss) {
    for (Case mesh : meshes(loss).toList()) {
      Case.Answer tensor = mesh.ask(GradientMethod.TENSOR);
      for (GradientMethod method : GradientMethod.values()) {
        Case.Answer answer = mesh.ask(method);
        assertClose(tensor.gradient(), answer.gradient(), 1e-12, method + " of " + loss);
        assertEquals(tensor.loss(), answer.loss(), 1e-12 * Math.abs(tensor.loss()));
      }
      if (smooth(mesh)) {
        double[] differences = mesh.differences();
        double scale = Math.max(1e-3, Arrays.stream(differences).map(Math::abs).max().orElse(0));
        for (int e = 0; e < differences.length; e++) {
          assertEquals(differences[e], tensor.gradient()[e], 1e-6 * scale, loss + " edge " + e);
        }
      }
    }
  }

  @Test
  void differencesAreTaken() {
    assertTrue(
        losses().allMatch(loss -> meshes(loss).filter(LossGradientTest::smooth).count() > 4));
  }

  /** Whether no activation has a kink, and no output lies where a loss may have one. */
  private static boolean smooth(Case mesh) {
    List<Activation> all = List.of(mesh.transition().activations(mesh.topology().roles()));
    double[] outputs = mesh.ask(GradientMethod.BACKWARD).outputs().data;
    boolean apart = true;
    for (int i = 0; i < outputs.length; i++) {
      double error = Math.abs(outputs[i] - mesh.targets().data[i]);
      apart &= error > 1e-3 && Math.abs(error - 0.5) > 1e-3;
    }
    return apart && all.stream().noneMatch(KINKED::contains);
  }
}
