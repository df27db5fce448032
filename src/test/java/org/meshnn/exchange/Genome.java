package org.meshnn.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.meshnn.engine.RandomMeshes;

/**
 * A random network of neat-python, as JSON and evaluated as neat-python does: {@code act(bias +
 * response * sum of w x)}, its activations written out with their steepness and bounds.
 */
record Genome(
    boolean recurrent, int inputs, int outputs, List<Node> nodes, List<Connection> connections) {
  private static final List<String> ACTIVATIONS =
      List.of("sigmoid", "tanh", "sin", "gauss", "relu", "elu", "identity", "abs");

  record Node(int id, String activation, double bias, double response) {}

  record Connection(int from, int to, double weight, boolean enabled) {}

  /** Of up to 4 inputs, 3 outputs and 8 hidden nodes, in any order; some outputs not described. */
  static Genome of(long seed, boolean recurrent) {
    RandomGenerator random = RandomMeshes.generator(seed);
    int inputs = random.nextInt(1, 5);
    int outputs = random.nextInt(1, 4);
    List<Integer> order = new ArrayList<>(); // of computed nodes; feed-forward edges run along it
    for (int hidden = random.nextInt(9); hidden > 0; hidden--) {
      order.add(outputs + 3 * hidden);
    }
    for (int output = 0; output < outputs; output++) {
      order.add(random.nextInt(order.size() + 1), output);
    }
    boolean mute = random.nextInt(5) == 0; // the last output is not described
    if (mute && outputs > 1) {
      order.remove((Integer) (outputs - 1));
    }
    List<Node> nodes = new ArrayList<>();
    List<Connection> connections = new ArrayList<>();
    for (int to = 0; to < order.size(); to++) {
      String activation = ACTIVATIONS.get(random.nextInt(ACTIVATIONS.size()));
      double response = random.nextBoolean() ? 1 : random.nextDouble(0.2, 1.5);
      nodes.add(
          random.nextInt(nodes.size() + 1),
          new Node(order.get(to), activation, random.nextDouble(-1, 1), response));
      for (int from = -inputs; from < (recurrent ? order.size() : to); from++) {
        if (random.nextInt(3) > 0) {
          connections.add(
              new Connection(
                  from < 0 ? from : order.get(from),
                  order.get(to),
                  random.nextDouble(-2, 2) / (order.size() + inputs),
                  random.nextInt(6) > 0));
        }
      }
    }
    return new Genome(recurrent, inputs, outputs, nodes, connections);
  }

  /** As export_network_json of neat-python 1.0 writes it, or with functions by name alone. */
  String json(boolean byName) {
    String nodesText =
        nodes.stream()
            .map(
                node ->
                    String.format(
                        Locale.ROOT,
                        "{\"id\": %d, \"type\": \"%s\", \"activation\": %s, \"aggregation\": %s,"
                            + " \"bias\": %s, \"response\": %s}",
                        node.id(),
                        node.id() < outputs ? "output" : "hidden",
                        function(node.activation(), byName),
                        function("sum", byName),
                        node.bias(),
                        node.response()))
            .collect(Collectors.joining(",\n  "));
    String inputText =
        byName
            ? ""
            : IntStream.rangeClosed(1, inputs)
                .mapToObj(
                    i ->
                        ",\n  {\"id\": "
                            + -i
                            + ", \"type\": \"input\", \"activation\": "
                            + function("identity", false)
                            + ", \"aggregation\": "
                            + function("none", false)
                            + ", \"bias\": 0.0, \"response\": 1.0}")
                .collect(Collectors.joining());
    String connectionsText =
        connections.stream()
            .map(
                c ->
                    String.format(
                        Locale.ROOT,
                        "{\"from\": %d, \"to\": %d, \"weight\": %s, \"enabled\": %s}",
                        c.from(),
                        c.to(),
                        c.weight(),
                        c.enabled()))
            .collect(Collectors.joining(",\n  "));
    return String.format(
        Locale.ROOT,
        "{\"format_version\": \"1.0\", \"network_type\": \"%s\", \"metadata\": {},"
            + " \"topology\": {\"num_inputs\": %d, \"num_outputs\": %d, \"input_keys\": %s,"
            + " \"output_keys\": %s},%n \"nodes\": [%s%s],%n \"connections\": [%s]}",
        recurrent ? "recurrent" : "feedforward",
        inputs,
        outputs,
        inputKeys(),
        IntStream.range(0, outputs).boxed().toList(),
        nodesText,
        inputText,
        connectionsText);
  }

  private List<Integer> inputKeys() {
    return IntStream.rangeClosed(1, inputs).mapToObj(i -> -i).toList();
  }

  private static String function(String name, boolean byName) {
    return byName ? '"' + name + '"' : "{\"name\": \"" + name + "\", \"custom\": false}";
  }

  /** FeedForwardNetwork.activate: each node once all that it reads are known. */
  double[] feedForward(double[] x) {
    Map<Integer, Double> values = new HashMap<>();
    return outputs(id -> value(id, x, values));
  }

  private double value(int id, double[] x, Map<Integer, Double> values) {
    if (id < 0) {
      return x[-id - 1];
    }
    Double known = values.get(id);
    if (known == null) {
      known =
          nodes.stream()
              .filter(node -> node.id() == id)
              .findFirst()
              .map(node -> computed(node, from -> value(from, x, values)))
              .orElse(0.0);
      values.put(id, known);
    }
    return known;
  }

  /** RecurrentNetwork.activate, once for each row: all nodes from the values before. */
  double[] activations(double[][] rows) {
    Map<Integer, Double> before = new HashMap<>();
    for (double[] x : rows) {
      Map<Integer, Double> known = before;
      Map<Integer, Double> after = new HashMap<>();
      for (Node node : nodes) {
        after.put(
            node.id(),
            computed(node, from -> from < 0 ? x[-from - 1] : known.getOrDefault(from, 0.0)));
      }
      before = after;
    }
    Map<Integer, Double> last = before;
    return outputs(id -> last.getOrDefault(id, 0.0));
  }

  private double[] outputs(IntToDoubleFunction value) {
    return IntStream.range(0, outputs).mapToDouble(value).toArray();
  }

  private double computed(Node node, IntToDoubleFunction value) {
    double sum = 0;
    for (Connection c : connections) {
      if (c.enabled() && c.to() == node.id()) {
        sum += value.applyAsDouble(c.from()) * c.weight();
      }
    }
    return activation(node.activation(), node.bias() + node.response() * sum);
  }

  private static double activation(String name, double z) {
    return switch (name) {
      case "sigmoid" -> 1 / (1 + StrictMath.exp(-bounded(5 * z, 60)));
      case "tanh" -> StrictMath.tanh(bounded(2.5 * z, 60));
      case "sin" -> StrictMath.sin(bounded(5 * z, 60));
      case "gauss" -> StrictMath.exp(-5 * bounded(z, 3.4) * bounded(z, 3.4));
      case "relu" -> z > 0 ? z : 0;
      case "elu" -> z > 0 ? z : StrictMath.exp(z) - 1;
      case "identity" -> z;
      case "abs" -> Math.abs(z);
      default -> throw new AssertionError(name);
    };
  }

  private static double bounded(double z, double most) {
    return Math.max(-most, Math.min(most, z));
  }
}
