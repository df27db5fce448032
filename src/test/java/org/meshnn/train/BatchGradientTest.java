package org.meshnn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meshnn.engine.Close.assertClose;
import static org.meshnn.train.Rings.rings;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.meshnn.engine.Activation;
import org.meshnn.engine.Block;
import org.meshnn.engine.GradientMethod;
import org.meshnn.engine.RandomMeshes;
import org.meshnn.engine.Transition;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Wiring;
import org.meshnn.plan.Clamping;
import org.meshnn.plan.Plan;
import org.meshnn.plan.Rest;

class BatchGradientTest {
  private static final Transition TANH = new Transition(Activation.TANH, Activation.IDENTITY);
  private static final Plan PLAN =
      Plan.of(Wiring.dense().wire(new Roles(2, true, 6, 2)), 3, Clamping.CONSTANT, Rest.SILENT);
  private static final Plan WIDE =
      Plan.of(Wiring.dense().wire(new Roles(2, true, 100, 2)), 3, Clamping.CONSTANT, Rest.SILENT);

  /** Batches of five shards, large enough for the cut-over: one thread or eight, the same bits. */
  @Test
  void anyNumberOfThreadsGivesTheSameBits() {
    Plan wide =
        Plan.of(Wiring.dense().wire(new Roles(2, true, 100, 2)), 3, Clamping.CONSTANT, Rest.SILENT);
    assertTrue(3 * wide.multiplyAdds() * 150 > BatchGradient.CUT_OVER);
    Samples samples = rings(310, 1);
    double[] one = null;
    for (int threads : new int[] {1, 2, 8}) {
      Training training =
          Training.defaults().epochs(3).batchSize(150).dropout(0.1).threads(threads);
      Fit fit =
          Trainer.fit(
              wide, TANH, Loss.CROSS_ENTROPY, 1, training, Trainer.Randomness.of(1), samples, null);
      one = one == null ? fit.weights() : one;
      assertArrayEquals(one, fit.weights(), threads + " threads");
    }
  }

  /**
   * The fastest kernels, from the first call through all stages of their compilation, on any number
   * of threads: the same bits.
   */
  @Test
  void compilationAndThreadsLeaveTheBitsAlone() {
    Plan wide =
        Plan.of(
            Wiring.random(0.7, 1).wire(new Roles(2, true, 100, 2)),
            3,
            Clamping.CONSTANT,
            Rest.SILENT);
    Samples samples = rings(150, 1);
    int[] order = new int[150];
    Arrays.setAll(order, i -> i);
    double[] weights = Initialisation.he().weights(wide.topology(), RandomMeshes.generator(1));
    double[] first = null;
    for (int threads : new int[] {1, 2, 8}) {
      try (BatchGradient batch =
          new BatchGradient(
              wide,
              TANH,
              Loss.CROSS_ENTROPY,
              GradientMethod.FORWARD_ONLY,
              150,
              Long.MAX_VALUE,
              threads)) {
        for (int round = 0; round < 150; round++) {
          double[] gradient = new double[weights.length];
          batch.of(weights, samples, order, 0, 150, gradient);
          first = first == null ? gradient : first;
          assertArrayEquals(first, gradient, threads + " threads, round " + round);
        }
      }
    }
  }

  /** A batch of several shards is the mean over its samples, as one shard is. */
  @Test
  void shardsAddUpToTheBatch() {
    Samples samples = rings(75, 1);
    double[] weights = Initialisation.he().weights(PLAN.topology(), RandomMeshes.generator(1));
    double[] whole = new double[weights.length];
    double sum = gradient(samples, 0, 75, weights, whole);
    double[] byParts = new double[weights.length];
    double partSum = 0;
    for (int from = 0; from < 75; from += 25) {
      double[] part = new double[weights.length];
      partSum += gradient(samples, from, 25, weights, part);
      Arrays.setAll(byParts, e -> byParts[e] + part[e] / 3);
    }
    assertEquals(partSum, sum, 1e-12 * sum);
    assertClose(byParts, whole, 1e-12, "gradient");
  }

  private static double gradient(
      Samples samples, int from, int count, double[] weights, double[] gradient) {
    int[] order = new int[samples.size()];
    Arrays.setAll(order, i -> i);
    try (BatchGradient batch =
        new BatchGradient(
            PLAN, TANH, Loss.CROSS_ENTROPY, GradientMethod.FORWARD_ONLY, count, count, 1)) {
      return batch.of(weights, samples, order, from, count, gradient);
    }
  }

  /** The shards of a batch are added one by one, as if each were a batch of its own: to the bit. */
  @Test
  void shardsAreAddedInTheirOrder() {
    Samples samples = rings(200, 1);
    int[] order = IntStream.range(0, 200).toArray();
    double[] weights = Initialisation.he().weights(WIDE.topology(), RandomMeshes.generator(1));
    double[] expected = new double[weights.length];
    double[] part = new double[weights.length];
    double loss = 0;
    try (BatchGradient one = batch(WIDE, new Scaled(1.0 / 200), 32, 1)) {
      for (int from = 0; from < 200; from += 32) {
        loss += one.of(weights, samples, order, from, Math.min(32, 200 - from), part);
        Arrays.setAll(expected, e -> expected[e] + part[e]);
      }
    }
    for (int threads : new int[] {1, 2, 3, 8}) {
      try (BatchGradient batch = batch(WIDE, Loss.CROSS_ENTROPY, 200, threads)) {
        for (int round = 0; round < 8; round++) {
          double[] gradient = new double[weights.length];
          assertEquals(loss, batch.of(weights, samples, order, 0, 200, gradient));
          assertArrayEquals(expected, gradient, threads + " threads");
          assertEquals(loss, batch.loss(weights, samples, order, 0, 200));
        }
      }
    }
  }

  /** Cross-entropy whose derivative is scaled as for a larger batch. */
  private record Scaled(double scale) implements Loss {
    @Override
    public double sum(Block z, Block g, double[] y, int[] order, int from, int count, double own) {
      return CROSS_ENTROPY.sum(z, g, y, order, from, count, scale);
    }

    @Override
    public void prepare(Block z, Block g, int count) {
      CROSS_ENTROPY.prepare(z, g, count);
    }

    @Override
    public double sample(Block z, Block g, int p, double[] y, int at, double factor) {
      return CROSS_ENTROPY.sample(z, g, p, y, at, factor);
    }

    @Override
    public Metric metric() {
      return Metric.ACCURACY;
    }
  }

  private static BatchGradient batch(Plan plan, Loss loss, int batchSize, int threads) {
    return new BatchGradient(
        plan, TANH, loss, GradientMethod.FORWARD_ONLY, batchSize, batchSize, threads);
  }

  /** 784-100-10, batches of 20,000: one gradient array per 32 rows took 397 MB. */
  @Test
  void memoryGrowsWithThreadsAndNotWithTheBatch() {
    Transition relu = new Transition(Activation.RELU, Activation.IDENTITY);
    Plan plan =
        Plan.of(
            Wiring.layered(100).wire(new Roles(784, true, 100, 10)),
            2,
            Clamping.CONSTANT,
            Rest.SILENT);
    plan.sensitivities(); // of the plan, however large the batch
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int count : new int[] {1, 2}) {
      long before = threads.getCurrentThreadAllocatedBytes();
      new BatchGradient(
              plan, relu, Loss.CROSS_ENTROPY, GradientMethod.FORWARD_ONLY, 20_000, 1, count)
          .close();
      long bytes = threads.getCurrentThreadAllocatedBytes() - before;
      long engine = 8L * 32 * 2500;
      long gradient = 8L * plan.topology().edges();
      assertTrue(bytes < 2 * count * (engine + gradient), bytes + " bytes, " + count + " threads");
    }
  }

  /** Whatever a worker dies of reaches the caller, who waits for nobody; the next batch is fine. */
  @Test
  void whatAWorkerDiesOfReachesTheCaller() {
    Samples samples = numbered(rings(320, 1));
    int[] order = IntStream.range(0, 320).toArray();
    double[] weights = Initialisation.he().weights(WIDE.topology(), RandomMeshes.generator(1));
    double[] gradient = new double[weights.length];
    for (Throwable cause :
        List.of(new StackOverflowError(), new AssertionError(), new IllegalStateException())) {
      for (int row : new int[] {0, 32, 288}) {
        try (BatchGradient batch = batch(WIDE, new Failing(cause, row), 320, 3)) {
          for (int round = 0; round < 5; round++) {
            Executable failing = () -> batch.of(weights, samples, order, 0, 320, gradient);
            Throwable reached =
                assertTimeoutPreemptively(
                    Duration.ofSeconds(20), () -> assertThrows(cause.getClass(), failing));
            assertSame(cause, reached);
          }
          assertTrue(Double.isFinite(batch.of(weights, samples, order, 1, 300, gradient)));
        }
      }
    }
    assertTrue(allWorkersEnd());
  }

  /** No two rows have the same targets, so that each is known by its place. */
  private static Samples numbered(Samples samples) {
    DMatrixRMaj y = samples.y().copy();
    for (int row = 0; row < y.numRows; row++) {
      y.set(row, 0, y.get(row, 0) + 1e-3 * (1 + row));
    }
    return new Samples(samples.x(), y);
  }

  /** Fails at the shard that begins with a row. */
  private record Failing(Throwable cause, int row) implements Loss {
    @Override
    public double sum(
        Block z, Block g, double[] y, int[] order, int from, int count, double scale) {
      if (order[from] == row) {
        if (cause instanceof Error error) {
          throw error;
        }
        throw (RuntimeException) cause;
      }
      return CROSS_ENTROPY.sum(z, g, y, order, from, count, scale);
    }

    @Override
    public void prepare(Block z, Block g, int count) {
      CROSS_ENTROPY.prepare(z, g, count);
    }

    @Override
    public double sample(Block z, Block g, int p, double[] y, int at, double factor) {
      return CROSS_ENTROPY.sample(z, g, p, y, at, factor);
    }

    @Override
    public Metric metric() {
      return Metric.ACCURACY;
    }
  }

  /** Threads begin with the first batch that is shared, and end with the training. */
  @Test
  void aConstructorStartsNoThread() {
    try (BatchGradient unused = batch(WIDE, Loss.CROSS_ENTROPY, 320, 3)) {
      assertTrue(allWorkersEnd(), unused.toString());
    }
    Training training = Training.defaults().batchSize(320).threads(3).shuffle(false);
    assertThrows(
        AssertionError.class,
        () ->
            Trainer.fit(
                WIDE,
                TANH,
                new Failing(new AssertionError(), 32),
                1,
                training,
                Trainer.Randomness.of(1),
                numbered(rings(320, 1)),
                null));
    assertTrue(allWorkersEnd());
  }

  private static Stream<Thread> workers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("meshnn-shard-"));
  }

  private static boolean allWorkersEnd() {
    return workers()
        .allMatch(
            thread -> {
              try {
                thread.join(20_000);
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
              return !thread.isAlive();
            });
  }
}
