package org.meshnn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meshnn.train.Rings.rings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meshnn.engine.Activation;
import org.meshnn.engine.Block;
import org.meshnn.engine.Case;
import org.meshnn.engine.GradientMethod;
import org.meshnn.engine.RandomMeshes;
import org.meshnn.engine.Transition;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;
import org.meshnn.plan.Clamping;
import org.meshnn.plan.Plan;
import org.meshnn.plan.Rest;

/** A training that goes on from a state ends with the bits of one that never stopped. */
class ResumeTest {
  private static final Path NOWHERE = Path.of("nowhere");

  /** Anything that can be trained, ready to be trained again and again. */
  private record Problem(
      Plan plan,
      Transition transition,
      Loss loss,
      Training training,
      Samples train,
      @Nullable Samples validation) {

    Fit fit(Loss measured, @Nullable TrainingState from, List<TrainingState> states) {
      Trainer trainer =
          Trainer.of(
              plan,
              transition,
              measured,
              1,
              training.checkpoints(NOWHERE, 1),
              Trainer.Randomness.of(training.seed()),
              train,
              validation);
      return trainer.fit(
          from == null ? trainer.begin() : from,
          snapshot -> {
            assertEquals(Ending.INTERRUPTED, snapshot.ending());
            states.add(copy(snapshot.state().orElseThrow()));
          });
    }

    Fit fit(@Nullable TrainingState from) {
      return fit(loss, from, new ArrayList<>());
    }
  }

  static LongStream seeds() {
    return LongStream.range(0, Integer.getInteger("resume.settings", 100));
  }

  private static Problem random(long seed) {
    RandomGenerator random = RandomMeshes.generator(seed);
    Case mesh = RandomMeshes.of(seed);
    Plan plan =
        Plan.of(
            mesh.topology(),
            mesh.ticks(),
            Clamping.CONSTANT,
            mesh.transition().rest(mesh.topology().roles()));
    Samples train = samples(mesh, 1 + random.nextInt(40), random);
    boolean validated = random.nextBoolean();
    if (random.nextInt(3) == 0) {
      train = train.weighted(random.doubles(train.y().numCols, 0.5, 2).toArray());
    }
    Training training =
        Training.defaults()
            .seed(seed)
            .epochs(1 + random.nextInt(7))
            .batchSize(1 + random.nextInt(45))
            .optimiser(optimiser(random))
            .dropout(random.nextBoolean() ? 0 : 0.3)
            .shuffle(random.nextInt(4) > 0)
            .patience(validated ? random.nextInt(3) : 0)
            .clipNorm(random.nextBoolean() ? 0.5 : Double.POSITIVE_INFINITY)
            .weightDecay(random.nextBoolean() ? 0 : 0.01)
            .l1(random.nextBoolean() ? 0 : 0.001)
            .monitor(random.nextInt(3) > 0 ? Monitor.LOSS : Monitor.METRIC)
            .gradient(random.nextInt(3) > 0 ? GradientMethod.FORWARD_ONLY : GradientMethod.BACKWARD)
            .threads(1 + random.nextInt(3));
    training = training.schedule(schedule(training.epochs(), random));
    training = random.nextBoolean() ? training : rewired(training, mesh.topology().edges(), random);
    return new Problem(
        plan,
        mesh.transition(),
        mesh.loss(),
        training,
        train,
        validated ? samples(mesh, 10, random) : null);
  }

  private static Training rewired(Training training, int edges, RandomGenerator random) {
    return switch (random.nextInt(3)) {
      case 0 -> training.rewiring(Rewiring.set(0.3));
      case 1 -> training.rewiring(Rewiring.rigl(0.5).every(1 + random.nextInt(4)).until(1));
      default ->
          training.epochs() > 1 && edges > 3
              ? training.rewiring(Rewiring.pruneTo(1 + random.nextInt(edges - 1)))
              : training;
    };
  }

  private static Optimiser optimiser(RandomGenerator random) {
    return switch (random.nextInt(7)) {
      case 0 -> Optimiser.sgd(0.05);
      case 1 -> Optimiser.sgd(0.05, 0.9);
      case 2 -> Optimiser.sgd(0.05, 0.9).nesterov();
      case 3 -> Optimiser.adamW(0.05, 0.1);
      case 4 -> new RmsProp(0.01, 0.9, 0.5, 1e-8);
      case 5 -> OptimiserTest.own();
      default -> Optimiser.adam(0.05);
    };
  }

  private static Schedule schedule(int epochs, RandomGenerator random) {
    return switch (random.nextInt(6)) {
      case 0 -> Schedule.step(1 + random.nextInt(3), 0.5);
      case 1 -> Schedule.exponential(0.8);
      case 2 -> Schedule.cosine().warmUp(random.nextInt(epochs));
      case 3 -> Schedule.onPlateau(random.nextInt(2), 0.5).threshold(0.1);
      case 4 -> Schedule.oneCycle();
      default -> Schedule.constant();
    };
  }

  private static Samples samples(Case mesh, int rows, RandomGenerator random) {
    DMatrixRMaj x = new DMatrixRMaj(rows, mesh.topology().inputs());
    Arrays.setAll(x.data, i -> random.nextGaussian());
    DMatrixRMaj y = new DMatrixRMaj(rows, mesh.topology().outputs());
    for (int row = 0; row < rows; row++) {
      y.set(row, random.nextInt(y.numCols), 1);
    }
    return new Samples(x, y);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void fromTheEndOfEveryEpoch(long seed) {
    goesOnFromEveryEpoch(random(seed));
  }

  /** Batches large enough for several threads to share. */
  @Test
  void onSeveralThreads() {
    Transition tanh = new Transition(Activation.TANH, Activation.IDENTITY);
    Plan plan =
        Plan.of(Wiring.dense().wire(new Roles(2, true, 80, 2)), 3, Clamping.CONSTANT, Rest.SILENT);
    Training training = Training.defaults().epochs(4).batchSize(100).dropout(0.2).threads(3);
    goesOnFromEveryEpoch(
        new Problem(plan, tanh, Loss.CROSS_ENTROPY, training, rings(250, 1), rings(50, 2)));
  }

  private static void goesOnFromEveryEpoch(Problem problem) {
    List<TrainingState> states = new ArrayList<>();
    Fit whole = problem.fit(problem.loss(), null, states);
    int goneOn = whole.epochs().size() - (whole.ending() == Ending.DIVERGED ? 0 : 1);
    assertEquals(goneOn, states.size(), "none where training ends");
    for (TrainingState from : states) {
      List<TrainingState> later = new ArrayList<>();
      TrainingState kept = copy(from);
      Fit resumed = problem.fit(problem.loss(), from, later);
      assertSame(whole, resumed);
      assertEquals(from.epochs(), resumed.epochs().subList(0, from.epochs().size()));
      assertSame(kept, from);
      for (TrainingState again : later) { // so that going on twice is going on once
        assertSame(states.get(again.epochs().size() - 1), again);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void fromTheMiddleOfAnEpochAndTwice(long seed) {
    Problem problem = random(seed);
    Fit whole = problem.fit(null);
    RandomGenerator random = RandomMeshes.generator(seed);
    Fit fit =
        problem.fit(new Interrupting(problem.loss(), random.nextInt(60)), null, new ArrayList<>());
    for (int i = 0; i < 3 && fit.ending() == Ending.INTERRUPTED; i++) {
      Loss interrupting = new Interrupting(problem.loss(), random.nextInt(60));
      fit = problem.fit(interrupting, fit.state().orElseThrow(), new ArrayList<>());
    }
    boolean open = fit.ending() == Ending.INTERRUPTED;
    assertSame(whole, open ? problem.fit(fit.state().orElseThrow()) : fit);
  }

  /** Interrupts the training thread at one of its batches. */
  private static final class Interrupting implements Loss {
    private final Loss loss;
    private final Thread training = Thread.currentThread();
    private final AtomicInteger left;

    Interrupting(Loss loss, int calls) {
      this.loss = loss;
      left = new AtomicInteger(calls);
    }

    @Override
    public double sum(
        Block z, Block g, double[] targets, int[] order, int from, int count, double scale) {
      if (left.getAndDecrement() == 0) {
        training.interrupt();
      }
      return loss.sum(z, g, targets, order, from, count, scale);
    }

    @Override
    public void prepare(Block z, Block g, int count) {
      loss.prepare(z, g, count);
    }

    @Override
    public double sample(Block z, Block g, int p, double[] y, int at, double factor) {
      return loss.sample(z, g, p, y, at, factor);
    }

    @Override
    public Metric metric() {
      return loss.metric();
    }
  }

  @Test
  void theMemoryAtTheEndBelongsToTheWeights() {
    Problem early = early();
    Fit stopped = early.fit(null);
    assertEquals(Ending.STOPPED_EARLY, stopped.ending());
    assertEquals(Optional.empty(), stopped.memory());
    assertEquals(Optional.empty(), stopped.state());
    Fit completed =
        new Problem(
                early.plan(),
                early.transition(),
                early.loss(),
                Training.defaults().epochs(2),
                early.train(),
                null)
            .fit(null);
    Optimiser.Memory memory = completed.memory().orElseThrow();
    assertEquals(Set.of("m", "v"), memory.perWeight().keySet());
    assertEquals(Math.pow(0.9, completed.steps()), memory.numbers().get("beta1^t"), 1e-12);
  }

  private static Problem early() {
    Transition tanh = new Transition(Activation.TANH, Activation.IDENTITY);
    Plan plan =
        Plan.of(Wiring.dense().wire(new Roles(2, true, 6, 2)), 3, Clamping.CONSTANT, Rest.SILENT);
    Training training = Training.defaults().epochs(500).optimiser(Optimiser.adam(0.05)).patience(5);
    return new Problem(plan, tanh, Loss.CROSS_ENTROPY, training, rings(30, 1), rings(40, 2));
  }

  /** Though it would choose another now, as on a machine with more memory. */
  @Test
  void goesOnByTheGradientThatWasTaken() {
    Problem early = early(); // dense, 3 ticks: AUTO takes back-propagation
    List<TrainingState> states = new ArrayList<>();
    Fit forward = early.fit(early.loss(), null, states);
    Problem auto =
        new Problem(
            early.plan(),
            early.transition(),
            early.loss(),
            early.training().gradient(GradientMethod.AUTO),
            early.train(),
            early.validation());
    assertEquals(Optional.of(GradientMethod.BACKWARD), auto.fit(null).gradient());
    assertEquals(Optional.of(GradientMethod.FORWARD_ONLY), auto.fit(states.get(1)).gradient());
    assertSame(forward, auto.fit(states.get(1)));
  }

  @Test
  void statesOfOtherTrainingsAreRefused() {
    Problem problem = early();
    List<TrainingState> states = new ArrayList<>();
    problem.fit(problem.loss(), null, states);
    TrainingState state = states.get(2);
    assertRefused(
        "15 rows in batches of 15, 1 steps an epoch; got one of 6 steps after 3 epochs",
        () ->
            new Problem(
                    problem.plan(),
                    problem.transition(),
                    problem.loss(),
                    problem.training(),
                    rings(15, 1),
                    rings(40, 2))
                .fit(state));
    assertRefused(
        "expected the memory of SGD at 0.1, numbers [] and arrays [u]; got numbers [beta1^t,"
            + " beta2^t] and arrays [m, v], that of another optimiser",
        () -> Optimiser.sgd(0.1).start(64, state.memory()));
    int edges = state.weights().length;
    assertRefused(
        "expected a memory of " + (edges + 1) + " weights, got 'm' of " + edges,
        () -> Optimiser.adam(0.1).start(edges + 1, state.memory()));
    assertRefused(
        "with " + edges + " weights; got one with 3",
        () -> problem.fit(TrainingState.begin(three(), new double[3], state.memory())));
    assertRefused(
        "a weight for each of 3 edges, got 4",
        () -> TrainingState.begin(three(), new double[4], state.memory()));
    TrainingState.Best best = state.best();
    assertRefused(
        "with epoch 1, got 2",
        () ->
            new TrainingState(
                state.topology(),
                state.weights(),
                state.memory(),
                2,
                state.epochs().subList(1, 2),
                state.rewirings(),
                0,
                best,
                Optional.empty(),
                state.gradient()));
    assertRefused(
        "with one of the epochs as the best, got 9",
        () ->
            new TrainingState(
                state.topology(),
                state.weights(),
                state.memory(),
                state.steps(),
                state.epochs(),
                state.rewirings(),
                0,
                new TrainingState.Best(best.topology(), best.weights(), 0.1, 9),
                Optional.empty(),
                state.gradient()));
  }

  private static Topology three() {
    return Wiring.range(0, 2, 3, 3).wire(new Roles(2, true, 6, 2));
  }

  private static void assertRefused(String expected, Runnable wrong) {
    String message = assertThrows(IllegalArgumentException.class, wrong::run).getMessage();
    assertTrue(message.contains(expected), message);
  }

  @Test
  void secondsGoOn() {
    Problem problem = early();
    List<TrainingState> states = new ArrayList<>();
    problem.fit(problem.loss(), null, states);
    TrainingState state = states.get(0);
    TrainingState long1 =
        new TrainingState(
            state.topology(),
            state.weights(),
            state.memory(),
            state.steps(),
            state.epochs(),
            state.rewirings(),
            1000,
            state.best(),
            state.part(),
            state.gradient());
    double seconds = problem.fit(long1).epochs().get(1).seconds();
    assertTrue(seconds >= 1000 && seconds < 1100, seconds + " s");
  }

  private static TrainingState copy(TrainingState state) {
    TreeMap<String, double[]> arrays = new TreeMap<>();
    state.memory().perWeight().forEach((name, array) -> arrays.put(name, array.clone()));
    TrainingState.Best best = state.best();
    return new TrainingState(
        state.topology(),
        state.weights().clone(),
        new Optimiser.Memory(state.memory().numbers(), arrays),
        state.steps(),
        state.epochs(),
        state.rewirings(),
        state.seconds(),
        new TrainingState.Best(best.topology(), best.weights().clone(), best.loss(), best.epoch()),
        state.part(),
        state.gradient());
  }

  private static void assertSame(Fit expected, Fit actual) {
    assertEquals(expected.topology(), actual.topology());
    assertArrayEquals(expected.weights(), actual.weights());
    assertEquals(expected.rewirings(), actual.rewirings());
    assertEquals(timeless(expected.epochs()), timeless(actual.epochs()));
    assertEquals(expected.bestEpoch(), actual.bestEpoch());
    assertEquals(expected.ending(), actual.ending());
    assertEquals(expected.steps(), actual.steps());
    assertEquals(expected.memory().isPresent(), actual.memory().isPresent());
    expected.memory().ifPresent(memory -> assertSame(memory, actual.memory().orElseThrow()));
    assertFalse(actual.state().isPresent());
  }

  private static void assertSame(TrainingState expected, TrainingState actual) {
    assertEquals(expected.topology(), actual.topology());
    assertArrayEquals(expected.weights(), actual.weights());
    assertEquals(expected.rewirings(), actual.rewirings());
    assertSame(expected.memory(), actual.memory());
    assertEquals(expected.steps(), actual.steps());
    assertEquals(timeless(expected.epochs()), timeless(actual.epochs()));
    assertEquals(expected.best().topology(), actual.best().topology());
    assertArrayEquals(expected.best().weights(), actual.best().weights());
    assertEquals(expected.best().loss(), actual.best().loss());
    assertEquals(expected.best().epoch(), actual.best().epoch());
  }

  private static void assertSame(Optimiser.Memory expected, Optimiser.Memory actual) {
    assertEquals(expected.numbers(), actual.numbers());
    assertEquals(expected.perWeight().keySet(), actual.perWeight().keySet());
    expected
        .perWeight()
        .forEach((name, array) -> assertArrayEquals(array, actual.perWeight().get(name), name));
  }

  private static List<Epoch> timeless(List<Epoch> epochs) {
    return epochs.stream()
        .map(
            e ->
                new Epoch(
                    e.number(),
                    e.loss(),
                    e.metric(),
                    e.validationLoss(),
                    e.validationMetric(),
                    0,
                    e.learningRate(),
                    e.monitored()))
        .toList();
  }
}
