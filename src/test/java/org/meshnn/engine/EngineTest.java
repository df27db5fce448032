package org.meshnn.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.meshnn.plan.Rest;

class EngineTest {
  private static final Transition RELU = new Transition(Activation.RELU, Activation.RELU);

  /** A batch smaller than the engine, after a larger one: nothing of the larger shows. */
  @ParameterizedTest
  @EnumSource(GradientMethod.class)
  void smallBatchInALargeEngine(GradientMethod method) {
    Case mesh = Oracle.read("05_relu_t2_b3").masked();
    Engine large = Engine.of(mesh.plan(), mesh.transition(), method, 7);
    DMatrixRMaj noise = new DMatrixRMaj(7, mesh.x().get(0).numCols);
    noise.fill(3.5);
    large.load(noise, new int[] {0, 1, 2, 3, 4, 5, 6}, 0, 7);
    large.forward(mesh.weights(), true);
    large.load(mesh.x().get(0), new int[] {0, 1, 2}, 0, 3);
    large.forward(mesh.weights(), true);
    assertEquals(3, large.count());
    mesh.loss()
        .mean(
            large.outputs(),
            large.outputGradient(),
            mesh.targets().data,
            new int[] {0, 1, 2},
            0,
            3);
    double[] gradient = new double[mesh.topology().edges()];
    large.gradient(mesh.weights(), gradient);
    assertArrayEquals(mesh.ask(method).gradient(), gradient);
  }

  /** The same states, and no gradient to be had. */
  @Test
  void engineOfStates() {
    Case mesh = Oracle.read("05_relu_t2_b3").masked();
    Engine whole = Engine.of(mesh.plan(), mesh.transition(), GradientMethod.BACKWARD, 3);
    Engine states = Engine.ofStates(mesh.plan(), mesh.transition(), 3, Long.MAX_VALUE);
    for (Engine engine : new Engine[] {whole, states}) {
      engine.load(mesh.x().get(0), new int[] {0, 1, 2}, 0, 3);
      engine.forward(mesh.weights(), true);
      engine.outputs().softmax(engine.outputGradient(), 3);
    }
    assertArrayEquals(whole.copyOutputs().data, states.copyOutputs().data);
    assertEquals(whole.outputGradient().value(0, 2), states.outputGradient().value(0, 2));
    assertTrue(states.outputs().values().length < whole.outputs().values().length);
    double[] gradient = new double[mesh.topology().edges()];
    assertThrows(IllegalStateException.class, () -> states.gradient(mesh.weights(), gradient));
  }

  /** Two samples in columns, three classes in rows; the second far beyond where e^x overflows. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void softmaxByHand(boolean vectors) {
    Kernels kernels = vectors ? new VectorKernels() : new ScalarKernels();
    int stride = Math.max(2, kernels.lanes());
    double[] m = new double[6 * stride + kernels.scratch()];
    Block logits = new Block(m, 0, stride, 3, kernels, 6 * stride);
    Block shares = new Block(m, 3 * stride, stride, 3, kernels, 6 * stride);
    double[][] z = {{Math.log(1), 1000}, {Math.log(2), 1000 + Math.log(3)}, {Math.log(5), -1000}};
    for (int k = 0; k < 3; k++) {
      m[logits.at(k)] = z[k][0];
      m[logits.at(k) + 1] = z[k][1];
    }
    logits.softmax(shares, 2);
    double[][] expected = {{0.125, 0.25}, {0.25, 0.75}, {0.625, 0}};
    for (int k = 0; k < 3; k++) {
      assertEquals(expected[k][0], shares.value(k, 0), 1e-15);
      assertEquals(expected[k][1], shares.value(k, 1), 1e-13);
    }
    assertEquals(Math.log(5), logits.largest(0));
    assertEquals(Math.log(8.0 / 5), logits.logSum(0), 1e-15);
    assertEquals(Math.log(4.0 / 3), logits.logSum(1), 1e-13);
    says("3 rows of the same memory", () -> logits.softmax(new Block(m, 0, stride, 2), 2));
  }

  @ParameterizedTest
  @EnumSource(GradientMethod.class)
  void refusesWhatDoesNotFit(GradientMethod method) {
    Case mesh = Oracle.read("05_relu_t2_b3").masked();
    Engine engine = Engine.of(mesh.plan(), mesh.transition(), method, 3);
    int[] order = {0, 1, 2, 0};
    DMatrixRMaj x = mesh.x().get(0);
    says("1 to 3 samples; got 4", () -> engine.load(x, order, 0, 4));
    says("at ticks 1 to 1; got tick 2", () -> engine.load(2, x, order, 0, 3));
    says("expected 2, got 5", () -> engine.load(new DMatrixRMaj(3, 5), order, 0, 3));
    says("at least 1 sample; got 0", () -> Engine.of(mesh.plan(), mesh.transition(), method, 0));
  }

  @Test
  void literalTensorRefusesAbsurdMemory() {
    Roles roles = new Roles(10, true, 5000, 10);
    Plan plan = Plan.of(Wiring.random(0.001, 1).wire(roles), 2, Clamping.CONSTANT, Rest.SILENT);
    says("16 n^3 bytes", () -> Engine.of(plan, RELU, GradientMethod.TENSOR, 1));
    says("5021 neurons", () -> Recurrence.withTensor(plan.topology(), RELU, new double[0]));
  }

  @Test
  void literalTensorForecastsItsMemory() {
    Roles roles = new Roles(10, false, 180, 10);
    Plan plan = Plan.of(Wiring.dense().wire(roles), 2, Clamping.CONSTANT, Rest.SILENT);
    says(
        "6000 samples x 10 outputs x 38,000 edges = 2,280,000,000 numbers (18.2 GB)",
        () -> Engine.of(plan, RELU, GradientMethod.TENSOR, 6000));
    says("use FORWARD_ONLY", () -> Engine.of(plan, RELU, GradientMethod.TENSOR, 1 << 30));
    Engine.of(plan, RELU, GradientMethod.TENSOR, 2);
  }

  @Test
  void refusesABatchThatDoesNotFitAnArray() {
    Roles roles = new Roles(10, true, 3000, 10);
    Plan plan = Plan.of(Wiring.dense().wire(roles), 2, Clamping.CONSTANT, Rest.SILENT);
    says(
        "take smaller batches or the gradient by back-propagation",
        () -> Engine.of(plan, RELU, GradientMethod.FORWARD_ONLY, 1 << 20));
  }

  /** What the last batch left in the rows must not show in the next, whatever the mesh. */
  @ParameterizedTest
  @EnumSource(GradientMethod.class)
  void enginesForget(GradientMethod method) {
    for (Case mesh : RandomMeshes.cases(70).toList()) {
      Engine engine = Engine.of(mesh.plan(), mesh.transition(), method, mesh.batch());
      mesh.gradient(engine);
      double[] other = mesh.weights().clone();
      java.util.Arrays.fill(other, 0.7);
      mesh.at(other).gradient(engine);
      assertArrayEquals(mesh.ask(method).gradient(), mesh.gradient(engine));
    }
  }

  @Test
  void forwardOnlyThatDoesNotFitNamesTheMethodThatDoes() {
    Topology dense = Wiring.dense().wire(new Roles(5, true, 600, 5));
    Transition relu = new Transition(Activation.RELU, Activation.IDENTITY);
    Plan plan = Plan.of(dense, 5, Clamping.CONSTANT, Rest.SILENT);
    String message =
        assertThrows(
                IllegalStateException.class,
                () -> Engine.of(plan, relu, GradientMethod.FORWARD_ONLY, 3))
            .getMessage();
    assertTrue(message.contains("gradient(GradientMethod.BACKWARD)"), message);
    assertTrue(message.contains("This JVM's heap is"), message);
  }

  @Test
  void enginesRefuseWhatWasNotPrepared() {
    Case mesh = Oracle.read("05_relu_t2_b3").masked();
    Engine engine = Engine.of(mesh.plan(), mesh.transition(), GradientMethod.FORWARD_ONLY, 3);
    mesh.gradient(engine);
    engine.forward(mesh.weights(), false);
    double[] gradient = new double[mesh.topology().edges()];
    assertThrows(IllegalStateException.class, () -> engine.gradient(mesh.weights(), gradient));
    says("one weight per edge", () -> engine.forward(new double[1], true));
    says("one gradient value per edge", () -> engine.gradient(mesh.weights(), new double[1]));
    Transition sigmoid = new Transition(Activation.SIGMOID, Activation.SIGMOID);
    says(
        "plan was made for other activations",
        () -> Engine.of(mesh.plan(), sigmoid, GradientMethod.BACKWARD, 3));
    says(
        "expected 1 input matrix, or 2 for 2 ticks; got 3",
        () ->
            Recurrence.states(
                mesh.topology(),
                mesh.transition(),
                mesh.weights(),
                2,
                java.util.Collections.nCopies(3, mesh.x().get(0))));
    says(
        "one column per input, 2; got 1 x 4",
        () ->
            Recurrence.states(
                mesh.topology(),
                mesh.transition(),
                mesh.weights(),
                2,
                java.util.List.of(new DMatrixRMaj(1, 4))));
  }

  /** At the kink the derivative is the one from the left, in every method and kernel. */
  @Test
  void slopesAtZeroAreThoseFromTheLeft() {
    assertEquals(0, Activation.RELU.slope(0, 0));
    assertEquals(0.01, Activation.LEAKY_RELU.slope(0, 0));
    for (Activation f : new Activation[] {Activation.RELU, Activation.LEAKY_RELU}) {
      for (Kernels kernels : new Kernels[] {new ScalarKernels(), new VectorKernels()}) {
        double[] m = new double[32 + kernels.scratch()];
        m[1] = Double.NaN;
        kernels.activate(f, m, 0, 16, 16, 32);
        assertEquals(f.slope(0, 0), m[16], f + " in " + kernels.getClass());
        assertTrue(Double.isNaN(m[1]), "NaN passes");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.meshnn.engine.Activation#all")
  void slopesAreDerivatives(Activation f) {
    for (double z : new double[] {-30, -2.5, -0.1, 0.1, 1, 7.25, 30}) {
      double h = 1e-6 * Math.max(1, Math.abs(z));
      double difference = (f.value(z + h) - f.value(z - h)) / (2 * h);
      assertEquals(difference, f.slope(z, f.value(z)), 1e-8, f + " at " + z);
    }
    assertEquals(f.restsAtZero(), f.value(0) == 0);
    assertTrue(f.toString().equals(f.toString().toLowerCase(java.util.Locale.ROOT)));
  }

  private static void says(String part, org.junit.jupiter.api.function.Executable action) {
    String message = assertThrows(IllegalArgumentException.class, action).getMessage();
    assertTrue(message.contains(part), message);
  }
}
