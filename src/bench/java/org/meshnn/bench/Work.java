package org.meshnn.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.meshnn.engine.Activation;
import org.meshnn.engine.Transition;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;
import org.meshnn.plan.Clamping;
import org.meshnn.plan.Plan;

/**
 * A training step to be timed: a mesh, its ticks and its batch.
 *
 * @param name how it is asked for
 * @param title how the report calls it
 * @param layered whether peers run it as the perceptron it is, and not as a masked square matrix
 * @param ticks T
 * @param batch samples in a step, B
 * @param rows samples in the data set
 */
record Work(
    String name,
    String title,
    boolean layered,
    Roles roles,
    Wiring wiring,
    int ticks,
    int batch,
    int rows) {
  /** Where every wiring, weight, sample and order comes from. */
  static final long SEED = 20210718;

  private static final Roles IRIS = new Roles(4, true, 10, 3);
  private static final Roles FEATURES = new Roles(32, true, 50, 10);
  private static final Roles PIXELS = new Roles(784, true, 100, 10);

  static final List<Work> ALL =
      List.of(
          new Work("iris", "Iris, dense", false, IRIS, Wiring.dense(), 3, 10, 100),
          features("mnist85-t2", "85 % zeros", Wiring.random(0.15, SEED), 2, 32),
          features("mnist85-t3", "85 % zeros", Wiring.random(0.15, SEED), 3, 32),
          features("mnist80-t2", "80 % zeros", Wiring.random(0.20, SEED), 2, 32),
          features("mnist80-t3", "80 % zeros", Wiring.random(0.20, SEED), 3, 32),
          features("dense-t2-b32", "dense", Wiring.dense(), 2, 32),
          features("dense-t3-b32", "dense", Wiring.dense(), 3, 32),
          features("dense-t2-b256", "dense", Wiring.dense(), 2, 256),
          features("dense-t3-b256", "dense", Wiring.dense(), 3, 256),
          perceptron("mlp-b32", 32),
          perceptron("mlp-b128", 128));

  private static Work features(String name, String zeros, Wiring wiring, int ticks, int batch) {
    return new Work(name, "MNIST features, " + zeros, false, FEATURES, wiring, ticks, batch, 2048);
  }

  private static Work perceptron(String name, int batch) {
    return new Work(
        name, "784-100-10 perceptron", true, PIXELS, Wiring.layered(100), 2, batch, 2048);
  }

  /** The work of a name. */
  static Work named(String name) {
    return ALL.stream()
        .filter(work -> work.name.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no work is called '"
                        + name
                        + "'; there are "
                        + Arrays.toString(ALL.stream().map(Work::name).toArray())));
  }

  /** Relu everywhere, as in the paper; a perceptron's outputs are linear. */
  Transition transition() {
    return new Transition(Activation.RELU, layered ? Activation.IDENTITY : Activation.RELU);
  }

  Topology topology() {
    return wiring.wire(roles);
  }

  Plan plan() {
    return Plan.of(topology(), ticks, Clamping.CONSTANT, transition().rest(roles));
  }

  /** The paper's tensor G of a batch, in bytes. */
  long tensorBytes() {
    long n = roles.neurons();
    return 8L * batch * n * n * n;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s, T=%d, B=%d", title, ticks, batch);
  }
}
