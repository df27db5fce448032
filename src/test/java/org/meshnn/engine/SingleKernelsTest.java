package org.meshnn.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meshnn.graph.Neurons;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;
import org.meshnn.train.Loss;

/** In single precision too plain loops and vectors say the same, to the bit. */
@Tag("kernels")
@EnabledIf("vectorsAreFast")
class SingleKernelsTest {
  private static final Kernels VECTOR = new VectorKernels();
  private static final SingleKernels SINGLE_VECTOR = new SingleVectorKernels();
  private static final List<GradientMethod> METHODS =
      List.of(GradientMethod.FORWARD_ONLY, GradientMethod.BACKWARD);

  static boolean vectorsAreFast() {
    return VectorSupport.obstacle().isEmpty();
  }

  static Stream<Case> meshes() {
    return RandomMeshes.cases(70);
  }

  @ParameterizedTest
  @MethodSource("meshes")
  void kernelsAgreeOnRandomMeshes(Case mesh) {
    for (GradientMethod method : METHODS) {
      assertArrayEquals(
          gradient(mesh, method, Kernels.SCALAR), gradient(mesh, method, VECTOR), 0, "" + method);
    }
  }

  /** Sparse, dense, and both beside each other, in every way a batch is cut into vectors. */
  @ParameterizedTest
  @ValueSource(
      ints = {1, 3, 4, 8, 10, 16, 17, 24, 25, 31, 32, 33, 48, 49, 63, 64, 65, 80, 100, 128})
  void kernelsAgreeOnEveryBatchSize(int batch) {
    Roles roles = new Roles(3, true, 21, 4);
    assertAgree(Wiring.random(0.4, 1).wire(roles), batch);
    assertAgree(Wiring.dense().wire(roles), batch);
    Wiring block = Wiring.range(2, 22, 8, 28);
    assertAgree(block.and(Wiring.random(0.3, 2)).wire(roles), batch);
    assertAgree(Wiring.layered(9).wire(new Roles(150, true, 9, 5)), batch);
  }

  private static void assertAgree(Topology topology, int batch) {
    RandomGenerator random = RandomMeshes.generator(batch);
    Neurons some = Neurons.hidden(0.6, 1);
    Transition transition =
        new Transition(Activation.TANH, Activation.IDENTITY)
            .withLeak(0.3)
            .with(some, 0.8)
            .with(some, Activation.GAUSS);
    DMatrixRMaj x = new DMatrixRMaj(batch, topology.inputs());
    Arrays.setAll(x.data, i -> random.nextGaussian());
    DMatrixRMaj y = new DMatrixRMaj(batch, topology.outputs());
    for (int p = 0; p < batch; p++) {
      y.set(p, random.nextInt(topology.outputs()), 1);
    }
    double[] weights = random.doubles(topology.edges(), -1, 1).toArray();
    for (int ticks = 1; ticks <= 4; ticks++) {
      Case mesh = new Case(topology, ticks, transition, weights, List.of(x), y, Loss.CROSS_ENTROPY);
      for (GradientMethod method : METHODS) {
        double[] scalar = gradient(mesh, method, Kernels.SCALAR);
        double[] vector = gradient(mesh, method, VECTOR);
        assertArrayEquals(scalar, vector, 0, method + ", T = " + ticks);
      }
    }
  }

  private static double[] gradient(Case mesh, GradientMethod method, Kernels kernels) {
    return mesh.gradient(
        new SingleEngine(mesh.plan(), mesh.transition(), method, mesh.batch(), kernels));
  }

  @ParameterizedTest
  @MethodSource("org.meshnn.engine.Activation#all")
  void activationsAgree(Activation f) {
    float[] z = new float[4096];
    RandomGenerator random = RandomMeshes.generator(1);
    for (int i = 0; i < z.length; i++) {
      z[i] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(-9, 4)));
    }
    float[] special = {0, -0f, 80, -80, 1e38f, -1e38f, 1e-45f, Float.NaN};
    System.arraycopy(special, 0, z, 0, special.length);
    float[] scalar = Arrays.copyOf(z, 2 * z.length);
    float[] vector = Arrays.copyOf(z, 2 * z.length + SINGLE_VECTOR.scratch());
    SingleKernels.SCALAR.activate(f, scalar, 0, z.length, z.length, 2 * z.length);
    SINGLE_VECTOR.activate(f, vector, 0, z.length, z.length, 2 * z.length);
    for (int i = 0; i < z.length; i++) {
      assertEquals(scalar[i], vector[i], f + " of " + z[i]);
      assertEquals(scalar[z.length + i], vector[z.length + i], f + "' of " + z[i]);
      double exact = f.value(z[i]);
      double error = Math.abs(exact - scalar[i]);
      double rounding = f == Activation.GAUSS ? 1 + z[i] * z[i] : 1; // of z²
      double bound = 4 * rounding * Math.ulp((float) Math.abs(exact)) + Float.MIN_NORMAL;
      assertTrue(!(error > bound), f + " of " + z[i] + " = " + exact + ", got " + scalar[i]);
    }
    assertTrue(Float.isNaN(scalar[special.length - 1]));
  }

  /** At most 2 units in the last place from StrictMath, over all magnitudes. */
  @Test
  void expIsExactTo2Ulps() {
    RandomGenerator random = RandomMeshes.generator(2);
    float[] x = new float[1 << 18];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) (i % 2 == 0 ? random.nextDouble(-104, 89) : random.nextGaussian());
    }
    float[] special = {0, -0f, 1, -103, -104, -800, 88.7f, 89, 1e30f, 1e-30f, Float.NaN};
    System.arraycopy(special, 0, x, 0, special.length);
    x[11] = Float.NEGATIVE_INFINITY;
    x[12] = Float.POSITIVE_INFINITY;
    float[] y = Arrays.copyOf(x, x.length + SINGLE_VECTOR.scratch());
    SingleVectorExp.exp(y, 0, 0, x.length, x.length);
    for (int i = 0; i < x.length; i++) {
      float exact = (float) StrictMath.exp(x[i]);
      boolean same = Float.compare(exact, y[i]) == 0;
      if (!same && !(Math.abs(y[i] - exact) <= 2 * Math.ulp(exact))) {
        throw new AssertionError("exp(" + x[i] + ") = " + exact + ", got " + y[i]);
      }
      assertEquals(y[i], SingleScalarExp.exp(x[i]), "exp of " + x[i]);
    }
  }
}
