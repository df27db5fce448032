package org.meshnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.meshnn.engine.Activation;
import org.meshnn.engine.OnlineGradient;
import org.meshnn.engine.RandomMeshes;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.Datasets;
import org.meshnn.tables.Target;
import org.meshnn.train.OnlineTraining;
import org.meshnn.train.Optimiser;
import org.meshnn.train.Training;

/** A mesh that was saved at any step and loaded goes on to the same bits. */
class OnlineSaveTest {
  private static final int STEPS = 40;

  @TempDir Path folder;

  private static OnlineMesh online(long seed) {
    RandomGenerator random = RandomMeshes.generator(seed);
    OnlineTraining training =
        OnlineTraining.defaults()
            .lanes(random.nextInt(1, 4))
            .resetEvery(random.nextInt(0, 7))
            .gradient(
                switch ((int) (seed % 5)) {
                  case 0 -> OnlineGradient.exact();
                  case 1 -> OnlineGradient.snap(random.nextInt(1, 5));
                  case 2 -> new OnlineGradient(OnlineGradient.Kind.EXACT_TICK_BY_TICK, 0);
                  case 3 -> new OnlineGradient(OnlineGradient.Kind.EXACT_BY_BLOCKS, 0);
                  default -> OnlineGradient.truncated(random.nextInt(1, 9));
                })
            .optimiser(random.nextBoolean() ? Optimiser.adam(0.01) : other(seed))
            .clipNorm(random.nextBoolean() ? 0.5 : Double.POSITIVE_INFINITY)
            .weightDecay(random.nextBoolean() ? 0.01 : 0)
            .window(random.nextInt(1, 500))
            .seed(seed);
    return Mesh.of(12)
        .inputs(2)
        .outputs(2)
        .target(random.nextBoolean() ? Target.CLASSES : Target.AUTO)
        .bias(random.nextBoolean())
        .connect(Wiring.random(0.5, seed).and(Wiring.range(3, 9, 10, 11)))
        .activation(Activation.TANH)
        .leak(random.nextBoolean() ? 0.7 : 1)
        .ticksPerStep(random.nextInt(1, 4))
        .online(random.nextBoolean() ? training : training.fading(0.9));
  }

  private static Optimiser other(long seed) {
    return switch ((int) (seed % 4)) {
      case 0 -> Optimiser.adamW(0.01, 0.1);
      case 1 -> Optimiser.rmsProp(0.01);
      case 2 -> Optimiser.sgd(0.01, 0.9).nesterov();
      default -> Optimiser.sgd(0.01, 0.9);
    };
  }

  @Test
  void anOptimiserOfOnesOwnIsHandedIn() {
    Optimiser own =
        Optimiser.of(
            "mine",
            0.01,
            (w, g, rate, memory) -> {
              double[] u = memory.array("u");
              for (int i = 0; i < w.length; i++) {
                u[i] = 0.5 * u[i] + g[i];
                w[i] -= rate * u[i];
              }
            });
    Mesh mesh = Mesh.of(8).inputs(2).outputs(1).connect(Wiring.dense());
    OnlineMesh unbroken = mesh.online(OnlineTraining.defaults().optimiser(own));
    unbroken.step(new double[] {1, 2}, new double[] {0.5});
    Path file = unbroken.save(folder.resolve("own.mesh"));
    OnlineMesh broken = OnlineMesh.load(file, own);
    for (int step = 0; step < 9; step++) {
      double[] x = {step, 1};
      assertEquals(
          unbroken.step(x, new double[] {0.1 * step}), broken.step(x, new double[] {0.1 * step}));
    }
    assertArrayEquals(unbroken.weights(), broken.weights());
    assertEquals(unbroken.summary(), broken.summary());
    for (Runnable wrong :
        List.<Runnable>of(
            () -> OnlineMesh.load(file), () -> OnlineMesh.load(file, Optimiser.sgd(0.01)))) {
      String said = assertThrows(IllegalArgumentException.class, wrong::run).getMessage();
      assertTrue(said.contains("mine at 0.01"), said);
    }
  }

  private static double[] x(RandomGenerator random, OnlineMesh online) {
    return random.doubles(2L * online.lanes(), -1, 1).toArray();
  }

  private static double[] target(RandomGenerator random, OnlineMesh online) {
    int count = online.classification() ? online.lanes() : 2 * online.lanes();
    double[] target = new double[count];
    for (int i = 0; i < count; i++) {
      target[i] = random.nextInt(5) == 0 ? Double.NaN : random.nextInt(2);
    }
    return target;
  }

  /** Between a prediction and what is learned from it too. */
  @ParameterizedTest
  @CsvSource({
    "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17",
    "18", "19", "20"
  })
  void goesOnToTheSameBits(long seed) {
    RandomGenerator random = RandomMeshes.generator(100 + seed);
    OnlineMesh unbroken = online(seed);
    OnlineMesh broken = online(seed);
    Path file = folder.resolve("online.mesh");
    broken = OnlineMesh.load(broken.save(file));
    for (int step = 0; step < STEPS; step++) {
      double[] x = x(random, unbroken);
      double[] target = target(random, unbroken);
      assertArrayEquals(unbroken.predict(x), broken.predict(x));
      if (random.nextInt(4) == 0) {
        broken = OnlineMesh.load(broken.save(file));
      }
      if (random.nextInt(4) > 0) {
        assertEquals(unbroken.learn(target), broken.learn(target));
      }
      if (random.nextInt(4) == 0) {
        broken = OnlineMesh.load(broken.save(file.toString()));
      }
    }
    assertArrayEquals(unbroken.weights(), broken.weights());
    assertEquals(unbroken.steps(), broken.steps());
    assertEquals(unbroken.learned(), broken.learned());
    assertEquals(unbroken.topology(), broken.topology());
    assertEquals(unbroken.summary(), broken.summary());
    assertEquals(unbroken.training().window(), broken.training().window());
    assertEquals(unbroken.training().fading(), broken.training().fading());
  }

  static Stream<Arguments> kernels() {
    return Stream.of(
            OnlineGradient.exact(),
            new OnlineGradient(OnlineGradient.Kind.EXACT_TICK_BY_TICK, 0),
            new OnlineGradient(OnlineGradient.Kind.EXACT_BY_BLOCKS, 0),
            OnlineGradient.snap(3),
            OnlineGradient.truncated(5))
        .flatMap(
            gradient ->
                IntStream.of(1, 3)
                    .boxed()
                    .flatMap(
                        lanes ->
                            Stream.of(
                                Arguments.of(gradient, lanes, "vector", "scalar"),
                                Arguments.of(gradient, lanes, "scalar", "vector"))));
  }

  /** Where vectors have another width, or there are none; between predict and learn too. */
  @ParameterizedTest
  @MethodSource("kernels")
  void goesOnWithOtherKernels(OnlineGradient gradient, int lanes, String here, String there) {
    assumeTrue(ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent());
    for (Wiring wiring : List.of(Wiring.dense(), Wiring.random(0.4, 1))) {
      for (int at : new int[] {0, 1, 7, 30}) {
        goesOn(wiring, gradient, lanes, at, here, there);
      }
    }
  }

  private void goesOn(
      Wiring wiring, OnlineGradient gradient, int lanes, int at, String here, String there) {
    OnlineTraining training =
        OnlineTraining.defaults().gradient(gradient).lanes(lanes).optimiser(Optimiser.sgd(0.05));
    Mesh mesh =
        Mesh.of(17)
            .inputs(1)
            .outputs(1)
            .connect(wiring)
            .activation(Activation.TANH)
            .leak(0.6)
            .ticksPerStep(2);
    RandomGenerator random = RandomMeshes.generator(at);
    Path file = folder.resolve("online.mesh");
    String before = System.getProperty("meshnn.kernels");
    try {
      System.setProperty("meshnn.kernels", here);
      OnlineMesh unbroken = mesh.online(training);
      OnlineMesh broken = unbroken;
      for (int step = 0; step < STEPS; step++) {
        double[] x = random.doubles(lanes, -1, 1).toArray();
        double[] y = random.doubles(lanes, -1, 1).toArray();
        double[] output = unbroken.predict(x);
        if (broken != unbroken) {
          assertArrayEquals(output, broken.predict(x), 0);
        }
        if (step == at) {
          unbroken.save(file);
          System.setProperty("meshnn.kernels", there);
          broken = OnlineMesh.load(file);
        }
        unbroken.learn(y);
        if (broken != unbroken) {
          broken.learn(y);
        }
      }
      assertArrayEquals(unbroken.weights(), broken.weights(), 0);
    } finally {
      if (before == null) {
        System.clearProperty("meshnn.kernels");
      } else {
        System.setProperty("meshnn.kernels", before);
      }
    }
  }

  @Test
  void theSameStateIsTheSameBytes() throws IOException {
    OnlineMesh online = online(3);
    online.predict(new double[2 * online.lanes()]);
    Path first = online.save(folder.resolve("a.mesh"));
    Path second = OnlineMesh.load(first).save(folder.resolve("b.mesh"));
    assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
  }

  @Test
  void aFileOfTheOtherKindSaysWhatItIs() {
    Path online = online(1).save(folder.resolve("online.mesh"));
    Path trained =
        Mesh.of(9)
            .connect(Wiring.dense())
            .train(Datasets.iris(), "species", Training.defaults().epochs(1))
            .save(folder.resolve("trained.mesh"));
    String one =
        assertThrows(IllegalArgumentException.class, () -> TrainedMesh.load(online)).getMessage();
    String other =
        assertThrows(IllegalArgumentException.class, () -> OnlineMesh.load(trained)).getMessage();
    assertTrue(
        one.endsWith(
            "a mesh that learns online, not a mesh trained on a table; OnlineMesh.load(path) reads"
                + " it"),
        one);
    assertTrue(
        other.endsWith(
            "a mesh trained on a table, not a mesh that learns online; TrainedMesh.load(path) reads"
                + " it"),
        other);
  }
}
