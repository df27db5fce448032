package org.meshnn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meshnn.engine.Close.assertClose;

import com.google.gson.JsonObject;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meshnn.engine.Case;
import org.meshnn.engine.GradientMethod;
import org.meshnn.engine.Oracle;

class OptimiserTest {

  /** Twenty full-batch steps as another system recorded them. */
  @ParameterizedTest
  @CsvSource({
    "trace_adam_torch, FORWARD_ONLY",
    "trace_adam_torch, TENSOR",
    "trace_adam_torch, BACKWARD",
    "trace_sgd_tanh, FORWARD_ONLY",
    "trace_sgd_tanh, TENSOR",
    "trace_sgd_tanh, BACKWARD"
  })
  void followsTheRecordedTrace(String name, GradientMethod method) {
    JsonObject trace = Oracle.readJson(name);
    Case mesh = Oracle.read(trace.get("case").getAsString().replace(".json", "")).masked();
    double rate = trace.get("lr").getAsDouble();
    Optimiser optimiser = name.contains("adam") ? Optimiser.adam(rate) : Optimiser.sgd(rate);
    double[] weights = mesh.weights().clone();
    Optimiser.Steps steps = optimiser.start(weights.length);
    for (int step = 1; step <= trace.get("steps").getAsInt(); step++) {
      Case.Answer answer = mesh.at(weights).ask(method);
      double expected = trace.getAsJsonArray("loss_before_step").get(step - 1).getAsDouble();
      assertEquals(expected, answer.loss(), 1e-12 * expected, "loss before step " + step);
      steps.step(weights, answer.gradient());
      JsonObject recorded = trace.getAsJsonObject("A_after_step");
      if (recorded.has(String.valueOf(step))) {
        var a = Oracle.matrix(recorded.getAsJsonArray(String.valueOf(step)));
        assertClose(mesh.topology().weights(a), weights, 1e-12, "weights after step " + step);
      }
    }
    double last = trace.get("loss_after").getAsDouble();
    assertEquals(last, mesh.lossAt(weights), 1e-12 * last);
  }

  @Test
  void momentumGathersSpeed() {
    double[] w = {0};
    Optimiser.Steps steps = Optimiser.sgd(0.1, 0.5).start(1);
    steps.step(w, new double[] {1});
    assertEquals(-0.1, w[0], 1e-15);
    steps.step(w, new double[] {1});
    assertEquals(-0.25, w[0], 1e-15);
    steps.step(w, new double[] {1});
    assertEquals(-0.425, w[0], 1e-15);
  }

  @Test
  void refusesConstantsThatCannotWork() {
    for (double rate : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> Optimiser.adam(rate)).getMessage();
      assertTrue(message.contains("learning rate") && message.contains("" + rate), message);
      assertThrows(IllegalArgumentException.class, () -> Optimiser.sgd(rate));
    }
    assertThrows(IllegalArgumentException.class, () -> Optimiser.sgd(0.1, 1));
    assertThrows(IllegalArgumentException.class, () -> new Adam(0.1, 1, 0.9, 1e-8));
    assertThrows(IllegalArgumentException.class, () -> new Adam(0.1, 0.9, -0.1, 1e-8));
    assertThrows(IllegalArgumentException.class, () -> new Adam(0.1, 0.9, 0.9, 0));
  }

  /** Two optimisations from one description do not share a memory. */
  @Test
  void descriptionsAreReusable() {
    Optimiser adam = Optimiser.adam(0.1);
    double[] first = {1};
    double[] second = {1};
    for (double[] w : new double[][] {first, second}) {
      Optimiser.Steps steps = adam.start(1);
      steps.step(w, new double[] {1});
      steps.step(w, new double[] {5});
    }
    assertTrue(Arrays.equals(first, second));
  }
}
