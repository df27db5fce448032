package org.meshnn.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.meshnn.engine.Activation;
import org.meshnn.engine.RandomMeshes;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Roles.Role;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;

/**
 * Seeded random graphs: any roles and edges, cycles and edges into inputs among them; weights of
 * any bits; names that formats must quote; activations and leaks by neuron. Every fourth has no
 * weights.
 */
final class RandomGraphs {
  private static final String[] NAMES = {
    "",
    " ",
    "graph",
    "a b",
    "comma,semi;colon",
    "\"quoted\"",
    "'",
    "back\\slash",
    "\\",
    "\\\"",
    "<b> & &amp; &#65;",
    "]]>",
    "# no comment",
    "% neither",
    "line\nbreak",
    "tab\tand return\r",
    "\r\n",
    "ä ß é",
    "\u4e2d\u6587",
    "\uD83D\uDE00",
    "-1",
    "3.5",
    "node",
    "{}[]",
    "/* */ // --> ->",
    "null",
    "from",
    "\u00A0",
    "\u2028"
  };

  private RandomGraphs() {}

  static MeshGraph of(long seed) {
    RandomGenerator random = RandomMeshes.generator(seed);
    Roles roles =
        new Roles(
            random.nextInt(1, 5), random.nextBoolean(), random.nextInt(9), random.nextInt(1, 4));
    Topology topology = topology(Wiring.complete(), roles, random);
    List<MeshGraph.Neuron> neurons = new ArrayList<>();
    for (int j = 0; j < roles.neurons(); j++) {
      boolean clamped = roles.isClamped(j);
      List<Activation> all = Activation.all();
      neurons.add(
          new MeshGraph.Neuron(
              name(neurons, random),
              roles.of(j),
              clamped ? Activation.IDENTITY : all.get(random.nextInt(all.size())),
              clamped || random.nextInt(3) > 0 ? 1 : 1 - random.nextDouble()));
    }
    double[] weights = seed % 4 == 0 ? null : weights(topology.edges(), random);
    return new MeshGraph(
        neurons,
        topology.columnStarts(),
        topology.sources(),
        weights,
        random.nextInt(1, 10),
        List.of());
  }

  /** Of what neat-python has, each computed neuron with an edge from the bias. */
  static MeshGraph ofNeat(long seed) {
    RandomGenerator random = RandomMeshes.generator(seed);
    Roles roles = new Roles(random.nextInt(1, 5), true, random.nextInt(9), random.nextInt(1, 4));
    int n = roles.neurons();
    Wiring biases = Wiring.range(roles.inputs(), roles.inputs(), roles.clamped(), n - 1);
    Topology topology = topology(Wiring.dense(), roles, random, biases);
    List<MeshGraph.Neuron> neurons = new ArrayList<>();
    List<Activation> known = new ArrayList<>(NeatActivation.written());
    known.remove(Activation.GAUSS);
    for (int j = 0; j < n; j++) {
      Role role = roles.of(j);
      neurons.add(
          new MeshGraph.Neuron(
              role == Role.BIAS ? "bias" : name(neurons, random),
              role,
              roles.isClamped(j) ? Activation.IDENTITY : known.get(random.nextInt(known.size())),
              1));
    }
    double[] weights = new double[topology.edges()];
    for (int e = 0; e < weights.length; e++) {
      weights[e] = random.nextGaussian();
    }
    return new MeshGraph(
        neurons, topology.columnStarts(), topology.sources(), weights, 0, List.of());
  }

  private static Topology topology(
      Wiring all, Roles roles, RandomGenerator random, Wiring... also) {
    double density = StrictMath.exp(random.nextDouble(StrictMath.log(0.03), 0));
    Wiring wiring = all.keep(density, random.nextLong()).and(Wiring.edge(0, roles.neurons() - 1));
    for (Wiring more : also) {
      wiring = wiring.and(more);
    }
    return wiring.wire(roles);
  }

  private static String name(List<MeshGraph.Neuron> before, RandomGenerator random) {
    String drawn = NAMES[random.nextInt(NAMES.length)];
    boolean taken = before.stream().anyMatch(neuron -> neuron.name().equals(drawn));
    return taken ? drawn + " " + before.size() : drawn;
  }

  private static double[] weights(int count, RandomGenerator random) {
    double[] weights = new double[count];
    for (int e = 0; e < count; e++) {
      double any = Double.longBitsToDouble(random.nextLong());
      weights[e] =
          switch (random.nextInt(8)) {
            case 0 -> -0.0;
            case 1 -> Double.MIN_VALUE;
            case 2 -> -Double.MAX_VALUE;
            case 3 -> random.nextInt(-5, 6);
            case 4 -> Double.isFinite(any) ? any : 1e-7;
            default -> random.nextGaussian();
          };
    }
    return weights;
  }

  /** Weights by the names of both ends; the bits of 0 where there are none. */
  static Map<List<String>, Long> edges(MeshGraph graph) {
    Map<List<String>, Long> edges = new HashMap<>();
    for (int to = 0; to < graph.neurons().size(); to++) {
      for (int e = graph.columnStart(to); e < graph.columnStart(to + 1); e++) {
        List<String> ends =
            List.of(graph.neurons().get(graph.source(e)).name(), graph.neurons().get(to).name());
        edges.put(ends, graph.hasWeights() ? Double.doubleToRawLongBits(graph.weight(e)) : 0);
      }
    }
    return edges;
  }
}
