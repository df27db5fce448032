package org.meshnn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meshnn.train.Rings.rings;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.meshnn.engine.Activation;
import org.meshnn.engine.RandomMeshes;
import org.meshnn.engine.Transition;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Wiring;
import org.meshnn.plan.Clamping;
import org.meshnn.plan.Plan;
import org.meshnn.plan.Rest;

class MeasureTest {
  private static final Transition TANH = new Transition(Activation.TANH, Activation.IDENTITY);

  private static Plan plan(int hidden) {
    return Plan.of(
        Wiring.layered(hidden).wire(new Roles(2, true, hidden, 2)),
        2,
        Clamping.CONSTANT,
        Rest.SILENT);
  }

  /** An engine for 256 rows takes 535 MB at 100,000 neurons; one row needs a 256th of it. */
  @Test
  void memoryIsThatOfTheRowsThatCome() {
    Plan plan = plan(100_000);
    double[] weights = new double[plan.topology().edges()];
    Measure measure = new Measure(plan, TANH, Loss.CROSS_ENTROPY);
    DMatrixRMaj one = new DMatrixRMaj(1, 2);
    long first = allocatedBy(() -> measure.outputs(weights, one));
    assertTrue(first < 8L * 10 * plan.topology().neurons(), first + " bytes");
    long second = allocatedBy(() -> measure.outputs(weights, one));
    assertTrue(second < 10_000, second + " bytes: the engine is kept");
  }

  /** What was asked before, or is asked by another thread, is not seen in the bits. */
  @Test
  void callsDoNotSeeEachOther() {
    Plan plan = plan(50);
    double[] weights = Initialisation.he().weights(plan.topology(), RandomMeshes.generator(1));
    Measure measure = new Measure(plan, TANH, Loss.CROSS_ENTROPY);
    int[] sizes = {1, 700, 3, 256, 257, 1};
    for (int size : sizes) {
      Samples samples = rings(size, size);
      Measure fresh = new Measure(plan, TANH, Loss.CROSS_ENTROPY);
      assertArrayEquals(
          fresh.outputs(weights, samples.x()).data, measure.outputs(weights, samples.x()).data);
      assertEquals(fresh.of(weights, samples), measure.of(weights, samples));
    }
    Samples samples = rings(400, 1);
    Measure.Measured expected = measure.of(weights, samples);
    IntStream.range(0, 200)
        .parallel()
        .forEach(
            i -> {
              measure.of(weights, rings(1 + i, i));
              assertEquals(expected, measure.of(weights, samples));
            });
  }

  private static long allocatedBy(Runnable task) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    task.run();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }
}
