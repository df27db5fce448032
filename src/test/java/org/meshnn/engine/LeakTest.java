package org.meshnn.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meshnn.engine.Close.assertClose;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.meshnn.graph.Neurons;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;
import org.meshnn.plan.Clamping;
import org.meshnn.plan.Plan;
import org.meshnn.train.Loss;

/** Neurons that keep a part of their state: S(t) = (1 - a) S(t-1) + a f(Z(t)). */
class LeakTest {
  private static final Transition TANH = new Transition(Activation.TANH, Activation.IDENTITY);

  static Stream<Case> meshes() {
    return RandomMeshes.cases(140);
  }

  /** Mixed activations, a leak of each neuron, 5 ticks: recorded by NumPy and PyTorch. */
  @ParameterizedTest
  @EnumSource(GradientMethod.class)
  void agreesWithTheOracle(GradientMethod method) {
    JsonObject json = Oracle.readJson("time/time_05_leak_constant_one_step");
    Case masked = recorded(json, matrix(json, "mask"));
    Case.Answer answer = masked.ask(method);
    double loss = json.get("loss").getAsDouble();
    assertEquals(loss, answer.loss(), 1e-12 * loss);
    double[] expected = masked.topology().weights(matrix(json, "gradient_masked"));
    assertClose(expected, answer.gradient(), 1e-12, "gradient");
    Case all = recorded(json, null);
    double[] ofAll = all.topology().weights(matrix(json, "gradient"));
    assertClose(ofAll, all.ask(method).gradient(), 1e-12, "gradient of all edges");
  }

  private static Case recorded(
      JsonObject json, @org.jspecify.annotations.Nullable DMatrixRMaj mask) {
    int outputs = json.get("outputs").getAsInt();
    Roles roles =
        new Roles(json.get("inputs").getAsInt(), true, json.get("hidden").getAsInt(), outputs);
    Wiring wiring = mask == null ? Wiring.complete() : Wiring.nonZerosOf(mask);
    Topology topology = wiring.wire(roles);
    Transition transition = TANH;
    for (int j = roles.clamped(); j < roles.neurons(); j++) {
      Activation f = Activation.named(json.getAsJsonArray("activation").get(j).getAsString());
      double leak = json.getAsJsonArray("leak").get(j).getAsDouble();
      transition = transition.with(Neurons.of(j), f).with(Neurons.of(j), leak);
    }
    JsonArray samples = json.getAsJsonArray("X");
    DMatrixRMaj x = new DMatrixRMaj(samples.size(), roles.inputs());
    DMatrixRMaj y = new DMatrixRMaj(samples.size(), outputs);
    for (int p = 0; p < x.numRows; p++) {
      for (int i = 0; i < x.numCols; i++) {
        JsonArray step = samples.get(p).getAsJsonArray().get(0).getAsJsonArray();
        x.set(p, i, step.get(i).getAsDouble());
      }
      y.set(p, json.getAsJsonArray("targets").get(p).getAsJsonArray().get(0).getAsInt(), 1);
    }
    return new Case(
        topology,
        json.get("ticks_per_step").getAsInt(),
        transition,
        topology.weights(matrix(json, "A")),
        List.of(x),
        y,
        Loss.CROSS_ENTROPY);
  }

  private static DMatrixRMaj matrix(JsonObject json, String field) {
    return Oracle.matrix(json.getAsJsonArray(field));
  }

  /** A leak of 1, or an activation assigned that it has anyway, changes no bit. */
  @ParameterizedTest
  @MethodSource("meshes")
  void aLeakOf1IsNone(Case mesh) {
    Transition plain = new Transition(mesh.transition().hidden(), mesh.transition().output());
    Transition same =
        new Transition(Activation.SINE, plain.output())
            .with(Neurons.all(), 1)
            .with(Neurons.hidden(), plain.hidden());
    for (GradientMethod method : GradientMethod.values()) {
      Case.Answer expected = with(mesh, plain).ask(method);
      Case.Answer actual = with(mesh, same).ask(method);
      assertArrayEquals(expected.gradient(), actual.gradient(), method.toString());
      assertArrayEquals(expected.outputs().data, actual.outputs().data, method.toString());
    }
  }

  private static Case with(Case mesh, Transition transition) {
    return new Case(
        mesh.topology(),
        mesh.ticks(),
        transition,
        mesh.weights(),
        mesh.x(),
        mesh.targets(),
        mesh.loss());
  }

  /** Identity with leak a smooths its input: after T ticks of x it is (1 - (1 - a)^T) w x. */
  @ParameterizedTest
  @EnumSource(GradientMethod.class)
  void identitySmoothesExponentially(GradientMethod method) {
    double a = 0.3;
    double x = 2;
    double w = 1.5;
    for (int ticks = 1; ticks <= 6; ticks++) {
      Case mesh =
          new Case(
              Wiring.edge(0, 1).wire(new Roles(1, false, 0, 1)),
              ticks,
              new Transition(Activation.IDENTITY, Activation.IDENTITY).withLeak(a),
              new double[] {w},
              List.of(new DMatrixRMaj(new double[][] {{x}})),
              new DMatrixRMaj(1, 1),
              Loss.HALF_SQUARED_ERROR);
      double share = 1 - Math.pow(1 - a, ticks);
      Case.Answer answer = mesh.ask(method);
      assertEquals(share * w * x, answer.outputs().get(0), 1e-14);
      assertEquals(share * w * x * share * x, answer.gradient()[0], 1e-13);
    }
  }

  /** One sample at a time has the bits of the plain loops. */
  @ParameterizedTest
  @MethodSource("meshes")
  void oneSampleHasTheBitsOfThePlainLoops(Case mesh) {
    List<DMatrixRMaj> x = List.of(mesh.x().get(0));
    Plan plan =
        Plan.of(
            mesh.topology(),
            mesh.ticks(),
            Clamping.CONSTANT,
            mesh.transition().rest(mesh.topology().roles()));
    PlannedEngine engine =
        new PlannedEngine(plan, mesh.transition(), null, mesh.batch(), Kernels.SCALAR);
    int[] order = java.util.stream.IntStream.range(0, mesh.batch()).toArray();
    engine.load(x.get(0), order, 0, order.length);
    engine.forward(mesh.weights(), false);
    OneSample one = new OneSample(plan, mesh.transition(), mesh.weights());
    for (int p = 0; p < order.length; p++) {
      double[] row = new double[x.get(0).numCols];
      System.arraycopy(x.get(0).data, p * row.length, row, 0, row.length);
      one.run(row);
      for (int o = 0; o < one.outputs(); o++) {
        assertEquals(engine.outputs().value(o, p), one.output(o), 0);
      }
    }
  }

  /** 0 -> 2 -> 3 -> 4 in 4 ticks: what comes to 3 early is lost, unless it leaks. */
  @Test
  void aNeuronThatLeaksStaysAlive() {
    Roles roles = new Roles(1, true, 2, 1);
    Topology chain = Wiring.edges(new int[] {0, 2, 3}, new int[] {2, 3, 4}).wire(roles);
    Transition leaking = TANH.with(Neurons.of(3), 0.5);
    assertEquals("[0, 1, 1, 1]", sizes(Plan.of(chain, 4, Clamping.CONSTANT, TANH.rest(roles))));
    assertEquals("[1, 2, 1, 1]", sizes(Plan.of(chain, 4, Clamping.CONSTANT, leaking.rest(roles))));
  }

  private static String sizes(Plan plan) {
    return plan.ticks().stream().map(tick -> tick.size()).toList().toString();
  }

  @Test
  void assignsInOrderAndByNeuron() {
    Roles roles = new Roles(2, true, 4, 2);
    Transition transition =
        TANH.with(Neurons.range(3, 5), Activation.SINE)
            .with(Neurons.of(4, 8), Activation.GELU)
            .with(Neurons.outputs(), 0.5)
            .with(Neurons.of(8), 1);
    assertEquals(Activation.SINE, transition.of(roles, 3));
    assertEquals(Activation.GELU, transition.of(roles, 4));
    assertEquals(Activation.TANH, transition.of(roles, 6));
    assertEquals(Activation.IDENTITY, transition.of(roles, 7));
    assertEquals(Activation.GELU, transition.of(roles, 8));
    assertArrayEquals(new double[] {1, 1, 1, 1, 1, 1, 1, 0.5, 1}, transition.leaks(roles));
    assertEquals(0.5, transition.leak(roles, 7));
    assertTrue(transition.leaks());
    assertFalse(transition.withLeak(1).leaks());
    assertEquals(
        "tanh on hidden and identity on output neurons, sine on neurons 3 to 5, gelu on neurons 4,"
            + " 8, leak 0.5 of output neurons, leak 1.0 of neuron 8",
        transition.toString());
    for (double wrong : new double[] {0, -0.1, 1.1, Double.NaN}) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> TANH.withLeak(wrong)).getMessage();
      assertTrue(message.contains("a leak must be in (0, 1]"), message);
    }
  }
}
