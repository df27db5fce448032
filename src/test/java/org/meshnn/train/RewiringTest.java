package org.meshnn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meshnn.train.Rings.rings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meshnn.engine.Activation;
import org.meshnn.engine.PairGradient;
import org.meshnn.engine.Precision;
import org.meshnn.engine.RandomMeshes;
import org.meshnn.engine.Transition;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;
import org.meshnn.plan.Clamping;
import org.meshnn.plan.Plan;
import org.meshnn.plan.Rest;

/** Edges that change while a mesh learns. */
class RewiringTest {
  private static final Transition TANH = new Transition(Activation.TANH, Activation.IDENTITY);
  private static final Roles ROLES = new Roles(2, true, 20, 2);
  private static final Topology SPARSE =
      Wiring.random(0.2, 1).and(Wiring.complete().keep(0.1, 2)).wire(ROLES);
  private static final Plan PLAN = plan(SPARSE);
  private static final Samples TRAIN = rings(200, 1); // 13 steps an epoch

  private static Plan plan(Topology topology) {
    return Plan.of(topology, 3, Clamping.CONSTANT, Rest.SILENT);
  }

  private static Training training(Rewiring rewiring) {
    return Training.defaults().epochs(8).rewiring(rewiring);
  }

  private static Fit fit(Training training, @Nullable Samples validation) {
    return Trainer.fit(
        PLAN,
        TANH,
        Loss.CROSS_ENTROPY,
        1,
        training,
        Trainer.Randomness.of(training.seed()),
        TRAIN,
        validation);
  }

  static List<Rewiring> rewirings() {
    return List.of(
        Rewiring.set(0.3),
        Rewiring.rigl(0.3).every(10),
        Rewiring.set(0.4).within(Wiring.range(0, 2, 3, 22), Wiring.range(3, 22, 3, 24)),
        Rewiring.rigl(0.5).every(7).until(1).within(Wiring.range(3, 22, 3, 24)),
        Rewiring.prune(0.3),
        Rewiring.pruneTo(50).until(1));
  }

  private static List<Topology> topologies(Training training) {
    List<Topology> topologies = new ArrayList<>(List.of(SPARSE));
    fit(
        training.listen(
            new Listener() {
              @Override
              public void epochDone(Epoch epoch, int epochs) {}

              @Override
              public void rewired(Rewired rewired, Topology topology) {
                topologies.add(topology);
                assertEquals(rewired.edges(), topology.edges());
              }
            }),
        null);
    return topologies;
  }

  private static Set<Long> pairs(Topology topology) {
    Set<Long> pairs = new HashSet<>();
    for (int to = 0; to < topology.neurons(); to++) {
      for (int e = topology.columnStart(to); e < topology.columnEnd(to); e++) {
        assertTrue(pairs.add(EdgeChange.pair(topology.source(e), to)), "an edge twice");
      }
    }
    return pairs;
  }

  @ParameterizedTest
  @MethodSource("rewirings")
  void isWhatTheLogSays(Rewiring rewiring) {
    Fit fit = fit(training(rewiring), null);
    List<Topology> topologies = topologies(training(rewiring));
    assertEquals(topologies.size() - 1, fit.rewirings().size());
    assertEquals(topologies.get(topologies.size() - 1), fit.topology());
    assertEquals(fit.topology().edges(), fit.weights().length);
    assertTrue(fit.rewirings().size() >= 5, fit.rewirings().toString());
    for (int i = 0; i < fit.rewirings().size(); i++) {
      Rewired rewired = fit.rewirings().get(i);
      Set<Long> gone = pairs(topologies.get(i));
      Set<Long> come = pairs(topologies.get(i + 1));
      assertEquals(rewired.edges(), come.size());
      come.removeAll(pairs(topologies.get(i)));
      gone.removeAll(pairs(topologies.get(i + 1)));
      assertTrue(come.stream().allMatch(pair -> EdgeChange.to(pair) >= ROLES.clamped()));
      assertTrue(rewired.grown() >= come.size()); // of SET, one that was dropped may come again
      assertEquals(rewired.dropped() - rewired.grown(), gone.size() - come.size());
      if (!(rewiring instanceof MagnitudePruning)) {
        assertEquals(SPARSE.edges(), rewired.edges());
        assertTrue(rewired.grown() > 0 || rewiring instanceof RiggedLottery); // late: none
      }
    }
  }

  /** Threads have enough to do here to share batches. */
  @ParameterizedTest
  @MethodSource("rewirings")
  void theSameBitsForAnyNumberOfThreads(Rewiring rewiring) {
    Training large = training(rewiring).batchSize(100).dropout(0.2);
    Fit one = wide(large.threads(1));
    Fit three = wide(large.threads(3));
    assertEquals(one.topology(), three.topology());
    assertArrayEquals(one.weights(), three.weights());
    Fit other = wide(large.seed(2));
    assertNotEquals(Arrays.toString(one.weights()), Arrays.toString(other.weights()));
  }

  private static Fit wide(Training training) {
    Topology topology = Wiring.random(0.5, 1).wire(new Roles(2, true, 90, 2));
    Training few = training.epochs(4);
    few =
        few.rewiring().orElseThrow() instanceof RiggedLottery rigl
            ? few.rewiring(rigl.every(2))
            : few;
    return Trainer.fit(
        plan(topology),
        TANH,
        Loss.CROSS_ENTROPY,
        1,
        few,
        Trainer.Randomness.of(training.seed()),
        TRAIN,
        null);
  }

  /** What edges draw does not move what others draw: with edges that stay, weights are the same. */
  @Test
  void otherDrawsDoNotMove() {
    Rewiring nothing = Rewiring.rigl(0.3).every(1_000_000);
    Fit plain = fit(Training.defaults().epochs(8).dropout(0.1), null);
    assertArrayEquals(plain.weights(), fit(training(nothing).dropout(0.1), null).weights());
    Fit set = fit(training(Rewiring.set(0.3)).epochs(1).dropout(0.1), null);
    Fit first = fit(Training.defaults().epochs(1).dropout(0.1), null);
    assertArrayEquals(first.weights(), set.weights(), "no rewiring after the last epoch");
  }

  @Test
  void setDropsTheWeakestOfEachSignAndDrawsWeights() {
    RandomGenerator random = RandomMeshes.generator(5);
    double[] weights = random.doubles(SPARSE.edges(), -1, 1).toArray();
    Rewirer rewirer = rewirer(training(Rewiring.set(0.3)), SPARSE, weights);
    Rewirer.Step step = rewirer.betweenEpochs(SPARSE, weights, 13);
    int first = SPARSE.columnStart(ROLES.clamped());
    Set<Integer> dropped = new HashSet<>();
    for (double sign : new double[] {1, -1}) {
      List<Integer> edges =
          IntStream.range(first, SPARSE.edges())
              .filter(e -> Math.signum(weights[e]) == sign)
              .boxed()
              .sorted(Comparator.comparingDouble(e -> Math.abs(weights[e])))
              .toList();
      dropped.addAll(edges.subList(0, (int) Math.round(0.3 * edges.size())));
    }
    int[] origin = step.change().origin();
    Set<Integer> kept = new HashSet<>();
    for (int e = 0; e < origin.length; e++) {
      if (origin[e] >= 0) {
        kept.add(origin[e]);
        assertEquals(weights[origin[e]], step.weights()[e]);
      } else {
        assertNotEquals(0, step.weights()[e], "drawn");
      }
    }
    for (int e = 0; e < SPARSE.edges(); e++) {
      assertEquals(!dropped.contains(e), kept.contains(e), "edge " + e);
    }
    assertEquals(SPARSE.edges(), step.change().after().edges());
  }

  private static Rewirer rewirer(Training training, Topology topology, double[] weights) {
    TrainingState begin =
        TrainingState.begin(topology, weights, training.optimiser().start(weights.length).memory());
    return new Rewirer(
        training.rewiring().orElseThrow(),
        training,
        13,
        Trainer.Randomness.of(1).rewiring(),
        begin);
  }

  /** Each part keeps its number of edges, and what is in none stays as it is. */
  @Test
  void partsKeepTheirNumberOfEdges() {
    Roles roles = new Roles(4, true, 12, 3);
    Topology perceptron = Wiring.layered(6, 6).keep(0.5, 3).wire(roles);
    List<Wiring> layers = Wiring.betweenLayers(6, 6).subList(0, 2);
    RandomGenerator random = RandomMeshes.generator(6);
    double[] weights = random.doubles(perceptron.edges(), -1, 1).toArray();
    Training training = training(Rewiring.set(0.5).within(layers)).epochs(30);
    Rewirer rewirer = rewirer(training, perceptron, weights);
    Topology now = perceptron;
    Set<Long> all = pairs(Wiring.layered(6, 6).wire(roles));
    for (int epoch = 1; epoch < 20; epoch++) {
      Rewirer.Step step = rewirer.betweenEpochs(now, weights, 13 * epoch);
      for (Wiring layer : layers) {
        Set<Long> region = pairs(layer.wire(roles));
        assertEquals(within(region, perceptron), within(region, step.change().after()));
      }
      assertTrue(all.containsAll(pairs(step.change().after())), "still a perceptron");
      now = step.change().after();
      weights = step.weights();
    }
    Set<Long> outside = pairs(perceptron);
    layers.forEach(layer -> outside.removeAll(pairs(layer.wire(roles))));
    assertTrue(pairs(now).containsAll(outside));
    assertNotEquals(perceptron, now);
  }

  private static long within(Set<Long> region, Topology topology) {
    return pairs(topology).stream().filter(region::contains).count();
  }

  /** Brute force: of the weakest edges and the pairs without one, those of largest gradient. */
  @Test
  void riglGrowsWhereTheGradientIsLargest() {
    RandomGenerator random = RandomMeshes.generator(7);
    double[] weights = random.doubles(SPARSE.edges(), -1, 1).toArray();
    PairGradient gradient = new PairGradient(SPARSE, TANH, 3, 16);
    int[] order = RowOrder.ascending(16);
    gradient.load(TRAIN.x(), order, 0, 16);
    gradient.run(
        weights,
        (target, z, g) -> Loss.CROSS_ENTROPY.sum(z, g, TRAIN.y().data, order, 0, 16, 1.0 / 16));
    Rewirer rewirer = rewirer(training(Rewiring.rigl(0.4).every(10)), SPARSE, weights);
    Rewirer.Step step = rewirer.byGradient(SPARSE, weights, 29, gradient);
    double fraction = 0.4 / 2 * (1 + Math.cos(Math.PI * 30 / (0.75 * 8 * 13)));
    int first = SPARSE.columnStart(ROLES.clamped());
    List<Integer> weakest =
        IntStream.range(first, SPARSE.edges())
            .boxed()
            .sorted(Comparator.comparingDouble(e -> Math.abs(weights[e])))
            .toList();
    int k = (int) Math.round(fraction * weakest.size());
    Set<Long> edges = pairs(SPARSE);
    for (int to = ROLES.clamped(); to < ROLES.neurons(); to++) {
      for (int e = SPARSE.columnStart(to); e < SPARSE.columnEnd(to); e++) {
        if (weakest.subList(0, k).contains(e)) {
          edges.remove(EdgeChange.pair(SPARSE.source(e), to));
        }
      }
    }
    List<Long> candidates = new ArrayList<>(pairs(Wiring.dense().wire(ROLES)));
    candidates.removeAll(edges);
    candidates.sort(Comparator.comparingDouble(pair -> -Math.abs(at(gradient, pair))));
    edges.addAll(candidates.subList(0, k));
    assertEquals(edges, pairs(step.change().after()));
    for (int e = 0; e < step.weights().length; e++) {
      int origin = step.change().origin()[e];
      assertEquals(origin < 0 ? 0 : weights[origin], step.weights()[e]);
    }
    assertTrue(step.change().grown() > 0);
    assertEquals(0, Rewiring.rigl(0.4).fractionAt(75, 100), 1e-15);
    assertTrue(Rewiring.rigl(0.4).isDue(700, 1000));
    assertTrue(!Rewiring.rigl(0.4).isDue(800, 1000) && !Rewiring.rigl(0.4).isDue(701, 1000));
  }

  private static double at(PairGradient gradient, long pair) {
    double[] value = new double[1];
    int to = EdgeChange.to(pair);
    int from = EdgeChange.from(pair);
    gradient.between(to, to + 1, from, from + 1, value);
    return value[0];
  }

  /** Zhu and Gupta's equation 1, in edges. */
  @Test
  void pruningFollowsTheCubicScheduleToItsTarget() {
    Training pruning = training(Rewiring.pruneTo(60)).epochs(20);
    Fit fit = fit(pruning, null);
    assertEquals(15, fit.rewirings().size());
    int first = SPARSE.edges();
    for (Rewired rewired : fit.rewirings()) {
      double open = 1 - rewired.epoch() / 15.0;
      assertEquals(Math.round(60 + (first - 60) * open * open * open), rewired.edges());
      assertEquals(13L * rewired.epoch(), rewired.step());
    }
    assertEquals(60, fit.topology().edges());
    int part = fit(training(Rewiring.prune(0.25)), null).topology().edges();
    assertEquals(Math.round(0.25 * first), part);
    assertEquals(60, fit(training(Rewiring.pruneTo(60)).epochs(2), null).topology().edges());
    assertEquals(ROLES.clamped(), firstTarget(fit.topology()), "edges without effect went");
  }

  private static int firstTarget(Topology topology) {
    int to = 0;
    while (topology.inDegree(to) == 0) {
      to++;
    }
    return Math.min(to, ROLES.clamped());
  }

  @Test
  void pruningDropsTheWeakest() {
    double[] weights = RandomMeshes.generator(8).doubles(SPARSE.edges(), -1, 1).toArray();
    Rewirer rewirer = rewirer(training(Rewiring.pruneTo(60)), SPARSE, weights);
    Rewirer.Step step = rewirer.betweenEpochs(SPARSE, weights, 13 * 7);
    int first = SPARSE.columnStart(ROLES.clamped());
    int[] kept =
        IntStream.range(first, SPARSE.edges())
            .boxed()
            .sorted(Comparator.comparingDouble(e -> -Math.abs(weights[e])))
            .limit(60)
            .mapToInt(e -> e)
            .sorted()
            .toArray();
    assertArrayEquals(kept, step.change().origin());
  }

  /** A hand-made run: train, move edges, train on. */
  @Test
  void adamGoesOnWithWhatItRemembers() {
    Training training = training(Rewiring.set(0.3)).epochs(2).shuffle(false);
    Fit whole = fit(training, null);
    Fit first = fit(Training.defaults().epochs(1).shuffle(false), null);
    Rewirer.Step step =
        rewirer(training, SPARSE, first.weights()).betweenEpochs(SPARSE, first.weights(), 13);
    Optimiser.Memory memory = first.memory().orElseThrow();
    double[] m = new double[step.weights().length];
    double[] v = new double[m.length];
    for (int e = 0; e < m.length; e++) {
      int origin = step.change().origin()[e];
      m[e] = origin < 0 ? 0 : memory.perWeight().get("m")[origin];
      v[e] = origin < 0 ? 0 : memory.perWeight().get("v")[origin];
    }
    Optimiser.Memory moved = new Optimiser.Memory(memory.numbers(), Map.of("m", m, "v", v));
    Training second = Training.defaults().epochs(1).shuffle(false);
    Trainer trainer =
        Trainer.of(
            plan(step.change().after()),
            TANH,
            Loss.CROSS_ENTROPY,
            1,
            second,
            Trainer.Randomness.of(1),
            TRAIN,
            null);
    Fit rest =
        trainer.fit(
            TrainingState.begin(step.change().after(), step.weights(), moved), snapshot -> {});
    assertEquals(step.change().after(), whole.topology());
    assertArrayEquals(rest.weights(), whole.weights());
  }

  /** What a rule of one's own remembers of an edge follows it, as what is built in does. */
  @ParameterizedTest
  @MethodSource("rewirings")
  void aRuleOfOnesOwnGoesOnWithWhatItRemembers(Rewiring rewiring) {
    Fit own = fit(training(rewiring).optimiser(OptimiserTest.own()), null);
    Fit builtIn = fit(training(rewiring).optimiser(Optimiser.sgd(0.05, 0.9)), null);
    assertEquals(builtIn.topology(), own.topology());
    assertArrayEquals(builtIn.weights(), own.weights());
    assertTrue(own.rewirings().size() > 2);
  }

  @ParameterizedTest
  @MethodSource("rewirings")
  void theBestWeightsComeWithTheirTopology(Rewiring rewiring) {
    Samples validation = rings(40, 2);
    Training early = training(rewiring).epochs(200).patience(3).optimiser(Optimiser.adam(0.05));
    Fit fit = fit(early, validation);
    assertEquals(Ending.STOPPED_EARLY, fit.ending());
    Measure measure = new Measure(plan(fit.topology()), TANH, Loss.CROSS_ENTROPY);
    double best = fit.epochs().get(fit.bestEpoch() - 1).validationLoss();
    assertEquals(best, measure.of(fit.weights(), validation).loss(), 1e-12);
  }

  @Test
  void singlePrecisionAndGivenWeights() {
    for (Rewiring rewiring : rewirings()) {
      assertTrue(fit(training(rewiring).precision(Precision.SINGLE), null).rewirings().size() > 3);
    }
    double[] weights = RandomMeshes.generator(9).doubles(SPARSE.edges(), -1, 1).toArray();
    Training given = training(Rewiring.set(0.3)).initialisation(Initialisation.of(SPARSE, weights));
    assertEquals(SPARSE.edges(), fit(given, null).weights().length);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    refused("must be in (0, 1); got 1.0", () -> Rewiring.set(1));
    refused("must be in (0, 1); got 0.0", () -> Rewiring.rigl(0));
    refused("must be in (0, 1); got NaN", () -> Rewiring.prune(Double.NaN));
    refused("at least 1 edge", () -> Rewiring.pruneTo(0));
    refused("every 1 or more steps; got 0", () -> Rewiring.rigl(0.3).every(0));
    refused("must be in (0, 1]; got 1.5", () -> Rewiring.rigl(0.3).until(1.5));
    refused("expected a wiring", () -> Rewiring.set(0.3).within(null));
    refused("expected a wiring", () -> Rewiring.set(0.3).within(Wiring.dense(), (Wiring) null));
    refused("expected a wiring", () -> Rewiring.set(0.3).within(List.of()));
    refused("Wiring.betweenLayers(", () -> Rewiring.rigl(0.3).within(List.of()));
    refused(
        "fewer than the " + SPARSE.edges() + " edges of the mesh; got 5,000",
        () -> fit(training(Rewiring.pruneTo(5000)), null));
    refused("at least 2 of them, got 1", () -> fit(training(Rewiring.prune(0.5)).epochs(1), null));
    refused(
        "names neuron 99", () -> fit(training(Rewiring.set(0.5).within(Wiring.edge(0, 99))), null));
  }

  private static void refused(String expected, Runnable wrong) {
    String message = assertThrows(IllegalArgumentException.class, wrong::run).getMessage();
    assertTrue(message.contains(expected), message);
  }

  @Test
  void printsWhatItIs() {
    assertEquals("SET of 0.3", Rewiring.set(0.3).toString());
    assertEquals("RigL of 0.3 every 100 steps until 0.75", Rewiring.rigl(0.3).toString());
    assertEquals("pruning to 0.1 of the edges until 0.75", Rewiring.prune(0.1).toString());
    assertEquals("pruning to 50 edges until 0.5", Rewiring.pruneTo(50).until(0.5).toString());
    assertEquals(
        "SET of 0.3, within range 0..1 -> 3..4",
        Rewiring.set(0.3).within(Wiring.range(0, 1, 3, 4)).toString());
    List<Wiring> layers = Wiring.betweenLayers(6);
    assertEquals(
        "RigL of 0.3 every 100 steps until 0.75, within layers 0 -> 1 of [6], layers 1 -> 2 of [6]",
        Rewiring.rigl(0.3).within(layers).toString());
    assertEquals(
        Rewiring.rigl(0.3).within(layers.get(0), layers.get(1)), Rewiring.rigl(0.3).within(layers));
    assertTrue(training(Rewiring.set(0.3)).toString().contains(", rewired by SET of 0.3"));
  }
}
