package org.meshnn.train;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meshnn.engine.Activation;
import org.meshnn.engine.GradientMethod;
import org.meshnn.engine.Masks;
import org.meshnn.engine.RandomMeshes;
import org.meshnn.engine.Transition;
import org.meshnn.graph.Neurons;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Wiring;
import org.meshnn.plan.Clamping;
import org.meshnn.plan.Plan;

/**
 * A training step allocates nothing: in plain loops never, on vectors once they are compiled. How
 * they are compiled depends on what ran before, so this runs in a JVM of its own.
 */
@Tag("fresh-jvm")
class AllocationTest {
  private static final int STEPS = 500;
  private static final long PATIENCE = 90_000_000_000L; // nanoseconds of processor time
  private static final int ROWS = 200;
  private static final int BATCH = 40; // two shards

  @ParameterizedTest
  @CsvSource({
    "FORWARD_ONLY, 2, RELU, 1, 1",
    "FORWARD_ONLY, 4, TANH, 1, 1",
    "BACKWARD, 3, SIGMOID, 1, 1",
    "FORWARD_ONLY, 4, GELU, 0.5, 1",
    "BACKWARD, 3, ELU, 0.5, 1",
    "FORWARD_ONLY, 2, RELU, 1, 10000000000",
    "FORWARD_ONLY, 4, TANH, 1, 10000000000",
    "BACKWARD, 3, SIGMOID, 1, 10000000000",
    "FORWARD_ONLY, 4, ELU, 0.5, 10000000000",
    "BACKWARD, 3, GAUSS, 0.5, 10000000000",
    "BACKWARD, 3, ABSOLUTE, 0.5, 10000000000"
  })
  void stepsAllocateNothing(
      GradientMethod method, int ticks, Activation activation, double leak, long passes) {
    Transition transition =
        new Transition(activation, Activation.IDENTITY).with(Neurons.hidden(0.5, 1), leak);
    Roles roles = new Roles(8, true, 30, 5);
    Plan plan =
        Plan.of(
            Wiring.random(0.3, 1).and(Wiring.layered(30)).wire(roles),
            ticks,
            Clamping.CONSTANT,
            transition.rest(roles));
    RandomGenerator random = RandomMeshes.generator(1);
    DMatrixRMaj x = new DMatrixRMaj(ROWS, 8);
    Arrays.setAll(x.data, i -> random.nextGaussian());
    DMatrixRMaj y = new DMatrixRMaj(ROWS, 5);
    for (int p = 0; p < ROWS; p++) {
      y.set(p, p % 5, 1);
    }
    Samples samples = new Samples(x, y);
    int[] order = new int[ROWS];
    Arrays.setAll(order, i -> i);
    double[] weights = Initialisation.he().weights(plan.topology(), random);
    double[] gradient = new double[weights.length];
    Optimiser.Steps adam = Optimiser.adam(1e-3).start(weights.length);
    try (BatchGradient batch =
        new BatchGradient(plan, transition, Loss.CROSS_ENTROPY, method, BATCH, passes, 1)) {
      batch.dropout(Masks.of(Dropout.hidden(0.1).probabilities(plan.topology().roles())), 1);
      Runnable steps =
          () -> {
            for (int i = 0; i < STEPS; i++) {
              batch.of(weights, samples, order, i * BATCH % (ROWS - BATCH), BATCH, gradient);
              adam.step(weights, gradient);
            }
          };
      // Plain loops from the first rounds on; vectors whenever they are compiled.
      long patience = passes == 1 ? 0 : PATIENCE;
      long begin = processorTime();
      long least = Long.MAX_VALUE;
      for (int round = 0;
          least >= STEPS && (round < 3 || processorTime() - begin < patience);
          round++) {
        least = Math.min(least, allocatedBy(steps));
      }
      assertTrue(least < STEPS, least + " bytes in " + STEPS + " steps"); // not one byte a step
    }
  }

  /** What this JVM had of the processors, which on a busy machine is less than has passed. */
  private static long processorTime() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static long allocatedBy(Runnable steps) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    steps.run();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }
}
