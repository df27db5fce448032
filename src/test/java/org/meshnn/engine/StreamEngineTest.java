package org.meshnn.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meshnn.engine.Close.assertClose;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;

/** All ways to the gradient of streams: they agree, go on where they were, and allocate nothing. */
class StreamEngineTest {
  private static final OnlineGradient TICK_BY_TICK =
      new OnlineGradient(OnlineGradient.Kind.EXACT_TICK_BY_TICK, 0);
  private static final OnlineGradient BY_BLOCKS =
      new OnlineGradient(OnlineGradient.Kind.EXACT_BY_BLOCKS, 0);
  private static final int STEPS = 23;

  static LongStream seeds() {
    return LongStream.range(0, 60);
  }

  static LongStream fewSeeds() {
    return LongStream.range(0, 24);
  }

  static Stream<OnlineGradient> all() {
    return Stream.of(
        OnlineGradient.exact(),
        TICK_BY_TICK,
        BY_BLOCKS,
        OnlineGradient.snap(1),
        OnlineGradient.snap(3),
        OnlineGradient.truncated(1),
        OnlineGradient.truncated(4));
  }

  private static void assertSame(List<double[]> expected, List<double[]> actual, String what) {
    for (int step = 0; step < expected.size(); step++) {
      assertClose(expected.get(step), actual.get(step), 1e-11, what + ", step " + step);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void exactWaysAgree(long seed) {
    StreamCase mesh = StreamCase.of(seed);
    List<double[]> expected = mesh.gradients(mesh.engine(TICK_BY_TICK), 0, STEPS);
    for (int steps : new int[] {1, 2, 5, STEPS + 1}) {
      assertSame(
          expected, mesh.gradients(mesh.blocks(steps), 0, STEPS), "blocks of " + steps + " steps");
    }
    assertSame(expected, mesh.gradients(mesh.engine(BY_BLOCKS), 0, STEPS), "by blocks");
    OnlineGradient whole = OnlineGradient.truncated(STEPS);
    assertSame(expected, mesh.gradients(mesh.engine(whole), 0, STEPS), "all steps");
    OnlineGradient longest = OnlineGradient.snap(mesh.topology().neurons());
    assertSame(expected, mesh.gradients(mesh.engine(longest), 0, STEPS), "SnAp of all paths");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void streamsBeginAnewAtAnyStep(long seed) {
    StreamCase mesh = StreamCase.of(seed);
    IntPredicate resets = i -> i % 7 == 5;
    List<double[]> expected = mesh.gradients(mesh.engine(TICK_BY_TICK), 0, STEPS, resets);
    assertSame(expected, mesh.gradients(mesh.blocks(5), 0, STEPS, resets), "by blocks");
    OnlineGradient whole = OnlineGradient.truncated(STEPS);
    assertSame(expected, mesh.gradients(mesh.engine(whole), 0, STEPS, resets), "all steps");
    for (OnlineGradient gradient : all().toList()) {
      StreamEngine engine = mesh.engine(gradient);
      mesh.gradients(engine, 0, 8);
      for (int lane = 0; lane < mesh.lanes(); lane++) {
        engine.reset(lane);
      }
      assertSame(
          mesh.gradients(mesh.engine(gradient), 8, STEPS),
          mesh.gradients(engine, 8, STEPS),
          gradient.toString());
    }
  }

  @Test
  void nothingOfAPastThatDivergedIsLeft() {
    StreamCase mesh = StreamCase.of(4);
    for (OnlineGradient gradient : all().toList()) {
      StreamEngine engine = mesh.engine(gradient);
      double[] x = new double[mesh.topology().inputs()];
      Arrays.fill(x, Double.NaN);
      engine.clamp(0, x, 0);
      engine.step(mesh.weights());
      engine.reset(0);
      assertSame(
          mesh.gradients(mesh.engine(gradient), 0, STEPS),
          mesh.gradients(engine, 0, STEPS),
          gradient.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("fewSeeds")
  void gradientsOfStepsAddUpToThatOfTheSeries(long seed) {
    StreamCase mesh = StreamCase.of(seed).smooth();
    int steps = 6;
    double[] sum = sum(mesh.gradients(mesh.engine(OnlineGradient.exact()), 0, steps));
    OnlineGradient whole = OnlineGradient.truncated(steps);
    assertClose(sum, sum(mesh.gradients(mesh.engine(whole), 0, steps)), 1e-12, "all steps");
    double[] differences = differences(mesh, mesh.states().keep(), 0, 0, steps);
    assertClose(differences, sum, 1e-7, "differences");
  }

  @ParameterizedTest
  @MethodSource("fewSeeds")
  void truncatedGradientsTakeTheStateBeforeAsItWas(long seed) {
    StreamCase mesh = StreamCase.of(seed).smooth();
    int from = 3;
    int steps = 4;
    StreamEngine engine = mesh.states();
    for (int step = 0; step < from; step++) {
      mesh.step(engine, step);
    }
    int last = from + steps - 1;
    double[] differences = differences(mesh, engine.keep(), from, last, last + 1);
    OnlineGradient truncated = OnlineGradient.truncated(steps);
    List<double[]> gradients = mesh.gradients(mesh.engine(truncated), 0, last + 1);
    assertClose(differences, gradients.get(last), 1e-7, "differences");
  }

  private static double[] sum(List<double[]> gradients) {
    double[] sum = new double[gradients.get(0).length];
    for (double[] gradient : gradients) {
      for (int e = 0; e < sum.length; e++) {
        sum[e] += gradient[e];
      }
    }
    return sum;
  }

  /** Central differences of the loss of steps {@code counted} to {@code to - 1}. */
  private static double[] differences(
      StreamCase mesh, Map<String, double[]> begin, int from, int counted, int to) {
    double h = 1e-5;
    double[] gradient = new double[mesh.topology().edges()];
    for (int e = 0; e < gradient.length; e++) {
      double[] moved = mesh.weights().clone();
      moved[e] += h;
      double up = loss(mesh.at(moved), begin, from, counted, to);
      moved[e] -= 2 * h;
      gradient[e] = (up - loss(mesh.at(moved), begin, from, counted, to)) / (2 * h);
    }
    return gradient;
  }

  private static double loss(
      StreamCase mesh, Map<String, double[]> begin, int from, int counted, int to) {
    StreamEngine engine = mesh.states();
    engine.restore(begin);
    double loss = 0;
    for (int step = from; step < to; step++) {
      double atStep = mesh.step(engine, step);
      loss += step >= counted ? atStep : 0;
    }
    return loss;
  }

  @ParameterizedTest
  @MethodSource("all")
  void goesOnFromAnyStepToTheSameBits(OnlineGradient gradient) {
    for (int seed = 0; seed < 6; seed++) {
      StreamCase mesh = StreamCase.of(seed);
      IntPredicate resets = i -> i % 11 == 3;
      List<double[]> unbroken = mesh.gradients(mesh.engine(gradient), 0, STEPS, resets);
      for (int at = 0; at < STEPS; at++) {
        StreamEngine first = mesh.engine(gradient);
        mesh.gradients(first, 0, at, resets);
        Map<String, double[]> kept = first.keep();
        mesh.gradients(first, at, STEPS, resets); // what was kept is a copy
        StreamEngine second = mesh.engine(gradient);
        mesh.gradients(second, 0, 5); // another past, to be forgotten
        second.restore(kept);
        List<double[]> rest = mesh.gradients(second, at, STEPS, resets);
        for (int step = at; step < STEPS; step++) {
          assertArrayEquals(unbroken.get(step), rest.get(step - at), "step " + step);
        }
      }
    }
  }

  @Test
  void refusesWhatAnotherGradientKept() {
    StreamCase mesh = StreamCase.of(5);
    Map<String, double[]> kept = mesh.blocks(2).keep();
    for (OnlineGradient other : List.of(TICK_BY_TICK, OnlineGradient.truncated(3))) {
      StreamEngine engine = mesh.engine(other);
      assertThrows(IllegalArgumentException.class, () -> engine.restore(kept), other::toString);
    }
    StreamEngine longer = mesh.blocks(3);
    assertThrows(IllegalArgumentException.class, () -> longer.restore(kept));
  }

  static Stream<Arguments> allocating() {
    return all().flatMap(g -> Stream.of(Arguments.of(g, 1), Arguments.of(g, 8)));
  }

  /** With plain loops: vectors are objects until their loops are compiled, whenever that is. */
  @ParameterizedTest
  @MethodSource("allocating")
  void allocatesNothingAStep(OnlineGradient gradient, int lanes) {
    String before = System.getProperty(KernelChoice.PROPERTY);
    System.setProperty(KernelChoice.PROPERTY, "scalar");
    try {
      assertEquals(0, bytes(gradient, lanes), "of 100 steps");
    } finally {
      if (before == null) {
        System.clearProperty(KernelChoice.PROPERTY);
      } else {
        System.setProperty(KernelChoice.PROPERTY, before);
      }
    }
  }

  private static long bytes(OnlineGradient gradient, int lanes) {
    Topology topology = Wiring.complete().keep(0.5, 1).wire(new Roles(2, true, 20, 2));
    double[] weights = new double[topology.edges()];
    Arrays.fill(weights, 0.01);
    Transition transition = new Transition(Activation.TANH, Activation.IDENTITY).withLeak(0.5);
    StreamEngine engine = StreamEngine.of(topology, transition, 2, gradient, lanes);
    double[] sum = new double[topology.edges()];
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long bytes = 1;
    for (int round = 0; round < 20 && bytes > 0; round++) { // the first load classes and links
      long begin = threads.getThreadAllocatedBytes(thread);
      for (int step = 0; step < 100; step++) {
        engine.reset(step % lanes);
        engine.step(weights);
        engine.addGradient(weights, sum);
      }
      bytes = threads.getThreadAllocatedBytes(thread) - begin;
    }
    return bytes;
  }

  @Test
  void exactTakesTheFasterWay() {
    Transition transition = new Transition(Activation.TANH, Activation.IDENTITY);
    Roles roles = new Roles(1, true, 40, 1);
    Topology dense = Wiring.complete().wire(roles);
    Topology sparse = Wiring.complete().keep(0.03, 1).wire(roles);
    assertTrue(isByBlocks(StreamEngine.of(dense, transition, 1, OnlineGradient.exact(), 8)));
    assertTrue(!isByBlocks(StreamEngine.of(sparse, transition, 1, OnlineGradient.exact(), 8)));
  }

  private static boolean isByBlocks(StreamEngine engine) {
    return engine.way().equals("by blocks");
  }

  @Test
  void refusesAnNOutOfRange() {
    assertThrows(IllegalArgumentException.class, () -> OnlineGradient.snap(0));
    assertThrows(IllegalArgumentException.class, () -> OnlineGradient.truncated(0));
    assertThrows(
        IllegalArgumentException.class,
        () -> new OnlineGradient(OnlineGradient.Kind.EXACT_BY_BLOCKS, 1));
  }
}
