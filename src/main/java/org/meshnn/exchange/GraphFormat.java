package org.meshnn.exchange;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.meshnn.text.Listing;
import org.meshnn.text.Required;

/** The formats of files that hold a graph. What each carries is said in this room's README.md. */
public enum GraphFormat {
  /** GraphML, XML of nodes, edges and their data (Brandes et al. 2002). */
  GRAPHML("GraphML", "graphml", "xml"),
  /** The DOT language of Graphviz. */
  DOT("DOT", "dot", "gv"),
  /** GML, the Graph Modelling Language (Himsolt 1997). */
  GML("GML", "gml"),
  /** A line for each edge: from, to and perhaps a weight, by comma, semicolon or tab. */
  CSV("edge list", "csv", "tsv", "edges"),
  /** Matrix Market, a matrix by its coordinates (Boisvert, Pozo, Remington 1996). */
  MATRIX_MARKET("Matrix Market", "mtx"),
  /** JSON as NetworkX writes it by {@code node_link_data}, and D3 reads it. */
  NODE_LINK("node-link JSON", "json"),
  /** JSON as neat-python 1.0 and later write it by {@code export_network_json}. */
  NEAT("NEAT JSON");

  private static final Pattern DOT_HEAD =
      Pattern.compile("(?is)(strict\\s+)?(di)?graph\\b[^\\[]*\\{.*");
  private static final int HEAD = 4096; // characters that tell a format

  private final String words;
  private final List<String> endings;

  GraphFormat(String words, String... endings) {
    this.words = words;
    this.endings = List.of(endings);
  }

  /**
   * {@return the format of files whose name ends as this one} Of {@code .json} it is {@link
   * #NODE_LINK}.
   *
   * @param name of a file, for example "mesh.graphml"
   * @throws IllegalArgumentException if no format has this ending
   */
  public static GraphFormat ofName(String name) {
    Required.of(name, "a file name, for example \"mesh.graphml\"");
    return byEnding(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected a file name that ends in one of "
                        + Listing.of(allEndings())
                        + "; got "
                        + Listing.quoted(name)
                        + "; rename it, or name the format, for example GraphFormat.GRAPHML"));
  }

  /** The format of a file that is there: by its ending; of JSON and other endings, by content. */
  static GraphFormat of(String name, String text) {
    Optional<GraphFormat> byEnding = byEnding(name);
    if (byEnding.isPresent() && byEnding.get() != NODE_LINK) {
      return byEnding.get();
    }
    String start = text.substring(0, Math.min(HEAD, text.length())).strip();
    if (start.startsWith("{")) {
      return JsonGraphs.isNeat(text) ? NEAT : NODE_LINK;
    }
    if (byEnding.isPresent()) {
      return NODE_LINK;
    }
    if (start.startsWith("<")) {
      return GRAPHML;
    }
    if (start.startsWith(MatrixMarket.HEAD)) {
      return MATRIX_MARKET;
    }
    if (DOT_HEAD.matcher(start).matches()) {
      return DOT;
    }
    return Pattern.compile("(?s).*\\bgraph\\s*\\[.*").matcher(start).matches() ? GML : ofName(name);
  }

  private static Optional<GraphFormat> byEnding(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Stream.of(values())
        .filter(format -> format.endings.stream().anyMatch(end -> lower.endsWith("." + end)))
        .findFirst();
  }

  private static List<String> allEndings() {
    return Stream.of(values())
        .flatMap(format -> format.endings.stream())
        .map(end -> "." + end)
        .toList();
  }

  @Override
  public String toString() {
    return words;
  }
}
