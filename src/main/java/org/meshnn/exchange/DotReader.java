package org.meshnn.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.meshnn.text.Listing;

/**
 * The DOT language of Graphviz (graphviz.org/doc/info/lang.html): nodes with attributes, chains of
 * edges, subgraphs, which stand for all their nodes, and defaults of nodes and edges. Ports and
 * attributes that draw are passed over.
 */
final class DotReader {
  private static final Set<String> NODE = Set.of(Draft.ROLE, Draft.ACTIVATION, Draft.LEAK);
  private static final Set<String> EDGE = Set.of(Draft.WEIGHT);
  private static final int DEEPEST = 100; // subgraphs in each other

  /** Edges that a file may have whatever its length; beyond, so many for each character. */
  private static final long ALWAYS = 1_000_000;

  private static final long PER_CHARACTER = 8;

  private final DotTokens tokens;
  private final Draft draft;
  private final long mostEdges;
  private boolean directed;

  /** Attributes that the nodes and edges made next have, in a graph or subgraph. */
  private record Scope(
      Map<String, String> node, Map<String, String> edge, Set<String> nodes, int depth) {
    Scope inner() {
      return new Scope(
          new LinkedHashMap<>(node), new LinkedHashMap<>(edge), new LinkedHashSet<>(), depth + 1);
    }
  }

  DotReader(String text, Draft draft) {
    this.draft = draft;
    mostEdges = ALWAYS + PER_CHARACTER * text.length();
    tokens = new DotTokens(text, draft);
  }

  void read() {
    if (tokens.isWord("strict")) {
      draft.strict();
      tokens.next();
    }
    if (!tokens.isWord("graph") && !tokens.isWord("digraph")) {
      throw draft.refused("expected graph or digraph, got " + Listing.quoted(tokens.text()));
    }
    directed = tokens.isWord("digraph");
    tokens.next();
    if (tokens.isName()) {
      tokens.next();
    }
    Scope scope = new Scope(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashSet<>(), 0);
    statements(scope);
    if (tokens.kind() != DotTokens.Kind.END) {
      throw draft.refused("expected one graph; after it there is " + Listing.quoted(tokens.text()));
    }
    if (!directed) {
      draft.undirected();
    }
  }

  /** What stands in braces. */
  private void statements(Scope scope) {
    expect("{");
    while (!tokens.isSign("}")) {
      if (tokens.isSign(";")) {
        tokens.next();
      } else {
        statement(scope);
      }
    }
    tokens.next();
  }

  private void statement(Scope scope) {
    if (tokens.isWord("graph")) {
      tokens.next();
      attributes().forEach((key, value) -> graphAttribute(scope, key, value));
    } else if (tokens.isWord("node")) {
      tokens.next();
      keep(NODE, attributes(), scope.node(), "of nodes: ");
    } else if (tokens.isWord("edge")) {
      tokens.next();
      keep(EDGE, attributes(), scope.edge(), "of edges: ");
    } else {
      chain(scope);
    }
  }

  /** Keeps those attributes that are used, as they are looked at for each node and edge to come. */
  private void keep(
      Set<String> used, Map<String, String> given, Map<String, String> to, String of) {
    given.forEach(
        (key, value) -> {
          if (used.contains(key)) {
            to.put(key, value);
          } else {
            draft.ignored(of + key);
          }
        });
  }

  private void graphAttribute(Scope scope, String key, String value) {
    if (key.equals(Draft.TICKS) && scope.depth() == 0) {
      draft.ticks(value);
    } else {
      draft.ignored("of the graph: " + key);
    }
  }

  /** A node, {@code ID = ID}, or nodes and subgraphs with edges between them. */
  private void chain(Scope scope) {
    boolean single = tokens.isName() && !tokens.isWord("subgraph");
    Set<String> before = new LinkedHashSet<>();
    if (single) {
      String name = name();
      if (tokens.isSign("=")) {
        tokens.next();
        graphAttribute(scope, name, name());
        return;
      }
      before.add(node(scope, name));
    } else {
      before = subgraph(scope);
    }
    List<int[]> edges = new ArrayList<>(); // from, to
    while (tokens.isSign("->") || tokens.isSign("--")) {
      if (directed != tokens.isSign("->")) {
        throw draft.refused(
            directed ? "expected -> in a digraph, got --" : "expected -- in a graph, got ->");
      }
      tokens.next();
      boolean name = tokens.isName() && !tokens.isWord("subgraph");
      Set<String> after = name ? Set.of(node(scope, name())) : subgraph(scope);
      join(before, after, edges);
      before = after;
    }
    boolean attributed = tokens.isSign("[");
    Map<String, String> given = attributed ? attributes() : Map.of();
    if (!edges.isEmpty()) {
      edges(edges, scope.edge(), given);
    } else if (single) {
      int node = draft.node(before.iterator().next());
      given.forEach((key, value) -> draft.attribute(node, key, value));
    } else if (attributed) {
      throw draft.refused("a subgraph has no attributes in [ ]");
    }
  }

  private void join(Set<String> before, Set<String> after, List<int[]> edges) {
    if (draft.edges() + edges.size() + (long) before.size() * after.size() > mostEdges) {
      throw draft.refused("subgraphs joined make more than " + Listing.count(mostEdges) + " edges");
    }
    for (String from : before) {
      for (String to : after) {
        edges.add(new int[] {draft.node(from), draft.node(to)});
      }
    }
  }

  private void edges(List<int[]> edges, Map<String, String> usual, Map<String, String> given) {
    String weight = given.getOrDefault(Draft.WEIGHT, usual.get(Draft.WEIGHT));
    for (int[] edge : edges) {
      if (weight == null) {
        draft.edge(edge[0], edge[1]);
      } else {
        draft.edge(edge[0], edge[1], weight);
      }
    }
    given.keySet().stream()
        .filter(key -> !EDGE.contains(key))
        .forEach(key -> draft.ignored("of edges: " + key));
  }

  /** The nodes of a subgraph, and of those in it. */
  private Set<String> subgraph(Scope scope) {
    if (tokens.isWord("subgraph")) {
      tokens.next();
      if (tokens.isName()) {
        tokens.next();
      }
    }
    if (!tokens.isSign("{")) {
      throw draft.refused("expected a name or {, got " + Listing.quoted(tokens.text()));
    }
    if (scope.depth() == DEEPEST) {
      throw draft.refused("there are more than " + DEEPEST + " subgraphs in each other");
    }
    Scope inner = scope.inner();
    statements(inner);
    scope.nodes().addAll(inner.nodes());
    return inner.nodes();
  }

  /**
   * A node, which is made with the usual attributes where it is named first; its port is passed.
   */
  private String node(Scope scope, String name) {
    if (!draft.isDeclared(name)) {
      int node = draft.declare(name);
      scope.node().forEach((key, value) -> draft.attribute(node, key, value));
    }
    scope.nodes().add(name);
    for (int part = 0; part < 2 && tokens.isSign(":"); part++) {
      tokens.next();
      name();
    }
    return name;
  }

  /** Lists in brackets, one after the other. */
  private Map<String, String> attributes() {
    Map<String, String> attributes = new LinkedHashMap<>();
    expect("[");
    while (true) {
      if (tokens.isSign("]")) {
        tokens.next();
        if (!tokens.isSign("[")) {
          return attributes;
        }
        tokens.next();
      } else if (tokens.isSign(",") || tokens.isSign(";")) {
        tokens.next();
      } else {
        String key = name();
        expect("=");
        attributes.put(key, name());
      }
    }
  }

  private String name() {
    if (!tokens.isName()) {
      throw draft.refused("expected a name, got " + Listing.quoted(tokens.text()));
    }
    String name = tokens.text();
    tokens.next();
    return name;
  }

  private void expect(String sign) {
    if (!tokens.isSign(sign)) {
      throw draft.refused("expected " + sign + ", got " + Listing.quoted(tokens.text()));
    }
    tokens.next();
  }
}
