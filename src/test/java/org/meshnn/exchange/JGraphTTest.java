package org.meshnn.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixSparseCSC;
import org.ejml.data.DMatrixSparseTriplet;
import org.ejml.ops.DConvertMatrixStruct;
import org.ejml.ops.MatrixIO;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.DirectedWeightedPseudograph;
import org.jgrapht.graph.SimpleGraph;
import org.jgrapht.nio.Attribute;
import org.jgrapht.nio.DefaultAttribute;
import org.jgrapht.nio.dot.DOTExporter;
import org.jgrapht.nio.dot.DOTImporter;
import org.jgrapht.nio.gml.GmlExporter;
import org.jgrapht.nio.gml.GmlImporter;
import org.jgrapht.nio.graphml.GraphMLExporter;
import org.jgrapht.nio.graphml.GraphMLImporter;
import org.junit.jupiter.api.Test;
import org.meshnn.graph.Wiring;

/** Graphs of JGraphT, and its readers and writers, and EJML's, as witnesses of ours. */
class JGraphTTest {
  private static final int GRAPHS = 60;

  /** Named v0, v1, .., as not all of these writers quote. */
  private static MeshGraph plain(long seed) {
    MeshGraph graph = RandomGraphs.of(1 + 4 * seed);
    List<MeshGraph.Neuron> neurons =
        IntStream.range(0, graph.neurons().size())
            .mapToObj(
                j -> {
                  MeshGraph.Neuron n = graph.neurons().get(j);
                  return new MeshGraph.Neuron("v" + j, n.role(), n.activation(), n.leak());
                })
            .toList();
    return new MeshGraph(
        neurons,
        graph.topology().columnStarts(),
        graph.topology().sources(),
        graph.weights(),
        graph.ticks(),
        List.of());
  }

  private static MeshGraph quarters(MeshGraph graph) {
    double[] weights = new double[graph.edges()];
    Arrays.setAll(weights, e -> e % 9 - 3.75);
    return new MeshGraph(
        graph.neurons(),
        graph.topology().columnStarts(),
        graph.topology().sources(),
        weights,
        graph.ticks(),
        List.of());
  }

  @Test
  void graphsGoThereAndBack() {
    for (int seed = 0; seed < GRAPHS; seed++) {
      MeshGraph graph = RandomGraphs.of(seed);
      Graph<String, DefaultWeightedEdge> there = JGraphT.graph(graph);
      assertEquals(graph.hasWeights(), there.getType().isWeighted());
      assertEquals(graph.neurons().size(), there.vertexSet().size());
      assertEquals(RandomGraphs.edges(graph), RandomGraphs.edges(JGraphT.meshGraph(there)));
    }
  }

  @Test
  void undirectedGraphsHaveBothDirections() {
    Graph<Integer, DefaultEdge> path = new SimpleGraph<>(DefaultEdge.class);
    List.of(1, 2, 3).forEach(path::addVertex);
    path.addEdge(1, 2);
    path.addEdge(2, 3);
    MeshGraph graph = JGraphT.meshGraph(path);
    assertEquals(4, graph.edges());
    assertFalse(graph.hasWeights());
    assertEquals(
        "1 input, 1 hidden, 1 output", graph.withInputs("1").withOutputs("3").roles().toString());
    Graph<Object, DefaultEdge> alike = new SimpleGraph<>(DefaultEdge.class);
    alike.addVertex(1);
    alike.addVertex(1L);
    String message =
        assertThrows(IllegalArgumentException.class, () -> JGraphT.meshGraph(alike)).getMessage();
    assertTrue(message.contains("vertex 2: node '1' is declared a second time"), message);
    assertThrows(
        IllegalArgumentException.class,
        () -> JGraphT.meshGraph(new SimpleGraph<String, DefaultEdge>(DefaultEdge.class)));
  }

  private static Graph<String, DefaultWeightedEdge> empty() {
    return new DirectedWeightedPseudograph<>(DefaultWeightedEdge.class);
  }

  private static Map<String, Attribute> weight(
      Graph<String, DefaultWeightedEdge> graph, DefaultWeightedEdge edge) {
    return Map.of("weight", DefaultAttribute.createAttribute(graph.getEdgeWeight(edge)));
  }

  @Test
  void graphMlIsThatOfJGraphT() {
    for (int seed = 0; seed < GRAPHS; seed++) {
      MeshGraph graph = plain(seed);
      Graph<String, DefaultWeightedEdge> theirs = empty();
      GraphMLImporter<String, DefaultWeightedEdge> reader = new GraphMLImporter<>();
      reader.setVertexFactory(id -> id);
      reader.importGraph(theirs, new StringReader(graph.text(GraphFormat.GRAPHML)));
      assertEquals(RandomGraphs.edges(graph), RandomGraphs.edges(JGraphT.meshGraph(theirs)));
      GraphMLExporter<String, DefaultWeightedEdge> writer = new GraphMLExporter<>(v -> v);
      writer.setExportEdgeWeights(true);
      StringWriter text = new StringWriter();
      writer.exportGraph(theirs, text);
      MeshGraph read = MeshGraph.parse(text.toString(), GraphFormat.GRAPHML);
      assertEquals(RandomGraphs.edges(graph), RandomGraphs.edges(read));
    }
  }

  @Test
  void dotIsThatOfJGraphT() {
    for (int seed = 0; seed < GRAPHS; seed++) {
      MeshGraph graph = plain(seed);
      Graph<String, DefaultWeightedEdge> theirs = empty();
      DOTImporter<String, DefaultWeightedEdge> reader = new DOTImporter<>();
      reader.setVertexFactory(id -> id);
      reader.addEdgeAttributeConsumer(
          (key, value) -> {
            if (key.getSecond().equals("weight")) {
              theirs.setEdgeWeight(key.getFirst(), Double.parseDouble(value.getValue()));
            }
          });
      reader.importGraph(theirs, new StringReader(graph.text(GraphFormat.DOT)));
      assertEquals(RandomGraphs.edges(graph), RandomGraphs.edges(JGraphT.meshGraph(theirs)));
      DOTExporter<String, DefaultWeightedEdge> writer = new DOTExporter<>(v -> v);
      writer.setEdgeAttributeProvider(edge -> weight(theirs, edge));
      StringWriter text = new StringWriter();
      writer.exportGraph(theirs, text);
      MeshGraph read = MeshGraph.parse(text.toString(), GraphFormat.DOT);
      assertEquals(RandomGraphs.edges(graph), RandomGraphs.edges(read));
    }
  }

  /** Its reader has no exponents, so that weights are quarters here. */
  @Test
  void gmlIsThatOfJGraphT() {
    for (int seed = 0; seed < GRAPHS; seed++) {
      MeshGraph graph = quarters(plain(seed));
      Graph<String, DefaultWeightedEdge> theirs = empty();
      GmlImporter<String, DefaultWeightedEdge> reader = new GmlImporter<>();
      reader.setVertexFactory(id -> "v" + id);
      reader.importGraph(theirs, new StringReader(graph.text(GraphFormat.GML)));
      assertEquals(RandomGraphs.edges(graph), RandomGraphs.edges(JGraphT.meshGraph(theirs)));
      GmlExporter<String, DefaultWeightedEdge> writer = new GmlExporter<>(v -> v.substring(1));
      writer.setParameter(GmlExporter.Parameter.EXPORT_EDGE_WEIGHTS, true);
      StringWriter text = new StringWriter();
      writer.exportGraph(theirs, text);
      MeshGraph read = MeshGraph.parse(text.toString(), GraphFormat.GML);
      assertEquals(weights(graph), weights(read));
    }
  }

  /** By value, as their ids are their own. */
  private static List<Double> weights(MeshGraph graph) {
    return Arrays.stream(graph.weights()).sorted().boxed().toList();
  }

  @Test
  void matrixMarketIsThatOfEjml() {
    for (int seed = 0; seed < GRAPHS; seed++) {
      MeshGraph graph = plain(seed);
      DMatrixSparseTriplet theirs =
          MatrixIO.loadMatrixMarketDSTR(new StringReader(graph.text(GraphFormat.MATRIX_MARKET)));
      assertEquals(
          graph, copy(graph, DConvertMatrixStruct.convert(theirs, (DMatrixSparseCSC) null)));
      StringWriter text = new StringWriter();
      MatrixIO.saveMatrixMarket(graph.matrix(), "%.17g", text);
      MeshGraph read = MeshGraph.parse(text.toString(), GraphFormat.MATRIX_MARKET);
      assertEquals(graph.edges(), read.edges());
    }
  }

  private static MeshGraph copy(MeshGraph graph, DMatrixSparseCSC a) {
    return new MeshGraph(
        graph.neurons(),
        Wiring.entriesOf(a).wire(graph.roles()).columnStarts(),
        Wiring.entriesOf(a).wire(graph.roles()).sources(),
        MeshGraph.of(a, graph.roles()).weights(),
        graph.ticks(),
        List.of());
  }
}
