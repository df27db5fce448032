package org.meshnn.exchange;

import java.io.IOException;
import java.io.Writer;
import java.util.stream.Collectors;
import org.meshnn.text.Listing;

/** A graph in the DOT language. */
final class DotWriter {
  private DotWriter() {}

  static void write(MeshGraph graph, Writer out) throws IOException {
    out.write("digraph {\n");
    if (graph.ticks() > 0) {
      out.write("  ticks=" + graph.ticks() + "\n");
    }
    for (MeshGraph.Neuron neuron : graph.neurons()) {
      String attributes =
          Attributes.of(neuron).entrySet().stream()
              .map(one -> one.getKey() + "=" + quoted(one.getValue()))
              .collect(Collectors.joining(", "));
      out.write("  " + quoted(neuron.name()) + " [" + attributes + "]\n");
    }
    for (int to = 0; to < graph.neurons().size(); to++) {
      String target = quoted(graph.neurons().get(to).name());
      for (int e = graph.columnStart(to); e < graph.columnStart(to + 1); e++) {
        out.write("  " + quoted(graph.neurons().get(graph.source(e)).name()) + " -> " + target);
        out.write(graph.hasWeights() ? " [weight=\"" + graph.weight(e) + "\"]\n" : "\n");
      }
    }
    out.write("}\n");
  }

  private static String quoted(String name) {
    if (name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "DOT cannot hold the character U+0000 in the name " + Listing.quoted(name));
    }
    return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
