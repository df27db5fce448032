package org.meshnn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.meshnn.engine.RandomMeshes;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;
import org.meshnn.plan.Clamping;
import org.meshnn.plan.Plan;
import org.meshnn.plan.Rest;

/** A rewiring and the plan after it are linear in edges, not in pairs. */
class LargeRewiringTest {
  private static final int NEURONS = 20_000;

  /** Seconds of processor time, the least of some. */
  private static double seconds(int edges, Rewiring rewiring) {
    Roles roles = new Roles(100, true, NEURONS - 111, 10);
    double density = edges / ((double) NEURONS * (NEURONS - 101));
    Topology topology = Wiring.random(density, 1).wire(roles);
    RandomGenerator random = RandomMeshes.generator(1);
    double[] weights = random.doubles(topology.edges(), -1, 1).toArray();
    Plan plan = Plan.of(topology, 2, Clamping.CONSTANT, Rest.SILENT);
    Training training = Training.defaults().rewiring(rewiring);
    TrainingState begin =
        TrainingState.begin(topology, weights, training.optimiser().start(weights.length).memory());
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < 3; i++) {
      Rewirer rewirer =
          new Rewirer(rewiring, training, 10, Trainer.Randomness.of(1).rewiring(), begin);
      long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      Rewirer.Step step = rewirer.betweenEpochs(topology, weights, 10);
      Plan next = plan.on(step.change().after());
      step.change().carried(begin.memory());
      least =
          Math.min(
              least,
              1e-9 * (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start));
      assertEquals(step.change().after(), next.topology());
    }
    return least;
  }

  @Test
  void fiveTimesAsManyEdgesTakeAboutFiveTimesAsLong() {
    for (Rewiring rewiring : List.of(Rewiring.set(0.3), Rewiring.prune(0.5))) {
      seconds(100_000, rewiring); // compiled
      double some = seconds(200_000, rewiring);
      double many = seconds(1_000_000, rewiring);
      assertTrue(many < 12 * some, rewiring + ": " + some + " s, then " + many + " s");
    }
  }
}
