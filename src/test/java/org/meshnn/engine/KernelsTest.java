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
import org.meshnn.plan.Clamping;
import org.meshnn.plan.Plan;
import org.meshnn.train.Loss;

/** Scalar and vector kernels say the same, and the fast functions are as exact as they claim. */
@Tag("kernels")
@EnabledIf("vectorsAreFast")
class KernelsTest {
  private static final Kernels SCALAR = new ScalarKernels();
  private static final Kernels VECTOR = new VectorKernels();

  static boolean vectorsAreFast() {
    return VectorSupport.obstacle().isEmpty();
  }

  static Stream<Case> meshes() {
    return RandomMeshes.cases(70);
  }

  @ParameterizedTest
  @MethodSource("meshes")
  void kernelsAgreeOnRandomMeshes(Case mesh) {
    for (GradientMethod method :
        new GradientMethod[] {GradientMethod.FORWARD_ONLY, GradientMethod.BACKWARD}) {
      double[][] gradients = new double[2][];
      int i = 0;
      for (Kernels kernels : new Kernels[] {SCALAR, VECTOR}) {
        Engine engine =
            new PlannedEngine(mesh.plan(), mesh.transition(), method, mesh.batch(), kernels);
        gradients[i++] = mesh.gradient(engine);
      }
      assertArrayEquals(gradients[0], gradients[1], 0, method + " gradient");
    }
  }

  /** Every way a batch is cut into blocks of vectors. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 8, 10, 12, 13, 16, 17, 20, 24, 28, 31, 32, 33, 47, 64, 100})
  void kernelsAgreeOnEveryBatchSize(int batch) {
    assertAgree(Wiring.random(0.4, 1).wire(new Roles(3, true, 14, 3)), batch);
  }

  /** Rows with the same sources, whole and with a remainder; alone and beside others. */
  @ParameterizedTest
  @ValueSource(ints = {1, 4, 12, 13, 16, 17, 20, 28, 32, 33, 47, 64, 100})
  void kernelsAgreeOnDenseBlocks(int batch) {
    assertAgree(Wiring.dense().wire(new Roles(3, true, 14, 3)), batch);
    Wiring block = Wiring.range(2, 12, 8, 13);
    assertAgree(block.and(Wiring.random(0.3, 2)).wire(new Roles(3, true, 14, 3)), batch);
    assertAgree(block.except(Wiring.edge(7, 9)).wire(new Roles(8, false, 8, 3)), batch);
  }

  /** More sources than pass at once. */
  @ParameterizedTest
  @ValueSource(ints = {10, 16, 32, 40})
  void kernelsAgreeOnWideBlocks(int batch) {
    assertAgree(Wiring.layered(9).wire(new Roles(150, true, 9, 5)), batch);
  }

  private static void assertAgree(Topology topology, int batch) {
    Transition tanh = new Transition(Activation.TANH, Activation.IDENTITY);
    assertAgree(topology, batch, tanh);
    Neurons some = Neurons.hidden(0.6, 1);
    assertAgree(topology, batch, tanh.withLeak(0.3).with(some, 0.8).with(some, Activation.GAUSS));
  }

  private static void assertAgree(Topology topology, int batch, Transition transition) {
    for (int ticks = 1; ticks <= 5; ticks++) {
      Plan plan = Plan.of(topology, ticks, Clamping.CONSTANT, transition.rest(topology.roles()));
      RandomGenerator random = RandomMeshes.generator(batch);
      DMatrixRMaj x = new DMatrixRMaj(batch, topology.inputs());
      Arrays.setAll(x.data, i -> random.nextGaussian());
      DMatrixRMaj y = new DMatrixRMaj(batch, topology.outputs());
      for (int p = 0; p < batch; p++) {
        y.set(p, random.nextInt(topology.outputs()), 1);
      }
      double[] weights = random.doubles(topology.edges(), -1, 1).toArray();
      Case mesh = new Case(topology, ticks, transition, weights, List.of(x), y, Loss.CROSS_ENTROPY);
      for (GradientMethod method :
          new GradientMethod[] {GradientMethod.FORWARD_ONLY, GradientMethod.BACKWARD}) {
        double[] scalar = mesh.gradient(new PlannedEngine(plan, transition, method, batch, SCALAR));
        double[] vector = mesh.gradient(new PlannedEngine(plan, transition, method, batch, VECTOR));
        assertArrayEquals(scalar, vector, 0, method + ", T = " + ticks);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.meshnn.engine.Activation#all")
  void activationsAgree(Activation f) {
    double[] z = new double[4096];
    RandomGenerator random = RandomMeshes.generator(1);
    Arrays.setAll(z, i -> random.nextGaussian() * Math.pow(10, random.nextInt(-9, 4)));
    z[0] = 0;
    z[1] = -0.0;
    z[2] = 800;
    z[3] = -800;
    z[4] = 1e308;
    z[5] = -1e308;
    double[] scalar = Arrays.copyOf(z, 2 * z.length);
    double[] vector = Arrays.copyOf(z, 2 * z.length + VECTOR.scratch());
    SCALAR.activate(f, scalar, 0, z.length, z.length, 2 * z.length);
    VECTOR.activate(f, vector, 0, z.length, z.length, 2 * z.length);
    for (int i = 0; i < z.length; i++) {
      assertEquals(scalar[i], vector[i], f + " of " + z[i]);
      assertEquals(scalar[z.length + i], vector[z.length + i], f + "' of " + z[i]);
    }
  }

  @Test
  void notANumberStaysNotANumber() {
    for (Activation f : Activation.all()) {
      double[] m = new double[16 + VECTOR.scratch()];
      Arrays.fill(m, 0, 8, Double.NaN);
      VECTOR.activate(f, m, 0, 8, 8, 16);
      assertTrue(Double.isNaN(m[0]), f.toString());
      double[] plain = new double[16];
      plain[0] = Double.NaN;
      SCALAR.activate(f, plain, 0, 8, 8, 16);
      assertTrue(Double.isNaN(plain[0]), f.toString());
    }
  }

  /** At most 4 units in the last place from StrictMath, over all magnitudes. */
  @Test
  void expIsExactTo4Ulps() {
    RandomGenerator random = RandomMeshes.generator(2);
    double[] x = new double[1 << 18];
    Arrays.setAll(x, i -> i % 2 == 0 ? random.nextDouble(-708, 709) : random.nextGaussian());
    double[] edges = {
      0,
      -0.0,
      1,
      -745,
      -746,
      -800,
      Double.NEGATIVE_INFINITY,
      709.7,
      710,
      1e300,
      Double.POSITIVE_INFINITY,
      Double.NaN,
      -708.5,
      -740,
      1e-300,
      5e-324
    };
    System.arraycopy(edges, 0, x, 0, edges.length);
    double[] y = Arrays.copyOf(x, x.length + VECTOR.scratch());
    VectorExp.exp(y, 0, 0, x.length, x.length);
    for (int i = 0; i < x.length; i++) {
      double exact = StrictMath.exp(x[i]);
      boolean same = Double.compare(exact, y[i]) == 0;
      if (!same && !(Math.abs(y[i] - exact) <= 4 * Math.ulp(exact))) {
        throw new AssertionError("exp(" + x[i] + ") = " + exact + ", got " + y[i]);
      }
    }
  }

  @Test
  void denseProductsAreTheSame() {
    RandomGenerator random = RandomMeshes.generator(3);
    for (int trial = 0; trial < 200; trial++) {
      int width = VECTOR.padded(random.nextInt(1, 90));
      int stride = width + random.nextInt(3);
      int terms = random.nextInt(0, 9);
      int rows = random.nextInt(1, 40);
      int pitch = width + random.nextInt(3);
      double[] m = uniform(random, 5 + 40 * stride);
      double[] w = uniform(random, rows * terms);
      double[] y = uniform(random, 3 + rows * pitch);
      boolean more = random.nextBoolean();
      double[] expected = y.clone();
      SCALAR.product(m, 5, stride, width, w, terms, expected, 3, pitch, rows, more);
      VECTOR.product(m, 5, stride, width, w, terms, y, 3, pitch, rows, more);
      assertArrayEquals(expected, y, 0, "product of " + rows + " rows, width " + width);
    }
  }

  private static double[] uniform(RandomGenerator random, int length) {
    return random.doubles(length, -1, 1).toArray();
  }
}
