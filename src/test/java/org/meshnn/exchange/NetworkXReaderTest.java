package org.meshnn.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where there is Python with NetworkX, it reads what we write: the same edges and weights. */
class NetworkXReaderTest {
  private static final int GRAPHS = 20;
  private static final String SCRIPT =
      """
      import glob, json, sys
      import networkx as nx
      found = {}
      for file in glob.glob(sys.argv[1] + "/*"):
          if file.endswith(".graphml"):
              G = nx.read_graphml(file)
          elif file.endswith(".gml"):
              G = nx.read_gml(file)
          elif file.endswith(".json"):
              G = nx.node_link_graph(json.load(open(file, encoding="utf-8")), edges="edges")
          else:
              continue
          found[file] = [[a, b, repr(float(w))] for a, b, w in G.edges(data="weight")]
      print(json.dumps(found))
      """;

  @TempDir Path folder;

  @Test
  void readsWhatWeWrite() throws IOException, InterruptedException {
    assumeTrue(said("python3", "-c", "import networkx; print(networkx)").contains("module"));
    Map<String, MeshGraph> written = new HashMap<>();
    for (int i = 0; i < GRAPHS; i++) {
      MeshGraph graph = RandomGraphs.of(1 + 4 * i);
      for (String ending : List.of("graphml", "gml", "json")) {
        written.put(graph.write(folder.resolve("graph" + i + "." + ending)).toString(), graph);
      }
    }
    Path script = Files.writeString(folder.resolve("read.py"), SCRIPT);
    JsonObject found =
        JsonParser.parseString(said("python3", script.toString(), folder.toString()))
            .getAsJsonObject();
    assertEquals(written.keySet(), found.keySet());
    written.forEach(
        (file, graph) ->
            assertEquals(RandomGraphs.edges(graph), edges(found.getAsJsonArray(file)), file));
  }

  private static Map<List<String>, Long> edges(JsonArray all) {
    Map<List<String>, Long> edges = new HashMap<>();
    for (JsonElement element : all) {
      JsonArray edge = element.getAsJsonArray();
      edges.put(
          List.of(edge.get(0).getAsString(), edge.get(1).getAsString()),
          Double.doubleToRawLongBits(Double.parseDouble(edge.get(2).getAsString())));
    }
    return edges;
  }

  private static String said(String... command) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return said;
    } catch (IOException e) {
      return "";
    }
  }
}
