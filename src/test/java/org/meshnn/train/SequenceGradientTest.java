package org.meshnn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meshnn.engine.Close.assertClose;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meshnn.engine.Activation;
import org.meshnn.engine.Case;
import org.meshnn.engine.GradientMethod;
import org.meshnn.engine.RandomMeshes;
import org.meshnn.engine.Transition;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;
import org.meshnn.plan.SequencePlan;

/**
 * Gradients through random sequences: every method, central differences, and what must not matter.
 */
class SequenceGradientTest {

  /** A random mesh, and sequences of unequal length with targets after some of their steps. */
  private record Problem(Case mesh, SequencePlan plan, Samples samples) {
    static Problem of(long seed) {
      Case mesh = RandomMeshes.of(seed);
      RandomGenerator random = RandomMeshes.generator(1000 + seed);
      Topology topology = mesh.topology();
      int steps = random.nextInt(1, 8);
      int[] compared = IntStream.rangeClosed(1, steps).filter(s -> random.nextBoolean()).toArray();
      int[] targetSteps = compared.length == 0 ? new int[] {steps} : compared;
      SequencePlan plan = new SequencePlan(topology, random.nextInt(1, 4), steps, targetSteps);
      int batch = random.nextInt(1, 7);
      DMatrixRMaj x = gaussian(batch, plan.inputColumns(), random);
      DMatrixRMaj y = gaussian(batch, plan.targetColumns(), random);
      int outputs = topology.outputs();
      for (int p = 0; p < batch; p++) {
        int begin = random.nextInt(steps);
        Arrays.fill(x.data, p * x.numCols, p * x.numCols + begin * topology.inputs(), Double.NaN);
        for (int g = 0; g < targetSteps.length; g++) {
          int at = p * y.numCols + g * outputs;
          boolean last = g == targetSteps.length - 1;
          if (targetSteps[g] <= begin || (!last && random.nextInt(4) == 0)) {
            Arrays.fill(y.data, at, at + outputs, Double.NaN);
          } else if (mesh.loss() == Loss.CROSS_ENTROPY) {
            Arrays.fill(y.data, at, at + outputs, 0);
            y.data[at + random.nextInt(outputs)] = 1;
          }
        }
        if (targetSteps[targetSteps.length - 1] <= begin) {
          Arrays.fill(y.data, (p + 1) * y.numCols - outputs, (p + 1) * y.numCols, Double.NaN);
        }
      }
      return new Problem(mesh, plan, new Samples(x, y));
    }

    double loss(double[] weights) {
      return new Measure(plan, mesh.transition(), mesh.loss()).of(weights, samples).loss();
    }

    double[] gradient(GradientMethod method, int threads) {
      double[] gradient = new double[mesh.weights().length];
      int rows = samples.size();
      try (BatchGradient batch =
          new BatchGradient(plan, mesh.transition(), mesh.loss(), method, rows, rows, threads)) {
        batch.of(mesh.weights(), samples, RowOrder.ascending(rows), 0, rows, gradient);
      }
      return gradient;
    }
  }

  private static DMatrixRMaj gaussian(int rows, int columns, RandomGenerator random) {
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    Arrays.setAll(matrix.data, i -> random.nextGaussian());
    return matrix;
  }

  static IntStream seeds() {
    return IntStream.range(0, 60);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void allMethodsAndDifferencesAgree(int seed) {
    Problem problem = Problem.of(seed);
    double[] forward = problem.gradient(GradientMethod.FORWARD_ONLY, 1);
    assertClose(problem.gradient(GradientMethod.TENSOR, 1), forward, 1e-10, "tensor");
    assertClose(problem.gradient(GradientMethod.BACKWARD, 1), forward, 1e-10, "back-propagation");
    GradientMethod taken = GradientMethod.AUTO.on(problem.plan(), problem.mesh().transition());
    assertArrayEquals(problem.gradient(taken, 1), problem.gradient(GradientMethod.AUTO, 1));
    RandomGenerator random = RandomMeshes.generator(2000 + seed);
    double[] w = problem.mesh().weights();
    double[] up = w.clone();
    double[] down = w.clone();
    double along = 0;
    double size = 0;
    for (int e = 0; e < w.length; e++) {
      double direction = random.nextGaussian();
      up[e] += 1e-6 * direction;
      down[e] -= 1e-6 * direction;
      along += direction * forward[e];
      size += Math.abs(direction * forward[e]);
    }
    double difference = (problem.loss(up) - problem.loss(down)) / 2e-6;
    double loss = Math.abs(problem.loss(w));
    assertEquals(difference, along, 1e-6 * (size + 1) + 1e-9 * loss, "central difference");
  }

  /** As by plain loops with room for no more, so by vectors with room for more sequences. */
  @ParameterizedTest
  @MethodSource("seeds")
  void streamsWithoutASequenceAddNothing(int seed) {
    Problem problem = Problem.of(seed);
    Case mesh = problem.mesh();
    int rows = problem.samples().size();
    long many = 1L << 40; // samples, so that vectors are chosen
    for (GradientMethod method : GradientMethod.values()) {
      double[] found = new double[mesh.weights().length];
      try (BatchGradient batch =
          new BatchGradient(
              problem.plan(), mesh.transition(), mesh.loss(), method, rows + 9, many, 1)) {
        batch.of(mesh.weights(), problem.samples(), RowOrder.ascending(rows), 0, rows, found);
      }
      assertClose(found, problem.gradient(method, 1), 1e-10, method.toString());
    }
  }

  /** The hidden neuron does h = relu(1 - x + 3 h): it rests where x is 2, and explodes at x = 0. */
  @Test
  void aStreamWithoutASequenceDoesNotExplode() {
    Topology topology = Wiring.dense().wire(new Roles(1, true, 1, 1));
    double[] w = new double[topology.edges()];
    for (int e = 0; e < w.length; e++) {
      boolean hidden = e < topology.columnEnd(2);
      double[] from = hidden ? new double[] {-1, 1, 3, 0} : new double[] {0, 0, 1, 0};
      w[e] = from[topology.source(e)];
    }
    Transition relu = new Transition(Activation.RELU, Activation.IDENTITY);
    SequencePlan plan = new SequencePlan(topology, 1, 700, 700);
    DMatrixRMaj x = new DMatrixRMaj(1, 700);
    x.fill(2);
    Samples one = new Samples(x, matrix(new double[] {1}));
    for (GradientMethod method : GradientMethod.values()) {
      double[] gradient = new double[w.length];
      try (BatchGradient batch =
          new BatchGradient(plan, relu, Loss.HALF_SQUARED_ERROR, method, 2, 1, 1)) {
        batch.of(w, one, new int[] {0}, 0, 1, gradient);
      }
      assertTrue(Finite.all(gradient), method.toString());
    }
  }

  /** A sequence that begins later is a shorter one, and a batch the mean of its sequences. */
  @ParameterizedTest
  @MethodSource("seeds")
  void aBatchIsTheMeanOfItsSequencesAsTheyAre(int seed) {
    Problem problem = Problem.of(seed);
    int inputs = problem.mesh().topology().inputs();
    double[] mean = new double[problem.mesh().weights().length];
    for (int p = 0; p < problem.samples().size(); p++) {
      Samples one = problem.samples().take(new int[] {p});
      int begin = 0;
      while (Double.isNaN(one.x().data[begin * inputs])) {
        begin++;
      }
      double[] gradient = alone(problem, one, begin);
      for (int e = 0; e < mean.length; e++) {
        mean[e] += gradient[e] / problem.samples().size();
      }
    }
    assertClose(mean, problem.gradient(GradientMethod.FORWARD_ONLY, 1), 1e-10, "mean");
  }

  private static double[] alone(Problem problem, Samples one, int begin) {
    SequencePlan plan = problem.plan();
    int[] later = Arrays.stream(plan.targetSteps()).filter(s -> s > begin).toArray();
    if (later.length == 0) {
      return new double[problem.mesh().weights().length];
    }
    int inputs = plan.topology().inputs();
    int before = (plan.targets() - later.length) * plan.topology().outputs();
    Samples shorter =
        new Samples(
            matrix(Arrays.copyOfRange(one.x().data, begin * inputs, one.x().numCols)),
            matrix(Arrays.copyOfRange(one.y().data, before, one.y().numCols)));
    SequencePlan part =
        new SequencePlan(
            plan.topology(),
            plan.ticksPerStep(),
            plan.steps() - begin,
            Arrays.stream(later).map(s -> s - begin).toArray());
    return new Problem(problem.mesh(), part, shorter).gradient(GradientMethod.FORWARD_ONLY, 1);
  }

  private static DMatrixRMaj matrix(double[] row) {
    return DMatrixRMaj.wrap(1, row.length, row);
  }

  /** Many times as many ticks as neurons: the influence is moved on from block to block. */
  @Test
  void longSequencesToo() {
    for (int seed = 0; seed < 12; seed++) {
      Case mesh = RandomMeshes.of(seed);
      RandomGenerator random = RandomMeshes.generator(3000 + seed);
      SequencePlan plan = new SequencePlan(mesh.topology(), 1 + seed % 3, 150, 1, 40, 75, 149);
      Samples samples =
          new Samples(
              gaussian(3, plan.inputColumns(), random), gaussian(3, plan.targetColumns(), random));
      Arrays.fill(samples.x().data, 0, 70 * mesh.topology().inputs(), Double.NaN);
      Arrays.fill(samples.y().data, 0, 2 * mesh.topology().outputs(), Double.NaN);
      double[] w = mesh.weights().clone();
      Arrays.setAll(w, e -> w[e] / 3); // so that nothing explodes
      Case smaller =
          new Case(mesh.topology(), 1, mesh.transition(), w, mesh.x(), mesh.targets(), mesh.loss());
      Problem problem = new Problem(smaller, plan, samples);
      double[] forward = problem.gradient(GradientMethod.FORWARD_ONLY, 1);
      assertClose(problem.gradient(GradientMethod.BACKWARD, 1), forward, 1e-10, "seed " + seed);
      assertClose(problem.gradient(GradientMethod.TENSOR, 1), forward, 1e-10, "seed " + seed);
    }
  }

  @Test
  void theBitsDoNotDependOnTheThreads() {
    Case mesh = RandomMeshes.of(8);
    RandomGenerator random = RandomMeshes.generator(1);
    SequencePlan plan = new SequencePlan(mesh.topology(), 2, 30, 10, 30);
    Samples samples =
        new Samples(
            gaussian(200, plan.inputColumns(), random),
            gaussian(200, plan.targetColumns(), random));
    for (GradientMethod method :
        new GradientMethod[] {GradientMethod.FORWARD_ONLY, GradientMethod.BACKWARD}) {
      Problem problem = new Problem(mesh, plan, samples);
      double[] one = problem.gradient(method, 1);
      assertArrayEquals(one, problem.gradient(method, 2));
      assertArrayEquals(one, problem.gradient(method, 3));
    }
  }
}
