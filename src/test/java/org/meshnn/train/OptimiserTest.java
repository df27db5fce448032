package org.meshnn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meshnn.engine.Close.assertClose;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
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

  static Map<String, Optimiser> recorded() {
    return Map.of(
        "adam", Optimiser.adam(0.02),
        "adamw", Optimiser.adamW(0.02, 0.3),
        "adamw, other constants", new AdamW(0.05, 0.1, 0.8, 0.95, 1e-4),
        "sgd", Optimiser.sgd(0.01, 0.9),
        "nesterov", Optimiser.sgd(0.01, 0.9).nesterov(),
        "rmsprop", Optimiser.rmsProp(0.01),
        "rmsprop, momentum", new RmsProp(0.01, 0.9, 0.8, 1e-6));
  }

  /** Forty steps of given gradients at falling rates: src/bench/python/torch_choices.py. */
  @Test
  void movesAsTorchDoes() {
    JsonObject torch = Oracle.readJson("optimisers_torch");
    double shrink = torch.get("shrink").getAsDouble();
    double[][] gradients = new Gson().fromJson(torch.get("gradients"), double[][].class);
    recorded()
        .forEach(
            (name, optimiser) -> {
              double[] w = new Gson().fromJson(torch.get("start"), double[].class);
              double[][] expected =
                  new Gson().fromJson(torch.getAsJsonObject("weights").get(name), double[][].class);
              Optimiser.Steps steps = optimiser.start(w.length);
              for (int step = 0; step < gradients.length; step++) {
                steps.step(w, gradients[step].clone(), StrictMath.pow(shrink, step));
                assertArrayEquals(expected[step], w, 1e-10, name + ", step " + step);
                steps = optimiser.start(w.length, steps.memory()); // as after a checkpoint
              }
            });
  }

  /** Worked out by hand: rate 0.1, momentum 0.5, gradients 1 and 1. */
  @Test
  void nesterovLooksAhead() {
    double[] w = {0};
    Optimiser.Steps steps = Optimiser.sgd(0.1, 0.5).nesterov().start(1);
    steps.step(w, new double[] {1}); // u = 1, moves by 0.1 (1 + 0.5)
    assertEquals(-0.15, w[0], 1e-15);
    steps.step(w, new double[] {1}); // u = 1.5, moves by 0.1 (1 + 0.75)
    assertEquals(-0.325, w[0], 1e-15);
  }

  @Test
  void weightsOfAdamWDecayAlikeWhereThereIsNoGradient() {
    double[] w = {1, -100};
    Optimiser.adamW(0.1, 0.5).start(2).step(w, new double[2], 0.2);
    assertArrayEquals(new double[] {0.99, -99}, w, 1e-12);
  }

  /** Momentum, as {@link Sgd} has it, and counted steps. */
  static Optimiser own() {
    return Optimiser.of(
        "my momentum",
        0.05,
        (w, g, rate, memory) -> {
          double[] u = memory.array("u");
          memory.put("t", memory.number("t") + 1);
          for (int i = 0; i < w.length; i++) {
            u[i] = 0.9 * u[i] + g[i];
            w[i] -= rate * u[i];
          }
        });
  }

  @Test
  void oneOfOnesOwnIsARule() {
    double[] mine = {1, 2};
    double[] builtIn = {1, 2};
    Optimiser.Steps own = own().start(2);
    Optimiser.Steps sgd = Optimiser.sgd(0.05, 0.9).start(2);
    for (int step = 0; step < 7; step++) {
      double[] g = {step - 3, 1.0 / (1 + step)};
      own.step(mine, g, 1 / (1.0 + step));
      sgd.step(builtIn, g, 1 / (1.0 + step));
      own = own().start(2, own.memory());
    }
    assertArrayEquals(builtIn, mine);
    assertEquals(7.0, own.memory().numbers().get("t"));
    assertEquals("my momentum at 0.05", own().toString());
    assertEquals(own(), own());
    assertEquals(own(), Optimiser.notKept("my momentum", 0.05));
    assertNotEquals(own(), Optimiser.notKept("my momentum", 0.1));
    refused(
        "hand it in: optimiser = Optimiser.of(\"my momentum\", 0.05, rule)",
        () -> Optimiser.notKept("my momentum", 0.05).start(2));
    refused("a memory of 3 weights, got 'u' of 2", () -> own().start(3, memoryOf(2)));
    for (String name : new String[] {"", " x", "\u00e9", "x".repeat(41)}) {
      refused("1 to 40 characters of ASCII", () -> Optimiser.of(name, 1, (w, g, r, m) -> {}));
      Optimiser naming = Optimiser.of("x", 1, (w, g, r, memory) -> memory.array(name));
      refused("an array", () -> naming.start(1).step(new double[1], new double[1]));
      Optimiser putting = Optimiser.of("x", 1, (w, g, r, memory) -> memory.put(name, 1));
      refused("a number", () -> putting.start(1).step(new double[1], new double[1]));
    }
  }

  private static Optimiser.Memory memoryOf(int weights) {
    Optimiser.Steps steps = own().start(weights);
    steps.step(new double[weights], new double[weights]);
    return steps.memory();
  }

  private static void refused(String expected, Executable wrong) {
    String message = assertThrows(IllegalArgumentException.class, wrong).getMessage();
    assertTrue(message.contains(expected), message);
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
    refused("without momentum: Optimiser.sgd(0.1)", () -> Optimiser.sgd(0.1).nesterov());
    refused("weight decay of AdamW", () -> Optimiser.adamW(0.1, -1));
    refused("beta2", () -> new AdamW(0.1, 0, 0.9, 1, 1e-8));
    refused("decay", () -> new RmsProp(0.1, 1, 0, 1e-8));
    refused("momentum", () -> new RmsProp(0.1, 0.9, 1, 1e-8));
    refused("epsilon", () -> new RmsProp(0.1, 0.9, 0, 0));
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
