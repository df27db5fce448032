package org.meshnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meshnn.engine.Activation;
import org.meshnn.engine.OnlineGradient;
import org.meshnn.engine.Oracle;
import org.meshnn.engine.RandomMeshes;
import org.meshnn.engine.StreamEngine;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.Target;
import org.meshnn.train.Initialisation;
import org.meshnn.train.OnlineTraining;
import org.meshnn.train.Optimiser;

/** Predict, learn, predict, learn. */
class OnlineMeshTest {
  private static final OnlineTraining DEFAULTS = OnlineTraining.defaults();

  private static Mesh mesh() {
    return Mesh.of(14)
        .inputs(2)
        .outputs(1)
        .connect(Wiring.random(0.4, 3).and(Wiring.range(3, 12, 13, 13)))
        .activation(Activation.TANH);
  }

  private static double[] random(RandomGenerator random, int count) {
    return random.doubles(count, -1, 1).toArray();
  }

  /** Some steps of a task with a memory of one step; the losses. */
  private static double[] steps(OnlineMesh online, long seed, int steps) {
    RandomGenerator random = RandomMeshes.generator(seed);
    int lanes = online.lanes();
    double[] losses = new double[steps];
    double[] target = new double[lanes];
    for (int i = 0; i < steps; i++) {
      double[] x = random(random, 2 * lanes);
      losses[i] = online.step(x, target);
      for (int lane = 0; lane < lanes; lane++) {
        target[lane] = x[2 * lane] - x[2 * lane + 1]; // of the next step
      }
    }
    return losses;
  }

  @ParameterizedTest
  @CsvSource({"online_01_tanh", "online_02_two_ticks"})
  void learnsAsAnotherSystemRecorded(String name) {
    JsonObject json = Oracle.readJson("time/" + name);
    DMatrixRMaj a = Oracle.matrix(json.getAsJsonArray("A"));
    int lanes = json.get("batch").getAsInt();
    int inputs = json.get("inputs").getAsInt();
    Mesh mesh =
        Mesh.of(a.numRows)
            .inputs(inputs)
            .bias(json.get("bias").getAsBoolean())
            .outputs(json.get("outputs").getAsInt())
            .connect(Wiring.nonZerosOf(Oracle.matrix(json.getAsJsonArray("mask"))))
            .activation(Activation.TANH)
            .ticksPerStep(json.get("ticks_per_step").getAsInt());
    for (String method : List.of("exact", "snap1", "snap2", "snap3")) {
      JsonObject expected = json.getAsJsonObject("methods").getAsJsonObject(method);
      OnlineGradient gradient =
          method.equals("exact")
              ? OnlineGradient.exact()
              : OnlineGradient.snap(Integer.parseInt(method.substring(4)));
      OnlineMesh online =
          mesh.online(
              DEFAULTS
                  .lanes(lanes)
                  .gradient(gradient)
                  .optimiser(Optimiser.sgd(json.get("learning_rate").getAsDouble()))
                  .initialisation(Initialisation.of(a)));
      for (int step = 0; step < json.get("steps").getAsInt(); step++) {
        double[] x = row(json.getAsJsonArray("X"), step, lanes);
        double[] target = row(json.getAsJsonArray("targets"), step, lanes);
        double loss = expected.getAsJsonArray("loss_at_step").get(step).getAsDouble();
        assertEquals(loss, online.step(x, target), 1e-11, method);
        JsonObject weights = expected.getAsJsonObject("A_after_step");
        if (weights.has("" + (step + 1))) {
          DMatrixRMaj after = Oracle.matrix(weights.getAsJsonArray("" + (step + 1)));
          assertArrayEquals(after.data, online.matrix().data, 1e-11, method);
        }
      }
    }
  }

  /** One step of all lanes, lane after lane. */
  private static double[] row(JsonArray lanes, int step, int count) {
    int width = lanes.get(0).getAsJsonArray().get(step).getAsJsonArray().size();
    double[] row = new double[count * width];
    for (int lane = 0; lane < count; lane++) {
      JsonArray one = lanes.get(lane).getAsJsonArray().get(step).getAsJsonArray();
      for (int i = 0; i < width; i++) {
        row[lane * width + i] = one.get(i).getAsDouble();
      }
    }
    return row;
  }

  @Test
  void theSameSeedGivesTheSameBits() {
    OnlineTraining training = DEFAULTS.lanes(3).seed(5).clipNorm(1).weightDecay(1e-4);
    OnlineMesh one = mesh().online(training);
    OnlineMesh other = mesh().online(training);
    assertArrayEquals(steps(one, 1, 60), steps(other, 1, 60));
    assertArrayEquals(one.weights(), other.weights());
    assertNotEquals(one.weights()[0], mesh().online(training.seed(6)).weights()[0], "another seed");
  }

  @Test
  void lossesFall() {
    double[] losses = steps(mesh().online(DEFAULTS.optimiser(Optimiser.adam(0.01))), 2, 3_000);
    double first = Arrays.stream(losses, 0, 100).average().orElseThrow();
    double last = Arrays.stream(losses, 2_900, 3_000).average().orElseThrow();
    assertTrue(last < first / 10, first + " to " + last);
  }

  /** Two lanes take the step down the mean of the gradients that each alone would take. */
  @Test
  void lanesLearnTheMean() {
    OnlineTraining sgd = DEFAULTS.optimiser(Optimiser.sgd(0.1));
    double[] x = {0.3, -0.8, 0.9, 0.1};
    OnlineMesh both = mesh().online(sgd.lanes(2));
    OnlineMesh one = mesh().online(sgd);
    OnlineMesh other = mesh().online(sgd);
    double[] begun = both.weights();
    double loss = both.step(x, new double[] {1, -2});
    double lossOfOne = one.step(new double[] {x[0], x[1]}, new double[] {1});
    double lossOfOther = other.step(new double[] {x[2], x[3]}, new double[] {-2});
    assertEquals((lossOfOne + lossOfOther) / 2, loss, 1e-15);
    for (int e = 0; e < begun.length; e++) {
      double mean = (one.weights()[e] + other.weights()[e]) / 2;
      assertEquals(mean, both.weights()[e], 1e-15);
    }
    assertFalse(Arrays.equals(begun, both.weights()));
  }

  /** A NaN leaves its lane out: the other learns as if it were alone. */
  @Test
  void aLaneWithoutTargetLearnsNothing() {
    OnlineTraining training = DEFAULTS.optimiser(Optimiser.sgd(0.1));
    OnlineMesh both = mesh().online(training.lanes(2));
    OnlineMesh one = mesh().online(training);
    both.predict(new double[] {0.3, -0.8, 0.9, 0.1});
    one.predict(new double[] {0.3, -0.8});
    assertEquals(one.learn(new double[] {1}), both.learn(new double[] {1, Double.NaN}), 1e-15);
    assertArrayEquals(one.weights(), both.weights(), 1e-15);
    double[] before = both.weights();
    both.predict(new double[] {0.3, -0.8, 0.9, 0.1});
    assertTrue(Double.isNaN(both.learn(new double[] {Double.NaN, Double.NaN})));
    assertArrayEquals(before, both.weights());
    assertEquals(2, both.steps());
    assertEquals(1, both.learned());
  }

  /** Reset before every third step: as three steps of a new mesh with the same weights. */
  @Test
  void streamsAreReset() {
    OnlineTraining training = DEFAULTS.optimiser(Optimiser.sgd(0.05));
    OnlineMesh online = mesh().online(training.resetEvery(3));
    RandomGenerator random = RandomMeshes.generator(4);
    for (int part = 0; part < 3; part++) {
      OnlineMesh fresh = mesh().online(training.initialisation(online.initialisation()));
      for (int step = 0; step < 3; step++) {
        double[] x = random(random, 2);
        double[] y = random(random, 1);
        assertEquals(fresh.step(x, y), online.step(x, y), 1e-14);
      }
      assertArrayEquals(fresh.weights(), online.weights(), 1e-14);
    }
    double[] x = {0.5, 0.5};
    online.predict(x);
    double[] far = online.predict(x);
    online.reset(0);
    double[] near = online.predict(x);
    assertNotEquals(far[0], near[0]);
  }

  @Test
  void predictingAloneMovesTheStatesAndLearnsNothing() {
    OnlineMesh online = mesh().online(DEFAULTS);
    double[] begun = online.weights();
    double[] into = new double[1];
    double[] x = {0.5, -0.5};
    double[] first = online.predict(x);
    online.predict(x, into);
    assertNotEquals(first[0], into[0]);
    assertArrayEquals(begun, online.weights());
    online.learn(new double[] {1});
    assertFalse(Arrays.equals(begun, online.weights()));
  }

  @Test
  void classesAreLearned() {
    Mesh mesh =
        Mesh.of(20)
            .inputs(2)
            .outputs(2)
            .target(Target.CLASSES)
            .connect(Wiring.dense())
            .activation(Activation.TANH);
    OnlineMesh online = mesh.online(DEFAULTS.optimiser(Optimiser.adam(0.01)));
    RandomGenerator random = RandomMeshes.generator(3);
    int right = 0;
    double before = 0;
    for (int i = 0; i < 1_500; i++) {
      double[] x = random(random, 2);
      double[] p = online.predict(x);
      assertEquals(1, p[0] + p[1], 1e-12);
      int truth = before > 0 ? 1 : 0; // of the sign a step before
      right += i >= 1_000 && (p[1] > p[0] ? 1 : 0) == truth ? 1 : 0;
      online.learn(new double[] {truth});
      before = x[0];
    }
    assertTrue(right > 450, right + " of 500");
    refused(
        "classes from 0 to 1, or NaN for none; got 2.0",
        () -> online.step(new double[2], new double[] {2}));
    refused("at least 2; got 1", () -> mesh.outputs(1).online(DEFAULTS));
  }

  @Test
  void beginsWithTheWeightsOfAnotherMesh() {
    OnlineMesh one = mesh().online(DEFAULTS);
    steps(one, 1, 20);
    OnlineMesh other = mesh().online(DEFAULTS.initialisation(one.initialisation()));
    assertArrayEquals(one.weights(), other.weights());
    assertArrayEquals(one.matrix().data, mesh().topology().denseMatrix(one.weights()).data);
    assertEquals(one.topology().edges(), one.sparseMatrix().nz_length);
  }

  @Test
  void snapBeyondTheLongestPathIsExact() {
    OnlineMesh exact = mesh().online(DEFAULTS);
    OnlineMesh snap = mesh().online(DEFAULTS.gradient(OnlineGradient.snap(14)));
    OnlineMesh near = mesh().online(DEFAULTS.gradient(OnlineGradient.snap(1)));
    double[] losses = steps(exact, 1, 50);
    assertArrayEquals(losses, steps(snap, 1, 50), 1e-12);
    assertFalse(Arrays.equals(losses, steps(near, 1, 50)));
  }

  @Test
  void divergenceKeepsTheLastFiniteWeights() {
    OnlineMesh online = mesh().online(DEFAULTS.optimiser(Optimiser.sgd(1e200)));
    OnlineDiverged diverged = assertThrows(OnlineDiverged.class, () -> steps(online, 1, 50));
    assertTrue(diverged.getMessage().contains("smaller learning rate"), diverged.getMessage());
    assertTrue(Arrays.stream(online.weights()).allMatch(Double::isFinite));
    refused("no prediction to learn from", () -> online.learn(new double[] {1}));
    assertTrue(diverged.run().isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"0.05", "0.08", "0.1", "0.15", "0.3"})
  void theExactWayThatIsExplainedRuns(double density) {
    OnlineMesh online =
        Mesh.of(67)
            .inputs(1)
            .outputs(1)
            .connect(Wiring.random(density, 1))
            .online(DEFAULTS.lanes(8));
    StreamEngine runs =
        StreamEngine.of(
            online.topology(), online.mesh().transition(), 2, OnlineGradient.exact(), 8);
    boolean byBlocks = runs.keep().containsKey("recent ticks");
    String name = byBlocks ? "exact, by blocks" : "exact, tick by tick";
    String said = online.explain().toString();
    assertTrue(said.contains(name + " (chosen)"), said);
  }

  /** Adam would remember an infinite square for ever, and never move that weight again. */
  @Test
  void learnsOnAfterAGradientWhoseSquareIsInfinite() {
    Mesh linear = mesh().activation(Activation.IDENTITY);
    OnlineMesh online = linear.online(DEFAULTS);
    double[] x = {1e60, 1e60};
    assertThrows(OnlineDiverged.class, () -> online.step(x, new double[] {1e150}));
    OnlineMesh fresh = linear.online(DEFAULTS);
    assertArrayEquals(steps(fresh, 1, 9), steps(online, 1, 9));
    assertArrayEquals(fresh.weights(), online.weights());
  }

  @Test
  void whatDoesNotFitIsRefused() {
    OnlineMesh online = mesh().online(DEFAULTS.lanes(2));
    refused("nothing to learn|no prediction", () -> online.learn(new double[] {1, 1}));
    refused(
        "expected inputs of 2 in each of 2 streams, 4 numbers; got 3",
        () -> online.predict(new double[3]));
    refused(
        "expected finite inputs, got NaN at index 1",
        () -> online.predict(new double[] {0, Double.NaN, 0, 0}));
    refused("expected outputs of 1", () -> online.predict(new double[4], new double[1]));
    online.predict(new double[4]);
    refused("expected targets of 1 in each of 2 streams", () -> online.learn(new double[4]));
    refused(
        "expected finite targets, or NaN for none; got Infinity",
        () -> online.learn(new double[] {Double.POSITIVE_INFINITY, 0}));
    online.learn(new double[2]);
    refused("no prediction to learn from", () -> online.learn(new double[2]));
    refused("expected a stream from 0 to 1, got 2", () -> online.reset(2));
    refused("set them: Mesh.of(9)", () -> Mesh.of(9).connect(Wiring.dense()).online(DEFAULTS));
    refused(
        "no path leads from an input to an output, so nothing can be learned; connect more",
        () -> Mesh.of(8).inputs(1).outputs(1).connect(Wiring.range(1, 1, 7, 7)).online(DEFAULTS));
    refused("at least 1 stream", () -> DEFAULTS.lanes(0));
    refused("got -1", () -> DEFAULTS.resetEvery(-1));
    refused("(0, 1)", () -> DEFAULTS.fading(1));
    refused("at least 1 step", () -> DEFAULTS.window(0));
  }

  private static void refused(String part, Executable work) {
    RuntimeException refusal = assertThrows(RuntimeException.class, work);
    String message = String.valueOf(refusal.getMessage());
    assertTrue(Arrays.stream(part.split("\\|")).anyMatch(message::contains), message);
  }

  @Test
  void tellsWhatItIs() {
    OnlineMesh online = mesh().online(DEFAULTS.lanes(2).resetEvery(200));
    steps(online, 1, 3);
    assertEquals(
        """
        Mesh of 14 neurons, wired random(0.4, seed 3) and range 3..12 -> 13..13, 2 ticks a step, tanh on hidden and identity on output neurons
          topology  %s
          training  exact gradient, Adam at 0.001, uniform by in-degree, 2 lanes, reset every 200 steps, seed 1
          outputs   values
          steps     3 steps predicted, 3 learned from, of 2 ticks each\
        """
            .formatted(online.topology()),
        online.summary());
  }
}
