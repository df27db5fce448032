package org.meshnn.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.ejml.data.DMatrixRMaj;
import org.meshnn.engine.Activation;
import org.meshnn.engine.GradientMethod;
import org.meshnn.engine.Transition;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;
import org.meshnn.plan.Clamping;
import org.meshnn.plan.Plan;
import org.meshnn.train.Fit;
import org.meshnn.train.Loss;
import org.meshnn.train.Optimiser;
import org.meshnn.train.Rewiring;
import org.meshnn.train.Samples;
import org.meshnn.train.Trainer;
import org.meshnn.train.Training;

/**
 * What a rewiring takes beside a step, on one thread: the seconds of trainings with it, less those
 * of one without, by the number of rewirings; the median of three each. Prints rows of a table.
 */
public final class RewiringBench {
  private static final int ROWS = 1_000;
  private static final int BATCH = 100;
  private static final int EPOCHS = 4;
  private static final int REPEATS = 3;
  private static final double MOST_PAIRS = 1e8; // that RigL looks at
  private static final Transition RELU = new Transition(Activation.RELU, Activation.IDENTITY);
  private static final Training STILL =
      Training.defaults()
          .epochs(EPOCHS)
          .batchSize(BATCH)
          .threads(1)
          .gradient(GradientMethod.BACKWARD)
          .optimiser(Optimiser.sgd(1e-3, 0.9));

  private RewiringBench() {}

  /**
   * Runs.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) {
    System.out.println("| mesh | edges | ticks | step | SET | RigL | pruning |");
    System.out.println("|---|---:|---:|---:|---:|---:|---:|");
    Roles perceptron = new Roles(784, true, 3000, 10);
    Wiring layers = Wiring.layered(1000, 1000, 1000);
    Wiring[] parts = {
      Wiring.range(0, 783, 785, 1784),
      Wiring.range(785, 1784, 1785, 2784),
      Wiring.range(1785, 2784, 2785, 3784)
    };
    row("784-1000-1000-1000-10, 3 %", layers.keep(0.03, 1).wire(perceptron), 4, parts);
    for (double density : new double[] {0.01, 0.04}) {
      Topology random = Wiring.random(density, 1).wire(new Roles(784, true, 4205, 10));
      row("random, 5,000 neurons", random, 3);
    }
    Topology large = Wiring.random(0.0025, 1).wire(new Roles(784, true, 19_205, 10));
    row("random, 20,000 neurons", large, 3);
  }

  private static void row(String name, Topology topology, int ticks, Wiring... parts) {
    var set = Rewiring.set(0.3);
    var rigl = Rewiring.rigl(0.3).every(10).until(1);
    if (parts.length > 0) {
      Wiring[] more = Arrays.copyOfRange(parts, 1, parts.length);
      set = set.within(parts[0], more);
      rigl = rigl.within(parts[0], more);
    }
    double pairs = (double) topology.neurons() * (topology.hidden() + topology.outputs());
    double still = seconds(topology, ticks, STILL)[0];
    System.out.printf(
        Locale.ROOT,
        "| %s | %,d | %d | %.4f s | %.3f s | %.3f s | %.3f s |%n",
        name,
        topology.edges(),
        ticks,
        still / (EPOCHS * ROWS / BATCH),
        more(still, topology, ticks, set),
        pairs > MOST_PAIRS ? Double.NaN : more(still, topology, ticks, rigl),
        more(still, topology, ticks, Rewiring.prune(0.99).until(1)));
  }

  private static double more(double still, Topology topology, int ticks, Rewiring rewiring) {
    double[] measured = seconds(topology, ticks, STILL.rewiring(rewiring));
    return (measured[0] - still) / measured[1];
  }

  /** The median of the seconds, and the number of rewirings. */
  private static double[] seconds(Topology topology, int ticks, Training training) {
    Plan plan = Plan.of(topology, ticks, Clamping.CONSTANT, RELU.rest(topology.roles()));
    Samples rows = rows(topology.roles());
    double[] seconds = new double[REPEATS];
    int rewirings = 0;
    for (int i = 0; i < REPEATS; i++) {
      long start = System.nanoTime();
      Trainer.Randomness randomness = Trainer.Randomness.of(1);
      Fit fit = Trainer.fit(plan, RELU, Loss.CROSS_ENTROPY, 1, training, randomness, rows, null);
      seconds[i] = 1e-9 * (System.nanoTime() - start);
      rewirings = fit.rewirings().size();
    }
    Arrays.sort(seconds);
    return new double[] {seconds[REPEATS / 2], rewirings};
  }

  private static Samples rows(Roles roles) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    DMatrixRMaj x = new DMatrixRMaj(ROWS, roles.inputs());
    Arrays.setAll(x.data, i -> random.nextDouble());
    DMatrixRMaj y = new DMatrixRMaj(ROWS, roles.outputs());
    for (int row = 0; row < ROWS; row++) {
      y.set(row, row % roles.outputs(), 1);
    }
    return new Samples(x, y);
  }
}
