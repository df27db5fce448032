package org.meshnn.exchange;

import java.io.IOException;
import java.io.StringReader;
import java.io.Writer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.meshnn.text.Excerpt;
import org.meshnn.text.Listing;

/**
 * GraphML (Brandes, Eiglsperger, Herman, Himsolt, Marshall 2002). Nodes are named by their ids;
 * data are told by the name of their key, {@code attr.name}, and have the defaults of their keys.
 * Ports and nested graphs are flattened; hyperedges are refused, as are document types, so that no
 * entity of one's own and nothing outside the file is ever read.
 */
final class GraphMl {
  private static final int LONGEST_REASON = 200;

  private final XMLStreamReader xml;
  private final Draft draft;
  private final Map<String, Key> keys = new HashMap<>();
  private final Map<Kind, Map<String, String>> defaults =
      new EnumMap<>(Kind.class); // that are used
  private final Deque<Element> open = new ArrayDeque<>();
  private boolean undirectedByDefault; // of the innermost graph
  private boolean undirected; // at least one edge
  private boolean directed; // likewise

  /** What data belong to. */
  private enum Kind {
    GRAPH("graph", "of the graph: ", Set.of(Draft.TICKS)),
    NODE("node", "of nodes: ", Set.of(Draft.ROLE, Draft.ACTIVATION, Draft.LEAK)),
    EDGE("edge", "of edges: ", Set.of(Draft.WEIGHT));

    final String word;
    final String of;
    final Set<String> used;

    Kind(String word, String of, Set<String> used) {
      this.word = word;
      this.of = of;
      this.used = used;
    }
  }

  /** A kind of data, of node, edge, graph or all. */
  private record Key(String name, String of) {}

  /** A graph, node or edge that has not ended, with its data so far. */
  private static final class Element {
    final Kind kind;
    final Map<String, String> data = new LinkedHashMap<>();
    int node;
    int from;
    int to;
    boolean outer; // of a graph: whether edges around it are undirected by default

    Element(Kind kind) {
      this.kind = kind;
    }
  }

  private GraphMl(XMLStreamReader xml, Draft draft) {
    this.xml = xml;
    this.draft = draft;
  }

  static void read(String text, Draft draft) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    try {
      new GraphMl(factory.createXMLStreamReader(new StringReader(text)), draft).read();
    } catch (XMLStreamException e) {
      if (e.getLocation() != null) {
        draft.at("line", e.getLocation().getLineNumber());
      }
      throw draft.refused("no XML: " + reason(e));
    }
  }

  /** Without the location, which the JDK writes before the reason. */
  private static String reason(XMLStreamException e) {
    String message = String.valueOf(e.getMessage());
    int cut = message.indexOf("Message: ");
    return Excerpt.start(cut < 0 ? message : message.substring(cut + 9), LONGEST_REASON);
  }

  private void read() throws XMLStreamException {
    int graphs = 0; // that are in no other
    while (xml.hasNext()) {
      int event = xml.next();
      draft.at("line", xml.getLocation().getLineNumber());
      if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
        throw draft.refused("a document type or an entity is not read; delete it");
      }
      if (event == XMLStreamConstants.START_ELEMENT) {
        graphs += open.isEmpty() && xml.getLocalName().equals("graph") ? 1 : 0;
        if (graphs > 1) {
          throw draft.refused("expected one graph, got another");
        }
        start();
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        end();
      }
    }
    if (graphs == 0) {
      throw draft.refused("there is no <graph>");
    }
    draft.requireDeclared();
    if (undirected) {
      if (directed) {
        throw draft.refused("some edges are directed and others are not; make all directed");
      }
      draft.undirected();
    }
  }

  private void start() throws XMLStreamException {
    switch (xml.getLocalName()) {
      case "key" -> key();
      case "data" -> data();
      case "port", "endpoint" -> content(); // with their data
      case "hyperedge" -> throw draft.refused("a hyperedge is no edge from one neuron to another");
      case "graph" -> {
        Element graph = opened(Kind.GRAPH);
        graph.outer = undirectedByDefault;
        undirectedByDefault = "undirected".equals(attribute("edgedefault"));
      }
      case "node" -> opened(Kind.NODE).node = draft.declare(required("id"));
      case "edge" -> {
        Element edge = opened(Kind.EDGE);
        edge.from = draft.node(required("source"));
        edge.to = draft.node(required("target"));
        String said = attribute("directed");
        boolean isDirected = said == null ? !undirectedByDefault : said.equals("true");
        undirected |= !isDirected;
        directed |= isDirected;
      }
      default -> {}
    }
  }

  private Element opened(Kind kind) {
    Element element = new Element(kind);
    open.push(element);
    return element;
  }

  private void end() {
    switch (xml.getLocalName()) {
      case "graph", "node", "edge" -> take(open.pop());
      default -> {}
    }
  }

  private void key() throws XMLStreamException {
    String id = required("id");
    String name = attribute("attr.name");
    String of = attribute("for");
    Key key = new Key(name == null ? id : name, of == null ? "all" : of);
    keys.put(id, key);
    for (int depth = 1; depth > 0; ) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        depth++;
        if (xml.getLocalName().equals("default")) {
          otherwise(key, content());
          depth--;
        }
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
      }
    }
  }

  /** Keeps a default for what uses it. */
  private void otherwise(Key key, String value) {
    for (Kind kind : Kind.values()) {
      if (key.of.equals(kind.word) || key.of.equals("all")) {
        if (kind.used.contains(key.name)) {
          defaults.computeIfAbsent(kind, k -> new HashMap<>()).put(key.name, value);
        } else {
          draft.ignored(kind.of + key.name);
        }
      }
    }
  }

  private void data() throws XMLStreamException {
    String id = required("key");
    Key key = keys.get(id);
    String value = content();
    if (key == null) {
      throw draft.refused("data name the key " + Listing.quoted(id) + ", which is not declared");
    }
    Element element = open.peek();
    if (element != null) {
      element.data.put(key.name, value);
    }
  }

  /** The text up to the end of the open element, without that of elements in it. */
  private String content() throws XMLStreamException {
    StringBuilder text = new StringBuilder();
    for (int depth = 1; depth > 0; ) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        depth++;
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
      } else if (depth == 1
          && (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA)) {
        text.append(xml.getText());
      }
    }
    return text.toString();
  }

  /** Takes what has ended, with its data and defaults. */
  private void take(Element ended) {
    Map<String, String> data = ended.data;
    defaults.getOrDefault(ended.kind, Map.of()).forEach(data::putIfAbsent);
    switch (ended.kind) {
      case NODE -> data.forEach((key, value) -> draft.attribute(ended.node, key, value));
      case EDGE -> {
        String weight = data.get(Draft.WEIGHT);
        if (weight == null) {
          draft.edge(ended.from, ended.to);
        } else {
          draft.edge(ended.from, ended.to, weight);
        }
      }
      case GRAPH -> {
        undirectedByDefault = ended.outer;
        String ticks = data.get(Draft.TICKS);
        if (ticks != null) {
          draft.ticks(ticks);
        }
      }
    }
    if (ended.kind != Kind.NODE) {
      data.keySet().stream()
          .filter(key -> !ended.kind.used.contains(key))
          .forEach(key -> draft.ignored(ended.kind.of + key));
    }
  }

  private @Nullable String attribute(String name) {
    return xml.getAttributeValue(null, name);
  }

  private String required(String name) {
    String value = attribute(name);
    if (value == null) {
      throw draft.refused("<" + xml.getLocalName() + "> has no " + name);
    }
    return value;
  }

  static void write(MeshGraph graph, Writer out) throws IOException {
    out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.write("<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n");
    key(out, Draft.ROLE, "node", "string");
    key(out, Draft.ACTIVATION, "node", "string");
    key(out, Draft.LEAK, "node", "double");
    key(out, Draft.WEIGHT, "edge", "double");
    key(out, Draft.TICKS, "graph", "int");
    out.write("  <graph edgedefault=\"directed\">\n");
    if (graph.ticks() > 0) {
      out.write("    " + data(Draft.TICKS, graph.ticks()) + "\n");
    }
    for (MeshGraph.Neuron neuron : graph.neurons()) {
      out.write("    <node id=\"" + escaped(neuron.name()) + "\">");
      for (Map.Entry<String, String> one : Attributes.of(neuron).entrySet()) {
        out.write(data(one.getKey(), escaped(one.getValue())));
      }
      out.write("</node>\n");
    }
    for (int to = 0; to < graph.neurons().size(); to++) {
      String target = escaped(graph.neurons().get(to).name());
      for (int e = graph.columnStart(to); e < graph.columnStart(to + 1); e++) {
        String source = escaped(graph.neurons().get(graph.source(e)).name());
        out.write("    <edge source=\"" + source + "\" target=\"" + target + "\"");
        out.write(
            graph.hasWeights() ? ">" + data(Draft.WEIGHT, graph.weight(e)) + "</edge>\n" : "/>\n");
      }
    }
    out.write("  </graph>\n</graphml>\n");
  }

  private static void key(Writer out, String name, String of, String type) throws IOException {
    out.write("  <key id=\"" + name + "\" for=\"" + of + "\" attr.name=\"" + name + "\"");
    out.write(" attr.type=\"" + type + "\"/>\n");
  }

  private static String data(String key, Object value) {
    return "<data key=\"" + key + "\">" + value + "</data>";
  }

  /** In attributes and elements; line breaks and tabs by number, so that they stay. */
  private static String escaped(String name) {
    StringBuilder text = new StringBuilder(name.length());
    name.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '"' -> text.append("&quot;");
                case '\t', '\n', '\r' -> text.append("&#").append(c).append(';');
                default -> text.appendCodePoint(requireCharacter(c, name));
              }
            });
    return text.toString();
  }

  /** Those that XML 1.0 has. */
  private static int requireCharacter(int c, String name) {
    if (c < ' '
        || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE
        || c == 0xFFFE
        || c == 0xFFFF) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "GraphML cannot hold the character U+%04X in the name %s; rename it, or take JSON",
              c,
              Listing.quoted(name)));
    }
    return c;
  }
}
