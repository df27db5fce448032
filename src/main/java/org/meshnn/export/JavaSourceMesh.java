package org.meshnn.export;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.meshnn.graph.Topology;
import org.meshnn.plan.Plan;
import org.meshnn.plan.Tick;
import org.meshnn.text.Listing;

/**
 * What a plan keeps of a mesh: the neurons that live at some tick, and the edges between them.
 * Neurons are renumbered: clamped ones, hidden ones, outputs.
 *
 * @param neuron the number that each neuron has in the mesh
 * @param clamped number of inputs and bias
 * @param firstOutput the first output neuron; outputs are the last neurons
 * @param start edges {@code start[j] .. start[j + 1] - 1} lead into neuron j
 * @param from the neuron that each edge comes from
 * @param weights one per edge
 * @param live the neurons to be computed at each tick
 */
record JavaSourceMesh(
    int[] neuron,
    int clamped,
    int firstOutput,
    int[] start,
    int[] from,
    double[] weights,
    List<int[]> live) {
  static final int MOST_EDGES = 20_000;
  static final int MOST_STATES = 50_000;

  /**
   * The part that is to be written.
   *
   * @throws IllegalArgumentException if it is too large for a class
   */
  static JavaSourceMesh of(Plan plan, double[] weights) {
    Topology topology = plan.topology();
    BitSet edges = plan.learnable();
    require("edges that can act", edges.cardinality(), MOST_EDGES);
    require("states to compute", states(plan), MOST_STATES);
    int[] neurons = neurons(plan);
    int[] number = new int[topology.neurons()];
    IntStream.range(0, neurons.length).forEach(i -> number[neurons[i]] = i);
    int[] start = new int[neurons.length + 1];
    for (int i = 0; i < neurons.length; i++) {
      int first = topology.columnStart(neurons[i]);
      start[i + 1] = start[i] + edges.get(first, topology.columnEnd(neurons[i])).cardinality();
    }
    return new JavaSourceMesh(
        neurons,
        topology.roles().clamped(),
        neurons.length - topology.outputs(),
        start,
        edges.stream().map(e -> number[topology.source(e)]).toArray(),
        edges.stream().mapToDouble(e -> weights[e]).toArray(),
        plan.ticks().stream()
            .map(tick -> Arrays.stream(tick.neuron()).map(j -> number[j]).toArray())
            .toList());
  }

  int neurons() {
    return start.length - 1;
  }

  private static long states(Plan plan) {
    return plan.ticks().stream().mapToLong(Tick::size).sum();
  }

  private static int[] neurons(Plan plan) {
    BitSet kept = new BitSet();
    kept.set(0, plan.topology().roles().clamped());
    plan.ticks().forEach(tick -> Arrays.stream(tick.neuron()).forEach(kept::set));
    return kept.stream().toArray();
  }

  /** Refuses what a class of Java does not hold, or nobody would read. */
  static void require(String what, long count, int most) {
    if (count > most) {
      throw new IllegalArgumentException(
          "a Java class is written for at most "
              + Listing.count(most)
              + " "
              + what
              + "; this mesh has "
              + Listing.count(count)
              + ": save it as a model file, model.save(path), or as ONNX,"
              + " model.exportOnnx(path)");
    }
  }
}
