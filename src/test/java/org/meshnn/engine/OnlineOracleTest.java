package org.meshnn.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;
import org.meshnn.train.Loss;
import org.meshnn.train.RowOrder;

/** Online learning against recorded losses, gradients and weights of another system. */
class OnlineOracleTest {

  static Stream<Arguments> runs() {
    return Stream.of("online_01_tanh", "online_02_two_ticks")
        .flatMap(
            name ->
                Stream.of(
                        OnlineGradient.exact(),
                        new OnlineGradient(OnlineGradient.Kind.EXACT_TICK_BY_TICK, 0),
                        new OnlineGradient(OnlineGradient.Kind.EXACT_BY_BLOCKS, 0),
                        OnlineGradient.truncated(20),
                        OnlineGradient.snap(1),
                        OnlineGradient.snap(2),
                        OnlineGradient.snap(3))
                    .map(gradient -> Arguments.of(name, gradient)));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void learnsAsRecorded(String name, OnlineGradient method) {
    JsonObject json = Oracle.readJson("time/" + name);
    Topology topology = topology(json);
    double[] weights = topology.weights(Oracle.matrix(json.getAsJsonArray("A")));
    int lanes = json.get("batch").getAsInt();
    int inputs = json.get("inputs").getAsInt();
    JsonArray x = json.getAsJsonArray("X");
    JsonArray targets = json.getAsJsonArray("targets");
    String key = method.kind() == OnlineGradient.Kind.SNAP ? "snap" + method.n() : "exact";
    JsonObject expected = json.getAsJsonObject("methods").getAsJsonObject(key);
    StreamEngine engine =
        StreamEngine.of(
            topology,
            new Transition(Activation.TANH, Activation.IDENTITY),
            json.get("ticks_per_step").getAsInt(),
            method,
            lanes);
    double[] gradient = new double[topology.edges()];
    int[] order = RowOrder.ascending(lanes);
    for (int step = 0; step < json.get("steps").getAsInt(); step++) {
      double[] y = new double[lanes * topology.outputs()];
      for (int lane = 0; lane < lanes; lane++) {
        JsonArray row = x.get(lane).getAsJsonArray().get(step).getAsJsonArray();
        double[] in = new double[inputs];
        for (int i = 0; i < inputs; i++) {
          in[i] = row.get(i).getAsDouble();
        }
        engine.clamp(lane, in, 0);
        JsonArray target = targets.get(lane).getAsJsonArray().get(step).getAsJsonArray();
        for (int o = 0; o < topology.outputs(); o++) {
          y[lane * topology.outputs() + o] = target.get(o).getAsDouble();
        }
      }
      engine.step(weights);
      double loss =
          Loss.HALF_SQUARED_ERROR.mean(
              engine.outputs(), engine.outputGradient(), y, order, 0, lanes);
      assertEquals(
          expected.getAsJsonArray("loss_at_step").get(step).getAsDouble(), loss, 1e-11, "loss");
      Arrays.fill(gradient, 0);
      engine.addGradient(weights, gradient);
      check(expected.getAsJsonObject("gradient_at_step"), step + 1, topology, gradient);
      for (int e = 0; e < weights.length; e++) {
        weights[e] -= json.get("learning_rate").getAsDouble() * gradient[e];
      }
      check(expected.getAsJsonObject("A_after_step"), step + 1, topology, weights);
    }
  }

  private static void check(JsonObject at, int step, Topology topology, double[] values) {
    if (at.has("" + step)) {
      DMatrixRMaj matrix = Oracle.matrix(at.getAsJsonArray("" + step));
      DMatrixRMaj found = topology.denseMatrix(values);
      for (int i = 0; i < matrix.getNumElements(); i++) {
        assertEquals(matrix.data[i], found.data[i], 1e-11, "step " + step + ", entry " + i);
      }
    }
  }

  private static Topology topology(JsonObject json) {
    Roles roles =
        new Roles(
            json.get("inputs").getAsInt(),
            json.get("bias").getAsBoolean(),
            json.get("hidden").getAsInt(),
            json.get("outputs").getAsInt());
    return Wiring.nonZerosOf(Oracle.matrix(json.getAsJsonArray("mask"))).wire(roles);
  }
}
