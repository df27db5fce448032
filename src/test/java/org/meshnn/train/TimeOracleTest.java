package org.meshnn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.meshnn.engine.Close.assertClose;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.meshnn.engine.Activation;
import org.meshnn.engine.GradientMethod;
import org.meshnn.engine.Oracle;
import org.meshnn.engine.Transition;
import org.meshnn.graph.Neurons;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;
import org.meshnn.plan.SequencePlan;

/** Gradients through sequences against recorded ones of another system, by every method. */
class TimeOracleTest {

  static Stream<Arguments> cases() {
    return Stream.of(
            "time_01_last_step_tanh",
            "time_02_every_step_relu",
            "time_03_two_ticks_classes",
            "time_04_leak_mixed",
            "time_05_leak_constant_one_step",
            "time_06_long_sparse")
        .flatMap(
            name -> Stream.of(GradientMethod.values()).map(method -> Arguments.of(name, method)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void lossAndGradientAreThoseRecorded(String name, GradientMethod method) {
    JsonObject json = Oracle.readJson("time/" + name);
    Topology topology = topology(json);
    Samples samples = samples(json, topology);
    SequencePlan plan =
        new SequencePlan(
            topology,
            json.get("ticks_per_step").getAsInt(),
            json.get("steps").getAsInt(),
            ints(json.getAsJsonArray("target_steps")));
    Loss loss =
        json.get("loss_type").getAsString().equals("cross_entropy")
            ? Loss.CROSS_ENTROPY
            : Loss.HALF_SQUARED_ERROR;
    double[] weights = topology.weights(Oracle.matrix(json.getAsJsonArray("A")));
    int rows = samples.size();
    try (BatchGradient batch =
        new BatchGradient(plan, transition(json, topology), loss, method, rows, rows, 1)) {
      double[] gradient = new double[topology.edges()];
      double sum = batch.of(weights, samples, RowOrder.ascending(rows), 0, rows, gradient);
      assertEquals(json.get("loss").getAsDouble(), sum / rows, 1e-12);
      double[] expected = topology.weights(Oracle.matrix(json.getAsJsonArray("gradient_masked")));
      assertClose(expected, gradient, 1e-12, name);
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

  private static Transition transition(JsonObject json, Topology topology) {
    JsonArray names = json.getAsJsonArray("activation");
    Transition transition = new Transition(Activation.IDENTITY, Activation.IDENTITY);
    for (int j = topology.roles().clamped(); j < topology.neurons(); j++) {
      String name = names.get(j).getAsString().replace('_', ' ');
      transition =
          transition
              .with(Neurons.of(j), Activation.named(name))
              .with(Neurons.of(j), json.getAsJsonArray("leak").get(j).getAsDouble());
    }
    return transition;
  }

  private static Samples samples(JsonObject json, Topology topology) {
    JsonArray x = json.getAsJsonArray("X");
    JsonArray targets = json.getAsJsonArray("targets");
    int steps = json.get("steps").getAsInt();
    int compared = json.getAsJsonArray("target_steps").size();
    int outputs = topology.outputs();
    DMatrixRMaj in = new DMatrixRMaj(x.size(), steps * topology.inputs());
    DMatrixRMaj y = new DMatrixRMaj(x.size(), compared * outputs);
    for (int p = 0; p < x.size(); p++) {
      for (int step = 0; step < steps; step++) {
        JsonArray row = x.get(p).getAsJsonArray().get(step).getAsJsonArray();
        for (int i = 0; i < topology.inputs(); i++) {
          in.set(p, step * topology.inputs() + i, row.get(i).getAsDouble());
        }
      }
      for (int g = 0; g < compared; g++) {
        var target = targets.get(p).getAsJsonArray().get(g);
        if (target.isJsonArray()) {
          for (int o = 0; o < outputs; o++) {
            y.set(p, g * outputs + o, target.getAsJsonArray().get(o).getAsDouble());
          }
        } else {
          y.set(p, g * outputs + target.getAsInt(), 1);
        }
      }
    }
    return new Samples(in, y);
  }

  private static int[] ints(JsonArray values) {
    return IntStream.range(0, values.size()).map(i -> values.get(i).getAsInt()).toArray();
  }
}
