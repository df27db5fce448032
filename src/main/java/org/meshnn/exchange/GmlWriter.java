package org.meshnn.exchange;

import java.io.IOException;
import java.io.Writer;
import java.util.Map;

/** A graph in GML: in ASCII, other characters and those that end texts as entities. */
final class GmlWriter {
  private GmlWriter() {}

  static void write(MeshGraph graph, Writer out) throws IOException {
    out.write("graph [\n  directed 1\n");
    if (graph.ticks() > 0) {
      out.write("  ticks " + graph.ticks() + "\n");
    }
    for (int j = 0; j < graph.neurons().size(); j++) {
      MeshGraph.Neuron neuron = graph.neurons().get(j);
      out.write("  node [ id " + j + " label \"" + escaped(neuron.name()) + "\"");
      for (Map.Entry<String, String> one : Attributes.of(neuron).entrySet()) {
        boolean number = one.getKey().equals(Draft.LEAK);
        out.write(" " + one.getKey() + " ");
        out.write(number ? one.getValue() : '"' + escaped(one.getValue()) + '"');
      }
      out.write(" ]\n");
    }
    for (int to = 0; to < graph.neurons().size(); to++) {
      for (int e = graph.columnStart(to); e < graph.columnStart(to + 1); e++) {
        out.write("  edge [ source " + graph.source(e) + " target " + to);
        out.write(graph.hasWeights() ? " weight " + graph.weight(e) + " ]\n" : " ]\n");
      }
    }
    out.write("]\n");
  }

  private static String escaped(String name) {
    StringBuilder text = new StringBuilder(name.length());
    name.codePoints()
        .forEach(
            c -> {
              if (c < ' ' || c > '~' || c == '&' || c == '"') {
                text.append("&#").append(c).append(';');
              } else {
                text.append((char) c);
              }
            });
    return text.toString();
  }
}
