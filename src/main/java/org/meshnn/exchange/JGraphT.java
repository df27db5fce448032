package org.meshnn.exchange;

import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.DirectedPseudograph;
import org.jgrapht.graph.DirectedWeightedPseudograph;
import org.meshnn.text.Required;

/**
 * Graphs of JGraphT in and out. JGraphT is optional: to use this class, add {@code
 * org.jgrapht:jgrapht-core:1.5.3}, in a notebook by {@code %maven}.
 */
public final class JGraphT {
  private JGraphT() {}

  /**
   * {@return a graph of JGraphT as one of meshnn; vertices by their {@code toString}, weights where
   * its type has them}
   *
   * @param <V> its vertices
   * @param <E> its edges
   * @param graph directed, or undirected, where each edge is taken in both directions
   * @throws IllegalArgumentException if it is null or has no vertex, or two vertices print the same
   */
  public static <V, E> MeshGraph meshGraph(Graph<V, E> graph) {
    Required.of(graph, "a JGraphT graph");
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

  /**
   * {@return a graph as one of JGraphT: vertices are the names of the neurons; weighted if it has
   * weights}
   *
   * @param graph not null
   * @throws IllegalArgumentException if it is null
   */
  public static Graph<String, DefaultWeightedEdge> graph(MeshGraph graph) {
    Required.of(graph, "a graph, for example model.graph()");
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
