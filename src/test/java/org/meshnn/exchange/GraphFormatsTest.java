package org.meshnn.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshnn.engine.Activation;
import org.meshnn.graph.Roles.Role;

/** Files as other programs write them, by hand, and what is said of those that are wrong. */
class GraphFormatsTest {
  @TempDir Path folder;

  /** a -> h (0.5), b -> h (-2), h -> y (3): two inputs, a hidden neuron, an output. */
  private static void assertSmall(MeshGraph graph) {
    assertEquals(
        List.of("a", "b", "h", "y"), graph.neurons().stream().map(MeshGraph.Neuron::name).toList());
    assertEquals("2 inputs, 1 hidden, 1 output", graph.roles().toString());
    assertEquals(3, graph.edges());
    assertEquals(0.5, graph.matrix().get(0, 2));
    assertEquals(-2, graph.matrix().get(1, 2));
    assertEquals(3, graph.matrix().get(2, 3));
    assertEquals(2, graph.ticks());
  }

  @Test
  void graphMl() {
    assertSmall(
        MeshGraph.parse(
            """
            <?xml version='1.0' encoding='utf-8'?>
            <graphml xmlns="http://graphml.graphdrawing.org/xmlns"
                xmlns:y="http://www.yworks.com/xml/graphml">
              <key id="d1" for="edge" attr.name="weight" attr.type="double"><default>3</default></key>
              <key id="d0" for="node" attr.name="colour" attr.type="string"/>
              <key id="d2" for="node" attr.name="activation"><default>tanh</default></key>
              <graph id="G" edgedefault="directed">
                <desc>A small one</desc>
                <node id="a"><data key="d0">red</data></node>
                <node id="h"><data key="d2">sigmoid</data><port name="p"/></node>
                <edge source="a" target="h"><data key="d1">0.5</data></edge>
                <edge source="b" target="h"><data key="d1"> -2 </data></edge>
                <edge id="e" source="h" target="y" targetport="p"/>
                <node id="b"/><node id="y"><data key="d0"><y:Shape><y:Fill/>x</y:Shape></data></node>
              </graph>
            </graphml>
            """,
            GraphFormat.GRAPHML));
  }

  @Test
  void defaultsOfGraphMlAreTaken() {
    String text =
        """
        <graphml><key id="activation" for="node"><default>tanh</default></key>
        <graph edgedefault="undirected"><node id="a"><data key="activation">elu</data></node>
        <node id="b"/><edge source="a" target="b"/></graph></graphml>
        """;
    MeshGraph graph = MeshGraph.parse(text, GraphFormat.GRAPHML).withInputs("a").withOutputs("b");
    assertEquals(Activation.TANH, graph.neurons().get(1).activation());
    assertEquals(2, graph.edges());
    MeshGraph plain = MeshGraph.parse(text, GraphFormat.GRAPHML);
    assertTrue(plain.remarks().contains("undirected: each edge is taken in both directions"));
    assertEquals(
        List.of(Activation.ELU, Activation.TANH),
        plain.neurons().stream().map(MeshGraph.Neuron::activation).toList());
  }

  @Test
  void dot() {
    MeshGraph graph =
        MeshGraph.parse(
            """
            /* a comment
             * of two lines */
            strict digraph "G" {
              rankdir=LR; graph [label="a graph"]
              node [shape=circle, activation=tanh]
              subgraph cluster_0 { a; b }
            # of the preprocessor
              a -> h [weight=.5]; // the rest of a line
            }
            """,
            GraphFormat.DOT);
    assertEquals(1, graph.edges());
    assertTrue(
        graph.toString().contains("not used: attributes of nodes: shape, of the graph: label"));
    assertSmall(
        MeshGraph.parse(
            """
            digraph {
              a [activation="relu"];
              node [activation=tanh] edge [weight=3];
              a -> h:p:nw [weight=0.5][color="re" + "d"];
              { b } -> h [weight="-2"]
              h -> y
            }
            """,
            GraphFormat.DOT));
    MeshGraph chain = MeshGraph.parse("graph { a -- {b c} -- \"d\\\"\" }", GraphFormat.DOT);
    assertEquals(8, chain.edges(), "each in both directions");
    assertEquals("d\"", chain.neurons().get(3).name());
    assertEquals(
        "<b>",
        MeshGraph.parse("digraph{<<b>>->x}", GraphFormat.DOT)
            .neurons()
            .get(0)
            .name()
            .substring(1, 4));
  }

  @Test
  void gml() {
    assertSmall(
        MeshGraph.parse(
            """
            Creator "by hand"
            # a comment
            graph [ directed 1 comment "x"
              node [ id 4 label "a" graphics [ x 1.0 y 2.0 nested [ s "]" ] ] ]
              node [ id 1 label "h" ]
              edge [ source 4 target 1 weight 5e-1 ]
              node [ id 2 label "b" ]
              edge [ source 2 target 1 weight -2 label "e" ]
              node [ id 3 label "y" ]
              edge [ source 1 target 3 weight +3.0E0 ]
            ]
            """,
            GraphFormat.GML));
    MeshGraph same =
        MeshGraph.parse(
            "graph [ node [ id 0 label \"&#228;&amp;&x;&#xe9; & ;\" ] node [ id 1 label \"b\" ] edge [ source 0 target 1 ] ]",
            GraphFormat.GML);
    assertEquals("ä&&x;é & ;", same.neurons().get(0).name());
    MeshGraph twice =
        MeshGraph.parse(
            "graph [ node [ id 0 label \"n\" ] node [ id 1 label \"n\" ] edge [ source 0 target 1 ] ]",
            GraphFormat.GML);
    assertEquals("0", twice.neurons().get(0).name());
    assertTrue(twice.toString().contains("labels are missing or not unique, so names are the ids"));
  }

  @Test
  void edgeLists() {
    assertSmall(MeshGraph.parse("a,h,0.5\nb,h,-2\nh,y,3\n", GraphFormat.CSV));
    assertSmall(
        MeshGraph.parse(
            "# weights\r\nWeight;Target;since;Source\r\n.5;h;1;a\r\n\r\n-2;h;2;b\r\n3;\"y\";3;h",
            GraphFormat.CSV));
    assertSmall(
        MeshGraph.parse("source\ttarget\tweight\na\th\t0.5\nb\th\t-2\nh\ty\t3", GraphFormat.CSV));
    MeshGraph none = MeshGraph.parse("a,b\nb,c\na,b\n", GraphFormat.CSV);
    assertFalse(none.hasWeights());
    assertTrue(none.remarks().contains("1 repeated edge: taken once"), none::toString);
    MeshGraph sum = MeshGraph.parse("a,b,1\na,b,2\n", GraphFormat.CSV);
    assertEquals(3, sum.weights()[0]);
    assertTrue(sum.remarks().contains("1 repeated edge: their weights are added"), sum::toString);
  }

  @Test
  void matrixMarket() {
    MeshGraph graph =
        MeshGraph.parse(
            """
            %%MatrixMarket matrix coordinate real general
            % a comment

            4 4 3
            1 3 0.5
              2 3 -2
            3 4 3e0
            """,
            GraphFormat.MATRIX_MARKET);
    assertEquals("1", graph.neurons().get(0).name());
    assertEquals(-2, graph.matrix().get(1, 2));
    MeshGraph pattern =
        MeshGraph.parse(
            "%%MatrixMarket Matrix Coordinate Pattern symmetric\n2 2 2\n2 1\n1 1",
            GraphFormat.MATRIX_MARKET);
    assertEquals(3, pattern.edges());
    assertFalse(pattern.hasWeights());
    MeshGraph skew =
        MeshGraph.parse(
            "%%MatrixMarket matrix coordinate integer skew-symmetric\n2 2 1\n2 1 7\n",
            GraphFormat.MATRIX_MARKET);
    assertEquals(
        Map.of(
            List.of("1", "2"), Double.doubleToRawLongBits(-7),
            List.of("2", "1"), Double.doubleToRawLongBits(7)),
        RandomGraphs.edges(skew));
  }

  @Test
  void nodeLink() {
    String networkx =
        """
        {"directed": true, "multigraph": false, "graph": {"name": "g"},
         "nodes": [{"colour": "red", "id": "a"}, {"id": "b"}, {"id": "h"}, {"id": "y"}],
         "edges": [{"weight": 0.5, "source": "a", "target": "h"},
                   {"weight": -2, "source": "b", "target": "h"},
                   {"weight": 3.0, "source": "h", "target": "y", "key": 0}]}
        """;
    assertSmall(MeshGraph.parse(networkx, GraphFormat.NODE_LINK));
    assertSmall(MeshGraph.parse(networkx.replace("edges", "links"), GraphFormat.NODE_LINK));
    MeshGraph undirected =
        MeshGraph.parse(
            networkx.replace("\"directed\": true", "\"directed\": false"), GraphFormat.NODE_LINK);
    assertEquals(6, undirected.edges());
    MeshGraph numbered =
        MeshGraph.parse(
            "{\"nodes\": [{\"id\": 0}, {\"id\": 1}], \"links\": [{\"source\": 0, \"target\": 1}]}",
            GraphFormat.NODE_LINK);
    assertEquals("0", numbered.neurons().get(0).name());
    assertTrue(numbered.toString().contains("it does not say whether edges are directed"));
  }

  /** Without a known ending, by the content. */
  @Test
  void contentTellsTheFormat() throws IOException {
    for (GraphFormat format : GraphFormat.values()) {
      MeshGraph graph = RandomGraphs.ofNeat(3);
      String ending = format == GraphFormat.NEAT ? ".json" : ".txt";
      Path file = Files.writeString(folder.resolve(format.name() + ending), graph.text(format));
      if (format == GraphFormat.CSV) {
        String message =
            assertThrows(IllegalArgumentException.class, () -> MeshGraph.read(file)).getMessage();
        assertTrue(
            message.contains("ends in one of .graphml, .xml, .dot, .gv, .gml, .csv"), message);
      } else {
        String note = "note         read from '" + format.name() + ending + "' as " + format;
        String said = MeshGraph.read(file).toString();
        assertTrue(said.contains(note), said);
      }
    }
    assertEquals(GraphFormat.GML, GraphFormat.ofName("A.GML"));
    assertEquals(GraphFormat.NODE_LINK, GraphFormat.ofName("a.json"));
    Path broken = Files.writeString(folder.resolve("broken.json"), "{\"nodes\": ");
    String message =
        assertThrows(IllegalArgumentException.class, () -> MeshGraph.read(broken)).getMessage();
    assertTrue(message.startsWith("'broken.json', read as node-link JSON: no JSON: "), message);
  }

  @Test
  void filesThatAreNone() throws IOException {
    Path absent = folder.resolve("absent.gml");
    String message =
        assertThrows(UncheckedIOException.class, () -> MeshGraph.read(absent)).getMessage();
    assertTrue(message.startsWith("there is no file "), message);
    assertThrows(UncheckedIOException.class, () -> MeshGraph.read(folder, GraphFormat.GML));
    Path latin =
        Files.write(folder.resolve("latin.csv"), "ä,b".getBytes(StandardCharsets.ISO_8859_1));
    message =
        assertThrows(IllegalArgumentException.class, () -> MeshGraph.read(latin)).getMessage();
    assertTrue(message.startsWith("'latin.csv' is not text in UTF-8"), message);
    Path marked = Files.writeString(folder.resolve("marked.csv"), "\uFEFFa,b");
    assertEquals("a", MeshGraph.read(marked).neurons().get(0).name());
  }

  @Test
  void malformedFilesAreRefusedWithTheirLine() {
    refused(GraphFormat.GRAPHML, "line 2: no XML: ", "<graphml>\n<graph></graphml>");
    refused(GraphFormat.GRAPHML, "there is no <graph>", "<graphml/>");
    refused(
        GraphFormat.GRAPHML,
        "line 2: <node> has no id",
        "<graphml><graph>\n<node/></graph></graphml>");
    refused(
        GraphFormat.GRAPHML,
        "an edge names node 'b', which is not declared",
        "<graphml><graph><node id='a'/><edge source='a' target='b'/></graph></graphml>");
    refused(
        GraphFormat.GRAPHML,
        "line 1: data name the key 'k', which is not declared",
        "<graphml><graph><node id='a'><data key='k'>1</data></node></graph></graphml>");
    refused(
        GraphFormat.GRAPHML,
        "line 1: a hyperedge",
        "<graphml><graph><hyperedge/></graph></graphml>");
    refused(
        GraphFormat.GRAPHML,
        "some edges are directed and others are not",
        "<graphml><graph><node id='a'/><edge source='a' target='a'/>"
            + "<edge source='a' target='a' directed='false'/></graph></graphml>");
    refused(GraphFormat.DOT, "expected graph or digraph, got 'grph'", "grph {}");
    refused(GraphFormat.DOT, "line 3: expected =, got ';'", "digraph {\n a -> b\n [weight;]}");
    refused(GraphFormat.DOT, "line 2: expected a name or {, got '}'", "digraph {\n a -> }");
    refused(GraphFormat.DOT, "line 2: a text in quotes does not end", "digraph {\n \"a }");
    refused(GraphFormat.DOT, "a comment does not end", "digraph { /* }");
    refused(GraphFormat.DOT, "HTML does not end", "digraph { <b }");
    refused(GraphFormat.DOT, "expected a text in quotes after +", "digraph { \"a\" + b }");
    refused(GraphFormat.DOT, "unexpected character U+0040", "digraph { @ }");
    refused(GraphFormat.DOT, "expected a number after - or .", "digraph { - }");
    refused(GraphFormat.DOT, "expected one graph; after it there is 'x'", "digraph { a } x");
    refused(GraphFormat.DOT, "got 'the end'", "digraph { a ");
    refused(GraphFormat.DOT, "a subgraph has no attributes", "digraph { {a} [x=1] }");
    refused(
        GraphFormat.DOT,
        "expected a weight on every edge or on none; the edge 'b' -> 'c' has one, the edge 'a' -> 'b'",
        "digraph { a -> b b -> c [weight=1] }");
    refused(GraphFormat.GML, "there is no graph [ .. ]", "node [ id 1 ]");
    refused(
        GraphFormat.GML,
        "line 2: there is no source",
        "graph [ node [ id 1 ]\n edge [ target 1 ] ]");
    refused(
        GraphFormat.GML,
        "line 2: node '1' is declared a second time",
        "graph [ node [ id 1 ]\n node [ id 1 ] ]");
    refused(
        GraphFormat.GML,
        "expected a number or a text in quotes after 'id'",
        "graph [ node [ id ] ]");
    refused(GraphFormat.GML, "expected [ after 'node'", "graph [ node 1 ]");
    refused(GraphFormat.GML, "a list does not end", "graph [ node [ id 1 ]");
    refused(GraphFormat.GML, "a list does not end", "graph [ x [ y [ ]");
    refused(GraphFormat.GML, "expected [ after 'node'", "graph [ node");
    refused(GraphFormat.GML, "a text in quotes does not end", "graph [ node [ id 1 label \"x ] ]");
    refused(GraphFormat.GML, "expected a key, got '1 ]'", "graph [ 1 ]");
    refused(GraphFormat.GML, "expected one graph, got another", "graph [ ] graph [ ]");
    refused(GraphFormat.GML, "there is no node, and no edge", "graph [ ]");
    refused(GraphFormat.CSV, "line 2: expected 3 cells, got 2", "a,b,1\na,c\n");
    refused(
        GraphFormat.CSV,
        "line 3: expected a finite number as weight, got 'x'",
        "from,to,weight\na,b,1\na,c,x\n");
    refused(GraphFormat.CSV, "line 1: expected 2 or 3 columns", "a,b,c,d\n");
    refused(GraphFormat.CSV, "line 1: a quoted cell does not end", "\"a,b\n");
    refused(GraphFormat.CSV, "line 1: expected a separator after a quoted cell", "\"a\"b,c\n");
    refused(GraphFormat.CSV, "there is no node", "# nothing\n");
    String head = "%%MatrixMarket matrix coordinate real general\n";
    refused(GraphFormat.MATRIX_MARKET, "line 1: expected a first line %%MatrixMarket", "1 1 1\n");
    refused(
        GraphFormat.MATRIX_MARKET,
        "line 1: expected a matrix in coordinates",
        head.replace("coordinate", "array"));
    refused(GraphFormat.MATRIX_MARKET, "line 2: expected the numbers of rows", head + "1 1\n");
    refused(GraphFormat.MATRIX_MARKET, "expected as many columns as rows", head + "1 2 1\n1 1 1\n");
    refused(
        GraphFormat.MATRIX_MARKET,
        "line 3: expected a whole number from 0 to 1; got '2'",
        head + "1 1 1\n2 1 1\n");
    refused(
        GraphFormat.MATRIX_MARKET,
        "line 3: rows and columns are counted from 1",
        head + "1 1 1\n0 1 1\n");
    refused(
        GraphFormat.MATRIX_MARKET,
        "line 3: expected row, column and weight; got '1 1'",
        head + "1 1 1\n1 1\n");
    refused(
        GraphFormat.MATRIX_MARKET,
        "line 4: expected 1 entry, got more",
        head + "1 1 1\n1 1 1\n1 1 1\n");
    refused(GraphFormat.MATRIX_MARKET, "it is too short for 99 entries", head + "9 9 99\n1 1 1\n");
    refused(GraphFormat.NODE_LINK, "expected one object", "[]");
    refused(GraphFormat.NODE_LINK, "no JSON: malformed at line 1 column 5", "{} {}");
    refused(GraphFormat.NODE_LINK, "node 1: there is no 'id'", "{\"nodes\": [{\"id\": 1}, {}]}");
    refused(
        GraphFormat.NODE_LINK,
        "expected an array, [ .. ], as 'edges'",
        "{\"nodes\": [{\"id\": 1}]}");
    refused(
        GraphFormat.NODE_LINK,
        "edge 0: expected a text or a number as 'source'",
        "{\"nodes\": [{\"id\": 1}], \"links\": [{\"source\": [], \"target\": 1}]}");
    refused(
        GraphFormat.NODE_LINK,
        "node 0: expected a role, input, bias, hidden or output; got 'inner'",
        "{\"nodes\": [{\"id\": 1, \"role\": \"inner\"}]}");
    refused(
        GraphFormat.NODE_LINK,
        "node 0: activation: expected one of relu",
        "{\"nodes\": [{\"id\": 1, \"activation\": \"swish\"}]}");
    refused(
        GraphFormat.NODE_LINK,
        "a leak must be in (0, 1]",
        "{\"nodes\": [{\"id\": 1, \"leak\": 2}]}");
    refused(
        GraphFormat.NODE_LINK,
        "expected ticks from 1 to 1,000,000, got '0'",
        "{\"graph\": {\"ticks\": 0}, \"nodes\": []}");
    refused(
        GraphFormat.NODE_LINK,
        "a mesh has at most one bias; got a, b",
        "{\"nodes\": [{\"id\": \"a\", \"role\": \"bias\"}, {\"id\": \"b\", \"role\": \"bias\"}], \"edges\": []}");
  }

  private static void refused(GraphFormat format, String part, String text) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> MeshGraph.parse(text, format), text)
            .getMessage();
    assertTrue(message.contains(part), message + " does not contain: " + part);
  }

  @Test
  void namesThatAFormatCannotHold() {
    MeshGraph graph =
        MeshGraph.parse(
            "{\"nodes\": [{\"id\": \"a\\u0000\"}, {\"id\": \"b\"}], \"edges\": [{\"source\": \"a\\u0000\", \"target\": \"b\"}]}",
            GraphFormat.NODE_LINK);
    for (GraphFormat format : List.of(GraphFormat.GRAPHML, GraphFormat.DOT)) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> graph.text(format)).getMessage();
      assertTrue(message.contains("cannot hold the character U+0000 in the name"), message);
    }
    assertEquals(graph, MeshGraph.parse(graph.text(GraphFormat.NODE_LINK), GraphFormat.NODE_LINK));
    MeshGraph half = MeshGraph.parse("\uD83D,b", GraphFormat.CSV);
    String message =
        assertThrows(IllegalArgumentException.class, () -> half.write(folder.resolve("half.csv")))
            .getMessage();
    assertTrue(message.contains("holds half of a character"), message);
  }

  @Test
  void edgesIntoInputsAreSaid() {
    MeshGraph graph =
        MeshGraph.parse(
            "digraph { a [role=input] y [role=Output] a -> y -> a -> a }", GraphFormat.DOT);
    assertEquals(
        List.of(Role.INPUT, Role.OUTPUT),
        graph.neurons().stream().map(MeshGraph.Neuron::role).toList());
    assertTrue(
        graph
            .remarks()
            .contains(
                "2 edges lead into inputs or bias, whose state is overwritten: without effect"),
        graph::toString);
    assertEquals(1, graph.ticks());
  }
}
