package org.meshnn.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meshnn.engine.Close.assertClose;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;
import org.meshnn.plan.Clamping;
import org.meshnn.plan.Plan;
import org.meshnn.train.Loss;

/** Scalar and vector kernels say the same, and the fast functions are as exact as they claim. */
class KernelsTest {
  private static final Kernels SCALAR = new ScalarKernels();
  private static final Kernels VECTOR = new VectorKernels();

  @Test
  void testsRunOnVectors() {
    assertInstanceOf(VectorKernels.class, Kernels.CHOSEN);
    assertTrue(VECTOR.lanes() > 1);
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
      assertClose(gradients[0], gradients[1], 1e-12, method + " gradient");
    }
  }

  /** Every way a batch is cut into blocks of vectors. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 8, 10, 12, 13, 16, 17, 20, 24, 28, 31, 32, 33, 47, 64, 100})
  void kernelsAgreeOnEveryBatchSize(int batch) {
    Topology topology = Wiring.random(0.4, 1).wire(new Roles(3, true, 14, 3));
    Transition transition = new Transition(Activation.TANH, Activation.IDENTITY);
    for (int ticks = 1; ticks <= 5; ticks++) {
      Plan plan = Plan.of(topology, ticks, Clamping.CONSTANT, transition.rest());
      RandomGenerator random = RandomMeshes.generator(batch);
      DMatrixRMaj x = new DMatrixRMaj(batch, 3);
      Arrays.setAll(x.data, i -> random.nextGaussian());
      DMatrixRMaj y = new DMatrixRMaj(batch, 3);
      for (int p = 0; p < batch; p++) {
        y.set(p, random.nextInt(3), 1);
      }
      double[] weights = random.doubles(topology.edges(), -1, 1).toArray();
      Case mesh =
          new Case(
              topology, ticks, transition, weights, java.util.List.of(x), y, Loss.CROSS_ENTROPY);
      for (GradientMethod method :
          new GradientMethod[] {GradientMethod.FORWARD_ONLY, GradientMethod.BACKWARD}) {
        double[] scalar = mesh.gradient(new PlannedEngine(plan, transition, method, batch, SCALAR));
        double[] vector = mesh.gradient(new PlannedEngine(plan, transition, method, batch, VECTOR));
        assertClose(scalar, vector, 1e-12, method + ", T = " + ticks);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void activationsAgree(Activation f) {
    double[] z = new double[4096];
    RandomGenerator random = RandomMeshes.generator(1);
    Arrays.setAll(z, i -> random.nextGaussian() * Math.pow(10, random.nextInt(-9, 4)));
    z[0] = 0;
    z[1] = -0.0;
    z[2] = 800;
    z[3] = -800;
    double[] scalar = Arrays.copyOf(z, 2 * z.length);
    double[] vector = Arrays.copyOf(z, 2 * z.length);
    SCALAR.activate(f, scalar, 0, z.length, z.length);
    VECTOR.activate(f, vector, 0, z.length, z.length);
    for (int i = 0; i < z.length; i++) {
      assertEquals(scalar[i], vector[i], 8 * Math.ulp(scalar[i]), f + " of " + z[i]);
      assertEquals(scalar[z.length + i], vector[z.length + i], 1e-15, f + "' of " + z[i]);
    }
    assertEquals(scalar[3], vector[3], 0);
  }

  @Test
  void notANumberStaysNotANumber() {
    for (Activation f : new Activation[] {Activation.SIGMOID, Activation.TANH}) {
      double[] m = new double[16];
      Arrays.fill(m, 0, 8, Double.NaN);
      VECTOR.activate(f, m, 0, 8, 8);
      assertTrue(Double.isNaN(m[0]), f.toString());
    }
  }

  /** At most 4 units in the last place from StrictMath, over all magnitudes. */
  @Test
  void expIsExactTo4Ulps() {
    RandomGenerator random = RandomMeshes.generator(2);
    double[] x = new double[1 << 18];
    Arrays.setAll(x, i -> i % 2 == 0 ? random.nextDouble(-708, 709) : random.nextGaussian());
    double[] y = new double[x.length];
    System.arraycopy(x, 0, y, 0, x.length);
    VECTOR.exp(y, 0, 0, x.length);
    double worst = 0;
    for (int i = 0; i < x.length; i++) {
      double exact = StrictMath.exp(x[i]);
      worst = Math.max(worst, Math.abs(y[i] - exact) / Math.ulp(exact));
    }
    assertTrue(worst <= 4, "worst error in ulps: " + worst);
  }

  @Test
  void expAtTheEdgesOfItsRange() {
    double[] x = {0, -0.0, 1, -745, -746, -800, Double.NEGATIVE_INFINITY, 709.7};
    double[] tail = {
      710, 1e300, Double.POSITIVE_INFINITY, Double.NaN, -708.5, -740, 1e-300, 5e-324
    };
    for (double[] values : new double[][] {x, tail}) {
      double[] y = new double[8];
      VECTOR.exp(values.clone(), 0, 0, 8);
      double[] both = Arrays.copyOf(values, 16);
      VECTOR.exp(both, 0, 8, 8);
      System.arraycopy(both, 8, y, 0, 8);
      for (int i = 0; i < 8; i++) {
        double exact = StrictMath.exp(values[i]);
        boolean close = exact == y[i] || Math.abs(exact - y[i]) <= 4 * Math.ulp(exact);
        assertTrue(
            close || (Double.isNaN(exact) && Double.isNaN(y[i])),
            "exp(" + values[i] + ") = " + y[i]);
      }
    }
  }

  @Test
  void adamAgrees() {
    int n = 1003;
    RandomGenerator random = RandomMeshes.generator(3);
    double[][] scalar = new double[4][];
    double[][] vector = new double[4][];
    for (int k = 0; k < 4; k++) {
      scalar[k] = random.doubles(n, k == 3 ? 0 : -1, 1).toArray();
      vector[k] = scalar[k].clone();
    }
    for (int step = 0; step < 3; step++) {
      SCALAR.adam(scalar[0], scalar[1], scalar[2], scalar[3], .9, .999, .01, 1.1, 1e-8);
      VECTOR.adam(vector[0], vector[1], vector[2], vector[3], .9, .999, .01, 1.1, 1e-8);
    }
    assertClose(scalar[0], vector[0], 1e-14, "weights");
  }
}
