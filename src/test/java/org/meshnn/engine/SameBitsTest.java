package org.meshnn.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;
import org.meshnn.train.Loss;

/**
 * A mesh of two activations has the bits it had before there were leaks and activations by neuron:
 * the hashes were recorded then, from the plain loops, whose arithmetic is IEEE 754's alone.
 */
class SameBitsTest {

  @ParameterizedTest
  @CsvSource({
    "RELU, IDENTITY, 1, 97936858, 97936858",
    "RELU, IDENTITY, 2, 1122235431, 1122235431",
    "RELU, LEAKY_RELU, 3, 75571556, 75571556",
    "LEAKY_RELU, IDENTITY, 5, 1541450866, -210019835",
    "IDENTITY, RELU, 4, 1874290374, 1532503241",
    "LEAKY_RELU, LEAKY_RELU, 6, -2119196052, -685081999"
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
