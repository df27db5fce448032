package org.meshnn.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.meshnn.graph.Topology;
import org.meshnn.text.Listing;
import org.meshnn.text.OneLine;
import org.meshnn.text.Plural;
import org.meshnn.text.Required;

/** The states of a mesh from tick to tick on its drawing, as an animation. */
public final class ActivityFilm {
  private static final int MILLISECONDS = 900;
  private static final int TITLE = 56;
  private static final int MOST_OUTPUTS = 6;
  private static final int LONGEST = 24;

  private ActivityFilm() {}

  /**
   * {@return a frame for each tick: neurons blue where their state is positive, orange where it is
   * negative, white at 0, in one scale for all frames; rings in the colours of the roles} The tick
   * and the states of the outputs stand above. The frames of the animation are pictures of their
   * own; its caption has the outputs tick by tick.
   *
   * @param topology neurons and edges to draw
   * @param weights the weight of every edge of the topology, or null: all edges alike, in grey
   * @param states of all neurons, before tick 1 and after each tick; at least one such array
   * @param inputNames one per input, or none
   * @param outputNames one per output, or none
   * @param placement where the neurons go; the mesh has at most {@link Placement#mostNeurons}
   * @param of what is seen, for example "row 7"
   * @throws IllegalArgumentException if a length differs, a weight is NaN or infinite, there are no
   *     states or the mesh is too large for the placement
   */
  public static Animation of(
      Topology topology,
      double @Nullable [] weights,
      List<double[]> states,
      List<String> inputNames,
      List<String> outputNames,
      Placement placement,
      String of) {
    WeightMatrix.requireWeights(topology, weights);
    requireStates(topology, states);
    requireSmall(topology, placement);
    List<String> inputs = MeshDrawing.names(inputNames, topology.inputs(), "x", "input");
    List<String> outputs = MeshDrawing.names(outputNames, topology.outputs(), "y", "output");
    MeshSheet sheet = new MeshSheet(topology, weights, inputs, outputs, placement, TITLE);
    double largest =
        Pixels.largest(states.stream().flatMapToDouble(Arrays::stream).filter(Double::isFinite));
    int ticks = states.size() - 1;
    List<Picture> frames = new ArrayList<>();
    List<String> said = new ArrayList<>();
    for (int t = 0; t <= ticks; t++) {
      String tick = "tick " + t + " of " + ticks;
      String answer = outputs(topology, states.get(t), outputs);
      said.add("tick " + t + ": " + answer);
      frames.add(
          sheet.byActivity(
              states.get(t),
              largest,
              tick + ", " + of,
              answer,
              "Activity of a mesh at " + tick + " of " + of + ": " + answer));
    }
    return new Animation(
        frames,
        MILLISECONDS,
        "Activity of "
            + Plural.of(topology.neurons(), "neuron")
            + " in "
            + Plural.of(ticks, "tick")
            + " of "
            + of
            + ", outputs at "
            + said.stream().limit(Listing.SHOWN).collect(Collectors.joining("; "))
            + (ticks < Listing.SHOWN ? "" : " and " + (ticks + 1 - Listing.SHOWN) + " more"));
  }

  private static String outputs(Topology topology, double[] states, List<String> names) {
    int first = topology.roles().firstOutput();
    String shown =
        IntStream.range(0, Math.min(MOST_OUTPUTS, names.size()))
            .mapToObj(
                i ->
                    String.format(
                        Locale.ROOT,
                        "%s %.3g",
                        OneLine.of(OneLine.name(names.get(i)), LONGEST),
                        states[first + i]))
            .collect(Collectors.joining(", "));
    return names.size() <= MOST_OUTPUTS
        ? shown
        : shown + " and " + (names.size() - MOST_OUTPUTS) + " more";
  }

  private static void requireStates(Topology topology, List<double[]> states) {
    if (states.isEmpty()) {
      throw new IllegalArgumentException("expected the states of at least one tick, got none");
    }
    for (double[] state : states) {
      if (state.length != topology.neurons()) {
        throw new IllegalArgumentException(
            "expected one state per neuron (" + topology.neurons() + "), got " + state.length);
      }
    }
  }

  private static void requireSmall(Topology topology, Placement placement) {
    Required.of(placement, "a placement, for example Placement.FORCE");
    if (topology.neurons() > placement.mostNeurons()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a film with Placement.%s shows up to %d neurons; the mesh has %,d%s",
              placement.name(),
              placement.mostNeurons(),
              topology.neurons(),
              topology.neurons() <= Placement.FORCE.mostNeurons()
                  ? "; take Placement.BY_DISTANCE or FORCE"
                  : ". model.probe().input(X).states() has its states as matrices, which"
                      + " HeatMap.draw(..) shows"));
    }
  }
}
