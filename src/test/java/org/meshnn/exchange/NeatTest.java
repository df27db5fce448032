package org.meshnn.exchange;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.meshnn.Mesh;
import org.meshnn.TrainedMesh;
import org.meshnn.engine.Activation;
import org.meshnn.engine.RandomMeshes;
import org.meshnn.graph.Roles.Role;
import org.meshnn.train.Optimiser;
import org.meshnn.train.Training;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** Networks of neat-python as meshes: they compute what neat-python computes. */
class NeatTest {
  private static final int GENOMES = 500;
  private static final String XOR =
      """
      {"format_version": "1.0", "network_type": "feedforward",
       "metadata": {"fitness": 3.9},
       "topology": {"num_inputs": 2, "num_outputs": 1, "input_keys": [-1, -2], "output_keys": [0]},
       "nodes": [
        {"id": 7, "type": "hidden", "activation": {"name": "tanh", "custom": false},
         "aggregation": {"name": "sum", "custom": false}, "bias": 0.5, "response": 2.0},
        {"id": 0, "type": "output", "activation": {"name": "sigmoid", "custom": false},
         "aggregation": {"name": "sum", "custom": false}, "bias": -0.25, "response": 1.0}],
       "connections": [
        {"from": -1, "to": 0, "weight": 0.75, "enabled": true},
        {"from": -2, "to": 0, "weight": 3.0, "enabled": false},
        {"from": -2, "to": 7, "weight": -1.5, "enabled": true},
        {"from": 7, "to": 0, "weight": 2.0, "enabled": true}]}
      """;

  private static MeshGraph read(String json) {
    return MeshGraph.parse(json, GraphFormat.NEAT);
  }

  private static double[] outputs(MeshGraph graph, Mesh mesh, double[]... perTick) {
    DMatrixRMaj[] x = new DMatrixRMaj[perTick.length];
    for (int t = 0; t < x.length; t++) {
      x[t] = DMatrixRMaj.wrap(1, perTick[t].length, perTick[t]);
    }
    return mesh.at(graph.topology().denseMatrix(graph.weights())).input(x).outputs().data;
  }

  private static double[] row(int length, RandomGenerator random) {
    return random.doubles(length, -2, 2).toArray();
  }

  @Test
  void feedForwardNetworksComputeTheSame() {
    RandomGenerator random = RandomMeshes.generator(1);
    for (int seed = 0; seed < GENOMES; seed++) {
      Genome genome = Genome.of(seed, false);
      MeshGraph graph = read(genome.json(seed % 2 == 0));
      Mesh mesh = Mesh.of(graph);
      double[] x = row(genome.inputs(), random);
      double[] expected = genome.feedForward(x);
      assertArrayEquals(expected, outputs(graph, mesh, x), 1e-12, "seed " + seed);
      Mesh longer = mesh.ticks(mesh.ticks() + 3);
      assertArrayEquals(expected, outputs(graph, longer, x), 1e-12, "they have settled");
    }
  }

  @Test
  void anActivationOfARecurrentNetworkIsATick() {
    RandomGenerator random = RandomMeshes.generator(2);
    for (int seed = 0; seed < GENOMES; seed++) {
      Genome genome = Genome.of(seed, true);
      MeshGraph graph = read(genome.json(seed % 2 == 0));
      Mesh mesh = Mesh.of(graph);
      assertEquals(1, mesh.ticks());
      assertEquals(1, mesh.ticksPerStep());
      int activations = 1 + seed % 5;
      double[][] rows =
          IntStream.range(0, activations)
              .mapToObj(t -> row(genome.inputs(), random))
              .toArray(double[][]::new);
      double[] found = outputs(graph, mesh.ticks(activations), rows);
      assertArrayEquals(genome.activations(rows), found, 1e-12, "seed " + seed);
    }
  }

  /** By hand: tanh(2.5 (0.5 + 2 (-1.5 b))), sigmoid(5 (-0.25 + 0.75 a + 2 h)). */
  @Test
  void aSmallOneByHand() {
    MeshGraph graph = read(XOR);
    List<String> names = graph.neurons().stream().map(MeshGraph.Neuron::name).toList();
    assertEquals(List.of("-1", "-2", "bias", "7", "0"), names);
    assertEquals("2 inputs, bias, 1 hidden, 1 output", graph.roles().toString());
    assertEquals(Activation.TANH, graph.neurons().get(3).activation());
    assertEquals(Activation.SIGMOID, graph.neurons().get(4).activation());
    assertArrayEquals(
        new double[] {-1.5 * 2 * 2.5, 0.5 * 2.5, 0.75 * 5, -0.25 * 5, 2 * 5}, graph.weights());
    assertEquals(2, graph.ticks());
    assertTrue(graph.remarks().contains("1 disabled connection left out"), graph::toString);
    double h = StrictMath.tanh(2.5 * (0.5 + 2 * -1.5 * 0.3));
    double y = 1 / (1 + StrictMath.exp(-5 * (-0.25 + 0.75 * -0.4 + 2 * h)));
    assertArrayEquals(
        new double[] {y}, outputs(graph, Mesh.of(graph), new double[] {-0.4, 0.3}), 1e-14);
  }

  /**
   * Through a table: untrained it predicts what the network does, as the label has mean 0 and
   * deviation 1; trained on, it fits better.
   */
  @Test
  void aNetworkIsTrainedOn() {
    MeshGraph graph = read(XOR);
    Table table =
        Table.create(
            DoubleColumn.create("a", 0, 0, 1, 1),
            DoubleColumn.create("b", 0, 1, 0, 1),
            DoubleColumn.create("y", -1, 1, 1, -1));
    Training training = Training.defaults().initialisation(graph.initialisation());
    Training still = training.epochs(1).optimiser(Optimiser.sgd(Double.MIN_VALUE));
    TrainedMesh same = Mesh.of(graph).train(table, "y", still);
    assertArrayEquals(graph.weights(), same.weights());
    for (int row = 0; row < 4; row++) {
      double[] x = {table.doubleColumn("a").get(row), table.doubleColumn("b").get(row)};
      double found = same.predict(table).numberColumn(0).getDouble(row);
      assertEquals(outputs(graph, Mesh.of(graph), x)[0], found, 1e-15);
    }
    TrainedMesh better = Mesh.of(graph).train(table, "y", training.epochs(100));
    assertTrue(better.loss(table) < same.loss(table));
    assertEquals(graph.neurons().size(), better.graph().neurons().size());
  }

  /** Outputs keep the order of output_keys, whatever that of the nodes. */
  @Test
  void outputsAreInTheOrderOfTheirKeys() {
    String json =
        """
        {"input_keys": [-5], "output_keys": [3, 1],
         "nodes": [
          {"id": 1, "activation": "identity", "aggregation": "sum", "bias": 1, "response": 1},
          {"id": 3, "activation": "identity", "aggregation": "sum", "bias": 2, "response": 1}],
         "connections": []}
        """;
    MeshGraph graph = read(json);
    assertArrayEquals(new double[] {2, 1}, outputs(graph, Mesh.of(graph), new double[] {7}));
    assertEquals(List.of("3", "1"), graph.names(Role.OUTPUT));
    assertTrue(graph.toString().contains("no network_type: feedforward by its edges"));
  }

  @Test
  void aNodeThatIsNotDescribedStays0() {
    MeshGraph graph = read(XOR.replace("\"output_keys\": [0]", "\"output_keys\": [0, 1]"));
    assertEquals(0, outputs(graph, Mesh.of(graph), new double[] {1, 1})[1]);
    assertTrue(graph.toString().contains("node 1 is not described: it stays 0"), graph::toString);
    MeshGraph source = read(XOR.replace("\"from\": 7", "\"from\": 8"));
    assertTrue(source.toString().contains("node 8 is not described"), source::toString);
  }

  @Test
  void namesAreWrittenAndRead() {
    MeshGraph named =
        read(XOR.replace("\"type\": \"hidden\"", "\"name\": \"h\"")); // one alone is no name of all
    assertEquals("7", named.neurons().get(3).name());
    assertTrue(named.toString().contains("labels are missing"), named::toString);
  }

  @Test
  void saysWhatItDoesNotTake() {
    refused("node 0: node 7 has the activation 'softplus'; those", "\"tanh\"", "\"softplus\"");
    refused("sigmoid, tanh, sin, gauss, relu, elu, identity, abs", "\"tanh\"", "\"cube\"");
    refused(
        "node 0: the activation 'tanh' is one's own: not known",
        "\"tanh\", \"custom\": false",
        "\"tanh\", \"custom\": true");
    refused(
        "node 0: node 7 takes the 'max' of its inputs; a mesh sums",
        "\"sum\", \"custom\": false}, \"bias\": 0.5",
        "\"max\", \"custom\": false}, \"bias\": 0.5");
    refused("a network_type of feedforward or recurrent; got 'ctrnn'", "feedforward", "ctrnn");
    refused(
        "connection 3: it leads to node 9, which is not described", "7, \"to\": 0", "7, \"to\": 9");
    refused("connection 3: it leads to node -1, an input", "7, \"to\": 0", "7, \"to\": -1");
    refused(
        "a network_type of feedforward has no cycle, and this one has",
        "-2, \"to\": 7",
        "0, \"to\": 7");
    refused("connection 2: expected a finite number as weight, got '1e999'", "-1.5", "1e999");
    refused("node 0: there is no 'response'", ", \"response\": 2.0", "");
    refused("node 1: node '7' is declared a second time", "\"id\": 0", "\"id\": 7");
    refused("node -1 is an input and an output", "\"output_keys\": [0]", "\"output_keys\": [-1]");
    refused("-1 stands twice in 'input_keys'", "[-1, -2]", "[-1, -1]");
    refused("there is nothing in 'output_keys'", "\"output_keys\": [0]", "\"output_keys\": []");
    refused("expected a whole number as id; got 'x'", "\"id\": 7", "\"id\": \"x\"");
    refused("expected an array, [ .. ], as 'nodes'", "\"nodes\"", "\"node\"");
    refused("expected true or false as 'enabled'", "\"enabled\": false", "\"enabled\": 0");
    refused("expected whole numbers as 'input_keys'", "[-1, -2]", "[-1, []]");
    refused("no JSON: ", "}]}", "}]");
    refused("format_version 1.x; got '2.0'", "\"1.0\"", "\"2.0\"");
    refused(
        "expected an object, { .. }, as 'topology'",
        "\"topology\": {",
        "\"topology\": 1, \"t\": {");
  }

  private static void refused(String part, String what, String by) {
    assertTrue(XOR.contains(what), what);
    String json = XOR.replaceFirst(Pattern.quote(what), by);
    String message = assertThrows(IllegalArgumentException.class, () -> read(json)).getMessage();
    assertTrue(message.contains(part), message);
  }

  @Test
  void saysWhatItCannotWrite() {
    MeshGraph graph = read(XOR);
    unwritten("NEAT has weights", Mesh.of(graph).graph());
    String text = graph.text(GraphFormat.NODE_LINK);
    unwritten("neat-python has no softplus, which neuron '7' applies", text, "tanh", "softplus");
    unwritten(
        "neat-python has no leak, and neuron '7' has one",
        text.replaceFirst("\"activation\": \"tanh\"", "\"leak\": 0.5,\"activation\": \"tanh\""),
        "",
        "");
    unwritten(
        "neat-python has no edges into inputs, and this graph has 1",
        text,
        "\"target\": \"0\"",
        "\"target\": \"-1\"");
    unwritten(
        "NEAT has inputs, and this graph has none",
        text.replace("\"input\"", "\"hidden\""),
        "",
        "");
  }

  private static void unwritten(String part, String text, String what, String by) {
    unwritten(
        part,
        MeshGraph.parse(
            what.isEmpty() ? text : text.replaceFirst(Pattern.quote(what), by),
            GraphFormat.NODE_LINK));
  }

  private static void unwritten(String part, MeshGraph graph) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> graph.text(GraphFormat.NEAT))
            .getMessage();
    assertTrue(message.contains(part), message);
  }
}
