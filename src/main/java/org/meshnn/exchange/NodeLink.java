package org.meshnn.exchange;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.Map;

/**
 * JSON as NetworkX writes it by {@code node_link_data}: nodes with an id, edges with source and
 * target, under "edges" or, before NetworkX 3.6 and in D3, "links". Written under "edges".
 */
final class NodeLink {
  private NodeLink() {}

  static void read(String text, Draft draft) {
    JsonObject root = JsonGraphs.object(text, draft);
    boolean directed = JsonGraphs.flag(root, "directed", true, draft);
    if (!root.has("directed")) {
      draft.remark(
          "it does not say whether edges are directed: they are taken from source to target");
    }
    JsonObject graph = JsonGraphs.objectAt(root, "graph", draft);
    if (graph != null && graph.has(Draft.TICKS)) {
      draft.ticks(JsonGraphs.text(graph, Draft.TICKS, draft));
    }
    int number = 0;
    for (JsonElement element : JsonGraphs.array(root, "nodes", draft)) {
      draft.at("node", number++);
      node(JsonGraphs.object(element, draft), draft);
    }
    number = 0;
    draft.at("", 0);
    boolean links = JsonGraphs.has(root, "links");
    if (links && JsonGraphs.has(root, "edges")) {
      throw draft.refused("there are \"edges\" and \"links\"; keep one of them");
    }
    JsonArray edges = JsonGraphs.array(root, links ? "links" : "edges", draft);
    for (JsonElement element : edges) {
      draft.at("edge", number++);
      edge(JsonGraphs.object(element, draft), draft);
    }
    draft.requireDeclared();
    if (!directed) {
      draft.undirected();
    }
  }

  private static void node(JsonObject entry, Draft draft) {
    int node = draft.declare(JsonGraphs.text(entry, "id", draft));
    for (String key : entry.keySet()) {
      if (key.equals(Draft.ROLE) || key.equals(Draft.ACTIVATION) || key.equals(Draft.LEAK)) {
        String value = JsonGraphs.textAt(entry, key, draft);
        if (value != null) {
          draft.attribute(node, key, value);
        }
      } else if (!key.equals("id")) {
        draft.ignored("of nodes: " + key);
      }
    }
  }

  private static void edge(JsonObject entry, Draft draft) {
    int from = draft.node(JsonGraphs.text(entry, "source", draft));
    int to = draft.node(JsonGraphs.text(entry, "target", draft));
    String weight = JsonGraphs.textAt(entry, Draft.WEIGHT, draft);
    if (weight == null) {
      draft.edge(from, to);
    } else {
      draft.edge(from, to, weight);
    }
    for (String key : entry.keySet()) {
      if (!key.equals("source") && !key.equals("target") && !key.equals(Draft.WEIGHT)) {
        draft.ignored("of edges: " + key);
      }
    }
  }

  static void write(MeshGraph graph, Writer out) throws IOException {
    JsonWriter json = new JsonWriter(out);
    json.setIndent(" ");
    json.beginObject();
    json.name("directed").value(true).name("multigraph").value(false);
    json.name("graph").beginObject();
    if (graph.ticks() > 0) {
      json.name(Draft.TICKS).value(graph.ticks());
    }
    json.endObject();
    json.name("nodes").beginArray();
    for (MeshGraph.Neuron neuron : graph.neurons()) {
      json.beginObject().name("id").value(neuron.name());
      for (Map.Entry<String, String> one : Attributes.of(neuron).entrySet()) {
        json.name(one.getKey());
        if (one.getKey().equals(Draft.LEAK)) {
          json.jsonValue(one.getValue());
        } else {
          json.value(one.getValue());
        }
      }
      json.endObject();
    }
    json.endArray().name("edges").beginArray();
    for (int to = 0; to < graph.neurons().size(); to++) {
      for (int e = graph.columnStart(to); e < graph.columnStart(to + 1); e++) {
        json.beginObject();
        json.name("source").value(graph.neurons().get(graph.source(e)).name());
        json.name("target").value(graph.neurons().get(to).name());
        if (graph.hasWeights()) {
          json.name(Draft.WEIGHT).value(graph.weight(e));
        }
        json.endObject();
      }
    }
    json.endArray().endObject();
    json.flush();
    out.write("\n");
  }
}
