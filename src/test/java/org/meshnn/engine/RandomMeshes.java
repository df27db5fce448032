package org.meshnn.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.meshnn.graph.Neurons;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;
import org.meshnn.train.Loss;

/**
 * Seeded random meshes of up to 40 neurons and 7 ticks: any density, cycles, edges into inputs,
 * neurons that nothing feeds or that feed nothing, outputs out of reach, input that changes by
 * tick; every second one with leaks and activations by neuron.
 */
public final class RandomMeshes {
  static final Activation SWISH =
      Activation.of(
          "swish",
          z -> z / (1 + StrictMath.exp(-z)),
          z -> (1 + StrictMath.exp(-z) * (1 + z)) / StrictMath.pow(1 + StrictMath.exp(-z), 2));

  private RandomMeshes() {}

  public static Stream<Case> cases(int count) {
    return IntStream.range(0, count).mapToObj(RandomMeshes::of);
  }

  public static RandomGenerator generator(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  public static Case of(long seed) {
    RandomGenerator random = generator(seed);
    int inputs = random.nextInt(1, 6);
    boolean bias = random.nextBoolean();
    int outputs = random.nextInt(1, 5);
    int hidden = random.nextInt(0, 41 - inputs - outputs - 1);
    Roles roles = new Roles(inputs, bias, hidden, outputs);
    Topology topology = topology(roles, random);
    int ticks = 1 + (int) (seed % 7);
    List<Activation> activations = Activation.all();
    Transition transition =
        new Transition(
            activations.get((int) (seed % activations.size())),
            activations.get(random.nextInt(activations.size())));
    transition = seed % 2 == 0 ? transition : mixed(transition, roles, generator(seed));
    double[] weights = new double[topology.edges()];
    double scale = 1 / Math.sqrt(Math.max(1, topology.edges() / (double) roles.neurons()));
    for (int e = 0; e < weights.length; e++) {
      weights[e] = scale * random.nextGaussian();
    }
    int batch = random.nextInt(1, 6);
    List<DMatrixRMaj> x = new ArrayList<>();
    int inputsGiven = random.nextBoolean() ? ticks : 1;
    for (int t = 0; t < inputsGiven; t++) {
      x.add(gaussian(batch, inputs, random));
    }
    boolean classes = random.nextBoolean();
    DMatrixRMaj targets = gaussian(batch, outputs, random);
    if (classes) {
      targets.zero();
      for (int p = 0; p < batch; p++) {
        targets.set(p, random.nextInt(outputs), random.nextDouble(0.5, 2));
      }
    }
    Loss loss = classes ? Loss.CROSS_ENTROPY : Loss.HALF_SQUARED_ERROR;
    return new Case(topology, ticks, transition, weights, x, targets, loss);
  }

  /** Other activations and leaks, own ones among them, of some neurons. */
  private static Transition mixed(Transition transition, Roles roles, RandomGenerator random) {
    Transition mixed = random.nextInt(4) == 0 ? transition.withLeak(leak(random)) : transition;
    for (int more = random.nextInt(5); more > 0; more--) {
      int first = random.nextInt(roles.clamped(), roles.neurons());
      Neurons some = Neurons.range(first, random.nextInt(first, roles.neurons()));
      mixed = random.nextBoolean() ? mixed.with(some, leak(random)) : mixed;
      mixed = random.nextBoolean() ? mixed.with(some, activation(random)) : mixed;
    }
    return mixed;
  }

  private static double leak(RandomGenerator random) {
    return 1 - random.nextDouble();
  }

  private static Activation activation(RandomGenerator random) {
    int i = random.nextInt(Activation.all().size() + 1);
    return i == Activation.all().size() ? SWISH : Activation.all().get(i);
  }

  private static Topology topology(Roles roles, RandomGenerator random) {
    double density = Math.exp(random.nextDouble(Math.log(0.03), 0));
    Wiring wiring = Wiring.complete().keep(density, random.nextLong());
    int n = roles.neurons();
    for (int cut = 0; cut < 3; cut++) {
      int mute = random.nextInt(n);
      wiring =
          wiring.except(
              random.nextBoolean()
                  ? Wiring.range(mute, mute, 0, n - 1)
                  : Wiring.range(0, n - 1, mute, mute));
    }
    return wiring.wire(roles);
  }

  private static DMatrixRMaj gaussian(int rows, int columns, RandomGenerator random) {
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < matrix.data.length; i++) {
      matrix.data[i] = random.nextGaussian();
    }
    return matrix;
  }
}
