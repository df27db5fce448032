package org.meshnn.graph;

import java.util.Arrays;
import org.meshnn.text.Listing;

/** Layers, each to the next or to all later ones, and the bias to all. */
record Layers(int[] widths, boolean skips) implements Rule {

  Layers {
    requireNeurons(widths);
  }

  /** Refuses a layer without a neuron. */
  static void requireNeurons(int[] widths) {
    for (int width : widths) {
      if (width < 1) {
        throw new IllegalArgumentException(
            "a layer has at least one neuron; got " + listed(widths));
      }
    }
  }

  /** How many hidden neurons the layers are. */
  static long placed(int[] widths) {
    return Arrays.stream(widths).asLongStream().sum();
  }

  @Override
  public EdgeSet edges(Roles roles) {
    Rule.requireHidden(roles, toString(), placed(widths));
    long count = skips ? countWithSkips(roles) : count(roles);
    EdgeSet.requireRoom(count);
    EdgeSet.Builder edges = new EdgeSet.Builder(roles.neurons(), count);
    for (int to = 0; to < roles.clamped(); to++) {
      edges.endColumn();
    }
    int layerStart = 0;
    int layerEnd = roles.inputs();
    int to = roles.clamped();
    for (int layer = 0; layer <= widths.length; layer++) {
      int width = layer < widths.length ? widths[layer] : roles.outputs();
      int first = to;
      for (; to < first + width; to++) {
        if (skips) {
          edges.addRange(0, first);
        } else {
          addWithBias(edges, layerStart, layerEnd, roles);
        }
        edges.endColumn();
      }
      layerStart = first;
      layerEnd = to;
    }
    return edges.build();
  }

  /** A layer and the bias, which comes between inputs and hidden neurons. */
  private static void addWithBias(EdgeSet.Builder edges, int from, int end, Roles roles) {
    if (from > 0 && roles.bias()) {
      edges.add(roles.inputs());
    }
    edges.addRange(from, end);
    if (from == 0 && roles.bias()) {
      edges.add(roles.inputs());
    }
  }

  private long count(Roles roles) {
    long edges = roles.bias() ? (long) roles.hidden() + roles.outputs() : 0;
    long before = roles.inputs();
    for (int width : widths) {
      edges += before * width;
      before = width;
    }
    return edges + before * roles.outputs();
  }

  private long countWithSkips(Roles roles) {
    long edges = 0;
    long before = roles.clamped();
    for (int width : widths) {
      edges += before * width;
      before += width;
    }
    return edges + before * roles.outputs();
  }

  static String listed(int[] widths) {
    return "[" + Listing.of(Arrays.stream(widths).boxed().toList()) + "]";
  }

  @Override
  public String toString() {
    return (skips ? "layeredWithSkips" : "layered") + listed(widths);
  }
}
