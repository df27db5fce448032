package org.meshnn.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;
import org.meshnn.train.Loss;

/**
 * A mesh has the bits it had when multiply-adds became fused and sums over samples went in eight
 * lanes: the hashes were recorded then, on a machine of 8 doubles a vector, and hold on all that
 * have multiply-add instructions.
 */
@EnabledIf("hasMultiplyAdd")
class SameBitsTest {

  static boolean hasMultiplyAdd() {
    return MultiplyAdd.FUSED;
  }

  @ParameterizedTest
  @CsvSource({
    "RELU, IDENTITY, 1, -323271011, -323271011",
    "RELU, IDENTITY, 2, 411807080, 411807080",
    "RELU, LEAKY_RELU, 3, 2096382271, 2096382271",
    "LEAKY_RELU, IDENTITY, 5, -2011636746, -1685075897",
    "IDENTITY, RELU, 4, -825987615, 2044898507",
    "LEAKY_RELU, LEAKY_RELU, 6, 1558036038, -163423007"
  })
  void outputsAndGradients(String hidden, String output, int ticks, int forwardOnly, int backward) {
    Case mesh = mesh(new Transition(named(hidden), named(output)), ticks);
    assertEquals(forwardOnly, hash(mesh, GradientMethod.FORWARD_ONLY));
    assertEquals(backward, hash(mesh, GradientMethod.BACKWARD));
  }

  private static Activation named(String name) {
    return Activation.named(name);
  }

  private static Case mesh(Transition transition, int ticks) {
    RandomGenerator random = RandomMeshes.generator(ticks);
    Topology topology = Wiring.complete().keep(0.4, ticks).wire(new Roles(3, true, 9, 2));
    double[] weights = random.doubles(topology.edges(), -0.5, 0.5).toArray();
    DMatrixRMaj x = new DMatrixRMaj(7, 3, true, random.doubles(21, -1, 1).toArray());
    DMatrixRMaj y = new DMatrixRMaj(7, 2, true, random.doubles(14, -1, 1).toArray());
    return new Case(topology, ticks, transition, weights, List.of(x), y, Loss.HALF_SQUARED_ERROR);
  }

  private static int hash(Case mesh, GradientMethod method) {
    Engine engine =
        new PlannedEngine(mesh.plan(), mesh.transition(), method, mesh.batch(), Kernels.SCALAR);
    double[] gradient = mesh.gradient(engine);
    return 31 * Arrays.hashCode(gradient) + Arrays.hashCode(engine.copyOutputs().data);
  }
}
