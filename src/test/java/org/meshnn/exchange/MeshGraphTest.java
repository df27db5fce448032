package org.meshnn.exchange;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.meshnn.Mesh;
import org.meshnn.SequenceModel;
import org.meshnn.TrainedMesh;
import org.meshnn.display.Rich;
import org.meshnn.engine.Activation;
import org.meshnn.engine.Case;
import org.meshnn.engine.RandomMeshes;
import org.meshnn.engine.Transition;
import org.meshnn.graph.Neurons;
import org.meshnn.graph.Roles;
import org.meshnn.graph.Roles.Role;
import org.meshnn.graph.Topology;
import org.meshnn.graph.Wiring;
import org.meshnn.tables.Datasets;
import org.meshnn.tables.Sequences;
import org.meshnn.tables.TimeSeries;
import org.meshnn.train.Training;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class MeshGraphTest {
  private static MeshGraph dot(String text) {
    return MeshGraph.parse(text, GraphFormat.DOT);
  }

  private static MeshGraph again(MeshGraph graph) {
    return MeshGraph.parse(graph.text(GraphFormat.GRAPHML), GraphFormat.GRAPHML);
  }

  /** A mesh written and read computes the same bits. */
  @Test
  void aMeshThatIsReadComputesWhatItDid() {
    Table iris = Datasets.iris();
    Mesh mesh =
        Mesh.of(18)
            .connect(Wiring.random(0.4, 1))
            .activation(Activation.TANH)
            .activation(Neurons.of(6, 9), Activation.GELU)
            .leak(Neurons.range(10, 12), 0.3)
            .ticks(4);
    TrainedMesh model = mesh.train(iris, "species", Training.defaults().epochs(3));
    MeshGraph graph = again(model.graph());
    assertEquals(model.graph(), graph);
    assertEquals(List.of("setosa", "versicolor", "virginica"), graph.names(Role.OUTPUT));
    assertEquals("bias", graph.neurons().get(4).name());
    Mesh read = Mesh.of(graph).standardise(true);
    assertArrayEquals(model.weights(), graph.weights());
    assertEquals(model.topology(), read.topology());
    DMatrixRMaj x = model.encoding().inputs(iris);
    assertArrayEquals(
        model.probe().input(x).outputs().data, read.at(model.matrix()).input(x).outputs().data);
  }

  /** Its weights are what training begins with. */
  @Test
  void trainingGoesOnFromTheWeights() {
    Table iris = Datasets.iris();
    Training training = Training.defaults().epochs(3);
    TrainedMesh model = Mesh.of(18).connect(Wiring.dense()).train(iris, "species", training);
    MeshGraph graph = again(model.graph());
    TrainedMesh further =
        Mesh.of(graph)
            .standardise(true)
            .train(iris, "species", training.initialisation(graph.initialisation()));
    TrainedMesh same =
        model.mesh().train(iris, "species", training.initialisation(model.initialisation()));
    assertArrayEquals(same.weights(), further.weights());
    assertTrue(further.loss(iris) < model.loss(iris));
    assertFalse(Mesh.of(graph).standardised());
    assertTrue(
        Mesh.of(Mesh.of(5).inputs(2).outputs(1).connect(Wiring.dense()).graph()).standardised());
  }

  @Test
  void aMeshOfSequencesIsWritten() {
    Sequences spots = Sequences.of(TimeSeries.henon(60, 1)).orderedBy("step").forecast("x");
    SequenceModel model =
        Mesh.of(12)
            .connect(Wiring.dense())
            .ticksPerStep(2)
            .train(spots, Training.defaults().epochs(1));
    MeshGraph graph = again(model.graph());
    assertEquals(model.graph(), graph);
    assertEquals(2, Mesh.of(graph).ticksPerStep());
    assertEquals(model.encoding().outputNames(), graph.names(Role.OUTPUT));
  }

  /** Transitions of random meshes survive by neuron. */
  @Test
  void transitionsAreKeptByNeuron() {
    for (long seed = 0; seed < 200; seed++) {
      Case random = RandomMeshes.of(seed);
      Transition given = random.transition();
      Topology topology = random.topology();
      MeshGraph graph =
          MeshGraph.of(topology, given, random.ticks(), List.of(), List.of(), random.weights());
      Roles roles = topology.roles();
      Transition kept = graph.transition();
      for (int j = roles.clamped(); j < roles.neurons(); j++) {
        assertEquals(given.of(roles, j), kept.of(roles, j));
        assertEquals(given.leak(roles, j), kept.leak(roles, j));
      }
      assertEquals(topology, graph.topology());
      assertEquals(random.ticks(), graph.ticks());
    }
  }

  @Test
  void rolesAreDecidedAndSaid() {
    MeshGraph graph = dot("digraph { y; a -> h -> h; b -> h; h -> y; y -> y; alone }");
    assertEquals(
        List.of("a", "b", "h", "alone", "y"),
        graph.neurons().stream().map(MeshGraph.Neuron::name).toList());
    assertEquals(
        String.join(
            "\n",
            "MeshGraph of 5 neurons (2 inputs, 2 hidden, 1 output), 5 edges without weights, 3 ticks",
            "  inputs       a, b",
            "  outputs      y",
            "  activations  2 relu (hidden), 1 identity (output)",
            "  note         read from the text as DOT",
            "  note         inputs: the nodes without incoming edges, a, b",
            "  note         outputs: the nodes without edges to others, y",
            "  note         neurons are renumbered: inputs, bias, hidden, outputs, as they came among each",
            "  note         activations of 3 neurons are not said: relu on hidden, identity on output neurons",
            "  note         ticks: 3, as there are cycles; for others, Mesh.of(graph).ticks(..)"),
        graph.toString());
    assertTrue(Rich.bundle(graph).containsKey(Rich.HTML));
  }

  @Test
  void rolesAreChanged() {
    MeshGraph ring = dot("digraph { a -> b [weight=1] b -> c [weight=2] c -> a [weight=3] }");
    assertEquals(0, ring.ticks());
    refused("no output is known; name them", ring::roles);
    refused("no output is known; name them", () -> Mesh.of(ring));
    assertTrue(ring.toString().contains("no inputs: there are no nodes without incoming edges"));
    assertTrue(Rich.bundle(ring).get(Rich.TEXT).startsWith("MeshGraph of 3 neurons (3 hidden)"));
    MeshGraph named = ring.withInputs("c", "b").withOutputs("a");
    assertEquals(List.of("c", "b"), named.names(Role.INPUT));
    assertArrayEquals(new double[] {2, 3, 1}, weightsInto(named, "c", "a", "b"));
    assertEquals(1, named.ticks());
    MeshGraph biased = named.withBias("b");
    assertEquals("1 input, bias, 0 hidden, 1 output", biased.roles().toString());
    assertEquals(List.of("b"), biased.withInputs("c").names(Role.BIAS));
    refused("there is no neuron 'd'", () -> ring.withInputs("d"));
    refused("did you mean 'alpha'?", () -> dot("digraph { alpha -> b }").withInputs("alpa"));
    refused("at least one, each once", () -> ring.withInputs("a", "a"));
    refused("at least one, each once", () -> ring.withOutputs());
    refused("this graph has a bias alone", () -> Mesh.of(dot("digraph { a [role=bias] a -> y }")));
  }

  private static double[] weightsInto(MeshGraph graph, String... names) {
    return Arrays.stream(names)
        .mapToDouble(
            name ->
                Double.longBitsToDouble(
                    RandomGraphs.edges(graph).entrySet().stream()
                        .filter(edge -> edge.getKey().get(1).equals(name))
                        .findFirst()
                        .orElseThrow()
                        .getValue()))
        .toArray();
  }

  /** The longest path to an output, from inputs or neurons that nothing feeds. */
  @Test
  void ticksAreTheLongestPath() {
    assertEquals(1, dot("digraph { a -> y }").ticks());
    assertEquals(3, dot("digraph { a -> h -> i -> y; a -> y }").ticks());
    assertEquals(
        3, dot("digraph { a [role=input] y [role=output] a -> y; free -> i -> y }").ticks());
    assertEquals(
        1, dot("digraph { a [role=input] y [role=output] a -> y; a -> i -> j -> k }").ticks());
    assertEquals(
        5,
        dot("digraph { y [role=output] a -> h -> h -> i -> j -> k -> y }").ticks(),
        "the shortest path, where it is longer than 3");
    assertEquals(7, dot("digraph { ticks=7 a -> y }").ticks());
  }

  @Test
  void tablesAreEdges() {
    Table edges =
        Table.create(
            StringColumn.create("from", "a", "b", "h"),
            StringColumn.create("to", "h", "h", "y"),
            DoubleColumn.create("weight", 1, 2, 3));
    MeshGraph graph = MeshGraph.of(edges, "from", "to", "weight");
    assertArrayEquals(new double[] {1, 2, 3}, graph.weights());
    assertFalse(MeshGraph.of(edges, "from", "to").hasWeights());
    Table numbered = Table.create(IntColumn.create("from", 0, 1), DoubleColumn.create("to", 2, 2));
    assertEquals(
        List.of("0", "1", "2"),
        MeshGraph.of(numbered, "from", "to").neurons().stream()
            .map(MeshGraph.Neuron::name)
            .toList());
    refused("no column 'form'; did you mean 'from'?", () -> MeshGraph.of(edges, "form", "to"));
    refused(
        "numeric column of weights, got 'to' of type STRING",
        () -> MeshGraph.of(edges, "from", "to", "to"));
    Table halves =
        Table.create(DoubleColumn.create("from", 0.5), IntColumn.create("to", new int[] {1}));
    refused("row 0: expected text or a whole number", () -> MeshGraph.of(halves, "from", "to"));
    edges.doubleColumn("weight").set(1, Double.POSITIVE_INFINITY);
    refused(
        "infinite values: column 'weight' in 1 of 3 rows",
        () -> MeshGraph.of(edges, "from", "to", "weight"));
  }

  @Test
  void matricesAreEdges() {
    Roles roles = new Roles(1, true, 1, 1);
    DMatrixRMaj a =
        new DMatrixRMaj(new double[][] {{0, 0, 1, 0}, {0, 0, 2, 3}, {0, 0, 0, -4}, new double[4]});
    MeshGraph graph = MeshGraph.of(a, roles);
    assertEquals(4, graph.edges());
    assertEquals("bias", graph.neurons().get(1).name());
    assertEquals("3", graph.neurons().get(3).name());
    assertEquals(2, graph.ticks());
    assertEquals(graph, MeshGraph.of(graph.matrix(), roles));
    DMatrixSparseCSC sparse = graph.matrix();
    sparse.nz_values[1] = Double.NaN;
    refused("expected finite weights", () -> MeshGraph.of(sparse, roles));
    refused("the wiring's matrix is 4 x 4 but", () -> MeshGraph.of(a, new Roles(1, false, 1, 1)));
  }

  @Test
  void namesAreKeptApart() {
    Topology topology = Wiring.dense().wire(new Roles(2, true, 1, 2));
    Transition transition = new Transition(Activation.TANH, Activation.SIGMOID);
    MeshGraph graph =
        MeshGraph.of(topology, transition, 3, List.of("x", "bias"), List.of("x", "3"), null);
    assertEquals(
        List.of("x", "bias", "bias (2)", "3", "x (2)", "3 (2)"),
        graph.neurons().stream().map(MeshGraph.Neuron::name).toList());
    refused(
        "expected one name per input (2) or none, got 1: x",
        () -> MeshGraph.of(topology, transition, 3, List.of("x"), List.of(), null));
    refused(
        "expected at least 1 tick; got 0",
        () -> MeshGraph.of(topology, transition, 0, List.of(), List.of(), null));
    refused(
        "one weight per edge: expected 18, got 1",
        () -> MeshGraph.of(topology, transition, 1, List.of(), List.of(), new double[1]));
    refused("the edges of this graph have no weights", graph::weights);
    refused("the edges of this graph have no weights", graph::initialisation);
  }

  @Test
  void equalAreThoseOfTheSameBits() {
    MeshGraph zero = dot("digraph { a -> b [weight=0] }");
    assertEquals(zero, dot("digraph { a -> b [weight=\"0.0\"] }"));
    assertEquals(zero.hashCode(), dot("digraph { a -> b [weight=0.0] }").hashCode());
    assertNotEquals(zero, dot("digraph { a -> b [weight=\"-0.0\"] }"));
    assertNotEquals(zero, dot("digraph { a -> b }"));
    assertNotEquals(zero, dot("digraph { a -> c [weight=0] }"));
    assertNotEquals(zero, dot("digraph { a -> b [weight=0] ticks=2 }"));
    refused("a file name that ends in one of .graphml", () -> zero.write("a.png"));
  }

  private static void refused(String part, Executable call) {
    String message = assertThrows(RuntimeException.class, call).getMessage();
    assertTrue(message.contains(part), message);
  }
}
