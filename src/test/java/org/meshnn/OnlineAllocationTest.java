package org.meshnn;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meshnn.engine.Activation;
import org.meshnn.engine.OnlineGradient;
import org.meshnn.engine.RandomMeshes;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.Target;
import org.meshnn.train.OnlineTraining;

/**
 * A step of a stream allocates nothing, once its vectors are compiled; when they are depends on
 * what ran before, so this runs in a JVM of its own.
 */
@Tag("fresh-jvm")
class OnlineAllocationTest {
  private static final int STEPS = 500;
  private static final long PATIENCE = 90_000_000_000L; // nanoseconds of processor time

  @ParameterizedTest
  @CsvSource({"0, AUTO", "2, AUTO", "0, CLASSES"})
  void stepsAllocateNothing(int n, Target target) {
    Mesh mesh =
        Mesh.of(40)
            .inputs(3)
            .outputs(2)
            .target(target)
            .connect(Wiring.random(0.2, 1))
            .activation(Activation.TANH);
    OnlineMesh online =
        mesh.online(
            OnlineTraining.defaults()
                .lanes(4)
                .resetEvery(50)
                .clipNorm(1)
                .gradient(n == 0 ? OnlineGradient.exact() : OnlineGradient.snap(n)));
    RandomGenerator random = RandomMeshes.generator(1);
    double[] x = random.doubles(12, -1, 1).toArray();
    double[] y = new double[target == Target.CLASSES ? 4 : 8];
    double[] into = new double[8];
    Runnable steps =
        () -> {
          for (int i = 0; i < STEPS; i++) {
            online.predict(x, into);
            online.learn(y);
            online.step(x, y);
          }
        };
    long begin = processorTime();
    long least = Long.MAX_VALUE;
    for (int round = 0;
        least >= STEPS && (round < 3 || processorTime() - begin < PATIENCE);
        round++) {
      least = Math.min(least, allocatedBy(steps));
    }
    assertTrue(least < STEPS, least + " bytes in " + STEPS + " steps"); // not one byte a step
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
