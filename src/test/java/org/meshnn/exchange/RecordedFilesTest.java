package org.meshnn.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that NetworkX and SciPy wrote. */
class RecordedFilesTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "exchange");
  private static final String[] NAMES = {
    "a", "b & <c>", "quote \" and ä", "中文", "line\nbreak", "\\"
  };
  private static final int[][] ENDS = {{0, 2}, {1, 2}, {2, 3}, {3, 3}, {0, 4}, {3, 4}, {2, 5}};
  private static final double[] WEIGHTS = {0.1, -1.0 / 3, 1e-300, 5e-324, -2.5e17, 1, 7.25};

  private static Map<List<String>, Long> edges(String... names) {
    Map<List<String>, Long> edges = new HashMap<>();
    for (int e = 0; e < ENDS.length; e++) {
      edges.put(
          List.of(names[ENDS[e][0]], names[ENDS[e][1]]), Double.doubleToRawLongBits(WEIGHTS[e]));
    }
    return edges;
  }

  @ParameterizedTest
  @ValueSource(strings = {"networkx.graphml", "networkx.gml", "networkx.json"})
  void filesOfNetworkX(String file) throws IOException {
    MeshGraph graph = MeshGraph.read(FOLDER.resolve(file));
    assertEquals(edges(NAMES), RandomGraphs.edges(graph), graph.toString());
    assertTrue(graph.toString().contains("not used: attributes "), graph.toString());
  }

  @Test
  void aMatrixOfSciPy() {
    MeshGraph graph = MeshGraph.read(FOLDER.resolve("scipy.mtx"));
    assertEquals(edges("1", "2", "3", "4", "5", "6"), RandomGraphs.edges(graph));
  }
}
