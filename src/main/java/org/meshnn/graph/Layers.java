package org.meshnn.graph;

import java.util.Arrays;
import org.meshnn.text.Listing;

/** The layers of a perceptron: each to the next, the bias to all. */
record Layers(int[] widths) implements Rule {

  /** Refuses a layer without a neuron. */
  Layers {
    for (int width : widths) {
      if (width < 1) {
        throw new IllegalArgumentException(
            "a layer has at least one neuron; got " + listed(widths));
      }
    }
  }

  @Override
  public EdgeSet edges(Roles roles) {
    Rule.requireHidden(roles, toString(), Arrays.stream(widths).asLongStream().sum());
    EdgeSet.Builder edges = new EdgeSet.Builder(roles.neurons(), count(roles));
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
        if (layer > 0 && roles.bias()) {
          edges.add(roles.inputs());
        }
        edges.addRange(layerStart, layerEnd);
        if (layer == 0 && roles.bias()) {
          edges.add(roles.inputs());
        }
        edges.endColumn();
      }
      layerStart = first;
      layerEnd = to;
    }
    return edges.build();
  }

  private long count(Roles roles) {
    long edges = roles.bias() ? (long) roles.hidden() + roles.outputs() : 0;
    long before = roles.inputs();
    for (int width : widths) {
      edges += before * width;
      before = width;
    }
    edges += before * roles.outputs();
    EdgeSet.requireRoom(edges);
    return edges;
  }

  private static String listed(int[] widths) {
    return "[" + Listing.of(Arrays.stream(widths).boxed().toList()) + "]";
  }

  @Override
  public String toString() {
    return "layered" + listed(widths);
  }
}
