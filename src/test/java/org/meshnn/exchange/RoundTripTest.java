package org.meshnn.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.meshnn.graph.Roles.Role;

/** 1,000 random graphs, written and read again in each format: what it carries is the same. */
class RoundTripTest {
  private static final List<MeshGraph> GRAPHS =
      IntStream.range(0, 1_000).mapToObj(RandomGraphs::of).toList();

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = {"GRAPHML", "DOT", "GML", "NODE_LINK"})
  void formatsOfAttributesCarryAll(GraphFormat format) {
    for (MeshGraph graph : GRAPHS) {
      MeshGraph again = MeshGraph.parse(graph.text(format), format);
      assertEquals(graph, again, () -> format + ": " + graph.text(format));
    }
  }

  @Test
  void edgeListsCarryEdgesByName() {
    for (MeshGraph graph : GRAPHS) {
      MeshGraph again = MeshGraph.parse(graph.text(GraphFormat.CSV), GraphFormat.CSV);
      assertEquals(RandomGraphs.edges(graph), RandomGraphs.edges(again));
    }
  }

  @Test
  void matrixMarketCarriesTheMatrix() {
    for (MeshGraph graph : GRAPHS) {
      Map<List<String>, Long> numbered = new HashMap<>();
      List<String> names = graph.neurons().stream().map(MeshGraph.Neuron::name).toList();
      RandomGraphs.edges(graph)
          .forEach(
              (ends, bits) ->
                  numbered.put(
                      ends.stream().map(name -> 1 + names.indexOf(name) + "").toList(), bits));
      String text = graph.text(GraphFormat.MATRIX_MARKET);
      MeshGraph again = MeshGraph.parse(text, GraphFormat.MATRIX_MARKET);
      assertEquals(numbered, RandomGraphs.edges(again));
      assertEquals(names.size(), again.neurons().size());
    }
  }

  @Test
  void neatCarriesWhatItHas() {
    for (int seed = 0; seed < GRAPHS.size(); seed++) {
      MeshGraph graph = RandomGraphs.ofNeat(seed);
      MeshGraph again = MeshGraph.parse(graph.text(GraphFormat.NEAT), GraphFormat.NEAT);
      assertEquals(graph.neurons(), again.neurons());
      assertEquals(graph.topology(), again.topology());
      double[] weights = graph.weights();
      double[] read = again.weights();
      for (int e = 0; e < weights.length; e++) {
        boolean bias = graph.roles().of(graph.source(e)) == Role.BIAS;
        double off = Math.abs(weights[e] - read[e]);
        assertTrue(off <= (bias ? 2 * Math.ulp(weights[e]) : 0), weights[e] + " " + read[e]);
      }
    }
  }

  /** What is written does not depend on how often it was read. */
  @ParameterizedTest
  @EnumSource(names = {"GRAPHML", "DOT", "GML", "NODE_LINK"})
  void textsAreTheSame(GraphFormat format) {
    String text = RandomGraphs.of(5).text(format);
    assertEquals(text, MeshGraph.parse(text, format).text(format));
  }

  @ParameterizedTest
  @EnumSource(names = {"GRAPHML", "DOT", "GML", "NODE_LINK", "CSV", "MATRIX_MARKET"})
  void filesAreTexts(GraphFormat format) throws Exception {
    String ending =
        switch (format) {
          case MATRIX_MARKET -> "mtx";
          case NODE_LINK -> "json";
          default -> format.name().toLowerCase(Locale.ROOT);
        };
    MeshGraph graph = RandomGraphs.of(7);
    Path file = graph.write(folder.resolve("graph." + ending));
    assertTrue(file.isAbsolute());
    assertEquals(graph.text(format), Files.readString(file));
    assertEquals(graph.text(format), Files.readString(graph.write(file.toString())));
    assertEquals(MeshGraph.parse(graph.text(format), format), MeshGraph.read(file.toString()));
    Path other = folder.resolve("graph");
    graph.write(other.toString(), format);
    assertEquals(MeshGraph.read(file), MeshGraph.read(other.toString(), format));
    if (format != GraphFormat.CSV) {
      assertEquals(MeshGraph.read(file), MeshGraph.read(other), "told by its content");
    }
  }
}
