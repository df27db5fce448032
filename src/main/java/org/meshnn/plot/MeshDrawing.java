package org.meshnn.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.meshnn.graph.Topology;
import org.meshnn.text.Plural;
import org.meshnn.text.Required;

/** A mesh as nodes and arrows; a large one as its weight matrix. */
public final class MeshDrawing {
  private MeshDrawing() {}

  /**
   * As {@link #draw(Topology, double[], List, List)} with the names x1, x2, ... and y1, y2, ...
   *
   * @param topology neurons and edges to draw
   * @param weights the weight of every edge of the topology, or null: all edges alike, in grey
   * @return the picture
   * @throws IllegalArgumentException if the length differs, or a weight is NaN or infinite
   */
  public static Picture draw(Topology topology, double @Nullable [] weights) {
    return draw(topology, weights, List.of(), List.of());
  }

  /**
   * Inputs and bias on the left, hidden neurons in the middle, outputs on the right, each with its
   * number; an arrow per edge, blue for a positive weight and orange for a negative one, thicker
   * and denser the larger it is. Above 60 neurons {@link WeightMatrix} instead.
   *
   * @param topology neurons and edges to draw
   * @param weights the weight of every edge of the topology, or null: all edges alike, in grey
   * @param inputNames one per input, or none
   * @param outputNames one per output, or none
   * @return the picture
   * @throws IllegalArgumentException if a length differs, or a weight is NaN or infinite
   */
  public static Picture draw(
      Topology topology,
      double @Nullable [] weights,
      List<String> inputNames,
      List<String> outputNames) {
    return draw(topology, weights, inputNames, outputNames, Placement.BY_ROLE);
  }

  /**
   * As {@link #draw(Topology, double[], List, List)}, the neurons placed otherwise. Above {@link
   * Placement#mostNeurons} {@link WeightMatrix} instead.
   *
   * @param topology neurons and edges to draw
   * @param weights the weight of every edge of the topology, or null: all edges alike, in grey
   * @param inputNames one per input, or none; of those for which there is no room none is written
   * @param outputNames one per output, or none
   * @param placement where the neurons go
   * @return the picture
   * @throws IllegalArgumentException if a length differs, a weight is NaN or infinite, or the
   *     placement is null
   */
  public static Picture draw(
      Topology topology,
      double @Nullable [] weights,
      List<String> inputNames,
      List<String> outputNames,
      Placement placement) {
    WeightMatrix.requireWeights(topology, weights);
    List<String> inputs = names(inputNames, topology.inputs(), "x", "input");
    List<String> outputs = names(outputNames, topology.outputs(), "y", "output");
    Required.of(placement, "a placement, for example Placement.FORCE");
    return topology.neurons() > placement.mostNeurons()
        ? WeightMatrix.draw(topology, weights)
        : new MeshSheet(topology, weights, inputs, outputs, placement, 0).byRole(caption(topology));
  }

  static String caption(Topology topology) {
    return String.format(
        Locale.ROOT,
        "Mesh of %s (%s%s, %d hidden, %s) and %s",
        Plural.of(topology.neurons(), "neuron"),
        Plural.of(topology.inputs(), "input"),
        topology.hasBias() ? ", bias" : "",
        topology.hidden(),
        Plural.of(topology.outputs(), "output"),
        Plural.of(topology.edges(), "edge"));
  }

  static List<String> names(List<String> given, int count, String prefix, String role) {
    if (!given.isEmpty() && given.size() != count) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected one name per %s (%d) or none, got %d",
              role,
              count,
              given.size()));
    }
    List<String> names = new ArrayList<>(given);
    for (int i = names.size(); i < count; i++) {
      names.add(prefix + (i + 1));
    }
    return names;
  }
}
