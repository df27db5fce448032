package org.meshnn.exchange;

import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.DirectedPseudograph;
import org.jgrapht.graph.DirectedWeightedPseudograph;

/** Graphs of JGraphT. Loaded only where one is at hand or asked for. */
final class JGraphT {
  private JGraphT() {}

  static <V, E> MeshGraph graph(Graph<V, E> graph) {
    Draft draft = new Draft("the JGraphT graph");
    int number = 0;
    for (V vertex : graph.vertexSet()) {
      draft.at("vertex", ++number);
      draft.declare(String.valueOf(vertex));
    }
    boolean weighted = graph.getType().isWeighted();
    if (!graph.getType().isDirected()) {
      draft.undirected();
    }
    number = 0;
    for (E edge : graph.edgeSet()) {
      draft.at("edge", ++number);
      int from = draft.node(String.valueOf(graph.getEdgeSource(edge)));
      int to = draft.node(String.valueOf(graph.getEdgeTarget(edge)));
      if (weighted) {
        draft.edge(from, to, draft.finite(graph.getEdgeWeight(edge)));
      } else {
        draft.edge(from, to);
      }
    }
    return draft.graph();
  }

  static Graph<String, DefaultWeightedEdge> of(MeshGraph graph) {
    Graph<String, DefaultWeightedEdge> made =
        graph.hasWeights()
            ? new DirectedWeightedPseudograph<>(DefaultWeightedEdge.class)
            : new DirectedPseudograph<>(DefaultWeightedEdge.class);
    graph.neurons().forEach(neuron -> made.addVertex(neuron.name()));
    for (int to = 0; to < graph.neurons().size(); to++) {
      for (int e = graph.columnStart(to); e < graph.columnStart(to + 1); e++) {
        DefaultWeightedEdge edge = new DefaultWeightedEdge();
        String from = graph.neurons().get(graph.source(e)).name();
        made.addEdge(from, graph.neurons().get(to).name(), edge);
        if (graph.hasWeights()) {
          made.setEdgeWeight(edge, graph.weight(e));
        }
      }
    }
    return made;
  }
}
