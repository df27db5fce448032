package org.meshnn.exchange;

import static java.util.Objects.requireNonNullElse;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.meshnn.engine.Activation;
import org.meshnn.graph.Roles.Role;
import org.meshnn.text.Listing;
import org.meshnn.text.Plural;

/** A graph while it is read: nodes by name, edges as they come, and where in the source one is. */
final class Draft {
  /** Names of attributes, in all formats. */
  static final String ROLE = "role";

  static final String ACTIVATION = "activation";
  static final String LEAK = "leak";
  static final String WEIGHT = "weight";
  static final String TICKS = "ticks";

  private static final int MOST_EDGES = 1 << 29;
  private static final int MOST_TICKS = 1_000_000;

  private final String source;
  private final Map<String, Integer> numbers = new HashMap<>(); // of nodes, by name
  private final List<Node> nodes = new ArrayList<>();
  private final BitSet declared = new BitSet();
  private final TreeSet<String> unused = new TreeSet<>();
  private final List<String> remarks = new ArrayList<>();
  private final Edges edges = new Edges();
  private boolean directed = true;
  private boolean strict; // an edge that repeats is the same one
  private int ticks; // 0: as the edges imply
  private String place = "";
  private long placeNumber;

  /** What is known of a node; null where the source does not say. */
  static final class Node {
    String name;
    @Nullable String label;
    @Nullable Role role;
    @Nullable Activation activation;
    double leak = 1;

    Node(String name) {
      this.name = name;
    }
  }

  /**
   * An empty one.
   *
   * @param source what messages begin with: the file and its format
   */
  Draft(String source) {
    this.source = source;
  }

  /** Says where the next calls are: "line" 12. */
  void at(String kind, long number) {
    place = kind;
    placeNumber = number;
  }

  /** An error at the place where reading is. */
  IllegalArgumentException refused(String what) {
    String where = place.isEmpty() ? "" : ", " + place + " " + placeNumber;
    return new IllegalArgumentException(source + where + ": " + what);
  }

  void remark(String remark) {
    remarks.add(remark);
  }

  int size() {
    return nodes.size();
  }

  int edges() {
    return edges.size;
  }

  /** The node of a name, which is made where there is none. */
  int node(String name) {
    Integer known = numbers.putIfAbsent(name, nodes.size());
    if (known != null) {
      return known;
    }
    nodes.add(new Node(name));
    return nodes.size() - 1;
  }

  /** Whether a node was declared. */
  boolean isDeclared(String name) {
    Integer known = numbers.get(name);
    return known != null && declared.get(known);
  }

  /** Declares a node, once. */
  int declare(String name) {
    int node = node(name);
    if (declared.get(node)) {
      throw refused("node " + Listing.quoted(name) + " is declared a second time");
    }
    declared.set(node);
    return node;
  }

  /** Refuses edges of nodes that were not declared. */
  void requireDeclared() {
    int node = declared.nextClearBit(0);
    if (node < nodes.size()) {
      place = "";
      throw refused(
          "an edge names node "
              + Listing.quoted(nodes.get(node).name)
              + ", which is not declared; declare it, or delete the edge");
    }
  }

  void label(int node, String label) {
    nodes.get(node).label = label;
  }

  void role(int node, Role role) {
    nodes.get(node).role = role;
  }

  void activation(int node, Activation activation) {
    nodes.get(node).activation = activation;
  }

  /** Takes an attribute of a node, or keeps its name among those that are not used. */
  void attribute(int node, String key, String value) {
    switch (key) {
      case ROLE -> role(node, role(value));
      case ACTIVATION -> activation(node, activationOf(value));
      case LEAK -> nodes.get(node).leak = leak(value);
      default -> ignored("of nodes: " + key);
    }
  }

  void ignored(String attribute) {
    if (unused.size() <= Listing.SHOWN) {
      unused.add(attribute);
    }
  }

  private Role role(String value) {
    for (Role role : Role.values()) {
      if (role.name().equalsIgnoreCase(value.strip())) {
        return role;
      }
    }
    throw refused("expected a role, input, bias, hidden or output; got " + Listing.quoted(value));
  }

  private Activation activationOf(String value) {
    try {
      return Activation.named(value.strip());
    } catch (IllegalArgumentException e) {
      throw refused("activation: " + e.getMessage());
    }
  }

  private double leak(String value) {
    double leak = number("leak", value);
    if (!(leak > 0 && leak <= 1)) {
      throw refused("a leak must be in (0, 1], where 1 is none; got " + Listing.quoted(value));
    }
    return leak;
  }

  /** A finite number. */
  double number(String what, String value) {
    double number;
    try {
      number = Double.parseDouble(value.strip());
    } catch (NumberFormatException e) {
      number = Double.NaN;
    }
    if (!Double.isFinite(number)) {
      throw refused("expected a finite number as " + what + ", got " + Listing.quoted(value));
    }
    return number;
  }

  /** A weight that is a number already. */
  double finite(double weight) {
    if (!Double.isFinite(weight)) {
      throw refused("expected a finite number as weight, got " + weight);
    }
    return weight;
  }

  /** The ticks that the source asks for. */
  void ticks(String value) {
    double number = number(TICKS, value);
    if (number != (int) number || number < 1 || number > MOST_TICKS) {
      throw refused(
          String.format(
              Locale.ROOT,
              "expected ticks from 1 to %,d, got %s",
              MOST_TICKS,
              Listing.quoted(value)));
    }
    ticks = (int) number;
  }

  void ticks(int value) {
    ticks = value;
  }

  void undirected() {
    directed = false;
  }

  /** From now on an edge that repeats is the same one, of which the last weight counts. */
  void strict() {
    strict = true;
  }

  void edge(int from, int to, String weight) {
    edge(from, to, number(WEIGHT, weight));
  }

  void edge(int from, int to) {
    edge(from, to, Double.NaN);
  }

  /** Adds an edge; a weight of NaN is none. */
  void edge(int from, int to, double weight) {
    if (edges.size >= MOST_EDGES) {
      throw refused("there are more than " + Listing.count(MOST_EDGES) + " edges");
    }
    edges.add(from, to, weight);
  }

  /** Whether edges form a cycle, a self-loop included. */
  boolean isCyclic() {
    return edges.isCyclic(nodes.size());
  }

  /** The graph, roles decided where the source does not say. */
  MeshGraph graph() {
    place = "";
    if (nodes.isEmpty()) {
      throw refused("there is no node, and no edge");
    }
    boolean weighted = requireAllOrNone();
    takeLabels();
    if (!directed) {
      edges.addReversed();
      remark("undirected: each edge is taken in both directions");
    }
    if (!unused.isEmpty()) {
      remark("not used: attributes " + Listing.of(unused));
    }
    RoleDecision decision = new RoleDecision(nodes, edges);
    decision.remarks().forEach(this::remark);
    int[] order = decision.order(); // of nodes, by their new numbers
    int[] renumbered = new int[order.length];
    boolean moved = false;
    for (int i = 0; i < order.length; i++) {
      renumbered[order[i]] = i;
      moved |= order[i] != i;
    }
    if (moved) {
      remark("neurons are renumbered: inputs, bias, hidden, outputs, as they came among each");
    }
    edges.renumber(renumbered);
    int repeated = edges.sortAndMerge(nodes.size(), weighted && !strict);
    if (repeated > 0) {
      String taken = strict ? ": the last weight counts" : ": their weights are added";
      remark(Plural.grouped(repeated, "repeated edge") + (weighted ? taken : ": taken once"));
    }
    BitSet assumed = new BitSet();
    List<MeshGraph.Neuron> neurons = neurons(order, decision.roles(), assumed);
    return new MeshGraph(
        neurons,
        edges.columnStarts(nodes.size()),
        edges.sources(),
        weighted ? edges.weights() : null,
        ticks,
        assumed,
        remarks);
  }

  private boolean requireAllOrNone() {
    int without = -1;
    int with = -1;
    for (int e = 0; e < edges.size; e++) {
      if (Double.isNaN(edges.weight[e])) {
        without = e;
      } else {
        with = e;
      }
      if (without >= 0 && with >= 0) {
        throw refused(
            "expected a weight on every edge or on none; "
                + edge(with)
                + " has one, "
                + edge(without)
                + " has none");
      }
    }
    return with >= 0;
  }

  private String edge(int e) {
    return "the edge "
        + Listing.quoted(nodes.get(edges.from[e]).name)
        + " -> "
        + Listing.quoted(nodes.get(edges.to[e]).name);
  }

  private List<MeshGraph.Neuron> neurons(int[] order, Role[] roles, BitSet assumed) {
    List<MeshGraph.Neuron> neurons = new ArrayList<>(order.length);
    for (int i : order) {
      Node node = nodes.get(i);
      Role role = roles[i];
      boolean computed = role == Role.HIDDEN || role == Role.OUTPUT;
      assumed.set(neurons.size(), computed && node.activation == null);
      Activation usual = role == Role.HIDDEN ? Activation.RELU : Activation.IDENTITY;
      neurons.add(
          new MeshGraph.Neuron(
              node.name,
              role,
              computed ? requireNonNullElse(node.activation, usual) : Activation.IDENTITY,
              computed ? node.leak : 1));
    }
    if (!assumed.isEmpty()) {
      remark(
          "activations of "
              + Plural.grouped(assumed.cardinality(), "neuron")
              + " are not said: relu on hidden, identity on output neurons");
    }
    return neurons;
  }

  /** Takes labels for names where each node has one, each another. */
  private void takeLabels() {
    HashSet<String> labels = new HashSet<>();
    nodes.forEach(node -> labels.add(requireNonNullElse(node.label, "")));
    boolean all = nodes.stream().noneMatch(node -> node.label == null);
    if (all && labels.size() == nodes.size()) {
      nodes.forEach(node -> node.name = requireNonNullElse(node.label, node.name));
    } else if (nodes.stream().anyMatch(node -> node.label != null)) {
      remark("labels are missing or not unique, so names are the ids");
    }
  }
}
