package org.meshnn.paper;

import java.util.Locale;
import java.util.Optional;
import java.util.function.LongFunction;
import org.meshnn.Mesh;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;
import org.meshnn.train.Initialisation;
import org.meshnn.train.Rewiring;

/**
 * The networks of section 4.2, and sparse meshes of other sizes: 32 inputs, a bias, hidden neurons,
 * 10 outputs, relu.
 *
 * @param name in the report
 * @param hidden neurons
 * @param ticks T
 * @param wiring of a seed
 * @param layerWeights what the published code begins with
 * @param rewiring of the edges while it learns; empty where they stay
 */
public record Net(
    String name,
    int hidden,
    int ticks,
    LongFunction<Wiring> wiring,
    Initialisation layerWeights,
    Optional<Rewiring> rewiring) {
  private static final int INPUTS = 32;
  private static final int OUTPUTS = 10;
  private static final int BIAS = INPUTS;
  private static final double REPLACED = 0.3; // of the edges, as SET and RigL published it

  /** About 798 parameters. */
  public static final Net MESH_85 = published("mesh 85 %", 0.15);

  /** About 1044 parameters. */
  public static final Net MESH_80 = published("mesh 80 %", 0.20);

  /** Two hidden layers of 13: 751 parameters. */
  public static final Net MLP_13 = perceptron(13);

  /** Two hidden layers of 17: 1047 parameters. */
  public static final Net MLP_17 = perceptron(17);

  /**
   * As published: 50 hidden neurons, 2 ticks; of the edges from inputs and hidden neurons to hidden
   * neurons and outputs each is there with probability {@code density}; the bias feeds all. The
   * weights begin as those of the full linear layer that the code masks.
   */
  private static Net published(String name, double density) {
    double bound = 1 / Math.sqrt(INPUTS + 50);
    return new Net(
        name,
        50,
        2,
        seed -> full(50).keep(density, seed).and(bias(50)),
        Initialisation.uniform(-bound, bound),
        Optional.empty());
  }

  /** A perceptron as a mesh: two hidden layers, 3 ticks. */
  private static Net perceptron(int width) {
    return new Net(
        "MLP-" + width,
        2 * width,
        3,
        seed -> Wiring.layered(width, width),
        Initialisation.uniformByInDegree(),
        Optional.empty());
  }

  /**
   * A mesh with exactly so many parameters: the bias feeds all, the other edges are drawn from
   * those of inputs and hidden neurons to hidden neurons and outputs.
   *
   * @param parameters edges, those of the bias included
   */
  static Net random(int hidden, int ticks, int parameters) {
    return random("random", hidden, ticks, parameters, Optional.empty());
  }

  /** One that is random at first: SET moves the edges, those of the bias aside. */
  static Net set(int hidden, int ticks, int parameters) {
    Rewiring set = Rewiring.set(REPLACED).within(full(hidden));
    return random("SET", hidden, ticks, parameters, Optional.of(set));
  }

  /** One that is random at first: RigL moves the edges, those of the bias aside. */
  static Net rigl(int hidden, int ticks, int parameters) {
    Rewiring rigl = Rewiring.rigl(REPLACED).within(full(hidden));
    return random("RigL", hidden, ticks, parameters, Optional.of(rigl));
  }

  private static Net random(
      String kind, int hidden, int ticks, int parameters, Optional<Rewiring> rewiring) {
    int edges = parameters - hidden - OUTPUTS;
    return new Net(
        String.format(Locale.ROOT, "%s mesh-%d, T = %d", kind, hidden, ticks),
        hidden,
        ticks,
        seed -> full(hidden).choose(edges, seed).and(bias(hidden)),
        Initialisation.uniformByInDegree(),
        rewiring);
  }

  /** Inputs and hidden neurons to hidden neurons and outputs: cycles, but outputs feed nothing. */
  static Wiring full(int hidden) {
    int first = INPUTS + 1;
    int last = INPUTS + hidden + OUTPUTS;
    return Wiring.range(0, INPUTS - 1, first, last)
        .and(Wiring.range(first, INPUTS + hidden, first, last));
  }

  static Wiring bias(int hidden) {
    return Wiring.range(BIAS, BIAS, INPUTS + 1, INPUTS + hidden + OUTPUTS);
  }

  static Mesh unconnected(int hidden) {
    return Mesh.of(INPUTS + 1 + hidden + OUTPUTS).inputs(INPUTS).outputs(OUTPUTS);
  }

  /** Whether it is one of the paper's perceptrons. */
  boolean isPerceptron() {
    return name.startsWith("MLP");
  }

  /**
   * {@return the library's mesh, linear outputs}
   *
   * @param seed of the wiring
   */
  public Mesh mesh(long seed) {
    return unconnected(hidden).connect(wiring.apply(seed)).ticks(ticks);
  }

  Topology topology(long seed) {
    return mesh(seed).topology();
  }

  @Override
  public String toString() {
    return name;
  }
}
