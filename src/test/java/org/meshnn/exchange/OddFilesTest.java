package org.meshnn.exchange;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meshnn.graph.Roles.Role;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Table;

/** Valid files that are seldom, and those that say two things: the smallest of each kind. */
class OddFilesTest {
  private static final String KEYS =
      """
      <key id="r" for="node" attr.name="role"/><key id="t" for="graph" attr.name="ticks"/>
      """;

  private static MeshGraph graphMl(String content) {
    return MeshGraph.parse("<graphml>" + KEYS + content + "</graphml>", GraphFormat.GRAPHML);
  }

  private static void refused(String part, GraphFormat format, String text) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> MeshGraph.parse(text, format), text)
            .getMessage();
    assertTrue(message.contains(part), message);
  }

  /** GraphML lets data of a graph stand after its nodes. */
  @Test
  void dataAfterNodesAreOfTheGraph() {
    MeshGraph graph =
        graphMl(
            "<graph edgedefault='directed'><node id='a'/><node id='b'/>"
                + "<edge source='a' target='b'/><data key='t'>7</data></graph>");
    assertEquals(7, graph.ticks());
  }

  @Test
  void nodesGoOnAfterTheGraphInThem() {
    MeshGraph graph =
        graphMl(
            "<graph edgedefault='directed'><node id='a'/>"
                + "<node id='b'><graph edgedefault='undirected'><node id='c'/></graph>"
                + "<data key='r'>output</data></node>"
                + "<edge source='a' target='b'/><edge source='b' target='c'/></graph>");
    assertEquals(2, graph.edges(), "directed as the outer graph is");
    assertEquals(List.of("b"), graph.names(Role.OUTPUT));
  }

  @Test
  void dataOfPortsAreNotThoseOfTheNode() {
    MeshGraph graph =
        graphMl(
            "<graph edgedefault='directed'><node id='a'><data key='r'>input</data>"
                + "<port name='p'><data key='r'>output</data></port></node><node id='b'/>"
                + "<edge source='a' target='b'/></graph>");
    assertEquals(List.of("a"), graph.names(Role.INPUT));
  }

  @Test
  void twoGraphsAreNotOne() {
    String graph = "<graph edgedefault='directed'><node id='%s'/></graph>";
    refused(
        "expected one graph, got another",
        GraphFormat.GRAPHML,
        "<graphml>" + graph.formatted("a") + graph.formatted("b") + "</graphml>");
  }

  /** 20,000 defaults and as many nodes or edges: not their product. */
  @Test
  void manyDefaultsTakeNoTime() {
    StringBuilder xml = new StringBuilder();
    StringBuilder dot = new StringBuilder("digraph {");
    for (int i = 0; i < 20_000; i++) {
      xml.append("<key id='k").append(i).append("' for='all'><default>1</default></key>");
      dot.append("edge [k").append(i).append("=1] node [k").append(i).append("=1] ");
    }
    xml.append("<graph edgedefault='directed'>");
    for (int i = 0; i < 20_000; i++) {
      xml.append("<node id='").append(i).append("'/>");
      dot.append('a').append(i).append("->b {c").append(i).append("} ");
    }
    assertTimeout(
        Duration.ofSeconds(20),
        () -> {
          assertEquals(20_000, graphMl(xml + "</graph>").neurons().size());
          MeshGraph graph = MeshGraph.parse(dot + "}", GraphFormat.DOT);
          assertEquals(40_001, graph.neurons().size());
          assertTrue(graph.toString().contains("not used: attributes of edges: k"));
        });
  }

  /** As in Graphviz, to which the other one is an error of syntax. */
  @Test
  void arrowsAreThoseOfTheGraph() {
    refused("expected -> in a digraph, got --", GraphFormat.DOT, "digraph { a -- b }");
    refused("expected -- in a graph, got ->", GraphFormat.DOT, "graph { a -> b }");
  }

  /** In a strict graph a repeated edge is the same one, whose attributes are set again. */
  @Test
  void strictEdgesAreTheSame() {
    MeshGraph directed =
        MeshGraph.parse("strict digraph { a->b [weight=1] a->b [weight=2] }", GraphFormat.DOT);
    assertArrayEquals(new double[] {2}, directed.weights());
    assertTrue(directed.remarks().contains("1 repeated edge: the last weight counts"));
    MeshGraph both =
        MeshGraph.parse("strict graph { a--b [weight=1] b--a [weight=2] }", GraphFormat.DOT)
            .withInputs("a")
            .withOutputs("b");
    assertArrayEquals(new double[] {2, 2}, both.weights());
  }

  /** The sum of three weights depends on their order, which is one for both directions. */
  @Test
  void undirectedEdgesHaveOneWeight() {
    double[] weights =
        MeshGraph.parse(
                "graph { a--b [weight=0.1] b--a [weight=0.2] a--b [weight=0.3] }", GraphFormat.DOT)
            .withInputs("a")
            .withOutputs("b")
            .weights();
    assertArrayEquals(new double[] {0.1 + 0.2 + 0.3, 0.1 + 0.2 + 0.3}, weights);
  }

  @Test
  void separatorsInQuotesPartNothing() {
    MeshGraph graph = MeshGraph.parse("\"a;b\",\"c\td\",2\n", GraphFormat.CSV);
    assertEquals(List.of("a;b"), graph.names(Role.INPUT));
    assertEquals(List.of("c\td"), graph.names(Role.OUTPUT));
  }

  @Test
  void symmetricMatricesHaveOneTriangle() {
    String head = "%%MatrixMarket matrix coordinate real ";
    String below = "expected of a symmetric matrix the entries below the diagonal";
    refused(below, GraphFormat.MATRIX_MARKET, head + "symmetric\n2 2 2\n2 1 3\n1 2 3\n");
    refused(below, GraphFormat.MATRIX_MARKET, head + "skew-symmetric\n2 2 1\n1 1 3\n");
  }

  @Test
  void edgesAndLinksAreTwoLists() {
    String nodes = "{\"nodes\": [{\"id\": 1}, {\"id\": 2}], ";
    String one = "[{\"source\": 1, \"target\": 2}]";
    refused(
        "there are \"edges\" and \"links\"",
        GraphFormat.NODE_LINK,
        nodes + "\"links\": [], \"edges\": " + one + "}");
    assertEquals(
        1,
        MeshGraph.parse(nodes + "\"links\": null, \"edges\": " + one + "}", GraphFormat.NODE_LINK)
            .edges());
  }

  /** NetworkX writes None as null. */
  @Test
  void nullIsNotSaid() {
    MeshGraph graph =
        MeshGraph.parse(
            """
            {"nodes": [{"id": 1, "role": null}, {"id": 2, "leak": null, "activation": null}],
             "edges": [{"source": 1, "target": 2, "weight": null}]}
            """,
            GraphFormat.NODE_LINK);
    assertEquals(List.of("1"), graph.names(Role.INPUT));
  }

  @Test
  void errorsOfJsonAreInWords() {
    refused("no JSON: malformed at line 1", GraphFormat.NODE_LINK, "{\"nodes\": [{\"id\": NaN}]}");
  }

  /** 2^53 + 1 is no double. */
  @Test
  void largeNumbersOfNeuronsAreKept() {
    Table table =
        Table.create(
            LongColumn.create("from", new long[] {9_007_199_254_740_993L}),
            LongColumn.create("to", new long[] {9_007_199_254_740_992L}));
    MeshGraph graph = MeshGraph.of(table, "from", "to");
    assertEquals(List.of("9007199254740993"), graph.names(Role.INPUT));
    assertEquals(List.of("9007199254740992"), graph.names(Role.OUTPUT));
  }
}
